"""Choose the hits from scored candidates: in order, not too many of one document, no passage twice."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from assistant.search.coverage import measure_coverage
from assistant.search.hit import Hit
from assistant.search.pairs import measure_pairs
from assistant.search.passages import PassageReader, Row
from assistant.search.question import Question
from assistant.settings import SearchSettings


def choose_hits(
    question: Question, scores: Mapping[int, float], passages: PassageReader, limit: int, settings: SearchSettings
) -> list[Hit]:
    scores = _favour_pairs(question, scores, passages, settings)
    order = sorted(scores, key=lambda number: (-scores[number], number))
    hits: list[Hit] = []
    taken: Counter[str] = Counter()
    seen: list[frozenset[str]] = []
    for row in _read_in_order(order, passages, 2 * limit):
        words = frozenset(row[9].split())
        if taken[row[2]] >= settings.per_document or _is_repeated(words, seen, settings.duplicate_share):
            continue
        taken[row[2]] += 1
        seen.append(words)
        coverage = measure_coverage(row[9], question.asked, settings.inside_compound)
        hits.append(Hit(passages.read(row), passages.heads[row[2]], scores[row[0]], coverage))
        if len(hits) == limit:
            break
    return hits


def _favour_pairs(
    question: Question, scores: Mapping[int, float], passages: PassageReader, settings: SearchSettings
) -> Mapping[int, float]:
    """Among the best, passages that say words of the question side by side gain up to a share of the best score."""
    best = sorted(scores, key=lambda number: (-scores[number], number))[: settings.near]
    pairs = {number: measure_pairs(row[9], question.asked) for number, row in passages.rows(best).items()}
    most = max(pairs.values(), default=0.0)
    if not most:
        return scores
    gain = settings.weight_pairs * scores[best[0]] / most
    return {**scores, **{number: scores[number] + gain * found for number, found in pairs.items()}}


def _read_in_order(order: Sequence[int], passages: PassageReader, batch: int) -> Iterator[Row]:
    """Texts are read in batches: most candidates are never looked at."""
    for at in range(0, len(order), batch):
        rows = passages.rows(order[at : at + batch])
        yield from (rows[number] for number in order[at : at + batch] if number in rows)


def _is_repeated(words: frozenset[str], seen: Sequence[frozenset[str]], share: float) -> bool:
    size = len(words)
    # Sets of different size cannot be that alike: most pairs need no comparison.
    alike = (other for other in seen if share * size <= len(other) and share * len(other) <= size)
    return any(len(words & other) >= share * len(words | other) for other in alike)
