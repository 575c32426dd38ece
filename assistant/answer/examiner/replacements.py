"""A name or noun in the claim that stands in for another one of the source: Neudorf for Musterhain, Personalrat for
Datenschutzbeauftragter.

In otherwise matching clauses, a noun that the source does not know, beside a noun of the source that the claim does not
mention, is another actor and not a paraphrase.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answer.examiner.align import Comparison
from assistant.answer.examiner.analysis import Analysis, Clause, Word

_PROPER = re.compile(r"(?:[A-ZÄÖÜ]{2,}\w*|\w*[a-zäöüß][A-ZÄÖÜ]\w*|[^\W\d]+\d+\w*)$")
_PLACE_TITLE = frozenset(
    {"gemeinde", "stadt", "landkreis", "kreis", "kreisstadt", "markt", "ort", "verwaltungsverband"}
)
# Words of notation, not of content: „im Jahr 2023“ replaces nothing, and durations are compared as quantities.
_UNIT = re.compile(
    r"(?:jahr|monat|woche|tag|stunde|minute|euro|prozent|paragra|absatz|artikel|nummer|buchstabe)\w{0,2}$|\d"
)
_ARTICLES = frozenset({"der", "die", "das", "dem", "den", "des", "vom", "zum", "zur", "beim"})
_SHORT = 4


@dataclass(frozen=True, slots=True)
class Replacement:
    ours: str
    theirs: str
    proper: bool


def is_proper(analysis: Analysis, index: int) -> bool:
    """Abbreviations, product names (BundID, Amt24) and what follows „Gemeinde“ or „Stadt“."""
    word = analysis.words[index]
    if _PROPER.match(word.text):
        return True
    if not index or not word.text[0].isupper() or not word.weight:
        return False
    before = analysis.words[index - 1]
    return before.folded in _PLACE_TITLE and analysis.text[before.end : word.start] == " "


def find_replacements(comparison: Comparison, least: float) -> Iterator[Replacement]:
    """At most one per clause of the claim; clauses that match by less than `least` of their content are no ground to tell."""
    for clause, partners in comparison.pairs:
        if not partners:
            continue
        ours, theirs = _unmatched(comparison, clause, partners[:1], least)
        if ours is not None and theirs is not None:
            proper = is_proper(comparison.claim, ours)
            yield Replacement(comparison.claim.words[ours].text, comparison.source.analysis.words[theirs].text, proper)


def _unmatched(
    comparison: Comparison, clause: Clause, partners: tuple[Clause, ...], least: float
) -> tuple[int | None, int | None]:
    """The first noun of the clause without a counterpart, and the first noun of its partner that the claim leaves out."""
    claim, source = comparison.claim, comparison.source
    stems = {source.analysis.words[index].stem for partner in partners for index in partner.words}
    content = claim.content(clause.words)
    matched = [index for index in content if stems & source.similar(claim.words[index].stem).keys()]
    if len(matched) < 2 or len(matched) < least * len(content):
        return None, None
    missing = [index for index in content if index not in matched and _is_foreign(comparison, index)]
    said: set[str] = set()
    for word in claim.words:
        said |= source.similar(word.stem).keys()
    left_out = [
        index
        for partner in partners
        for index in source.analysis.content(partner.words)
        if _is_noun(source.analysis.words[index]) and source.analysis.words[index].stem not in said
    ]
    named = [index for index in left_out if is_proper(source.analysis, index)]
    if not missing and named:
        missing = [index for index in content if index not in matched and _is_used_as_name(comparison, index)]
    if missing and is_proper(claim, missing[0]):
        left_out = named or left_out
    return (missing[0] if missing else None), (left_out[0] if left_out else None)


def _is_foreign(comparison: Comparison, index: int) -> bool:
    """A noun nowhere in the passage, or a proper name that is not in this clause of it."""
    word = comparison.claim.words[index]
    if not _is_noun(word):
        return False
    return is_proper(comparison.claim, index) or not comparison.source.similar(word.stem)


def _is_used_as_name(comparison: Comparison, index: int) -> bool:
    """A lower-case name („govdigital“): an unknown word behind an article with no noun behind it."""
    words = comparison.claim.words
    if comparison.source.similar(words[index].stem) or not index or words[index - 1].folded not in _ARTICLES:
        return False
    return index + 1 == len(words) or not words[index + 1].text[0].isupper()


def _is_noun(word: Word) -> bool:
    return word.text[0].isupper() and len(word.folded) >= _SHORT and not _UNIT.match(word.folded)
