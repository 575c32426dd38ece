"""Rate every sentence of the hits as an answer, and choose the few that answer together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from math import sqrt

from assistant.answer.demands import (
    Demands,
    counts_asked,
    missing_figures,
    missing_future,
    missing_names,
    missing_norms,
    read_demands,
)
from assistant.answer.intent import Ask, Intent, alike_kinds, find_kind
from assistant.answer.matching import Alternatives, Term, cover, read_terms, stem_bag, weigh_terms
from assistant.answer.offers import VALUE_KINDS, denies, is_gap, lacks_value, opens_with_verdict, rate_fit
from assistant.corpus.sentences import split_sentences
from assistant.search.german import stem
from assistant.search.hit import Hit
from assistant.settings import QuotesSettings

# Words that only carry the kind of question; a sentence answers them by what it offers, not by repeating them.
ASKING = {
    kind: frozenset(stem(word) for word in words.split())
    for kind, words in {
        Ask.COST: "kosten kostet Kosten Preis Geld teuer hoch zahlen Gebühr Entgelt kostenlos kostenfrei kostenpflichtig Euro Jahr Monat",
        Ask.SINCE: "Tag Datum Zeitpunkt Jahr beginnen begann starten gestartet Start Beginn geben gilt",
        Ask.UNTIL: "Tag Datum Zeitpunkt Jahr Frist spätestens Ende",
        Ask.WHEN: "Tag Datum Termin Zeitpunkt Jahr Monat beginnen begann Frist",
        Ask.HOW_LONG: "lange dauern dauert Frist Dauer Zeit Tage Wochen Monate Jahre",
        Ask.HOW_MANY: "viel viele hoch groß oft weit Anzahl Zahl Höhe genau",
        Ask.WHO: "Stelle Behörde Amt Person zuständig verantwortlich zuständige",
        Ask.WHERE: "Telefon Telefonnummer Nummer Adresse E Mail Kontakt Ansprechpartner erreichbar erreiche Paragraf Paragrafen Gesetz stehen steht regelt geregelt Vorschrift Norm",
        Ask.PAPERS: "Unterlagen Dokument Dokumente Nachweis Nachweise Papiere Formular Formulare mitbringen",
        Ask.YES_NO: "Pflicht verpflichtet erlaubt zulässig möglich reicht überhaupt jetzt noch",
        Ask.HOW: "funktioniert funktionieren geht gehen Schritte vorgehen Ablauf",
        Ask.WHY: "Grund Gründe dient Zweck",
        Ask.WHAT_IS: "Begriff Definition bedeutet heißt versteht bedeuten genau",
        Ask.DIFFERENCE: "Unterschied unterscheidet unterscheiden",
    }.items()
}

_TIMELESS = frozenset({Ask.YES_NO, Ask.HOW, Ask.WHY, Ask.DIFFERENCE})
# "Not documented" answers a precise question; a vague one has better answers.
_VAGUE = frozenset({Ask.OPEN, Ask.HOW, Ask.WHAT_IS, Ask.WHY, Ask.DIFFERENCE})
_GAP_WORDS = re.compile(r"\b(?:im Korpus|in der Quelle|in den Quellen|nicht belegt)\b|;.*$|, weil .*$")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence of a hit with what speaks for it. `hit` counts from 0; `place` is its position in the passage."""

    hit: int
    place: int
    text: str
    score: float = 0.0
    evidence: float = 0.0
    heading: float = 0.0
    own: float = 0.0
    fit: float = 0.0
    gap: bool = False
    lacks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One thing asked, with weighed terms and what its answer must name."""

    intent: Intent
    terms: tuple[Term, ...]
    demands: Demands


@dataclass(frozen=True, slots=True)
class _Section:
    """What stands around the sentences of one hit, in stems."""

    around: frozenset[str]
    wide: float
    heading: float
    same_kind: bool
    lacks: tuple[str, ...]


def read_inquiry(intent: Intent, hits: Sequence[Hit], today: date, alternatives: Alternatives | None = None) -> Inquiry:
    """Terms of the asking part weigh fully, those of its frame half, all by rarity among the hits."""
    ignore = ASKING.get(intent.kind, frozenset())
    asked = f"{intent.subject} {intent.text}".strip()
    terms = read_terms(asked, alternatives, ignore) or read_terms(asked, alternatives, keep_small=True)
    known = frozenset(term.stem for term in terms) | ignore
    frame = [replace(term, weight=term.weight * 0.4) for term in read_terms(intent.frame, alternatives, known)]
    bags = [stem_bag(_context(hit)) for hit in hits]
    weighed = weigh_terms((*terms, *frame), bags)
    return Inquiry(intent, weighed, read_demands(asked, weighed, today))


def rate_sentences(inquiry: Inquiry, hits: Sequence[Hit], settings: QuotesSettings) -> list[Candidate]:
    """Every sentence of every hit, rated, in the order of the hits."""
    rated: list[Candidate] = []
    for number, hit in enumerate(hits):
        section = _read_section(inquiry, hit)
        for place, text in enumerate(split_passage(hit.passage.text)):
            rated.append(_rate_sentence(inquiry, section, Candidate(number, place, text), settings))
    return rated


@lru_cache(maxsize=4_000)
def split_passage(text: str) -> tuple[str, ...]:
    """The sentences of a passage, letter for letter."""
    return tuple(text[start:end] for start, end in split_sentences(text))


def _context(hit: Hit) -> str:
    return "\n".join((hit.head.title, *hit.passage.headings, hit.passage.text))


def _read_section(inquiry: Inquiry, hit: Hit) -> _Section:
    around = stem_bag("\n".join((hit.head.title, *hit.passage.headings)))
    bag = stem_bag(hit.passage.text) | around
    lacks = _find_lacks(inquiry, bag, _context(hit))
    same_kind = bool(hit.passage.headings) and alike_kinds(find_kind(hit.passage.headings[-1]), inquiry.intent.kind)
    return _Section(around, cover(inquiry.terms, bag), _rate_heading(inquiry, hit), same_kind, lacks)


def _rate_heading(inquiry: Inquiry, hit: Hit) -> float:
    """How much the heading asks the same: its words in the question and the question's words in it, same kind."""
    if not hit.passage.headings:
        return 0.0
    heading = hit.passage.headings[-1]
    kind = find_kind(heading)
    asked = read_terms(heading, None, ASKING.get(kind, frozenset()))
    if not asked or not inquiry.terms:
        return 0.0
    there = cover(inquiry.terms, stem_bag(heading) | stem_bag(hit.head.title))
    named = frozenset(stem for term in inquiry.terms for name in term.names for stem in name)
    back = cover(asked, named)
    return sqrt(there * back) * _compare_kinds(kind, inquiry.intent.kind)


