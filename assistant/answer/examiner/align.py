"""Find the sentence or small window of a passage that a claim rests on, and how much of the claim it covers."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import pairwise

from assistant.answer.examiner.analysis import Analysis, Clause, Source
from assistant.answer.examiner.modals import is_modal
from assistant.settings import VerifySettings

Hits = dict[int, tuple[int, float]]  # claim word -> (source word, likeness)
_SMALL_WORD = 0.1
_LONG_CLAUSE = 60  # small words of a longer clause say nothing about what it is about
_FREQUENT = 400  # a stem with more places than this says nothing about where; keeps a passage of 1 MB linear


@dataclass(frozen=True)
class Alignment:
    """`first..last` are sentence numbers of the source; `matched` maps claim words to their best (source word, likeness).

    `places` holds all such places inside the window.
    """

    first: int
    last: int
    coverage: float
    everywhere: float
    order: float
    wording: float
    matched: Hits
    places: dict[int, list[tuple[int, float]]]


def align_claim(claim: Analysis, source: Source, settings: VerifySettings) -> Alignment | None:
    """The best window of one to three sentences, or None when nothing of the claim is in the source."""
    found = _find_words(claim, source)
    total = sum(word.weight for word in claim.words)
    if not found or not total:
        return None
    by_sentence = _best_by_sentence(claim, source, found)
    single = {number: _sum(claim, hits) for number, hits in by_sentence.items()}
    best: tuple[float, int, int] = (-1.0, 0, 0)
    for number in sorted(single, key=lambda number: (-single[number], number))[: settings.candidates]:
        best = max(best, _grow_window(claim, by_sentence, number, len(source.analysis.sentences), settings))
    _, first, last = best
    matched = _merge(by_sentence, first, last)
    everywhere = sum(claim.words[index].weight * max(likeness for _, likeness in hits) for index, hits in found.items())
    window = source.words_of(first, last)
    places = {index: [hit for hit in hits if hit[0] in window] for index, hits in found.items()}
    return Alignment(
        first,
        last,
        _sum(claim, matched) / total,
        everywhere / total,
        _order(claim, matched),
        _share_wording(claim, source),
        matched,
        places,
    )


@dataclass(frozen=True)
class Comparison:
    """A claim beside its place in a source. `pairs`: each clause of the claim with the source's clauses that carry most
    of its words, best first, and behind them the lines that introduce the list they stand in."""

    claim: Analysis
    source: Source
    alignment: Alignment
    pairs: tuple[tuple[Clause, tuple[Clause, ...]], ...]

    @property
    def window(self) -> range:
        return self.source.words_of(self.alignment.first, self.alignment.last)


def compare_clauses(claim: Analysis, source: Source, alignment: Alignment, tie: float) -> Comparison:
    """Pair the clauses. A clause of the source that carries at least `tie` of the best one's share counts too."""
    pairs = []
    for clause in claim.clauses:
        votes = _count_votes(clause, claim, source, alignment)
        ranked = sorted(votes, key=lambda number: (-votes[number], number))
        partners = [source.analysis.clauses[n] for n in ranked if votes[n] >= tie * votes[ranked[0]]]
        pairs.append((clause, (*partners, *_governing_clauses(source, partners))))
    return Comparison(claim, source, alignment, tuple(pairs))


def _count_votes(clause: Clause, claim: Analysis, source: Source, alignment: Alignment) -> dict[int, float]:
    """How much of the clause each clause of the window carries.

    Figures and modal words don't vote, for they are what is compared; small words decide between equals.
    """
    votes: dict[int, float] = defaultdict(float)
    for index in clause.words:
        word = claim.words[index]
        if word.folded[0].isdigit() or is_modal(word.folded):
            continue
        best: dict[int, float] = {}
        for place, likeness in alignment.places.get(index, ()):
            number = source.analysis.clause_number(place)
            best[number] = max(best.get(number, 0.0), likeness)
        for number, likeness in best.items():
            votes[number] += likeness
    small = {claim.words[index].folded for index in clause.words if not claim.words[index].weight}
    for number in votes:
        words = source.analysis.clauses[number].words
        beside = {source.analysis.words[index].folded for index in words[:_LONG_CLAUSE]}
        votes[number] += _SMALL_WORD * len(small & beside)
    return votes


