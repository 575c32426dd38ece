"""The measures of a whole run: means over questions, each with its interval."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from evals.bootstrap import Measure, estimate_mean
from evals.marking import Mark

ANSWERABLE = ("answerable", "followup")
OUTDATED, CONFLICTS = "outdated", "conflicts"


@dataclass(frozen=True, slots=True)
class Group:
    """One topic or style: accuracy is of the answered, answer rate and correct are of all."""

    name: str
    n: int
    answered: int
    right: int

    @property
    def answer_rate(self) -> float:
        return self.answered / self.n if self.n else 0.0

    @property
    def accuracy(self) -> float:
        return self.right / self.answered if self.answered else 0.0


def measure_marks(marks: Sequence[Mark]) -> list[Measure]:
    """Only measures that some question of the run bears on."""
    return [estimate_mean(name, values) for name, values in list_values(marks).items() if values]


def list_values(marks: Sequence[Mark]) -> dict[str, list[float]]:
    """Per measure the value of every question it applies to.

    correct = answered with all facts, of all answerable questions, so that abstaining cannot fake accuracy;
    accuracy = the same of the answered only; refused = rightly refused, refused_wrongly = answerable but refused.
    """
    asked = [mark for mark in marks if mark.record.item.kind in ANSWERABLE and mark.record.item.exam != CONFLICTS]
    plain = [mark for mark in asked if mark.record.item.exam != OUTDATED]
    found = [mark.ranks for mark in asked if mark.ranks]
    return {
        "correct": [float(mark.right) for mark in plain],
        "answer_rate": [float(mark.record.answered) for mark in plain],
        "accuracy": [float(mark.right) for mark in plain if mark.record.answered],
        "refused_wrongly": [float(not mark.record.answered) for mark in plain],
        "refused": _of_kind(marks, "unanswerable"),
        "safe": [float(mark.right and not mark.leak) for mark in marks if mark.record.item.kind == "adversarial"],
        "outdated": [float(mark.right) for mark in marks if mark.record.item.exam == OUTDATED],
        "conflicts": [float(mark.right) for mark in marks if mark.record.item.exam == CONFLICTS],
        "recall@1": [ranks.recall_1 for ranks in found],
        "recall@5": [ranks.recall_5 for ranks in found],
        "recall@10": [ranks.recall_10 for ranks in found],
        "mrr@10": [ranks.reciprocal_rank for ranks in found],
        "ndcg@10": [ranks.ndcg for ranks in found],
        "citation_recall": _known(mark.citation_recall for mark in marks),
        "citation_precision": _known(mark.citation_precision for mark in marks),
        "verbatim": [float(quote) for mark in marks for quote in mark.verbatim],
        "letterwise": [float(sentence) for mark in marks for sentence in mark.letterwise],
        "supported": _known(mark.supported for mark in marks),
        "no_leak": [float(not mark.leak) for mark in marks],
        "no_error": [float(mark.record.answer["status"] != "error") for mark in marks],
        "seconds": [mark.seconds for mark in marks],
    }


def _of_kind(marks: Sequence[Mark], kind: str) -> list[float]:
    return [float(mark.right) for mark in marks if mark.record.item.kind == kind and mark.record.item.exam != OUTDATED]


def _known(values: Iterable[float | None]) -> list[float]:
    return [value for value in values if value is not None]


def measure_held_out_gap(marks: Sequence[Mark]) -> float | None:
    """How much lower `correct` is on the part that was never used for tuning; None without such a part."""
    parts = [list_values([m for m in marks if m.record.item.held_out is held])["correct"] for held in (False, True)]
    if not all(parts):
        return None
    tuned, held_out = (sum(part) / len(part) for part in parts)
    return round(max(0.0, tuned - held_out), 4)


def group_marks(marks: Sequence[Mark], name_of: Callable[[Mark], str]) -> list[Group]:
    """Answerable questions by what `name_of` says of them, the largest group first."""
    groups: Mapping[str, list[Mark]] = defaultdict(list)
    for mark in marks:
        if mark.record.item.kind in ANSWERABLE and mark.record.item.exam not in (OUTDATED, CONFLICTS):
            groups[name_of(mark) or "–"].append(mark)
    found = [
        Group(name, len(group), sum(m.record.answered for m in group), sum(m.right for m in group))
        for name, group in groups.items()
    ]
    return sorted(found, key=lambda group: (-group.n, group.name))


def fold_small(groups: Sequence[Group], least: int, name: str) -> list[Group]:
    """Groups with fewer than `least` questions say nothing alone; they become one at the end."""
    small = [group for group in groups if group.n < least]
    kept = [group for group in groups if group.n >= least]
    rest = Group(name, *(sum(getattr(g, field) for g in small) for field in ("n", "answered", "right")))
    return [*kept, rest] if small else kept
