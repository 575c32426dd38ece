"""What stands around a sentence: title, headings and the rest of its passage, held against what is asked."""

from dataclasses import dataclass, replace
from functools import lru_cache
from math import sqrt

from assistant.answer.quoting.demands import missing_figures, missing_future, missing_names, missing_norms
from assistant.answer.quoting.inquiry import Inquiry, asking_words, bag_of, context_of
from assistant.answer.quoting.intent import Ask, alike_kinds, find_kind
from assistant.answer.quoting.matching import Term, cover, read_terms, stem_bag
from assistant.answer.quoting.offers import VALUE_KINDS
from assistant.search.hit import Hit
from assistant.settings import QuotesSettings

_TIMELESS = frozenset({Ask.YES_NO, Ask.HOW, Ask.WHY, Ask.DIFFERENCE})


@dataclass(frozen=True, slots=True)
class Section:
    """What stands around the sentences of one hit, in stems. `direct` where a question of the sentence itself asks the same."""

    around: frozenset[str]
    wide: float
    heading: float
    kinds: float
    lacks: tuple[str, ...]
    asks: str = ""  # the heading itself, or the question of the sentence
    direct: bool = False
    above: float = 0.0  # how much the heading asks the same, whatever the sentence's own questions do


def read_section(inquiry: Inquiry, hit: Hit) -> Section:
    around = stem_bag("\n".join((hit.head.title, *hit.passage.headings)))
    bag = stem_bag(hit.passage.text) | around
    lacks = _find_lacks(inquiry, bag_of(hit), context_of(hit))
    kinds = _compare_kinds(find_kind(hit.passage.headings[-1]), inquiry.intent.kind) if hit.passage.headings else 0.0
    heading, asks = rate_heading(inquiry, hit), " ".join(hit.passage.headings[-1:])
    return Section(around, cover(inquiry.terms, bag), heading, kinds, lacks, asks, above=heading)


def read_own_section(
    inquiry: Inquiry, hit: Hit, section: Section, span: tuple[int, int], settings: QuotesSettings
) -> Section:
    """The section as it stands around one sentence of the passage, with the questions that sentence answers."""
    questions = list_questions(hit, span)
    if not questions:
        return section
    section = replace(section, around=section.around | stem_bag("\n".join(questions)))
    best, asked = _find_most_alike(inquiry, questions, hit, section.heading)
    best *= 1.0 if best >= settings.same_question else settings.similar_question
    if best <= section.heading:
        return section
    kinds = _compare_kinds(find_kind(asked), inquiry.intent.kind)
    return replace(section, heading=best, kinds=kinds, asks=asked, direct=True)


def list_questions(hit: Hit, span: tuple[int, int]) -> list[str]:
    """The questions kept at the sentence that stands there in the passage."""
    start, end = span
    return [text for asked in hit.passage.asked if start <= asked.start < end for text in asked.questions]


def rate_heading(inquiry: Inquiry, hit: Hit) -> float:
    """How much the heading asks the same."""
    return rate_alike(inquiry, hit.passage.headings[-1], hit) if hit.passage.headings else 0.0


def _find_most_alike(inquiry: Inquiry, questions: list[str], hit: Hit, least: float) -> tuple[float, str]:
    """(how much it asks the same, the question), of the one that does so most; (0, "") where none reaches `least`.

    A sentence has many questions, and half the look tells that most of them cannot be the one.
    """
    best = (0.0, "")
    for bound, text in sorted(((_bound_alike(inquiry, text), text) for text in questions), reverse=True):
        if bound < max(least, best[0]):
            break
        best = max(best, (rate_alike(inquiry, text, hit), text))
    return best


def rate_alike(inquiry: Inquiry, question: str, hit: Hit) -> float:
    """How much a question asks the same: its words in the inquiry and the inquiry's words in it, same kind."""
    bound = _bound_alike(inquiry, question)
    return bound and bound * sqrt(cover(inquiry.terms, _bag_under(question, hit.head.title)))


def _bound_alike(inquiry: Inquiry, question: str) -> float:
    """How much it can ask the same at most: its words in the inquiry, same kind."""
    kind, asked = _read_question(question)
    if not asked or not inquiry.terms:
        return 0.0
    named = frozenset(stem for term in inquiry.terms for name in term.names for stem in name)
    return sqrt(cover(asked, named)) * _compare_kinds(kind, inquiry.intent.kind)


@lru_cache(maxsize=20_000)
def _bag_under(question: str, title: str) -> frozenset[str]:
    return stem_bag(question) | stem_bag(title)


@lru_cache(maxsize=20_000)
def _read_question(text: str) -> tuple[Ask, tuple[Term, ...]]:
    kind = find_kind(text)
    return kind, read_terms(text, None, asking_words(kind))


def _compare_kinds(heading: Ask, asked: Ask) -> float:
    """How far what stands under a heading of one kind can answer a question of another."""
    if alike_kinds(heading, asked):
        return 1.0
    if Ask.OPEN in (heading, asked):
        return 0.85
    return 0.5 if heading in VALUE_KINDS else 0.7


def _find_lacks(inquiry: Inquiry, bag: frozenset[str], context: str) -> tuple[str, ...]:
    """What the question names and the section does not. A year does not bind where it only tells the asker's situation."""
    demands = inquiry.demands
    figures = missing_figures(demands, context) if inquiry.intent.kind not in _TIMELESS or demands.codes else ()
    return (*missing_norms(demands, context), *missing_names(demands, bag), *figures, *missing_future(demands, context))
