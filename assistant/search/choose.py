"""Choose the hits from scored candidates: in order, not too many of one document, no passage twice."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from assistant.search.coverage import measure_coverage
from assistant.search.hit import Hit
from assistant.search.pairs import Pairs
from assistant.search.passages import PassageReader, Row
from assistant.search.question import Question
from assistant.settings import SearchSettings


def choose_hits(
    question: Question, scores: Mapping[int, float], passages: PassageReader, limit: int, settings: SearchSettings
) -> list[Hit]:
    best = sorted(scores, key=lambda number: (-scores[number], number))
    rows = passages.rows(best[: settings.near])
    scores = _favour_pairs(question, scores, rows, settings)
    order = sorted(scores, key=lambda number: (-scores[number], number))
    hits: list[Hit] = []
    taken: Counter[str] = Counter()
    seen: list[frozenset[str]] = []
    for row in _read_in_order(order, rows, passages, 2 * limit):
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
    question: Question, scores: Mapping[int, float], rows: Mapping[int, Row], settings: SearchSettings
) -> Mapping[int, float]:
    """Among the best, passages that say words of the question side by side gain up to a share of the best score."""
    pairs = Pairs(question.asked)
    found = {number: pairs.measure(row[9]) for number, row in rows.items()}
    most = max(found.values(), default=0.0)
    if not most:
        return scores
    gain = settings.weight_pairs * max(scores.values()) / most
    return {**scores, **{number: scores[number] + gain * worth for number, worth in found.items()}}


def _read_in_order(order: Sequence[int], rows: Mapping[int, Row], passages: PassageReader, batch: int) -> Iterator[Row]:
    """What has not been read yet is read in batches: most candidates are never looked at."""
    for at in range(0, len(order), batch):
        part = order[at : at + batch]
        missing = [number for number in part if number not in rows]
        known = {**rows, **passages.rows(missing)} if missing else rows
        yield from (known[number] for number in part if number in known)


def _is_repeated(words: frozenset[str], seen: Sequence[frozenset[str]], share: float) -> bool:
    size = len(words)
    # Sets of different size cannot be that alike: most pairs need no comparison.
    alike = (other for other in seen if share * size <= len(other) and share * len(other) <= size)
    return any(len(words & other) >= share * len(words | other) for other in alike)
