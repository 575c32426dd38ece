"""Find the sentence or small window of a passage that a claim rests on, and how much of the claim it covers."""

from collections import defaultdict
from dataclasses import dataclass

from assistant.answer.analysis import Analysis, Source
from assistant.settings import VerifySettings

_FREQUENT = 400  # a stem with more places than this says nothing about where; keeps a passage of 1 MB linear


@dataclass(frozen=True)
class Alignment:
    """`first..last` are sentence numbers of the source; `matched` maps claim words to (source word, likeness)."""

    first: int
    last: int
    coverage: float
    everywhere: float
    order: float
    matched: dict[int, tuple[int, float]]


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
        best = max(best, _grow_window(claim, source, by_sentence, number, total, settings))
    value, first, last = best
    matched = _merge(by_sentence, first, last)
    everywhere = (
        sum(claim.words[index].weight * max(likeness for _, likeness in hits) for index, hits in found.items()) / total
    )
    return Alignment(first, last, _sum(claim, matched) / total, everywhere, _order(claim, matched), matched)


def _grow_window(
    claim: Analysis,
    source: Source,
    by_sentence: dict[int, dict[int, tuple[int, float]]],
    number: int,
    total: float,
    settings: VerifySettings,
) -> tuple[float, int, int]:
    """Take in neighbours (list items, an introducing line) as long as each brings more than it costs."""
    first = last = number
    hits = dict(by_sentence[number])
    value = _sum(claim, hits) / total
    while last - first < settings.window_sentences - 1:
        options = []
        for low, high in ((first - 1, last), (first, last + 1), (first - 2, last), (first, last + 2)):
            if low < 0 or high >= len(source.analysis.sentences):
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


def _best_by_sentence(
    claim: Analysis, source: Source, found: dict[int, list[tuple[int, float]]]
) -> dict[int, dict[int, tuple[int, float]]]:
    result: dict[int, dict[int, tuple[int, float]]] = defaultdict(dict)
    for index, hits in found.items():
        for place, likeness in hits:
            row = result[source.analysis.words[place].sentence]
            if index not in row or likeness > row[index][1]:
                row[index] = (place, likeness)
    return result


def _merge(by_sentence: dict[int, dict[int, tuple[int, float]]], first: int, last: int) -> dict[int, tuple[int, float]]:
    merged: dict[int, tuple[int, float]] = {}
    for number in range(first, last + 1):
        for index, hit in by_sentence.get(number, {}).items():
            if index not in merged or hit[1] > merged[index][1]:
                merged[index] = hit
    return merged


def _sum(claim: Analysis, hits: dict[int, tuple[int, float]]) -> float:
    return sum(claim.words[index].weight * likeness for index, (_, likeness) in hits.items())


def _order(claim: Analysis, matched: dict[int, tuple[int, float]]) -> float:
    """The share of neighbouring content words of the claim that are near each other in the source too."""
    content = [index for index, word in enumerate(claim.words) if word.weight]
    pairs = list(zip(content, content[1:], strict=False))
    if not pairs:
        return 1.0
    near = sum(
        1
        for left, right in pairs
        if left in matched and right in matched and abs(matched[left][0] - matched[right][0]) <= 6
    )
    return near / len(pairs)
