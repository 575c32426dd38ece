"""False premises: what a question takes for granted, and the sentence of the sources that says otherwise."""

import re
from collections.abc import Sequence

from assistant.answer.quantities import extract_quantities
from assistant.answer.quoting.inquiry import Inquiry, asking_words
from assistant.answer.quoting.intent import Ask, Intent
from assistant.answer.quoting.matching import cover, read_terms, stem_bag
from assistant.answer.quoting.selection import Candidate
from assistant.search.german import norms
from assistant.search.hit import Hit
from assistant.settings import QuotesSettings

# Words by which a source takes something back. They only count near the words of the premise.
_DENIES = re.compile(
    r"\bnicht\b|\bkein\w*\b|\bnein\b|\bentfallen\b|\bentfiel\b|\beingestellt\b|\baufgehoben\b|\babgeschaltet\b|\babgelöst\b|\bbeendet\b"
    r"|\bausgelaufen\b|\bausgeschlossen\b|\bschließt\b.*\baus\b|\bfreiwillig\w*\b|\bkostenfrei\w*\b|\bkostenlos\w*\b|\bunentgeltlich\w*\b"
    r"|\bweiterhin\b|\bsondern\b|\bstatt\b|\bnur noch\b|\bnicht mehr\b|\bohne (?:feste )?Frist\b|\bnie\b",
    re.IGNORECASE,
)
# A product or duty that has ended defeats every question how to use it.
_ENDED = re.compile(
    r"\beingestellt\b|\babgeschaltet\b|\bentfallen\b|\bentfiel\b|\bnicht mehr\b|\bausgelaufen\b|\babgelöst\b|\baufgehoben\b",
    re.IGNORECASE,
)
_STATEMENT = re.compile(r"^\s*(?:da|weil|wenn|nachdem|obwohl|wo doch|seitdem)\b", re.IGNORECASE)
_TAG = re.compile(r",?\s*(?:oder|richtig|stimmt'?s|stimmt das|nicht wahr|korrekt|ja)\s*\?\s*$", re.IGNORECASE)
_FORCE = re.compile(
    r"\bzwing\w*|\bverbiet\w*|\bablehn\w*|\blehn\w*\b.*\bab\b|\bverklag\w*|\bbußgeld\w*|\bstrafe\w*", re.IGNORECASE
)
# A topic put in front of a colon asserts nothing; a clause with a verb does.
_ASSERTS = re.compile(
    r"\b(?:ist|sind|war|waren|wird|wurden?|hat|haben|gilt|gelten|regelt|kostet|kosten|muss\w*|müssen|darf|dürfen|kann|können|soll\w*|[a-zäöü]{3,}t|[a-zäöü]{3,}en)\b"
)
_COMMA = re.compile(
    r",\s+(?=(?:(?:ab|bis|seit|an|in|mit|für|von|zu)\s+)?(?:wie|was|wer|wann|wo|welche\w*|warum|muss|müssen|darf|dürfen)\b)",
    re.IGNORECASE,
)
_LEAST = 2  # content words; a subject alone asserts nothing that could be denied
_USES = frozenset({Ask.HOW, Ask.WHEN, Ask.COST, Ask.HOW_MANY, Ask.HOW_LONG, Ask.WHERE})


def read_premise(intent: Intent) -> str:
    """The statement the question rests on; empty where it only asks."""
    if intent.frame:
        enough = _STATEMENT.match(intent.frame) or len(read_terms(intent.frame)) >= _LEAST
        asserts = enough and _ASSERTS.search(intent.frame)
        return intent.frame if len(intent.frame.split()) > 3 and asserts else ""
    text = _TAG.sub("", intent.text)
    if text != intent.text:
        return text
    clauses = _COMMA.split(intent.text, maxsplit=1)
    if len(clauses) > 1 and (_STATEMENT.match(clauses[0]) or norms(clauses[0]) or _ASSERTS.search(clauses[0])):
        return clauses[0]
    return text if intent.kind == Ask.OPEN and norms(text) and not text.endswith("?") else ""


# "Akten, die das Rathaus nicht mehr braucht, sind …": what an inserted clause denies is not what the sentence denies.
_ASIDE = re.compile(r",\s*(?:die|der|das|den|dem|deren|dessen|welche[rsnm]?|wenn|falls|sofern|soweit)\s[^,;.]*,")


def find_correction(
    inquiry: Inquiry, rated: Sequence[Candidate], hits: Sequence[Hit], settings: QuotesSettings
) -> Candidate | None:
    """The sentence that contradicts the premise; None where none does. A documented gap corrects nothing."""
    premise = read_premise(inquiry.intent)
    best = max((c.score for c in rated), default=0.0)
    if premise:
        found = [
            (rate, c)
            for c in rated
            if not c.gap and (rate := rate_denial(premise, c, hits[c.hit])) >= settings.premise_floor
        ]
        if found:
            return max(found, key=lambda pair: pair[0] + 0.5 * pair[1].score)[1]
    if inquiry.intent.kind in _USES or _FORCE.search(inquiry.intent.text):
        ended = [
            c
            for c in rated
            if not c.gap
            and not c.lacks
            and not c.beside
            and _ENDED.search(_strip_asides(c.text))
            and c.score >= 0.7 * best
            and c.own >= 0.4
        ]
        if ended:
            return max(ended, key=lambda c: c.score)
    return None


def _strip_asides(text: str) -> str:
    return _ASIDE.sub(" ", text)


def rate_denial(premise: str, candidate: Candidate, hit: Hit) -> float:
    """How well the sentence is about the premise, if it denies it in words, figures or references; else 0."""
    terms = tuple(term for term in read_terms(premise, None, asking_words(Ask.COST)) if not term.word[0].isdigit())
    said = stem_bag(candidate.text) | stem_bag(" ".join((hit.head.title, *hit.passage.headings[-1:])))
    about = cover(terms, said)
    denies = _DENIES.search(_strip_asides(candidate.text)) and not _DENIES.search(premise)
    if not denies and not differs(premise, candidate.text):
        return 0.0
    return about * (1.0 if cover(terms, stem_bag(candidate.text)) >= 0.4 else 0.7) * (1.0 if denies else 0.85)


def differs(premise: str, text: str) -> bool:
    """Both name one figure of the same kind, and not the same."""
    mine, theirs = _figures(premise), _figures(text)
    return any(theirs.get(key) and not mine[key] & theirs[key] for key in mine)


def _figures(text: str) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = {}
    for quantity in extract_quantities(text):
        if quantity.kind == "number" and quantity.unit and not quantity.weak:
            found.setdefault((quantity.kind, quantity.unit), set()).add(quantity.value)
    return found
