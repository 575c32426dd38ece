"""`python -m evals export`: a run in the shape that RAGAS or DeepEval read, for a look from outside."""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from assistant.corpus.release import storage_errors
from assistant.settings import get_settings
from evals.items import read_items
from evals.product import open_for_gate
from evals.records import Record, read_records
from evals.sets import load_examination, run_examination
from evals.thresholds import read_rules


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--shape", choices=tuple(SHAPES), default="ragas", help="Form der Zeilen")
    parser.add_argument(
        "--records", type=Path, metavar="DATEI", help="geschriebene Antworten; ohne Angabe wird gefragt"
    )
    parser.add_argument("--data", type=Path, help="Fragensatz, dessen Erwartungen statt der gespeicherten gelten")
    parser.add_argument("--out", type=Path, metavar="DATEI", help="ohne Angabe die Standardausgabe")


def run(options: argparse.Namespace) -> int:
    items = read_items(options.data) if options.data else []
    records = read_records(options.records, items) if options.records else _ask_all(read_rules().day)
    lines = "".join(json.dumps(SHAPES[options.shape](record), ensure_ascii=False) + "\n" for record in records)
    if options.out:
        with storage_errors():
            options.out.write_text(lines, encoding="utf-8")
    else:
        sys.stdout.write(lines)
    return 0


def _ask_all(day: date) -> list[Record]:
    with open_for_gate(get_settings()) as product:
        return run_examination(load_examination(), product, day)


def shape_ragas(record: Record) -> dict[str, Any]:
    """SEE: https://docs.ragas.io, columns question, answer, contexts, ground_truth."""
    return {
        "question": record.item.question,
        "answer": record.answer["text"],
        "contexts": list_contexts(record),
        "ground_truth": describe_truth(record),
    }


def shape_deepeval(record: Record) -> dict[str, Any]:
    """SEE: https://docs.confident-ai.com, LLMTestCase."""
    return {
        "input": record.item.question,
        "actual_output": record.answer["text"],
        "expected_output": describe_truth(record),
        "retrieval_context": list_contexts(record),
    }


def list_contexts(record: Record) -> list[str]:
    """The texts of the hits, best first."""
    return [record.contexts[hit["passage"]] for hit in record.answer["hits"] if hit["passage"] in record.contexts]


def describe_truth(record: Record) -> str:
    """The expectation as a sentence: the project keeps patterns, other tools want text to compare with."""
    item = record.item
    if item.kind == "unanswerable":
        return "Dazu steht nichts im Korpus; die richtige Antwort ist eine Absage."
    wanted = f"Die Antwort enthält: {'; '.join(item.must)}." if item.must else ""
    forbidden = f"Die Antwort enthält nicht: {'; '.join(item.must_not)}." if item.must_not else ""
    return " ".join(part for part in (wanted, forbidden) if part)


SHAPES: dict[str, Callable[[Record], dict[str, Any]]] = {"ragas": shape_ragas, "deepeval": shape_deepeval}
