"""Rate every sentence of the hits as an answer: what it covers, what it offers, what its heading asks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from math import prod

from assistant.answer.quoting.demands import counts_asked, is_of_others, lacks_deed, lacks_wanted, says_opposite
from assistant.answer.quoting.inquiry import Inquiry, asking_words
from assistant.answer.quoting.intent import Ask
from assistant.answer.quoting.likeness import Likeness
from assistant.answer.quoting.matching import cover, match_term, read_terms, stem_bag
from assistant.answer.quoting.moment import is_ahead
from assistant.answer.quoting.offers import (
    VALUE_KINDS,
    is_gap,
    lacks_contact,
    lacks_value,
    list_denied,
    opens_with_verdict,
    rate_fit,
    split_gap,
)
from assistant.answer.quoting.sections import Section, list_questions, read_own_section, read_section
from assistant.corpus.sentences import split_sentences
from assistant.search.german import stem
from assistant.search.hit import Hit
from assistant.settings import QuotesSettings

_DUTY = re.compile(
    r"\b(?:muss|müssen|darf|dürfen|pflicht\w*|verpflichtet|gilt|gelten|brauch\w*|erlaubt|zulässig)\b", re.IGNORECASE
)
_TOLD = 0.6  # from here on a clause offers the value asked for
_SAID = 0.6  # from here on a word of the question counts as said
_GAP_WORDS = re.compile(r"\b(?:im Korpus|in der Quelle|in den Quellen|nicht belegt)\b|;.*$|, weil .*$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a hit with what speaks for it. `hit` counts from 0; `place` is its position in the passage.

    `heading` is how much the best of heading and own questions asks the same, `section` how much the heading alone does;
    `alike` and `kept` are how alike the question's wording is to the sentence's and to that of a question kept at it.
    """

    hit: int
    place: int
    text: str
    score: float = 0.0
    evidence: float = 0.0
    heading: float = 0.0
    section: float = 0.0
    own: float = 0.0
    alike: float = 0.0
    kept: float = 0.0
    fit: float = 0.0
    gap: bool = False
    lacks: tuple[str, ...] = ()
    beside: bool = False  # speaks of another deed, direction or party, or gives no contact where one is asked
    covers: frozenset[str] = frozenset()  # stems of the question's words that the sentence itself says


def rate_sentences(inquiry: Inquiry, hits: Sequence[Hit], settings: QuotesSettings) -> list[Candidate]:
    """Every sentence of every hit, rated, in the order of the hits."""
    rated: list[Candidate] = []
    likeness = Likeness(inquiry.intent.whole, [text for hit in hits for text in _read_sentences(hit)])
    for number, hit in enumerate(hits):
        section = read_section(inquiry, hit)
        for place, (start, end) in enumerate(split_passage(hit.passage.text)):
            around = read_own_section(inquiry, hit, section, (start, end), settings)
            text = hit.passage.text[start:end]
            candidate = Candidate(
                number,
                place,
                text,
                alike=likeness.of_sentence(text),
                kept=likeness.of_questions(list_questions(hit, (start, end))),
            )
            rated.append(_rate_sentence(inquiry, around, candidate, hit.coverage, settings))
    return rated


def _read_sentences(hit: Hit) -> list[str]:
    return [hit.passage.text[start:end] for start, end in split_passage(hit.passage.text)]


@lru_cache(maxsize=4_000)
def split_passage(text: str) -> tuple[tuple[int, int], ...]:
    """Where the sentences of a passage start and end."""
    return tuple(split_sentences(text))


def _rate_sentence(
    inquiry: Inquiry, section: Section, sentence: Candidate, coverage: float, settings: QuotesSettings
) -> Candidate:
    bag = stem_bag(sentence.text)
    own = cover(inquiry.terms, bag)
    gap = is_gap(sentence.text) or (inquiry.intent.kind in VALUE_KINDS and _lacks_asked_value(inquiry, sentence.text))
    sentence = replace(sentence, own=own, gap=gap, heading=section.heading, section=section.above, lacks=section.lacks)
    fit, evidence = _rate_offer(inquiry, section, sentence, settings)
    fatal, slight = _find_misses(inquiry, section, sentence, fit, settings)
    evidence *= prod((*fatal, *slight))
    wanting = lacks_wanted(inquiry.demands, bag | section.around)
    evidence *= settings.no_predicate if wanting else 1.0
    signs = {
        "evidence": evidence,
        "heading": section.heading * (1.0 if sentence.place == 0 or section.direct else settings.later),
        "own": own,
        "coverage": coverage,
        "alike": sentence.alike,
        "kept": sentence.kept,
        "fit": fit,
    }
    return replace(
        sentence,
        score=sum(settings.score_weights[name] * value for name, value in signs.items()),
        evidence=evidence,
        fit=fit,
        beside=bool(fatal) or (wanting and evidence < settings.wanted_floor),
        covers=frozenset(term.stem for term in inquiry.terms if match_term(term, bag) >= _SAID),
    )


