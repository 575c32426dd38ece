"""What speaks against a sentence although its words are in the source: figures, negation, force, swapped words, names."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from assistant import wording
from assistant.answer.examiner.align import Comparison
from assistant.answer.examiner.conditions import compare_conditions
from assistant.answer.examiner.contrasts import find_swaps
from assistant.answer.examiner.force import compare_force
from assistant.answer.examiner.limits import compare_limits
from assistant.answer.examiner.negation import compare_negations
from assistant.answer.examiner.patchwork import find_patchwork
from assistant.answer.examiner.relations import read_bound, read_relation
from assistant.answer.examiner.replacements import find_replacements, is_proper
from assistant.answer.quantities import Quantity, covers
from assistant.settings import VerifySettings


@dataclass(frozen=True, slots=True)
class Finding:
    """`factor` in 0..1 multiplies the score; a hard block has a factor below every threshold."""

    kind: str
    factor: float
    reason: str


def find_conflicts(comparison: Comparison, settings: VerifySettings) -> Iterator[Finding]:
    """Everything in which the sentence differs from its aligned window."""
    yield from _find_quantities(comparison, settings)
    factors = {
        "negated": settings.factor_negation,
        "denied": settings.factor_negation,
        "force": settings.factor_force,
        "demanded": settings.factor_demanded,
        "narrowed": settings.factor_limit,
        "widened": settings.factor_limit,
        "unconditioned": settings.factor_condition,
    }
    for difference in (
        *compare_negations(comparison, settings.negation_share),
        *compare_force(comparison),
        *compare_limits(comparison),
        *compare_conditions(comparison, settings.condition_share, settings.condition_ground),
    ):
        reason = wording.VERIFY_DIFFERENCE[difference.change].format(word=difference.word)
        yield Finding(difference.change, factors[difference.change], reason)
    for swap in find_swaps(comparison):
        yield Finding("swap", settings.factor_swap, wording.VERIFY_SWAPPED.format(ours=swap.ours, theirs=swap.theirs))
    for swap in find_patchwork(comparison, settings.patchwork_share):
        reason = wording.VERIFY_PATCHWORK.format(ours=swap.ours, theirs=swap.theirs)
        yield Finding("patchwork", settings.factor_swap, reason)
    yield from _find_names(comparison, settings)


def _find_quantities(comparison: Comparison, settings: VerifySettings) -> Iterator[Finding]:
    claim, source = comparison.claim, comparison.source
    for quantity in claim.quantities:
        if quantity.weak:
            continue
        given = [other for other in source.analysis.quantities if covers(other, quantity)]
        shown = claim.text[quantity.start : quantity.end].strip()
        if not given:
            yield Finding("quantity", settings.factor_quantity, wording.VERIFY_QUANTITY.format(quantity=shown))
            continue
        near = [other for other in given if _is_near(comparison, quantity, other)]
        if not near or _has_rival(comparison, quantity):
            yield Finding("quantity", settings.factor_misplaced, wording.VERIFY_MISPLACED.format(quantity=shown))
            continue
        bound = read_bound(claim.text, quantity)
        theirs = {read_bound(source.analysis.text, other) for other in near}
        if bound and bound not in theirs:
            factor = settings.factor_bound if None in theirs else settings.factor_swap
            yield Finding("bound", factor, wording.VERIFY_BOUND.format(quantity=shown))
        relation = read_relation(claim.text, quantity)
        known = {read_relation(source.analysis.text, other) for other in near}
        if relation and None not in known and relation not in known:
            yield Finding("relation", settings.factor_swap, wording.VERIFY_RELATION.format(quantity=shown))


def _is_near(comparison: Comparison, ours: Quantity, theirs: Quantity) -> bool:
    """Inside the window or right beside it, or in a line that has, with the one above, the words around the figure."""
    claim, source, alignment = comparison.claim, comparison.source, comparison.alignment
    sentences = source.analysis.sentences
    low, high = max(alignment.first - 1, 0), min(alignment.last + 1, len(sentences) - 1)
    if sentences[low][0] <= theirs.start < sentences[high][1]:
        return True
    number = bisect_right(sentences, (theirs.start, len(source.analysis.text))) - 1
    stems = {source.analysis.words[index].stem for index in source.words_of(max(number - 1, 0), number)}
    around = [
        word
        for word in claim.words
        if word.weight and -60 < word.start - ours.start < 60 and not word.folded[0].isdigit()
    ]
    found = sum(bool(stems & source.similar(word.stem).keys()) for word in around)
    return bool(around) and found >= 0.5 * len(around)


def _has_rival(comparison: Comparison, quantity: Quantity) -> bool:
    """Whether the sentence that says the same gives another figure of the same kind in this one's stead."""
    claim, source = comparison.claim, comparison.source.analysis
    for clause, partners in comparison.pairs:
        if not (partners and clause.start <= quantity.start < clause.end):
            continue
        start, end = source.sentences[source.words[partners[0].words.start].sentence]
        rivals = [q for q in source.quantities if start <= q.start < end and not q.weak and _is_same_kind(q, quantity)]
        said = [other for other in claim.quantities if _is_same_kind(other, quantity)]
        return bool(rivals) and not any(covers(rival, other) for rival in rivals for other in said)
    return False


def _is_same_kind(one: Quantity, other: Quantity) -> bool:
    return (
        one.kind == other.kind
        and one.unit == other.unit
        and (one.unit != "" or one.kind in ("date", "time", "section"))
    )


def _find_names(comparison: Comparison, settings: VerifySettings) -> Iterator[Finding]:
    """Abbreviations and product names („BundID“, „FIT“, „Amt24“) must stand in the passage."""
    for index, word in enumerate(comparison.claim.words):
        if is_proper(comparison.claim, index) and not comparison.source.similar(word.stem):
            yield Finding("name", settings.factor_name, wording.VERIFY_NAME.format(name=word.text))
    for replacement in find_replacements(comparison, settings.replacement_share):
        factor = settings.factor_name if replacement.proper else settings.factor_replacement
        reason = wording.VERIFY_SWAPPED.format(ours=replacement.ours, theirs=replacement.theirs)
        yield Finding("replacement", factor, reason)
