"""References to norms in one canonical spelling: "§ 9a Abs. 5 OZG" and "Paragraf 9a des Onlinezugangsgesetzes" → "§9a ozg"."""

import re
import unicodedata
from collections.abc import Iterator

from assistant.search.letters import fold

_SIGN = r"(?P<sign>§{1,2}|\bparagra(?:f|ph)(?:en|s)?\b|\bart(?:\.|ikels?\b|ikeln\b))"
_QUICK_SIGN = re.compile(r"§|\b(?:paragra(?:f|ph)|art(?:\.|ikel))", re.IGNORECASE)
_LONGEST = 200  # characters from the sign to the end of the law's name
_NUMBER = r"\d+(?:\s?[a-z](?![a-z]))?"
_DETAIL = (
    r"(?:,?\s*(?:abs(?:\.|atz(?:es)?|aetze)|s\.|satz(?:es)?|nr\.?|nummern?|lit\.?|buchst(?:\.|abe)|hs\.|halbsatz|halbs\.|"
    r"unterabs(?:\.|atz)|uabs\.|alt\.)\s*(?:\d+\s?[a-z]?\b|[a-z]\b)(?:\s*(?:,|und|u\.|bis|-)\s*\d+[a-z]?\b(?!\.))*)*"
)
_LAW = (
    r"\s*(?:(?:der|des|die|das)\s+)?(?:(?P<name>(?:saechsisch\w+\s+)?[\w-]*(?:gesetz(?:es|buch(?:es)?)?|ordnung|satzung)\b)|"
    r"(?P<short>[a-z][a-z-]*[a-z](?:\s(?:i|ii|iii|iv|v|vi|vii|viii|ix|x|xi|xii|xiv)\b)?))?"
)
_AND = r"(?:,|und|u\.|bis|-|sowie|i\.?\s?v\.?\s?m\.?)"
_REFERENCE = re.compile(
    rf"{_SIGN}\s*(?P<first>{_NUMBER})"
    rf"(?P<more>(?:{_DETAIL}\s*{_AND}\s*(?:§{{1,2}}\s*)?{_NUMBER}(?!\.))*){_DETAIL}{_LAW}"
)
_MORE = re.compile(rf"(?:,|\bund|\bu\.|\bbis|-|sowie|m\.?)\s*(?:§{{1,2}}\s*)?(?P<number>{_NUMBER})(?=\s|,|$|-)")
_FULL_NAMES = {
    "onlinezugangsgesetz": "ozg",
    "datenschutz-grundverordnung": "dsgvo",
    "datenschutzgrundverordnung": "dsgvo",
    "ds-gvo": "dsgvo",
    "verwaltungsverfahrensgesetz": "vwvfg",
    "verwaltungszustellungsgesetz": "vwzg",
    "bundesdatenschutzgesetz": "bdsg",
    "bundesmeldegesetz": "bmg",
    "grundgesetz": "gg",
    "abgabenordnung": "ao",
    "e-government-gesetz": "egovg",
    "saechsisches e-government-gesetz": "saechsegovg",
    "saechsische gemeindeordnung": "saechsgemo",
    "personalausweisgesetz": "pauswg",
    "passgesetz": "passg",
    "buergerliches gesetzbuch": "bgb",
}
# Abbreviations of laws end like this (…G, …GB, …O, …VO); an ordinary word after "§ 9" ("gilt", "regelt") does not.
_SHORT_LAW = re.compile(r"^(?:[a-z-]{0,14}(?:[^aeiou](?:g|o)|gb|vo|gemo)|gg|ao|sgb|hgb|bgb|uwg)(?: [ivx]+)?$")
_NO_LAW = frozenset(
    [
        "ag",
        "folg",
        "abschlag",
        "vertrag",
        "antrag",
        "beitrag",
        "betrag",
        "tag",
        "eintrag",
        "auftrag",
        "also",
        "so",
        "wo",
        "zweitens",
        "genug",
    ]
)


def norms(text: str) -> tuple[str, ...]:
    """Every reference once, in order of appearance. Without a named law only the number: "§ 9 Abs. 1" → "§9"."""
    return tuple(dict.fromkeys(reference for near in _near_signs(text) for reference in _read_references(near)))


def _near_signs(text: str) -> Iterator[str]:
    """The stretches that can hold a reference: most text has none, and reading it letter by letter would be slow."""
    if not any(part in text for part in ("§", "aragra", "rtikel", "rt.", "ARTIKEL", "PARAGRA")):
        return
    start = end = 0
    for sign in _QUICK_SIGN.finditer(text):
        if sign.start() > end:
            if end:
                yield text[start:end]
            start = sign.start()
        end = sign.start() + _LONGEST
    if end:
        yield text[start:end]


def _read_references(text: str) -> Iterator[str]:
    original, folded = _aligned(text)
    for match in _REFERENCE.finditer(folded):
        sign = "art" if match["sign"].startswith("art") else "§"
        law = _law_of(match, original)
        for number in _numbers(match):
            yield f"{sign}{number} {law}".strip()


def _aligned(text: str) -> tuple[list[int], str]:
    """The folded text, and for each of its characters whether the original was a capital (1) or not (0)."""
    parts = [(fold(sign), int(sign.isupper())) for sign in unicodedata.normalize("NFKC", re.sub(r"\s+", " ", text))]
    return [flag for part, flag in parts for _ in part], "".join(part for part, _ in parts)


def _numbers(match: re.Match[str]) -> list[str]:
    first = match["first"].replace(" ", "")
    if not match["sign"].startswith("§§") and "§" not in match["more"]:
        return [first]
    return [first, *(more["number"].replace(" ", "") for more in _MORE.finditer(match["more"]))]


def _law_of(match: re.Match[str], capitals: list[int]) -> str:
    if match["name"]:
        name = match["name"].strip()
        name = re.sub(r"(?<=gesetz)es$|(?<=buch)es$", "", name)
        name = re.sub(r"^saechsisch\w+", "saechsisches" if name.endswith("gesetz") else "saechsische", name)
        return _FULL_NAMES.get(name, name)
    short = match["short"]
    if not short:
        return ""
    word = short.split()[0]
    if word in _FULL_NAMES:
        return _FULL_NAMES[word]
    start = match.start("short")
    several_capitals = sum(capitals[start : start + len(word)]) >= 2
    if several_capitals or (_SHORT_LAW.match(short) and word not in _NO_LAW):
        return short.replace("ds-gvo", "dsgvo")
    return ""
