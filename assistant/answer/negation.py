"""Negation, compared between a claim and the aligned place of its source.

Not the count of „nicht“ in two texts decides, but whether the same thing is denied: each negation is looked at with the
words it governs, and is paired with at most one negation of the source that governs the same words.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.answer.align import Alignment, pair_clauses
from assistant.answer.analysis import Analysis, Clause, Source
from assistant.answer.difference import Difference
from assistant.search.german import stem
from assistant.settings import VerifySettings

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
    """A negator at word `index` with the content words it governs, nearest first."""

    index: int
    focus: tuple[int, ...]
    bound: bool  # „kein“ and „ohne“ deny the noun behind them, „nicht“ its clause


def compare_negations(
    claim: Analysis, source: Source, alignment: Alignment, settings: VerifySettings
) -> list[Difference]:
    """Negations of the claim without a partner in the window, and of the paired clauses without one in the claim."""
    ours = read_negations(claim, range(len(claim.words)))
    theirs = read_negations(source.analysis, source.words_of(alignment.first, alignment.last))
    pairs = pair_clauses(claim, source, alignment, settings.clause_tie)
    free, differences = list(theirs), []
    for negation in ours:
        partner = max(free, key=lambda other: _closeness(claim, source, negation, other), default=None)
        if partner and _closeness(claim, source, negation, partner) >= settings.negation_share:
            free.remove(partner)
        elif not _said_otherwise(claim, source.analysis, negation, _partner_words(claim, negation, pairs)):
            differences.append(Difference("negated", claim.words[negation.index].text))
    paired = [clause.words for _, clauses in pairs for clause in clauses]
    for negation in free:
        if not any(negation.index in words for words in paired) or not _is_claimed(source, negation, alignment):
            continue
        if not _said_otherwise(source.analysis, claim, negation, list(range(len(claim.words)))):
            differences.append(Difference("denied", source.analysis.words[negation.index].text))
    return differences


def _partner_words(claim: Analysis, negation: Negation, pairs: list[tuple[Clause, list[Clause]]]) -> list[int]:
    return [index for clause, partners in pairs if negation.index in clause.words for p in partners for index in p.words]


def read_negations(analysis: Analysis, words: range) -> list[Negation]:
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
    after = analysis.content(range(index + 1, clause.stop))[:_FOCUS]
    before = analysis.content(range(clause.start, index))[::-1][:_FOCUS]
    bound = folded.startswith("kein") or folded == "ohne"
    if bound:
        return Negation(index, tuple(after[:2] or before[:2]), True)
    return Negation(index, tuple(after + before), False)


def _closeness(claim: Analysis, source: Source, ours: Negation, theirs: Negation) -> float:
    """How much two negations govern the same words; 0 when they deny different things."""
    if not ours.focus or not theirs.focus:
        return 0.5
    wanted = [source.similar(claim.words[index].stem) for index in ours.focus]
    given = [source.analysis.words[index].stem for index in theirs.focus]
    same_word = claim.words[ours.index].stem == source.analysis.words[theirs.index].stem
    if ours.bound != theirs.bound and not any(name in wanted[0] for name in given[:2]) and not any(given[0] in w for w in wanted[:2]):
        return 0.0
    shared = sum(max((likeness.get(name, 0.0) for name in given), default=0.0) for likeness in wanted)
    return shared / len(wanted) + (0.25 if same_word and shared else 0.0)


def _said_otherwise(ours: Analysis, theirs: Analysis, negation: Negation, words: list[int]) -> bool:
    """„nicht erlaubt“ for „verboten“: the clause holds one side of an opposition and the other text the other side."""
    clause = {ours.words[index].stem for index in ours.clause_of(negation.index).words}
    given = {theirs.words[index].stem for index in words}
    focus = {ours.words[index].folded for index in negation.focus}
    if any(theirs.words[index].folded == "un" + name for index in words for name in focus):
        return True
    return any((left & clause and right & given) or (right & clause and left & given) for left, right in _stems())


@lru_cache(maxsize=1)
def _stems() -> list[tuple[frozenset[str], frozenset[str]]]:
    return [
        (frozenset(stem(word) for word in left.split()), frozenset(stem(word) for word in right.split()))
        for left, right in _OPPOSITES
    ]


def _is_claimed(source: Source, negation: Negation, alignment: Alignment) -> bool:
    """Whether the claim says what the source denies here: the nearest word and most of the governed words are in it."""
    stems = {source.analysis.words[place].stem for hits in alignment.places.values() for place, likeness in hits if likeness >= 0.7}
    focus = [source.analysis.words[index].stem for index in negation.focus]
    if not focus or focus[0] not in stems:
        return False
    return sum(name in stems for name in focus) >= 0.6 * len(focus)
