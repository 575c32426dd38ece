"""What only a visible value, name or deed answers: a sentence without it may stand beside an answer, never open one."""

import re
from collections.abc import Sequence

from assistant.answer.quoting.demands import is_unknown_name, lacks_deed
from assistant.answer.quoting.inquiry import Inquiry, bag_of
from assistant.answer.quoting.intent import Ask
from assistant.answer.quoting.matching import match_term, stem_bag
from assistant.answer.quoting.offers import VALUE_KINDS, asks_alike
from assistant.answer.quoting.selection import Candidate
from assistant.search.german import stem, tokens
from assistant.search.hit import Hit
from assistant.settings import QuotesSettings

_AMOUNT = re.compile(
    r"\bwie ?viel (?:kostet|kosten)\b|\bwie teuer\b|\bwie hoch (?:ist|sind|war|waren|wird) (?:\w+ ){0,3}\w*(?:steuer|gebühr|budget|kosten|preis|entgelt)\w*",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"(?:\d\s*|\b[a-zäöüß]+\s+)(?:€|Euro|Cent|Mio|Mrd|Million|Milliarde|Prozent|%|TEUR)|\bkost\w*(?:los|frei|neutral)\w*|\bunentgeltlich\w*|\bgebührenfrei\w*|\bentgeltfrei\w*|\bkein\w*|\bnirgends\b|\bnichts\b",
    re.IGNORECASE,
)
_ABBREVIATED = 2  # letters; shorter than a word
_SHARE = re.compile(r"\bin prozent\b|\bwie ?viel prozent\b|\bprozentsatz\b", re.IGNORECASE)
_SHARES = re.compile(
    r"%|\bProzent|\b(?:Hälfte|Drittel|Viertel|Fünftel|Zehntel|halb\w*|alle[nrs]?|kein\w*)\b", re.IGNORECASE
)
_OFFERED = 0.05  # a sentence rated lower offers no date, duration, number or price at all
_MATTERS = 0.3  # weaker words stand in any question
_CASED = 0.6
_PRODUCT = re.compile(
    r"\bwelche[smnr]? (?:software|produkte?|programme?|fachverfahren|tools?|firma|hersteller|anbieter)\b"
    r"|\bwie heißt (?:die|der|das|denn die|denn der) (?:software|produkt|programm|fachverfahren|firma|hersteller|anbieter)\w*",
    re.IGNORECASE,
)
_NAMELIKE = re.compile(r"[A-ZÄÖÜ].*[A-ZÄÖÜ]|\d")
# A body that stands behind the thing is no answer to who does these.
_PERSONAL = re.compile(r"\bwer (?:leitet|unterschreibt|unterzeichnet|vertritt|genehmigt|haftet)\b", re.IGNORECASE)
_ORIGIN = re.compile(r"\baus welche[mnr] (?:bundes)?land\b|\bwoher (?:kommt|stammt)\b", re.IGNORECASE)
_FROM = re.compile(
    r"\b(?i:aus|von|vom)\s+(?:(?:dem|der|den)\s+)?(?:(?:Land|Freistaat|Stadt|Kreis)\s+)?(?P<place>[A-ZÄÖÜ][\wäöüß-]+)"
)


def keep_exact(
    inquiry: Inquiry, rated: Sequence[Candidate], hits: Sequence[Hit], settings: QuotesSettings
) -> list[Candidate]:
    """The sentences that may open the answer: those that hold what the question asks to see, and documented gaps."""

    def may_open(c: Candidate) -> bool:
        if c.gap:
            return c.heading >= settings.same_question or asks_alike(c.text, inquiry.intent.kind)
        return holds_asked(inquiry, c, hits[c.hit])

    return [c for c in rated if may_open(c)]


def holds_asked(inquiry: Inquiry, candidate: Candidate, hit: Hit) -> bool:
    question, text = inquiry.intent.text, candidate.text
    if inquiry.intent.kind in VALUE_KINDS and candidate.fit < _OFFERED:
        return False
    if not adds_something(inquiry, text):
        return False
    if _AMOUNT.search(question) and not _MONEY.search(text):
        return False
    if _SHARE.search(question) and not _SHARES.search(text):
        return False
    if _PRODUCT.search(question) and not names_product(question, text):
        return False
    if _ORIGIN.search(question) and not names_origin(question, text):
        return False
    if _PERSONAL.search(question):
        around = stem_bag("\n".join((hit.head.title, *hit.passage.headings)))
        return not lacks_deed(inquiry.demands, stem_bag(text) | around)
    return True


def adds_something(inquiry: Inquiry, text: str) -> bool:
    """Whether the text says a word that the question does not: "Melderegister (Nr. 1)" tells nothing of the Melderegister."""
    if inquiry.intent.kind == Ask.YES_NO:
        return True
    asked = {stem(token.text) for token in tokens(inquiry.intent.whole)}
    return any(
        said not in asked and (len(said) > _ABBREVIATED or (len(said) > 1 and said.isdigit()))
        for said in stem_bag(text)
    )


def speaks_of_asked(inquiry: Inquiry, candidate: Candidate, hits: Sequence[Hit]) -> bool:
    """Whether the section says at least one of the things that the asking part names."""
    asked = {stem(token.text) for token in tokens(inquiry.intent.text)}
    things = [t for t in inquiry.terms if (t.noun or t.entity) and t.weight >= _MATTERS and t.stem in asked]
    said = bag_of(hits[candidate.hit])
    return not things or any(match_term(term, said) >= _CASED for term in things)


def names_product(question: str, text: str) -> bool:
    """Whether the text has a name that the question has not; „eine Vollstreckungssoftware“ is none."""
    asked = {stem(token.text) for token in tokens(question)}
    others = [token.text for token in tokens(text) if stem(token.text) not in asked]
    return any((_NAMELIKE.search(word) and word[0].isalpha()) or is_unknown_name(word) for word in others)


def names_origin(question: str, text: str) -> bool:
    """Whether something is said to be from somewhere the question does not know already."""
    return any(match["place"] not in question for match in _FROM.finditer(text))
