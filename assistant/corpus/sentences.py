"""Split German text into sentences without breaking at abbreviations, ordinals, dates or §-references."""

import re

# Abbreviations that may stand in the middle of a sentence, without their final full stop.
_ABBREVIATIONS = frozenset(
    [
        "abs",
        "art",
        "aufl",
        "az",
        "bd",
        "bgbl",
        "bspw",
        "bzgl",
        "bzw",
        "ca",
        "co",
        "dgl",
        "dr",
        "ebd",
        "einschl",
        "entspr",
        "etc",
        "evtl",
        "exkl",
        "f",
        "ff",
        "fn",
        "geb",
        "gem",
        "ggf",
        "ggfs",
        "grds",
        "hrsg",
        "i.d.f",
        "i.d.r",
        "i.h.v",
        "i.s.d",
        "i.s.v",
        "i.v.m",
        "inkl",
        "insb",
        "ing",
        "inh",
        "jh",
        "kfz",
        "lit",
        "lfd",
        "max",
        "med",
        "mind",
        "min",
        "mio",
        "mrd",
        "nr",
        "nrn",
        "o.ä",
        "o.g",
        "u.a",
        "u.ä",
        "z.b",
        "z.t",
        "z.zt",
        "pos",
        "prof",
        "rdnr",
        "rn",
        "s",
        "satz",
        "sog",
        "st",
        "std",
        "stk",
        "str",
        "tel",
        "tsd",
        "tz",
        "u",
        "usw",
        "v",
        "vgl",
        "ver",
        "verw",
        "vgl",
        "zz",
        "zzgl",
        "zit",
        "z",
        "b",
        "d",
        "h",
        "a",
        "i",
        "m",
        "r",
        "o",
        "g",
        "e",
        "hs",
        "abk",
        "allg",
        "amtl",
        "anl",
        "anm",
        "ausg",
        "begr",
        "beil",
        "bes",
        "betr",
        "dez",
        "ehem",
        "eigtl",
        "erg",
        "feb",
        "folg",
        "frz",
        "ges",
        "gez",
        "ggü",
        "jan",
        "jew",
        "jgdl",
        "kap",
        "kl",
        "mrz",
        "nov",
        "okt",
        "öff",
        "orig",
        "phil",
        "rd",
        "sep",
        "sept",
        "tab",
        "urspr",
        "wg",
        "wiss",
        "zus",
        "e.v",
    ]
)
_END = re.compile(r"[.!?…]+[\"“”»«’'\)\]]*(?=\s|$)|\n+")
_WORD_BEFORE = re.compile(r"([\w.äöüÄÖÜß§-]+)\.+[\"“”»«’'\)\]]*$")
_NEXT = re.compile(r"\s*[\"„“»«‚'\(\[–-]*\s*(\S)")
_ROMAN = re.compile(r"^[IVXLC]+$")


def split_sentences(text: str) -> list[tuple[int, int]]:
    """Offsets (start, end) of the sentences of `text`, without surrounding white space; a line break always ends one."""
    spans: list[tuple[int, int]] = []
    start = 0
    for match in _END.finditer(text):
        if match.group().startswith("\n") or _is_end(text, start, match.end()):
            _append(spans, text, start, match.end())
            start = match.end()
    _append(spans, text, start, len(text))
    return spans


def _append(spans: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        spans.append((start, end))


def _is_end(text: str, start: int, end: int) -> bool:
    following = _NEXT.match(text, end)
    if following is None or "\n" in text[end : following.start(1)]:
        return True
    before = _WORD_BEFORE.search(text[max(start, end - 40) : end])
    if before is None:  # ! ? … or closing quote: the next word decides
        return not following.group(1).islower()
    word = before.group(1).rstrip(".")
    if following.group(1).islower():
        return False
    last = word.rsplit(".", 1)[-1]
    if word.isdigit():  # "24. Juli", "2. Schritt"; a full year or long number may well end a sentence
        return len(word) >= 4
    if len(last) == 1 and last.isalpha():  # "z. B.", "i. V. m.", initials
        return False
    return not (_ROMAN.match(word) or word.lower() in _ABBREVIATIONS or last.lower() in _ABBREVIATIONS)
