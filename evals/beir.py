"""Read a folder in BEIR layout: corpus.jsonl, queries.jsonl, qrels/test.tsv."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant.corpus.document import Block, Document, Head, Kind, Level
from assistant.errors import CorpusError

STAND = date(2024, 1, 1)


@dataclass(frozen=True, slots=True)
class Query:
    id: str
    text: str
    metadata: dict[str, Any]
    relevant: dict[str, int]


@dataclass(frozen=True)
class Benchmark:
    documents: tuple[Document, ...]
    queries: tuple[Query, ...]


def load_beir(directory: Path, filter_by: str | None = None) -> Benchmark:
    """Only queries that have a judgement. `filter_by` names the metadata key that becomes the municipality.

    Raises CorpusError when the folder is not in BEIR layout.
    """
    try:
        judgements = _read_judgements(directory / "qrels" / "test.tsv")
        documents = tuple(_to_document(record, filter_by) for record in _read_lines(directory / "corpus.jsonl"))
        queries = tuple(
            Query(str(record["_id"]), record["text"], record.get("metadata") or {}, judgements[str(record["_id"])])
            for record in _read_lines(directory / "queries.jsonl")
            if str(record["_id"]) in judgements
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CorpusError(
            f"Der Ordner {directory} ist kein BEIR-Satz; nötig sind corpus.jsonl, queries.jsonl und qrels/test.tsv."
        ) from error
    return Benchmark(documents, queries)


def _read_lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def _read_judgements(path: Path) -> dict[str, dict[str, int]]:
    judgements: dict[str, dict[str, int]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for query, document, grade in csv.reader(file, delimiter="\t"):
            if grade != "score":
                judgements.setdefault(query, {})[document] = int(grade)
    return judgements


def _to_document(record: dict[str, Any], filter_by: str | None) -> Document:
    place = (record.get("metadata") or {}).get(filter_by) if filter_by else None
    title = record.get("title") or ""
    lines = [line for line in record["text"].split("\n") if line.strip()]
    head = Head(
        id=str(record["_id"]),
        title=title,
        kind=Kind.GUIDANCE,
        level=Level.KOMMUNE,
        topic="",
        sources=(),
        stand=STAND,
        publisher="",
        municipality=str(place) if place is not None else None,
    )
    return Document(head, tuple(Block(line) for line in lines or [title]))
