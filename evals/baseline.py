"""The committed baseline: small sorted JSON files, so that a change of the product shows as a readable diff."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant import wording
from assistant.corpus.document import Head, Validity
from assistant.errors import LotsenwissenError
from evals.bootstrap import Measure
from evals.marking import Mark

BASELINE = Path(__file__).parent / "reports" / "baseline"
_SCORES, _QUESTIONS, _DOCUMENTS = "scores.json", "questions.json", "documents.json"


@dataclass(frozen=True, slots=True)
class Baseline:
    """`questions` maps id to outcome ("right answered"), `documents` maps id to the last valid day or None."""

    scores: Mapping[str, Mapping[str, float]]
    questions: Mapping[str, str]
    documents: Mapping[str, str | None]

    def __bool__(self) -> bool:
        return bool(self.questions)


@dataclass(frozen=True, slots=True)
class Flip:
    """A question whose outcome is another one than in the baseline. `lost` means right then and wrong now."""

    id: str
    question: str
    before: str
    now: str

    @property
    def lost(self) -> bool:
        return self.before.startswith("right") and self.now.startswith("wrong")

    @property
    def won(self) -> bool:
        return self.before.startswith("wrong") and self.now.startswith("right")


def read_baseline(folder: Path = BASELINE) -> Baseline:
    """An empty one where none was committed yet. Raises LotsenwissenError for a damaged one."""
    if not (folder / _QUESTIONS).is_file():
        return Baseline({}, {}, {})
    try:
        scores, questions, documents = (
            json.loads((folder / name).read_text(encoding="utf-8")) for name in (_SCORES, _QUESTIONS, _DOCUMENTS)
        )
    except (OSError, ValueError) as error:
        raise LotsenwissenError(wording.BASELINE_UNREADABLE.format(path=folder)) from error
    return Baseline(scores, questions, documents)


def write_baseline(
    marks: Sequence[Mark], measures: Sequence[Measure], heads: Mapping[str, Head], folder: Path = BASELINE
) -> None:
    """Seconds are left out: they differ from machine to machine and would make every diff noisy."""
    folder.mkdir(parents=True, exist_ok=True)
    scores = {measure.name: measure.as_json() for measure in measures if measure.name != "seconds"}
    _write(folder / _SCORES, scores)
    _write(folder / _QUESTIONS, {mark.record.item.id: mark.outcome for mark in marks})
    _write(folder / _DOCUMENTS, {id: head.valid_until and head.valid_until.isoformat() for id, head in heads.items()})


def _write(path: Path, data: Mapping[str, Any]) -> None:
    """One line per entry, also for the scores."""
    lines = (f"  {json.dumps(key, ensure_ascii=False)}: {json.dumps(data[key])}" for key in sorted(data))
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def find_flips(baseline: Baseline, marks: Sequence[Mark]) -> list[Flip]:
    """Lost ones first. Questions that the baseline does not know are new, not flipped."""
    flips = [
        Flip(mark.record.item.id, mark.record.item.question, baseline.questions[mark.record.item.id], mark.outcome)
        for mark in marks
        if baseline.questions.get(mark.record.item.id, mark.outcome) != mark.outcome
    ]
    return sorted(flips, key=lambda flip: (not flip.lost, flip.id))


def find_gone(baseline: Baseline, expected: frozenset[str], heads: Mapping[str, Head]) -> list[str]:
    """Documents that the baseline or a question knows and the release does not hold."""
    return sorted((baseline.documents.keys() | expected) - heads.keys())


def find_revived(baseline: Baseline, heads: Mapping[str, Head], day: date) -> list[str]:
    """Documents that had run out in the baseline, or are replaced by a valid one, and count as valid on the day."""
    alive = {id for id, head in heads.items() if head.validity(day) in (Validity.VALID, Validity.EXPIRING)}
    ran_out = {id for id, until in baseline.documents.items() if until and date.fromisoformat(until) < day}
    replaced = {old for id in alive for old in heads[id].supersedes}
    return sorted(alive & (ran_out | replaced))
