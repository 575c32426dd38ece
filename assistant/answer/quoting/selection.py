"""Rate every sentence of the hits as an answer: what it covers, what it offers, what its heading asks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from assistant.answer.quoting.demands import counts_asked, is_of_others, lacks_deed, lacks_wanted, says_opposite
from assistant.answer.quoting.inquiry import Inquiry, asking_words
from assistant.answer.quoting.intent import Ask
from assistant.answer.quoting.matching import cover, match_term, read_terms, stem_bag
from assistant.answer.quoting.moment import is_ahead
from assistant.answer.quoting.offers import (
    VALUE_KINDS,
    denies,
    is_gap,
    lacks_contact,
    lacks_value,
    opens_with_verdict,
    rate_fit,
)
from assistant.answer.quoting.sections import Section, read_own_section, read_section
from assistant.corpus.sentences import split_sentences
from assistant.search.hit import Hit
from assistant.settings import QuotesSettings

# "Not documented" answers a precise question; a vague one has better answers.
_VAGUE = frozenset({Ask.OPEN, Ask.HOW, Ask.WHAT_IS, Ask.WHY, Ask.DIFFERENCE})
_DUTY = re.compile(
    r"\b(?:muss|müssen|darf|dürfen|pflicht\w*|verpflichtet|gilt|gelten|brauch\w*|erlaubt|zulässig)\b", re.IGNORECASE
)
_SAID = 0.6  # from here on a word of the question counts as said
_GAP_WORDS = re.compile(r"\b(?:im Korpus|in der Quelle|in den Quellen|nicht belegt)\b|;.*$|, weil .*$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a hit with what speaks for it. `hit` counts from 0; `place` is its position in the passage.

    `heading` is how much the best of heading and own questions asks the same, `section` how much the heading alone does.
    """

    hit: int
    place: int
    text: str
    score: float = 0.0
    evidence: float = 0.0
    heading: float = 0.0
    section: float = 0.0
    own: float = 0.0
    fit: float = 0.0
    gap: bool = False
    lacks: tuple[str, ...] = ()
    beside: bool = False  # speaks of another deed, direction or party, or gives no contact where one is asked
    direct: bool = False  # a question that stands at this very sentence asks the same
    covers: frozenset[str] = frozenset()  # stems of the question's words that the sentence itself says


def rate_sentences(inquiry: Inquiry, hits: Sequence[Hit], settings: QuotesSettings) -> list[Candidate]:
    """Every sentence of every hit, rated, in the order of the hits."""
    rated: list[Candidate] = []
    for number, hit in enumerate(hits):
        section = read_section(inquiry, hit)
        for place, (start, end) in enumerate(split_passage(hit.passage.text)):
            around = read_own_section(inquiry, hit, section, (start, end), settings)
            candidate = Candidate(number, place, hit.passage.text[start:end], direct=around.direct)
            rated.append(_rate_sentence(inquiry, around, candidate, settings))
    return rated


@lru_cache(maxsize=4_000)
def split_passage(text: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of a passage start and end."""
    return tuple(split_sentences(text))


def _rate_sentence(inquiry: Inquiry, section: Section, sentence: Candidate, settings: QuotesSettings) -> Candidate:
    kind, bag = inquiry.intent.kind, stem_bag(sentence.text)
    own = cover(inquiry.terms, bag)
    near = cover(inquiry.terms, bag | section.around)
    gap = is_gap(sentence.text) or (kind in VALUE_KINDS and lacks_value(sentence.text))
    fit = rate_fit(kind, sentence.text)
    if inquiry.demands.counted and fit and not counts_asked(inquiry.demands, sentence.text):
        fit *= settings.other_count
    evidence = (1 - settings.wide_share) * near + settings.wide_share * section.wide
    if kind in VALUE_KINDS and not gap:
        fit = max(fit, settings.denied_value * (own >= settings.heading_floor and denies(sentence.text)))
        evidence *= settings.no_value + (1 - settings.no_value) * max(fit, section.heading * (section.kinds == 1.0))
    if gap:
        asked = section.heading >= settings.same_question
        fit = 0.5 if kind in _VAGUE else 1.0
        evidence *= 1.0 if asked else _rate_gap(inquiry, sentence.text) * section.kinds
    if opens_with_verdict(sentence.text) and max(section.heading, own) < settings.heading_floor:
        evidence *= settings.other_verdict
    wanting = lacks_wanted(inquiry.demands, bag | section.around)
    if wanting:
        evidence *= settings.no_predicate
    deedless = lacks_deed(inquiry.demands, bag | section.around)
    if deedless:
        evidence *= settings.no_deed
    opposite = says_opposite(inquiry.demands, bag)
    if opposite:
        evidence *= settings.opposite
    unreachable = kind == Ask.WHERE and not gap and lacks_contact(inquiry.intent.text, sentence.text)
    if unreachable:
        evidence *= settings.no_value
    if kind == Ask.WHO and not fit:
        evidence *= settings.no_office
    if kind == Ask.WHAT_IS and section.kinds < settings.same_question:
        evidence *= settings.other_kind
    if kind == Ask.YES_NO and not fit and _DUTY.search(inquiry.intent.text):
        evidence *= settings.no_verdict
    others = is_of_others(inquiry.demands, sentence.text, section.asks)
    if others:
        evidence *= settings.other_party
    if section.lacks:
        evidence *= settings.lacking
    if is_ahead(sentence.text, inquiry.today):
        evidence *= settings.ahead
    opening = 1.0 if sentence.place == 0 or section.direct else 0.6
    score = (
        evidence * (0.6 + 0.4 * fit) + settings.own_weight * own + settings.heading_weight * section.heading * opening
    )
    return replace(
        sentence,
        score=score,
        evidence=evidence,
        heading=section.heading,
        section=section.above,
        own=own,
        fit=fit,
        gap=gap,
        lacks=section.lacks,
        beside=(wanting and evidence < settings.wanted_floor) or deedless or opposite or unreachable or others,
        covers=frozenset(term.stem for term in inquiry.terms if match_term(term, bag) >= _SAID),
    )


def _rate_gap(inquiry: Inquiry, text: str) -> float:
    """How much of what the sentence calls undocumented was asked; a gap beside the question says nothing about it."""
    named = frozenset(stem for term in inquiry.terms for name in term.names for stem in name)
    stated = read_terms(_GAP_WORDS.sub("", text), None, asking_words(inquiry.intent.kind))
    return min(1.0, max(0.0, (cover(stated, named) - 0.3) / 0.4)) if stated else 1.0