def _lacks_asked_value(inquiry: Inquiry, text: str) -> bool:
    """Whether just the value asked is the undocumented one: "setzt 1,5 Stellen ein; Sachkosten sind nicht belegt" has the number
    of posts."""
    told, unknown = split_gap(text)
    if not unknown or rate_fit(inquiry.intent.kind, told) < _TOLD:
        return lacks_value(text)
    return cover(inquiry.terms, stem_bag(unknown)) > cover(inquiry.terms, stem_bag(told))


def _rate_offer(
    inquiry: Inquiry, section: Section, sentence: Candidate, settings: QuotesSettings
) -> tuple[float, float]:
    """(how well the sentence offers what the kind asks for, how much of the question it and its section cover)."""
    kind = inquiry.intent.kind
    near = cover(inquiry.terms, stem_bag(sentence.text) | section.around)
    evidence = (1 - settings.wide_share) * near + settings.wide_share * section.wide
    if sentence.gap:
        asked = section.heading >= settings.same_question
        rate = 1.0 if asked else _rate_gap(inquiry, sentence.text) * section.kinds
        return 0.5, evidence * rate
    fit = rate_fit(kind, sentence.text)
    if inquiry.demands.counted and fit and not counts_asked(inquiry.demands, sentence.text):
        fit *= settings.other_count
    if kind in VALUE_KINDS:
        fit = max(fit, settings.denied_value * _denies_asked(inquiry, sentence, settings))
        evidence *= settings.no_value + (1 - settings.no_value) * max(fit, section.heading * (section.kinds == 1.0))
    return fit, evidence


def _denies_asked(inquiry: Inquiry, sentence: Candidate, settings: QuotesSettings) -> bool:
    """ "Kein Bußgeld" answers how high it is, though it names no value; "betreibt kein Rechenzentrum" says nothing of a price."""
    if sentence.own < settings.heading_floor:
        return False
    carries = asking_words(inquiry.intent.kind)

    def is_asked(thing: str) -> bool:
        return not thing or stem(thing) in carries or any(match_term(t, {stem(thing)}) >= _SAID for t in inquiry.terms)

    return any(is_asked(thing) for thing in list_denied(sentence.text))


def _find_misses(
    inquiry: Inquiry, section: Section, sentence: Candidate, fit: float, settings: QuotesSettings
) -> tuple[list[float], list[float]]:
    """What the evidence is to be multiplied by: (for another deed, direction, party or no contact; for lighter lacks)."""
    kind, demands, text = inquiry.intent.kind, inquiry.demands, sentence.text
    bag = stem_bag(text)
    fatal = (
        (lacks_deed(demands, bag | section.around), settings.no_deed),
        (says_opposite(demands, bag), settings.opposite),
        (kind == Ask.WHERE and not sentence.gap and lacks_contact(inquiry.intent.text, text), settings.no_value),
        (is_of_others(demands, text, section.asks), settings.other_party),
    )
    unasked = opens_with_verdict(text) and max(section.heading, sentence.own) < settings.heading_floor
    slight = (
        (unasked, settings.other_verdict),
        (kind == Ask.WHO and not fit, settings.no_office),
        (kind == Ask.WHAT_IS and section.kinds < settings.same_question, settings.other_kind),
        (kind == Ask.YES_NO and not fit and bool(_DUTY.search(inquiry.intent.text)), settings.no_verdict),
        (bool(section.lacks), settings.lacking),
        (is_ahead(text, inquiry.today), settings.ahead),
    )
    return [share for missed, share in fatal if missed], [share for missed, share in slight if missed]


def _rate_gap(inquiry: Inquiry, text: str) -> float:
    """How much of what the sentence calls undocumented was asked; a gap beside the question says nothing about it."""
    named = frozenset(stem for term in inquiry.terms for name in term.names for stem in name)
    stated = read_terms(_GAP_WORDS.sub("", text), None, asking_words(inquiry.intent.kind))
    return min(1.0, max(0.0, (cover(stated, named) - 0.3) / 0.4)) if stated else 1.0
