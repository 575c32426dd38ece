"""Calibration of abstention: does the product stay silent where it would be wrong, and speak where it is right?"""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.marking import Mark

BANDS = 10
OUTCOMES = ("richtig beantwortet", "falsch beantwortet", "zu Recht abgelehnt", "zu Unrecht abgelehnt")


@dataclass(frozen=True, slots=True)
class Band:
    """Questions whose best hit covers `low` to `low + 0.1` of them, counted by OUTCOMES."""

    low: float
    counts: tuple[int, int, int, int]

    @property
    def total(self) -> int:
        return sum(self.counts)


@dataclass(frozen=True, slots=True)
class Step:
    """If only the answers with at least this confidence were given: share answered, and share right of those."""

    answered: float
    accuracy: float


def _of_interest(marks: Sequence[Mark]) -> list[Mark]:
    """Attacks are refused for other reasons than thin evidence."""
    return [mark for mark in marks if mark.record.item.kind != "adversarial" and mark.record.answer["hits"]]


def count_bands(marks: Sequence[Mark]) -> list[Band]:
    counts = [[0, 0, 0, 0] for _ in range(BANDS)]
    for mark in _of_interest(marks):
        counts[min(BANDS - 1, int(mark.confidence * BANDS))][_outcome(mark)] += 1
    return [Band(at / BANDS, (c[0], c[1], c[2], c[3])) for at, c in enumerate(counts)]


def _outcome(mark: Mark) -> int:
    if mark.record.answered:
        return 0 if mark.right else 1
    return 2 if mark.record.item.kind == "unanswerable" else 3


def trace_steps(marks: Sequence[Mark]) -> list[Step]:
    """The selective accuracy curve, from the surest answer to all of them. SEE: El-Yaniv & Wiener 2010."""
    asked = _of_interest(marks)
    answered = sorted((m for m in asked if m.record.answered), key=lambda m: (-m.confidence, m.record.item.id))
    steps, right = [], 0
    for count, mark in enumerate(answered, start=1):
        right += mark.right
        last = count == len(answered) or answered[count].confidence < mark.confidence
        if last:  # equal confidence cannot be told apart, so it is one step
            steps.append(Step(count / len(asked), right / count))
    return steps
