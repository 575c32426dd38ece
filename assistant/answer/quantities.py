"""Every number, date, amount, duration and § of a German text in one canonical notation, with offsets.

24.07.2024 = 24. Juli 2024 · 1,1 Mio. € = 1.100.000 Euro · zwei Jahre = 24 Monate · § 9a OZG = Paragraf 9a des OZG.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from assistant.answer.numerals import MAGNITUDES, canonical, read_digits, read_number_word, read_ordinal_word
from assistant.search.norms import norms

MONTHS = {
    name: number
    for number, names in enumerate(
        ("januar jan jänner", "februar feb", "märz mär mrz", "april apr", "mai", "juni jun", "juli jul", "august aug",
         "september sept sep", "oktober okt", "november nov", "dezember dez"), start=1,
    )
    for name in names.split()
}  # fmt: skip
# Durations are compared in the smallest exact unit; a year is twelve months, a week seven days.
_UNITS: tuple[tuple[str, str, int], ...] = (
    ("werkt", "werktag", 1), ("arbeitst", "arbeitstag", 1), ("jahrhundert", "jahrhundert", 1), ("jahr", "monat", 12),
    ("jähr", "monat", 12), ("monat", "monat", 1), ("quartal", "monat", 3), ("woche", "tag", 7), ("wöch", "tag", 7),
    ("tag", "tag", 1), ("täg", "tag", 1), ("stund", "stunde", 1), ("stünd", "stunde", 1), ("minut", "minute", 1),
    ("minüt", "minute", 1), ("sekund", "sekunde", 1), ("cent", "cent", 1), ("t€", "euro", 1000), ("teur", "euro", 1000),
    ("€", "euro", 1), ("eur", "euro", 1), ("%", "prozent", 1), ("prozent", "prozent", 1), ("v", "prozent", 1),
)  # fmt: skip
_MONTH = "|".join(sorted((name.title() for name in MONTHS), key=len, reverse=True))
_DIGITS = r"\d{1,3}(?:[.\u0020\u00a0\u202f'’]\d{3})+(?!\d)(?:,\d+)?|\d+(?:,\d+)?"
_MAGNITUDE = r"(?:Tsd|Mio|Mill|Mrd)\b\.?|(?:Millionen?|Milliarden?|[Tt]ausend)\b"
_UNIT = (
    r"T€|€|%|(?:EUR|TEUR|Euros?|Cent|Prozent)\b|v\.\s?H\.|"
    # „ab 2027 jährlich 300 Euro“: an adverb is no unit of the figure before it
    r"(?!\w+lich\b)(?:[Jj]ahr|jähr|[Mm]onat|[Qq]uartal|[Ww]oche|wöch|[Ww]erkt|[Aa]rbeitst|[Tt]ag|täg|[Ss]tund|stünd|[Mm]inut|minüt|[Ss]ekund)\w*"
)
_DETAIL = r"(?:Abs(?:\.|atz\b|ätze\b)|S(?:\.|atz\b)|Nr\.|Nummer\b|Buchst(?:\.|abe\b)|lit\.|Halbs(?:\.|atz\b))"
_NUMBER_WORD = (
    r"ein|eine[mnrs]?|(?:ander|ein|zwei|drei|vier)(?:t|ein)?halb|beide[nrs]?|dutzend|"
    r"(?:null|eins|ein(?:und|hundert|tausend)|zw[eoaö]|drei|drit|vier|fünf|sech|sieb|acht|neun|zehn|elf|hundert|tausend|erste)[a-zäöüß]*"
)
_PATTERN = re.compile(
    rf"""
    (?P<section>(?P<sign>§§?|\b[Pp]aragra(?:f|ph)(?:en|s)?\b|\bArt(?:\.|(?:ikels?|ikeln)\b))\s*(?P<para>\d+(?:\s?[a-z])?\b)
        (?P<detail>(?:\s*,?\s*{_DETAIL}\s*(?:\d+[a-z]?|[a-z])\b)*)
        (?:\s*(?P<join>bis|und|,|-|–)\s*(?:§\s*)?(?P<para_end>\d+(?:\s?[a-z])?\b))?
        (?:\s+(?:(?:des|der|dem|von|im)\s+)?(?P<law>[A-ZÄÖÜ]\w*[A-ZÄÖÜ]\w*|[A-ZÄÖÜ]\w*(?:gesetz|ordnung|gesetzbuch|satzung))(?:es|s)?\b)?)
    |(?P<detailonly>\b{_DETAIL}\s*\d+[a-z]?\b)
    |(?P<iso>\b(?P<iso_y>[12]\d{{3}})-(?P<iso_m>[01]\d)-(?P<iso_d>[0-3]\d)\b)
    |(?P<date>(?<![\d.])(?P<d>[0-3]?\d)\.\s?(?:(?P<m>[01]?\d)\.(?!\d{{1,1}}\b|\d{{3}}\b)|(?P<mname>{_MONTH})\b\.?)(?:\s?(?P<y>[12]\d{{3}}|\d\d)\b(?!\s?Uhr|[.:]\d))?)
    |(?P<month>\b(?P<only_m>{_MONTH})\b\.?\s+(?P<only_y>[12]\d{{3}})\b)
    |(?P<slash>(?<![\d/.])(?P<slash_m>0[1-9]|1[0-2])/(?P<slash_y>20\d\d)\b)
    |(?P<part>\b(?P<part_name>Anfang|Mitte|Ende)\s+(?:des\s+Jahres\s+)?(?P<part_y>[12]\d{{3}})\b)
    |(?P<time>(?<![\d.,:])(?P<h>[01]?\d|2[0-4])(?::(?P<min>[0-5]?\d)(?!\d)|\.(?P<min1>[0-5]\d)(?=\s*(?:Uhr|h\b|[-–]))|(?=\s*Uhr\b))(?:\s*Uhr\b(?:\s(?P<min2>[0-5]\d)\b)?)?)
    |(?P<version>(?<![\w.])[vV]?\d+(?:\.\d+){{1,3}}(?![\w]|\.\d|,\d))
    |(?P<amount>(?P<pre>T€\s?|[€$]\s?|\b(?:T?EUR|Euro)\s)?(?<![\w])(?P<num>{_DIGITS})
        (?:\s?(?P<mag>{_MAGNITUDE}))?(?:,[-–]+)?(?:[\s-]{{0,2}}(?P<unit>{_UNIT}))?)
    |(?P<word>\b(?i:{_NUMBER_WORD})\b)
    |(?P<code>\b[A-Za-zÄÖÜäöü]{{1,12}}\d+\w*\b)
    """,
    re.VERBOSE,
)
# Where a quantity can begin at all: tried first, because the pattern above is dear at every letter of a long passage.
_BEGIN = re.compile(
    r"[§€$\d]|\b(?:[Pp]aragra|Art|Abs|S\.|Satz|Nr|Nummer|Buchst|lit|Halbs|EUR|TEUR|T€|Euro|[vV]\d|Anfang|Mitte|Ende"
    rf"|(?:{_MONTH})\b|[A-Za-zÄÖÜäöü]{{1,12}}\d|(?i:{_NUMBER_WORD})\b)"
)
_AFTER_WORD = re.compile(rf"[\s-]{{1,2}}(?:(?P<mag>{_MAGNITUDE})\s?)?(?P<unit>{_UNIT})?")
_ONE_DETAIL = re.compile(r"(Abs|Satz|S|Nr|Nu|Bu|lit|Ha)[\w.]*\s*(\d+[a-z]?|[a-z])\b")
_DETAIL_NAMES = {
    "Abs": "abs",
    "S": "satz",
    "Satz": "satz",
    "Nr": "nr",
    "Nu": "nr",
    "Bu": "lit",
    "lit": "lit",
    "Ha": "halbs",
}
_ARTICLE_ONE = re.compile(r"ein(?:e|en|em|er|es)?$", re.IGNORECASE)
_WEAK_WORDS = re.compile(r"(?:ein(?:e|en|em|er|es)?|beide\w*|erste\w*|acht(?:en|e)?)$", re.IGNORECASE)
_WORD_WITH_UNIT = re.compile(r"(?P<number>\w+?)(?P<unit>jähr|monat|wöch|täg|stünd|minüt|prozent|mal)\w*$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """`kind` says how to compare, `value` is canonical, `unit` is "" where none stands beside it.

    `weak` quantities („ein“, „beide“, „erste“) may support a figure but are no claim of one.
    """

    kind: str
    value: str
    unit: str
    start: int
    end: int
    weak: bool = False


def extract_quantities(text: str) -> list[Quantity]:
    """All quantities of the text in order of appearance. Linear in the length of the text."""
    found: list[Quantity] = []
    position = 0
    while begin := _BEGIN.search(text, position):
        match = _PATTERN.match(text, begin.start())
        if match is None:
            position = begin.start() + 1
            continue
        quantities = _READERS[match.lastgroup or ""](match)
        found += quantities
        position = max(match.end(), max((quantity.end for quantity in quantities), default=0))
    return found


def covers(given: Quantity, claimed: Quantity) -> bool:
    """Whether the given quantity of a source says at least what the claimed one says: „24.07.2024“ covers „Juli 2024“."""
    if given.kind == "date" and claimed.kind == "date":
        return _date_covers(given.value, claimed.value)
    if given.kind == "section" and claimed.kind == "section":
        return _section_covers(given, claimed)
    if given.kind == claimed.kind == "ordinal" or given.kind == claimed.kind == "time":
        return given.value == claimed.value
    if {given.kind, claimed.kind} <= {"number", "ordinal", "version", "code"}:
        return given.value == claimed.value and (given.unit == claimed.unit or not given.unit or not claimed.unit)
    if claimed.kind == "number" and claimed.unit == "" and given.kind == "date":
        return given.value == claimed.value or given.value[:4] == claimed.value
    return False


def _date_covers(given: str, claimed: str) -> bool:
    """Values are YYYY, YYYY-MM, YYYY-MM-DD, 0000-MM-DD (no year given) or YYYY~part."""
    if given == claimed or given.startswith(claimed + "-"):
        return True
    if claimed.startswith("0000"):
        return given[4:].startswith(claimed[4:])
    year, _, part = claimed.partition("~")
    if part and given.startswith(year + "-"):
        return int(given[5:7]) in {"anfang": range(1, 4), "mitte": range(5, 9), "ende": range(10, 13)}[part]
    return not part and len(claimed) == 4 and given.startswith(claimed)


def _section_covers(given: Quantity, claimed: Quantity) -> bool:
    """`value` is "9a/abs:1/satz:2", `unit` the law; a detail or law that only the claim names is not covered."""
    number, *details = claimed.value.split("/")
    known, *known_details = given.value.split("/")
    same_law = claimed.unit == given.unit or not claimed.unit or not given.unit
    return same_law and (number == known or not number) and set(details) <= set(known_details)


def _read_section(match: re.Match[str]) -> list[Quantity]:
    law = _short_law(match["law"] or "")
    details = "".join(f"/{_DETAIL_NAMES[name]}:{value}" for name, value in _ONE_DETAIL.findall(match["detail"] or ""))
    start, end = match.span()
    if match["para_end"] and match["sign"] not in ("§§", "Art.", "Artikel", "Artikeln") and match["join"] == ",":
        end = match.end("detail")
        return [Quantity("section", match["para"].replace(" ", "") + details, "", start, end)]
    first = match["para"].replace(" ", "") + details
    last = (match["para_end"] or "").replace(" ", "")
    numbers = (
        [first] if not last else _section_range(first, last) if match["join"] in ("bis", "-", "–") else [first, last]
    )
    return [Quantity("section", number, law, start, end) for number in numbers]


def _section_range(first: str, last: str) -> list[str]:
    """§§ 9a bis 9c names 9b too. A range of more than fifty is kept as its ends."""
    letters = re.fullmatch(r"(\d+)([a-z])\|(\d+)([a-z])", f"{first}|{last}")
    if letters and letters[1] == letters[3]:
        return [letters[1] + chr(code) for code in range(ord(letters[2]), ord(letters[4]) + 1)]
    if first.isdecimal() and last.isdecimal() and 0 < int(last) - int(first) <= 50:
        return [str(number) for number in range(int(first), int(last) + 1)]
    return [first, last]


@lru_cache(maxsize=4096)
def _short_law(name: str) -> str:
    """The abbreviation of a law, also from its full name; other names stay, lower-cased."""
    found = norms(f"§ 1 {name}") if name else ()
    return found[0].partition(" ")[2] or name.lower() if found else name.lower()


def _read_detail(match: re.Match[str]) -> list[Quantity]:
    details = "".join(f"/{_DETAIL_NAMES[name]}:{value}" for name, value in _ONE_DETAIL.findall(match.group()))
    return [Quantity("section", details, "", *match.span())] if details else []


def _read_iso(match: re.Match[str]) -> list[Quantity]:
    return [Quantity("date", match.group(), "", *match.span())]


def _read_date(match: re.Match[str]) -> list[Quantity]:
    month = int(match["m"]) if match["m"] else MONTHS[match["mname"].lower()]
    year = match["y"] or "0000"
    if not (1 <= month <= 12 and 1 <= int(match["d"]) <= 31):
        return [Quantity("code", match.group(), "", *match.span())]
    return [
        Quantity(
            "date", f"{'20' + year if len(year) == 2 else year}-{month:02}-{int(match['d']):02}", "", *match.span()
        )
    ]


def _read_month(match: re.Match[str]) -> list[Quantity]:
    month = int(match["slash_m"]) if match["slash_m"] else MONTHS[match["only_m"].lower()]
    return [Quantity("date", f"{match['only_y'] or match['slash_y']}-{month:02}", "", *match.span())]


def _read_part(match: re.Match[str]) -> list[Quantity]:
    return [Quantity("date", f"{match['part_y']}~{match['part_name'].lower()}", "", *match.span())]


def _read_time(match: re.Match[str]) -> list[Quantity]:
    minute = match["min"] or match["min1"] or match["min2"] or "0"
    return [Quantity("time", f"{int(match['h']):02}:{int(minute):02}", "", *match.span())]


def _read_version(match: re.Match[str]) -> list[Quantity]:
    plain = match.group().lstrip("vV")
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", plain):
        return _read_amount_text(match)
    return [Quantity("version", plain, "", *match.span())]


def _read_amount_text(match: re.Match[str]) -> list[Quantity]:
    """A grouped number that the version rule saw first („1.100.000 Euro“): read the unit behind it."""
    tail = _AFTER_WORD.match(match.string, match.end())
    value, unit = _scale(read_digits(match.group()), tail["mag"] if tail else None, tail["unit"] if tail else None)
    return [Quantity("number", value, unit, match.start(), tail.end() if tail and unit else match.end())]


def _read_amount(match: re.Match[str]) -> list[Quantity]:
    value, unit = _scale(
        read_digits(match["num"]), match["mag"], match["unit"] or ((match["pre"] or "").strip() or None)
    )
    if not unit and not match["mag"] and re.fullmatch(r"(?:19|20)\d\d", match["num"]):
        return [Quantity("date", match["num"], "", *match.span())]
    following = match.string[match.end() : match.end() + 2]
    kind = (
        "ordinal" if not unit and following[:1] == "." and following[1:] == " " and len(match["num"]) < 3 else "number"
    )
    return [Quantity(kind, value, unit, *match.span())]


def _scale(value: str, magnitude: str | None, unit: str | None) -> tuple[str, str]:
    number = Decimal(value) if re.fullmatch(r"\d+(?:\.\d+)?", value) else None
    if number is None or len(value) > 30:
        return value, ""
    number *= MAGNITUDES[magnitude.lower().rstrip(".")] if magnitude else 1
    name, factor = next(
        ((name, factor) for start, name, factor in _UNITS if unit and unit.lower().startswith(start)), ("", 1)
    )
    return canonical(number * factor), name


def _read_word(match: re.Match[str]) -> list[Quantity]:
    word, (start, end) = match.group(), match.span()
    weak = bool(_WEAK_WORDS.match(word)) or word in ("Dritte", "Dritten", "Dritter")
    if joined := _WORD_WITH_UNIT.match(word):
        value = read_number_word(joined["number"])
        if value is not None:
            return [Quantity("number", *_scale(value, None, joined["unit"]), start, end)]
    value = "1" if _ARTICLE_ONE.match(word) else read_number_word(word)
    if value is None:
        ordinal = read_ordinal_word(word)
        return [Quantity("ordinal", ordinal, "", start, end, weak)] if ordinal else []
    tail = _AFTER_WORD.match(match.string, end)
    value, unit = _scale(value, tail["mag"] if tail else None, tail["unit"] if tail else None)
    end = tail.end() if tail and (tail["mag"] or tail["unit"]) else end
    return [Quantity("number", value, unit, start, end, weak and not unit)]


def _read_code(match: re.Match[str]) -> list[Quantity]:
    return [Quantity("code", match.group().lower(), "", *match.span())]


_READERS: dict[str, Callable[[re.Match[str]], list[Quantity]]] = {
    "section": _read_section, "detailonly": _read_detail, "iso": _read_iso, "date": _read_date, "month": _read_month,
    "slash": _read_month, "part": _read_part, "time": _read_time, "version": _read_version, "amount": _read_amount,
    "word": _read_word, "code": _read_code,
}  # fmt: skip
