"""Exam of the quoting drafter: which lines of a page answer, and does it see when none does?"""

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answer.quoting.lines import select_lines
from assistant.errors import LotsenwissenError
from evals.metrics import class_scores, harmonic_mean, line_precision, line_recall, mean


@dataclass(frozen=True, slots=True)
class Page:
    """A question, a page as lines, and the numbers of the lines that answer; none means not answerable."""

    id: str
    question: str
    lines: tuple[str, ...]
    answer_lines: frozenset[int]

    @property
    def tuned(self) -> bool:
        """A fixed half of the pages, by their text: weights were fitted on it, the other half was never looked at."""
        return hashlib.sha256("\n".join(self.lines).encode()).digest()[-1] % 2 == 0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="JSONL mit id, question, lines, answer_lines")
    parser.add_argument(
        "--halves", action="store_true", help="auch getrennt nach der Hälfte zum Einstellen und der ungesehenen"
    )
    parser.add_argument("--json", action="store_true", help="ein JSON-Dokument auf der Standardausgabe")


def run(options: argparse.Namespace) -> int:
    pages = read_pages(options.data)
    chosen = [select_lines(page.question, page.lines) for page in pages]
    report = score_lines(pages, chosen)
    if options.halves:
        for name, wanted in (("tuned", True), ("unseen", False)):
            pairs = [pair for pair in zip(pages, chosen, strict=True) if pair[0].tuned is wanted]
            report[name] = score_lines([page for page, _ in pairs], [lines for _, lines in pairs])
    print(json.dumps(report, ensure_ascii=False) if options.json else format_report(report))
    return 0


def read_pages(path: Path) -> list[Page]:
    """Raises LotsenwissenError naming the first line that is no usable record."""
    try:
        records = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LotsenwissenError(
            f"Der Prüfsatz {path} ist nicht lesbar; bitte den Pfad hinter --data prüfen."
        ) from error
    pages = []
    for number, line in enumerate(records, start=1):
        try:
            if line.strip():
                pages.append(_read_page(json.loads(line)))
        except (ValueError, KeyError, TypeError) as error:
            raise LotsenwissenError(
                f"Zeile {number} von {path} ist kein Prüffall; nötig sind question, lines und answer_lines."
            ) from error
    return pages


def _read_page(record: dict[str, Any]) -> Page:
    lines = tuple(str(line) for line in record["lines"])
    return Page(
        str(record.get("id", "")), str(record["question"]), lines, frozenset(int(at) for at in record["answer_lines"])
    )


def score_lines(pages: Sequence[Page], chosen: Sequence[Sequence[int]]) -> dict[str, Any]:
    """Means over the answerable questions and their harmonic mean; "unanswerable" as a class, predicted by an empty answer."""
    pairs = [(frozenset(lines), page.answer_lines) for page, lines in zip(pages, chosen, strict=True)]
    answerable = [pair for pair in pairs if pair[1]]
    precision = mean([line_precision(found, right) for found, right in answerable])
    recall = mean([line_recall(found, right) for found, right in answerable])
    refused = class_scores([not found for found, _ in pairs], [not right for _, right in pairs])
    return {
        "questions": len(pages),
        "precision": round(precision, 4),
        "recall": round(recall, 4),
        "f1": round(harmonic_mean(precision, recall), 4),
        "unanswerable": {name: round(value, 4) for name, value in refused.items()},
    }


def format_report(report: dict[str, Any]) -> str:
    parts = [("gesamt", report), *((name, report[name]) for name in ("tuned", "unseen") if name in report)]
    return "\n".join(
        f"{name}: {part['questions']} Fragen · P {part['precision']} R {part['recall']} F1 {part['f1']}"
        f" · unbeantwortbar F1 {part['unanswerable']['f1']}"
        for name, part in parts
    )
