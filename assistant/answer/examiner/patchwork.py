"""Sentences patched together from halves of neighbouring statements: „Für ‚hoch‘ genügt ELSTER“ from „Bis ‚substantiell‘ genügt
ELSTER. Für ‚hoch‘ ist der Ausweis nötig.“

Every word is there, but the statement that carries the sentence has another word in the same place, and the sentence's word
comes from another statement.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from assistant.answer.examiner.align import Comparison
from assistant.answer.examiner.analysis import Analysis, Clause, Word
from assistant.answer.examiner.contrasts import Swap
from assistant.answer.examiner.modals import is_modal
from assistant.answer.examiner.slots import (
    is_alike,
    is_plain_noun,
    may_be_swapped,
    read_anchors,
    read_role,
    share_anchor,
)

_SURE = 0.9  # a synonym counts, a mere part of a compound does not
_FREQUENT = 60  # a stem with more places than this tells no statements apart
_NOUN_PHRASE = 2  # a patch is one noun with its attribute; more missing words are free wording
_BACK = frozenset(
    "er sie es dies diese dieser dieses diesen dafuer dazu dabei damit davon hier dort danach dann darueber hierfuer".split()
)


def find_patchwork(comparison: Comparison, least: float) -> Iterator[Swap]:
    """At most one swap per clause of the claim. Statements that carry less than the share `least` of it are no ground to tell."""
    for clause, _ in comparison.pairs:
        content = [i for i in comparison.claim.content(clause.words) if not is_modal(comparison.claim.words[i].folded)]
        if len(content) < 2:
            continue
        carriage = _carry(comparison, tuple(content))
        if any(len(row) == len(content) for row in carriage.rows.values()):
            continue
        swap = next(_find_swaps(carriage, least), None)
        if swap is not None:
            yield swap


@dataclass(frozen=True)
class _Carriage:
    """`rows`: clauses of the source, each with the words of the claim's clause (`content`) that it surely carries."""

    comparison: Comparison
    content: tuple[int, ...]
    rows: dict[int, set[int]]

    def count(self, number: int) -> int:
        return len({self.comparison.claim.words[index].stem for index in self.rows[number]})

    def homes(self, index: int) -> list[int]:
        return [number for number, row in self.rows.items() if index in row]

    def clause(self, number: int) -> Clause:
        return self.comparison.source.analysis.clauses[number]


def _carry(comparison: Comparison, content: tuple[int, ...]) -> _Carriage:
    source, rows = comparison.source, dict[int, set[int]]()
    for index in content:
        for known, likeness in source.similar(comparison.claim.words[index].stem).items():
            if likeness < _SURE:
                continue
            for place in source.places[known][:_FREQUENT]:
                rows.setdefault(source.analysis.clause_number(place), set()).add(index)
    return _Carriage(comparison, content, rows)


def _find_swaps(carriage: _Carriage, least: float) -> Iterator[Swap]:
    """Best carriers first. Only a word whose homes are statements too, none of which carries the clause better, is a patch."""
    counts = {number: carriage.count(number) for number in carriage.rows}
    analysis = carriage.comparison.source.analysis
    for number in sorted(counts, key=lambda number: (-counts[number], number)):
        if counts[number] < max(least * len(carriage.content), 1):
            return
        if not _is_statement(analysis, carriage.clause(number)):
            continue
        for index in carriage.content:
            homes = carriage.homes(index)
            if index in carriage.rows[number] or not homes or _is_introduced(carriage, index, number):
                continue
            if not all(_is_statement(analysis, carriage.clause(home)) for home in homes):
                continue
            yield from _find_rivals(carriage, index, number, max(counts[home] for home in homes) - counts[number])


def _find_rivals(carriage: _Carriage, index: int, number: int, lead: int) -> Iterator[Swap]:
    """`lead`: by how many words the best home of the word carries the clause better than this statement."""
    comparison = carriage.comparison
    clause, words = carriage.clause(number), comparison.source.analysis.words
    for place in clause.words:
        if not is_alike(comparison.claim.words[index], words[place]) or _is_said(comparison, words[place]):
            continue
        same_place = lead < _allowed_lead(carriage, index, number) and _is_alternative(comparison, index, place, clause)
        governed = bool(read_role(comparison.claim, index))
        if same_place or (lead < governed and _has_same_role(carriage, index, number, place)):
            yield Swap(comparison.claim.words[index].text, words[place].text)


def _allowed_lead(carriage: _Carriage, index: int, number: int) -> int:
    """The lead from which on a home speaks for the claim: 0 within one sentence, whose halves share a verb, else 1."""
    analysis = carriage.comparison.source.analysis
    own = analysis.words[carriage.clause(number).words.start].sentence
    sentences = {analysis.words[carriage.clause(home).words.start].sentence for home in carriage.homes(index)}
    return 0 if own in sentences else 1


def _is_alternative(comparison: Comparison, index: int, place: int, clause: Clause) -> bool:
    """Whether both words stand beside the same word, ours also in another clause of the source: then they are no synonyms."""
    claim, source = comparison.claim, comparison.source
    beside = read_anchors(claim, index)
    if not may_be_swapped(claim, index) or not share_anchor(beside, read_anchors(source.analysis, place)):
        return False
    return any(
        share_anchor(beside, read_anchors(source.analysis, home))
        for known, likeness in source.similar(claim.words[index].stem).items()
        if likeness >= _SURE
        for home in source.places[known][:_FREQUENT]
        if home not in clause.words
    )


def _has_same_role(carriage: _Carriage, index: int, number: int, place: int) -> bool:
    """Whether two nouns have the same role, where the statement carries all of the claim's clause but one noun phrase."""
    claim, source = carriage.comparison.claim, carriage.comparison.source.analysis
    missing = [other for other in carriage.content if other not in carriage.rows[number]]
    if len(missing) > _NOUN_PHRASE or not all(carriage.homes(other) for other in missing):
        return False
    if not (is_plain_noun(claim.words[index]) and is_plain_noun(source.words[place])):
        return False
    return not _refers_back(source, place) and read_role(claim, index) == read_role(source, place)


def _is_statement(analysis: Analysis, clause: Clause) -> bool:
    """Whole sentences state something; lines of a list and headings are parts of one statement."""
    start, end = analysis.sentences[analysis.words[clause.words.start].sentence]
    return analysis.text[end - 1] in ".!" and analysis.text[start : start + 2] not in ("- ", "* ", "• ")


def _is_introduced(carriage: _Carriage, index: int, number: int) -> bool:
    """What the line that introduces a list says is said of its items too."""
    source = carriage.comparison.source
    line = source.governors.get(source.analysis.words[carriage.clause(number).words.start].sentence)
    if line is None:
        return False
    above = {source.analysis.words[i].stem for i in source.words_of(line, line)}
    return carriage.comparison.claim.words[index].stem in above


def _refers_back(analysis: Analysis, place: int) -> bool:
    """„Er muss …“ speaks of what the sentence before names, so its noun may come from there."""
    number = analysis.words[place].sentence
    while place and analysis.words[place - 1].sentence == number:
        place -= 1
    return analysis.words[place].folded in _BACK


def _is_said(comparison: Comparison, word: Word) -> bool:
    return any(
        comparison.source.similar(other.stem).get(word.stem, 0.0) >= _SURE
        for other in comparison.claim.words
        if other.weight
    )
