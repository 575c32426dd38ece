"""Negation, compared between a claim and the aligned place of its source.

Not the count of „nicht“ in two texts decides, but whether the same thing is denied: each negation is looked at with the
words it governs, and is paired with at most one negation of the source that governs the same words.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from assistant.answer.examiner.align import Comparison
from assistant.answer.examiner.analysis import Analysis, Clause, Source
from assistant.answer.examiner.difference import Difference
from assistant.search.german import stem

_NEGATOR = re.compile(
    r"(?:nicht|nie|niemals|niemand\w*|nichts|weder|ohne|nirgends|keinesfalls|keineswegs|kein(?:e|en|em|er|es|erlei)?)$"
)
_NOT_DENYING = frozenset({"nur", "zuletzt", "bloss", "allein", "selten"})  # „nicht nur“ denies nothing
# What „nicht X“ may also be called in the source, and the reverse: stems on both sides exclude each other.
_OPPOSITES = (
    ("verboten untersagt unzulässig", "erlauben zulässig gestatten dürfen darf"),
    ("unmöglich ausgeschlossen", "möglich können kann"),
    ("ablehnen verweigern", "genehmigen bewilligen bekommen erhalten annehmen stattgeben"),
    ("entfallen verzichtbar freiwillig unnötig", "notwendig erforderlich nötig müssen muss brauchen benötigen verpflichtet pflicht"),
    ("kostenlos kostenfrei gebührenfrei unentgeltlich gratis", "kosten gebühr zahlen bezahlen entgelt kostenpflichtig"),
    ("fehlen problem schwierig schwer", "vorhanden verstehen einfach leicht"),
    ("verlieren erlöschen ungültig abgelaufen", "gelten gültig behalten"),
)  # fmt: skip
_FOCUS = 3


@dataclass(frozen=True, slots=True)
class Negation:
    """A negator at word `index` with the content words it governs: those behind it first, then those before it."""

    index: int
    behind: tuple[int, ...]
    before: tuple[int, ...]
    bound: bool  # „kein“ and „ohne“ deny the noun behind them, „nicht“ its clause


def compare_negations(comparison: Comparison, least: float) -> list[Difference]:
    """Negations of the claim without a partner in the source, and of the paired clauses without one in the claim.

    Two negations are partners when at least the share `least` of the words they govern agrees.
    """
    claim, source, pairs = comparison.claim, comparison.source, comparison.pairs
    ours = read_negations(claim, range(len(claim.words)))
    paired = {index for _, partners in pairs for partner in partners for index in partner.words}
    free = read_negations(source.analysis, sorted(paired.union(comparison.window)))
    differences = []
    for negation in ours:
        near = _partner_words(negation, pairs)
        partner = max(free, key=lambda other: _closeness(claim, source, negation, other, near), default=None)
        if partner and _closeness(claim, source, negation, partner, near) >= least:
            free.remove(partner)
        elif not _said_otherwise(claim, source.analysis, negation, near):
            differences.append(Difference("negated", claim.words[negation.index].text))
    for negation in free:
        meets = negation.index in paired and _is_claimed(claim, source, negation)
        if not meets and not _is_repeated(claim, source, negation):
            continue
        if not _said_otherwise(source.analysis, claim, negation, range(len(claim.words))):
            differences.append(Difference("denied", source.analysis.words[negation.index].text))
    return differences


def _partner_words(negation: Negation, pairs: tuple[tuple[Clause, tuple[Clause, ...]], ...]) -> list[int]:
    """The source's words that stand where the negated clause of the claim stands."""
    return [
        index for clause, partners in pairs if negation.index in clause.words for p in partners for index in p.words
    ]


def read_negations(analysis: Analysis, words: Iterable[int]) -> list[Negation]:
    found = []
    for index in words:
        folded = analysis.words[index].folded
        if not _NEGATOR.match(folded):
            continue
        following = analysis.words[index + 1].folded if index + 1 < len(analysis.words) else ""
        if folded == "nicht" and following in _NOT_DENYING:
            continue
        found.append(_read_negation(analysis, index, folded))
    return found


