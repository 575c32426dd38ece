"""Split German text into sentences without breaking at abbreviations, ordinals, dates or §-references."""

import re

# Abbreviations that may stand in the middle of a sentence, without their final full stop.
_ABBREVIATIONS = frozenset(
    """
    a abk abs allg amtl anl anm aufl ausg az b bd begr beil bes betr bgbl bspw bzgl bzw ca co d dez dgl dr e e.v
    ebd ehem eigtl einschl entspr erg etc evtl exkl f feb ff fn folg frz g geb gem ges gez ggf ggfs ggü grds h
    hrsg hs i i.d.f i.d.r i.h.v i.s.d i.s.v i.v.m inh inkl insb jan jew jgdl jh kap kfz kl lfd lit m med mind
    mio mrd mrz nov nr nrn o o.g o.ä okt orig phil pos prof r rd rdnr rn s sep sept sog st std stk str tel tsd
    tz u u.a u.ä urspr usw v ver vgl wg wiss z z.b z.t z.zt zit zus zz zzgl öff
    """.split()
)
# Real words that abbreviate only before a number: "Art. 28 DSGVO", but "aller Art."
_BEFORE_NUMBER = frozenset({"art", "satz", "teil", "max", "min"})
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
    if last.lower() in _BEFORE_NUMBER:
        return not following.group(1).isdigit()
    return not (_ROMAN.match(word) or word.lower() in _ABBREVIATIONS or last.lower() in _ABBREVIATIONS)
