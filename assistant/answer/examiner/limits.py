"""Limits, compared clause by clause: „nur“, „ausschließlich“ and their like may neither be added nor lost."""

import re
from itertools import pairwise

from assistant.answer.examiner.align import Alignment, Comparison
from assistant.answer.examiner.analysis import Analysis, Clause, Source
from assistant.answer.examiner.difference import Difference

_LIMIT = re.compile(r"(?:nur|ausschliesslich\w*|lediglich|bloss|einzig\w*|allein)$")
_LIMITING = re.compile(
    r"(?:nur|ausschliesslich\w*|lediglich|bloss|einzig\w*|allein|erst|kein\w*|nicht|ausser|ohne|begrenzt|beschraenkt\w*)$"
)
_NEAR = 2


def compare_limits(comparison: Comparison) -> list[Difference]:
    """Limits of the claim that the paired clauses do not know, and theirs that the claim leaves out."""
    claim, source, differences = comparison.claim, comparison.source, []
    claimed = [word.folded for word in claim.words if _LIMITING.match(word.folded)]
    for clause, partners in comparison.pairs:
        if not partners:
            continue
        theirs = [i for partner in partners for i in partner.words if _LIMITING.match(source.analysis.words[i].folded)]
        for index in _limits(claim, clause):
            if not theirs:
                differences.append(Difference("narrowed", claim.words[index].text))
        if claimed and not _opens(claim, clause):
            continue
        for partner in partners:
            for index in _limits(source.analysis, partner):
                if _is_about(source, index, partner, comparison.alignment):
                    differences.append(Difference("widened", source.analysis.words[index].text))
    return differences


def _limits(analysis: Analysis, clause: Clause) -> list[int]:
    return [
        i
        for i in clause.words
        if _LIMIT.match(analysis.words[i].folded) and (i == 0 or analysis.words[i - 1].folded != "nicht")
    ]


def _opens(analysis: Analysis, clause: Clause) -> bool:
    """„nicht nur“ and „auch ohne“ take a limit away."""
    words = [analysis.words[i].folded for i in clause.words]
    return any(left == "nicht" and _LIMIT.match(right) for left, right in pairwise(words))


def _is_about(source: Source, index: int, clause: Clause, alignment: Alignment) -> bool:
    """Whether the claim holds what the source limits: the content words right behind the limit."""
    used = {place for hits in alignment.places.values() for place, _ in hits}
    stems = {source.analysis.words[place].stem for place in used}
    behind = source.analysis.content(range(index + 1, clause.words.stop))[:_NEAR]
    return bool(behind) and any(source.analysis.words[i].stem in stems for i in behind)
