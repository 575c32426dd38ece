"""`python -m evals compare`: models side by side, from the records each of them wrote on the same questions."""

import argparse
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from evals.items import read_items
from evals.marking import mark_record
from evals.records import Record, read_records
from evals.scorecard import measure_marks

COLUMNS = (
    "correct", "answer_rate", "accuracy", "refused", "safe", "citation_precision", "citation_recall", "verbatim",
    "supported", "seconds",
)  # fmt: skip


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("records", type=Path, nargs="+", metavar="DATEI", help="mit --records geschriebene Antworten")
    parser.add_argument("--data", type=Path, help="Fragensatz, dessen Erwartungen statt der gespeicherten gelten")
    parser.add_argument("--json", action="store_true", help="gibt ein JSON-Dokument aus und sonst nichts")


def run(options: argparse.Namespace) -> int:
    items = read_items(options.data) if options.data else []
    rows = [compare_records(path.stem, read_records(path, items)) for path in options.records]
    print(json.dumps(rows, ensure_ascii=False, indent=2) if options.json else format_rows(rows))
    return 0


def compare_records(name: str, records: Sequence[Record]) -> dict[str, Any]:
    """One row: who answered, in which mode, and every measure with its interval."""
    measures = measure_marks([mark_record(record) for record in records])
    models = sorted({record.answer.get("model") or "" for record in records} - {""})
    modes = sorted({record.answer.get("mode") or "" for record in records} - {""})
    return {
        "name": name,
        "model": ", ".join(models) or None,
        "mode": ", ".join(modes) or None,
        "questions": len(records),
        "measures": {measure.name: measure.as_json() for measure in measures},
    }


def format_rows(rows: Sequence[dict[str, Any]]) -> str:
    """A Markdown table, to be pasted where the choice of a model is written down."""
    lines = ["| Lauf | Modell | Fragen | " + " | ".join(COLUMNS) + " |", "|---|---|---|" + "---|" * len(COLUMNS)]
    for row in rows:
        cells = [_format_cell(row["measures"].get(name)) for name in COLUMNS]
        lines.append(f"| {row['name']} | {row['model'] or 'Zitate'} | {row['questions']} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def _format_cell(measure: dict[str, float] | None) -> str:
    if measure is None:
        return "–"
    return f"{measure['value']:.3f} ({measure['low']:.2f}–{measure['high']:.2f})".replace(".", ",")
