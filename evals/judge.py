"""`python -m evals judge`: a local model judges answers, and is itself judged by hand labels first.

A judge whose agreement with people is unknown proves nothing, so the agreement always stands beside its verdicts.
"""

import argparse
import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant import wording
from assistant.answer.models import Message, Models
from assistant.answer.prompts import load_prompt
from assistant.errors import LotsenwissenError, ModelBroken, ModelMissing
from assistant.settings import get_settings
from evals.export import describe_truth
from evals.metrics import mean
from evals.records import Record, read_records

LABELS = Path(__file__).parent / "judge_labels.jsonl"
_VARIABLES = frozenset({"question", "expected", "answer"})
_WORD = re.compile(r"\b(RICHTIG|FALSCH)\b")
Judge = Callable[[str, str, str], bool]  # (question, expected, answer) → right?


@dataclass(frozen=True, slots=True)
class Label:
    """A pair of question and answer that a person judged."""

    id: str
    question: str
    expected: str
    answer: str
    right: bool


@dataclass(frozen=True, slots=True)
class Agreement:
    """Share of equal verdicts, and Cohen's kappa, which takes away what chance alone would reach."""

    n: int
    share: float
    kappa: float


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--records", type=Path, metavar="DATEI", help="Antworten, die das Modell beurteilen soll")
    parser.add_argument("--labels", type=Path, default=LABELS, metavar="DATEI", help="von Hand beurteilte Antworten")
    parser.add_argument("--json", action="store_true", help="gibt ein JSON-Dokument aus und sonst nichts")


def run(options: argparse.Namespace) -> int:
    settings = get_settings()
    if not settings.model:
        raise ModelMissing(wording.MODEL_UNSET)
    models = Models(settings)
    try:
        report = judge_all(
            make_judge(models), read_labels(options.labels), read_records(options.records) if options.records else []
        )
    finally:
        models.close()
    report = {"model": settings.model, **report}
    print(json.dumps(report, ensure_ascii=False, indent=2) if options.json else format_report(report))
    return 0


def make_judge(models: Models) -> Judge:
    """Raises a ModelError when the model cannot be asked or says neither word."""
    prompt = load_prompt("judge", _VARIABLES)

    def judge(question: str, expected: str, answer: str) -> bool:
        system, user = prompt.fill(question=question, expected=expected, answer=answer)
        messages: list[Message] = [("system", system), ("human", user)]
        found = _WORD.search("".join(models.stream(messages)))
        if found is None:
            raise ModelBroken(wording.JUDGE_SILENT.format(model=models.name))
        return found[1] == "RICHTIG"

    return judge


def judge_all(judge: Judge, labels: Sequence[Label], records: Sequence[Record]) -> dict[str, Any]:
    """The judge's agreement with the hand labels, and its verdicts on the records beside those of the patterns."""
    from evals.marking import is_right

    said = [judge(label.question, label.expected, label.answer) for label in labels]
    agreement = measure_agreement(said, [label.right for label in labels])
    verdicts = [judge(r.item.question, describe_truth(r), r.answer["text"]) for r in records]
    patterns = [is_right(record) for record in records]
    against = measure_agreement(verdicts, patterns)
    return {
        "labels": {"n": agreement.n, "agreement": agreement.share, "kappa": agreement.kappa},
        "records": {"n": len(records), "right": sum(verdicts), "agreement_with_patterns": against.share},
        "differences": [
            {"id": record.item.id, "judge": verdict, "patterns": pattern}
            for record, verdict, pattern in zip(records, verdicts, patterns, strict=True)
            if verdict != pattern
        ],
    }


def measure_agreement(one: Sequence[bool], other: Sequence[bool]) -> Agreement:
    """SEE: Cohen 1960, "A coefficient of agreement for nominal scales". Kappa is 0 where chance cannot be told apart."""
    share = mean([float(a == b) for a, b in zip(one, other, strict=True)])
    yes_one, yes_other = mean([float(a) for a in one]), mean([float(b) for b in other])
    chance = yes_one * yes_other + (1 - yes_one) * (1 - yes_other)
    kappa = (share - chance) / (1 - chance) if one and chance < 1 else 0.0
    return Agreement(len(one), round(share, 4), round(kappa, 4))


def read_labels(path: Path) -> list[Label]:
    """Raises LotsenwissenError when the file is no list of judged answers."""
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
        return [
            Label(str(row["id"]), row["question"], row["expected"], row["answer"], row["label"] == "right")
            for row in rows
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LotsenwissenError(wording.LABELS_UNREADABLE.format(path=path)) from error


def format_report(report: dict[str, Any]) -> str:
    labels, records = report["labels"], report["records"]
    lines = [wording.JUDGE_LABELS.format(model=report["model"], **labels)]
    if records["n"]:
        lines.append(wording.JUDGE_RECORDS.format(**records))
    lines += [wording.JUDGE_DIFFERS.format(**row) for row in report["differences"]]
    return "\n".join(lines)
