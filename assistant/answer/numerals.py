"""German number words: „zwei“, „fünfundzwanzig“, „dreihundert“, „vierten“, „anderthalb“ as canonical numbers."""

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

ONES = {
    "null": 0, "ein": 1, "eins": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7,
    "acht": 8, "neun": 9, "zehn": 10, "elf": 11, "zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15,
    "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
}  # fmt: skip
TENS = {
    "zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70,
    "achtzig": 80, "neunzig": 90,
}  # fmt: skip
FIXED = {
    "dutzend": "12", "anderthalb": "1.5", "eineinhalb": "1.5", "zweieinhalb": "2.5", "dreieinhalb": "3.5",
    "viereinhalb": "4.5", "beide": "2", "beiden": "2", "beider": "2", "beides": "2", "dreier": "3", "zweier": "2",
}  # fmt: skip
ORDINALS = {"erst": 1, "dritt": 3, "siebt": 7, "siebent": 7, "acht": 8}
MAGNITUDES = {
    "tsd": 1_000, "tausend": 1_000, "mio": 1_000_000, "mill": 1_000_000, "million": 1_000_000, "millionen": 1_000_000,
    "mrd": 1_000_000_000, "milliarde": 1_000_000_000, "milliarden": 1_000_000_000,
}  # fmt: skip
_ORDINAL_ENDING = re.compile(r"(?:e|en|er|es|em|ens)$")


@lru_cache(maxsize=4096)
def read_number_word(word: str) -> str | None:
    """The canonical number of a cardinal word, or None. Case is ignored; inflected „zweier“ and „beide“ are known."""
    lowered = word.lower()
    if lowered in FIXED:
        return FIXED[lowered]
    value = _read_cardinal(lowered)
    return None if value is None else str(value)


@lru_cache(maxsize=4096)
def read_ordinal_word(word: str) -> str | None:
    """The number of an ordinal word („vierten“ is 4), or None."""
    lowered = word.lower()
    root = _ORDINAL_ENDING.sub("", lowered)
    if root == lowered:
        return None
    if root in ORDINALS:
        return str(ORDINALS[root])
    for ending in ("st", "t"):
        if root.endswith(ending):
            value = _read_cardinal(root.removesuffix(ending))
            if value is not None and value > 1:
                return str(value)
    return None


def read_digits(digits: str) -> str:
    """German digits as a canonical decimal: „1.100.000“ is 1100000, „1,10“ is 1.1, „3.5“ stays 3.5."""
    plain = digits.replace(" ", "").replace("\u00a0", "").replace("\u202f", "").replace("'", "").replace("’", "")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", plain):
        plain = plain.replace(".", "")
    try:
        return canonical(Decimal(plain.replace(",", ".")))
    except InvalidOperation:
        return plain


def canonical(value: Decimal) -> str:
    """The shortest plain notation: no trailing zeros, no exponent."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text.lstrip("0") or "0"


def _read_cardinal(word: str) -> int | None:
    if len(word) > 60:
        return None
    for name, size in (("tausend", 1000), ("hundert", 100)):
        head, found, tail = word.partition(name)
        if found:
            high = _read_cardinal(head) if head else 1
            low = _read_cardinal(tail.removeprefix("und")) if tail else 0
            return None if high is None or low is None else high * size + low
    return _read_below_hundred(word)


def _read_below_hundred(word: str) -> int | None:
    if word in ONES:
        return ONES[word]
    if word in TENS:
        return TENS[word]
    one, und, ten = word.partition("und")
    if und and ten in TENS and ONES.get(one, 10) < 10:
        return TENS[ten] + ONES[one]
    return None
