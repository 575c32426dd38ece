"""A question for the reason: answered by a reason for exactly that, or by the denial of what it takes for granted."""

import re
from collections.abc import Sequence

from assistant.answer.quoting.intent import Ask, Intent, find_kind
from assistant.answer.quoting.matching import cover, match_term, read_terms, stem_bag
from assistant.answer.quoting.premises import differs, rate_denial
from assistant.answer.quoting.selection import Candidate
from assistant.search.hit import Hit
from assistant.settings import QuotesSettings

_WHY = re.compile(r"^(?:(?:und|aber|also)\s+)?(?:warum|wieso|weshalb)\b\s*", re.IGNORECASE)
_REASON = re.compile(
    r"\b(?:weil|denn|damit|deshalb|deswegen|daher|dadurch|sonst|wegen|aufgrund|gründe?n?|zweck|begründ\w*|dient)\b|,\s*(?:da|um)\b",
    re.IGNORECASE,
)
# Behind these stands the reason; what it denies is not what the sentence asserts: "…, weil sonst keine Zeit bleibt".
_BECAUSE = re.compile(r",\s*(?:weil|denn|damit|da|um|sonst)\b.*$", re.IGNORECASE)
# "must", "only": a sentence without any force gives no reason for a duty.
_FORCE = re.compile(
    r"\b(?:muss|müssen|musste\w*|darf|dürfen|pflicht\w*|verpflicht\w*|zwingend\w*|verbindlich\w*|vorgeschrieben|verbot\w*|verlang\w*|nur noch|ausschließlich)\b",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;]\s")
_SAID = 0.5
_DENIED = re.compile(r"\b(?:nicht|kein\w*|nie)\b", re.IGNORECASE)
# A duty is also denied by what is free to choose.
_FREE = re.compile(r"\b(?:freiwillig\w*|frei|weiterhin|auch)\b", re.IGNORECASE)


def asks_why(intent: Intent) -> bool:
    return bool(_WHY.match(intent.text))


def read_assertion(intent: Intent) -> str:
    """What the question takes for granted: all but its question word."""
    return _WHY.sub("", intent.text).rstrip("?! ")


def keep_reasons(
    intent: Intent, rated: Sequence[Candidate], hits: Sequence[Hit], settings: QuotesSettings
) -> list[Candidate]:
    """The sentences that may open the answer to this question; a documented gap may, too."""
    return [c for c in rated if c.gap or gives_reason(read_assertion(intent), c, hits[c.hit], settings)]


def gives_reason(asserted: str, candidate: Candidate, hit: Hit, settings: QuotesSettings) -> bool:
    """Whether the heading asks why just this is so, or the sentence states it, no weaker and not denied, with a reason."""
    heading = " ".join(hit.passage.headings[-1:])
    if find_kind(heading) == Ask.WHY and candidate.heading >= settings.heading_floor:
        return says_predicate(asserted, stem_bag(heading) | stem_bag(candidate.text))
    stated = _BECAUSE.sub("", candidate.text)
    if not _REASON.search(candidate.text) or (_FORCE.search(asserted) and not _FORCE.search(stated)):
        return False
    if bool(_DENIED.search(asserted)) != bool(_DENIED.search(stated)):
        return False
    bag = stem_bag(candidate.text)
    return says_predicate(asserted, bag) and cover(read_terms(asserted), bag) >= settings.reason_covers


def find_denial(
    intent: Intent, rated: Sequence[Candidate], hits: Sequence[Hit], settings: QuotesSettings
) -> Candidate | None:
    """The sentence that denies what the question takes for granted; none where a heading asks why it is so."""
    asserted = read_assertion(intent)
    if any(gives_reason(asserted, c, hits[c.hit], settings) for c in rated if c.heading >= settings.heading_floor):
        return None
    found = [
        (rate, c)
        for c in rated
        if denies_itself(asserted, c.text, settings)
        and not c.gap
        and (rate := rate_denial(asserted, c, hits[c.hit])) >= settings.premise_floor
    ]
    return max(found, key=lambda pair: pair[0] + 0.5 * pair[1].score)[1] if found else None


def denies_itself(asserted: str, text: str, settings: QuotesSettings) -> bool:
    """Whether the sentence alone names what is asserted and takes it back; a bare "Nein" belongs to its own heading."""
    terms = tuple(term for term in read_terms(asserted) if not term.word[0].isdigit())
    if cover(terms, stem_bag(text)) < settings.premise_floor:
        return False
    forced = bool(_FORCE.search(asserted))
    if not forced and not says_predicate(asserted, stem_bag(text)):
        return False
    denied = [clause for clause in _CLAUSE.split(text) if _DENIED.search(clause) or (forced and _FREE.search(clause))]
    return differs(asserted, text) or any(cover(terms, stem_bag(clause)) >= settings.premise_floor for clause in denied)


def says_predicate(asserted: str, bag: frozenset[str]) -> bool:
    """The last word of the German clause carries what is asserted: "gelöscht", "ablehnen", "verpflichtend"."""
    terms = read_terms(asserted)
    return not terms or match_term(terms[-1], bag) >= _SAID
