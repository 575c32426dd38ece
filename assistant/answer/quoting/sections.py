"""What stands around a sentence: title, headings and the rest of its passage, held against what is asked."""

from dataclasses import dataclass
from math import sqrt

from assistant.answer.quoting.demands import missing_figures, missing_future, missing_names, missing_norms
from assistant.answer.quoting.inquiry import Inquiry, asking_words, context_of
from assistant.answer.quoting.intent import Ask, alike_kinds, find_kind
from assistant.answer.quoting.matching import cover, read_terms, stem_bag
from assistant.answer.quoting.offers import VALUE_KINDS
from assistant.search.hit import Hit

_TIMELESS = frozenset({Ask.YES_NO, Ask.HOW, Ask.WHY, Ask.DIFFERENCE})


@dataclass(frozen=True, slots=True)
class Section:
    """What stands around the sentences of one hit, in stems."""

    around: frozenset[str]
    wide: float
    heading: float
    kinds: float
    lacks: tuple[str, ...]
    asks: str = ""  # the heading itself


def read_section(inquiry: Inquiry, hit: Hit) -> Section:
    around = stem_bag("\n".join((hit.head.title, *hit.passage.headings)))
    bag = stem_bag(hit.passage.text) | around
    lacks = _find_lacks(inquiry, bag, context_of(hit))
    kinds = _compare_kinds(find_kind(hit.passage.headings[-1]), inquiry.intent.kind) if hit.passage.headings else 0.0
    return Section(
        around, cover(inquiry.terms, bag), rate_heading(inquiry, hit), kinds, lacks, " ".join(hit.passage.headings[-1:])
    )


def rate_heading(inquiry: Inquiry, hit: Hit) -> float:
    """How much the heading asks the same: its words in the question and the question's words in it, same kind."""
    if not hit.passage.headings:
        return 0.0
    heading = hit.passage.headings[-1]
    kind = find_kind(heading)
    asked = read_terms(heading, None, asking_words(kind))
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


def _find_lacks(inquiry: Inquiry, bag: frozenset[str], context: str) -> tuple[str, ...]:
    """What the question names and the section does not. A year does not bind where it only tells the asker's situation."""
    demands = inquiry.demands
    figures = missing_figures(demands, context) if inquiry.intent.kind not in _TIMELESS or demands.codes else ()
    return (*missing_norms(demands, context), *missing_names(demands, bag), *figures, *missing_future(demands, context))