def _compare_kinds(heading: Ask, asked: Ask) -> float:
    """How far what stands under a heading of one kind can answer a question of another."""
    if alike_kinds(heading, asked):
        return 1.0
    if Ask.OPEN in (heading, asked):
        return 0.85
    return 0.5 if heading in VALUE_KINDS else 0.7


def _rate_sentence(inquiry: Inquiry, section: _Section, sentence: Candidate, settings: QuotesSettings) -> Candidate:
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
        evidence *= settings.no_value + (1 - settings.no_value) * max(fit, section.heading * section.same_kind)
    if gap:
        asked = section.heading >= settings.same_question
        fit = 0.5 if kind in _VAGUE else 1.0
        evidence *= 1.0 if asked else _rate_gap(inquiry, sentence.text)
    if opens_with_verdict(sentence.text) and max(section.heading, own) < settings.heading_floor:
        evidence *= settings.other_verdict
    if kind == Ask.YES_NO and not fit:
        evidence *= settings.no_verdict
    if section.lacks:
        evidence *= settings.lacking
    opening = 1.0 if sentence.place == 0 else 0.6
    score = (
        evidence * (0.6 + 0.4 * fit) + settings.own_weight * own + settings.heading_weight * section.heading * opening
    )
    return replace(
        sentence,
        score=score,
        evidence=evidence,
        heading=section.heading,
        own=own,
        fit=fit,
        gap=gap,
        lacks=section.lacks,
    )


def _rate_gap(inquiry: Inquiry, text: str) -> float:
    """How much of what the sentence calls undocumented was asked; a gap beside the question says nothing about it."""
    named = frozenset(stem for term in inquiry.terms for name in term.names for stem in name)
    stated = read_terms(_GAP_WORDS.sub("", text), None, ASKING.get(inquiry.intent.kind, frozenset()))
    return min(1.0, max(0.0, (cover(stated, named) - 0.3) / 0.4)) if stated else 1.0


def _find_lacks(inquiry: Inquiry, bag: frozenset[str], context: str) -> tuple[str, ...]:
    """What the question names and the section does not. A year does not bind where it only tells the asker's situation."""
    demands = inquiry.demands
    figures = missing_figures(demands, context) if inquiry.intent.kind not in _TIMELESS or demands.codes else ()
    return (*missing_norms(demands, context), *missing_names(demands, bag), *figures, *missing_future(demands, context))
