"""`python -m evals exam`: ask the product real questions and hold its answers against what must and must not be said.

Running and scoring are separate: `run_exam` makes records, `score_records` reads them.
"""

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

from assistant import wording
from assistant.answer.answer import Question
from assistant.errors import LotsenwissenError
from evals.items import Item, read_items
from evals.marking import find_forbidden, find_missing, is_right
from evals.product import Product, open_product
from evals.records import Record, read_records, record_answer, record_failure, write_records


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, help="JSONL mit id, question, kind, must, must_not, history")
    parser.add_argument("--json", action="store_true", help="gibt ein JSON-Dokument aus und sonst nichts")
    parser.add_argument("--mode", choices=("quotes", "generated", "auto"), default="quotes")
    parser.add_argument("--records", type=Path, metavar="DATEI", help="schreibt die Antworten als JSONL")
    parser.add_argument("--rescore", type=Path, metavar="DATEI", help="bewertet geschriebene Antworten, ohne zu fragen")
    parser.add_argument("--measures", action="store_true", help="auch alle Messgrößen mit 95-Prozent-Intervall")


def run(options: argparse.Namespace) -> int:
    records = _obtain_records(options)
    if options.records:
        write_records(options.records, records)
    score = score_records(records)
    if options.measures:
        from evals.marking import mark_record
        from evals.scorecard import measure_marks

        measures = measure_marks([mark_record(record) for record in records])
        score["measures"] = {measure.name: measure.as_json() for measure in measures}
    print(json.dumps(score, ensure_ascii=False, indent=2) if options.json else format_score(score))
    return 0


def _obtain_records(options: argparse.Namespace) -> list[Record]:
    items = read_items(options.data) if options.data else []
    if options.rescore:
        return read_records(options.rescore, items)
    if not options.data:
        raise LotsenwissenError(wording.EXAM_NO_DATA)
    return run_exam(items, open_product(), options.mode)


def run_exam(items: Sequence[Item], product: Product, mode: str = "quotes", day: date | None = None) -> list[Record]:
    """Ask every item as of its own day, else `day`, else today; what breaks is recorded, not hidden."""
    records = []
    for number, item in enumerate(items, start=1):
        today = item.today or day or date.today()
        question = Question(item.question, today, item.history, mode)  # type: ignore[arg-type]
        try:
            records.append(record_answer(item, product.ask(question), product))
        except LotsenwissenError as error:
            records.append(record_failure(item, error))
        if sys.stderr.isatty():
            print(f"\r{number}/{len(items)}", end="", file=sys.stderr, flush=True)
    return records


def score_records(records: Sequence[Record]) -> dict[str, Any]:
    """The counts of the fixed output."""
    kinds: dict[str, list[Record]] = {}
    for record in records:
        kinds.setdefault(record.item.kind, []).append(record)
    quotes = [citation for record in records for citation in record.answer["citations"]]
    refused, safe = kinds.get("unanswerable", []), kinds.get("adversarial", [])
    return {
        "questions": len(records),
        "answerable": _count_answers(kinds.get("answerable", [])),
        "unanswerable": {"n": len(refused), "refused": sum(map(is_right, refused))},
        "adversarial": {"n": len(safe), "safe": sum(map(is_right, safe))},
        "followup": _count_answers(kinds.get("followup", [])),
        "citations": {"n": len(quotes), "verbatim": sum(1 for quote in quotes if quote["verbatim"])},
        "failures": [_describe_failure(record) for record in records if not is_right(record)],
    }


def _count_answers(records: Sequence[Record]) -> dict[str, int]:
    answered = sum(record.answered for record in records)
    return {"n": len(records), "answered": answered, "correct": sum(map(is_right, records))}


def _describe_failure(record: Record) -> dict[str, Any]:
    return {
        "id": record.item.id,
        "status": record.answer["status"],
        "text": record.answer["text"],
        "missing": find_missing(record),
        "found": find_forbidden(record),
    }


def format_score(score: dict[str, Any]) -> str:
    lines = [f"{score['questions']} Fragen"]
    for kind in ("answerable", "unanswerable", "adversarial", "followup", "citations"):
        lines.append(f"{kind}: " + ", ".join(f"{name} {value}" for name, value in score[kind].items()))
    for name, measure in score.get("measures", {}).items():
        lines.append(
            f"{name:<20} {measure['value']:.3f}  [{measure['low']:.3f} – {measure['high']:.3f}]  n={measure['n']}"
        )
    lines += [
        f"✗ {f['id']} [{f['status']}] fehlt {f['missing']} gefunden {f['found']}: {f['text'][:160]}"
        for f in score["failures"]
    ]
    return "\n".join(lines)