def _read_negation(analysis: Analysis, index: int, folded: str) -> Negation:
    clause = analysis.clause_of(index).words
    behind = tuple(_governed(analysis, range(index + 1, clause.stop))[:_FOCUS])
    before = tuple(_governed(analysis, range(clause.start, index))[::-1][:_FOCUS])
    if folded.startswith("kein") or folded == "ohne":
        return Negation(index, behind[:2] or before[:2], (), True)
    return Negation(index, behind, before, False)


def _governed(analysis: Analysis, words: range) -> list[int]:
    """Content words without figures: „nicht 8 Stunden“ denies no number."""
    return [index for index in analysis.content(words) if not analysis.words[index].folded[0].isdigit()]


def _closeness(claim: Analysis, source: Source, ours: Negation, theirs: Negation, near: list[int]) -> float:
    """How much two negations govern the same words; 0 when they deny different things.

    Outside the place where the claim's clause stands (`near`), more agreement is asked for.
    """
    wanted = [(source.similar(claim.words[i].stem), weight) for i, weight in _weighted(ours)]
    given = [(source.analysis.words[i].stem, weight) for i, weight in _weighted(theirs)]
    if not wanted or not given:
        return 0.5
    if ours.bound != theirs.bound and not _share_nearest(wanted, given):
        return 0.0
    shared = sum(weight * max(likeness.get(name, 0.0) for name, _ in given) for likeness, weight in wanted)
    least = min(sum(weight for _, weight in wanted), sum(weight for _, weight in given))
    return shared / least * (1.0 if theirs.index in near else 0.5)


def _share_nearest(wanted: list[tuple[dict[str, float], float]], given: list[tuple[str, float]]) -> bool:
    """„ohne Rezept“ may be „kein Rezept“, but not „nicht kaufen“: the nearest words must agree."""
    return any(name in wanted[0][0] for name, _ in given[:2]) or any(given[0][0] in near for near, _ in wanted[:2])


def _weighted(negation: Negation) -> list[tuple[int, float]]:
    """German puts „nicht“ before what it denies; what stands before it counts half."""
    return [(index, 1.0) for index in negation.behind] + [(index, 0.5) for index in negation.before]


def _said_otherwise(ours: Analysis, theirs: Analysis, negation: Negation, words: Iterable[int]) -> bool:
    """„nicht erlaubt“ for „verboten“: the clause holds one side of an opposition and the other text the other side."""
    clause = {ours.words[index].stem for index in ours.clause_of(negation.index).words}
    given = {theirs.words[index].stem for index in words}
    focus = {ours.words[index].folded for index in (*negation.behind, *negation.before)}
    if any(theirs.words[index].folded == "un" + name for index in words for name in focus):
        return True
    return any((left & clause and right & given) or (right & clause and left & given) for left, right in _stems())


@lru_cache(maxsize=1)
def _stems() -> list[tuple[frozenset[str], frozenset[str]]]:
    return [
        (frozenset(stem(word) for word in left.split()), frozenset(stem(word) for word in right.split()))
        for left, right in _OPPOSITES
    ]


def _is_claimed(claim: Analysis, source: Source, negation: Negation) -> bool:
    """Whether the claim says what the source denies here: the nearest word and most of the governed words are in it."""
    said = [source.similar(word.stem) for word in claim.words if word.weight]
    focus = [source.analysis.words[index].stem for index in negation.behind or negation.before]
    found = [any(likeness.get(name, 0.0) >= 0.7 for likeness in said) for name in focus]
    return bool(found) and found[0] and sum(found) >= 0.6 * len(found)


def _is_repeated(claim: Analysis, source: Source, negation: Negation) -> bool:
    """Whether the claim repeats word for word what „kein“ or „ohne“ denies here, as in „eine berufliche Ausbildung“."""
    if not negation.bound or len(negation.behind) < 2:
        return False
    denied = [source.analysis.words[index].stem for index in negation.behind]
    said = [word.stem for word in claim.words if word.weight]
    return any(said[at : at + len(denied)] == denied for at in range(len(said)))