def _governing_clauses(source: Source, partners: list[Clause]) -> list[Clause]:
    """The clauses of the lines that introduce the lists these clauses are items of."""
    lines = {source.governors.get(source.analysis.words[clause.words.start].sentence) for clause in partners}
    words = [
        index for line in sorted(lines - {None}, key=str) if line is not None for index in source.words_of(line, line)
    ]
    numbers = dict.fromkeys(source.analysis.clause_number(index) for index in words)
    return [source.analysis.clauses[number] for number in numbers if source.analysis.clauses[number] not in partners]


def _grow_window(
    claim: Analysis, by_sentence: dict[int, Hits], number: int, sentences: int, settings: VerifySettings
) -> tuple[float, int, int]:
    """Take in neighbours (list items, an introducing line) as long as each brings more than it costs."""
    total = sum(word.weight for word in claim.words)
    first = last = number
    hits = dict(by_sentence[number])
    value = _sum(claim, hits) / total
    while last - first < settings.window_sentences - 1:
        options = []
        for low, high in ((first - 1, last), (first, last + 1), (first - 2, last), (first, last + 2)):
            if low < 0 or high >= sentences:
                continue
            wider = _merge(by_sentence, low, high)
            gain = _sum(claim, wider) / total - settings.window_cost * (high - low)
            options.append((gain, low, high))
        if not options or max(options)[0] <= value + 1e-9:
            break
        value, first, last = max(options)
    return value, first, last


def _find_words(claim: Analysis, source: Source) -> dict[int, list[tuple[int, float]]]:
    found: dict[int, list[tuple[int, float]]] = {}
    for index, word in enumerate(claim.words):
        if not word.weight:
            continue
        hits = [
            (place, likeness)
            for known, likeness in source.similar(word.stem).items()
            for place in source.places[known][:_FREQUENT]
        ]
        if hits:
            found[index] = hits
    return found


def _best_by_sentence(claim: Analysis, source: Source, found: dict[int, list[tuple[int, float]]]) -> dict[int, Hits]:
    result: dict[int, Hits] = defaultdict(dict)
    for index, hits in found.items():
        for place, likeness in hits:
            row = result[source.analysis.words[place].sentence]
            if index not in row or likeness > row[index][1]:
                row[index] = (place, likeness)
    return result


def _merge(by_sentence: dict[int, Hits], first: int, last: int) -> Hits:
    merged: Hits = {}
    for number in range(first, last + 1):
        for index, hit in by_sentence.get(number, {}).items():
            if index not in merged or hit[1] > merged[index][1]:
                merged[index] = hit
    return merged


def _sum(claim: Analysis, hits: Hits) -> float:
    return sum(claim.words[index].weight * likeness for index, (_, likeness) in hits.items())


def _order(claim: Analysis, matched: Hits) -> float:
    """The share of neighbouring content words of the claim that are near each other in the source too."""
    content = [index for index, word in enumerate(claim.words) if word.weight]
    pairs = list(pairwise(content))
    if not pairs:
        return 1.0
    near = sum(
        1
        for left, right in pairs
        if left in matched and right in matched and abs(matched[left][0] - matched[right][0]) <= 6
    )
    return near / len(pairs)


def _share_wording(claim: Analysis, source: Source) -> float:
    """The share of neighbouring words of the claim, small words included, that are neighbours in the source too."""
    pairs = [(left.stem, right.stem) for left, right in pairwise(claim.words)]
    return sum(pair in source.pairs for pair in pairs) / len(pairs) if pairs else 1.0
