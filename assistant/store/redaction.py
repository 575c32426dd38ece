"""Take what came from an erased document out of the conversations: answers, messages, panes, handovers."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Column, Connection, Engine, Table, select, text, update

from assistant.store.database import reading, writing
from assistant.store.tables import (
    elements,
    feedback,
    guide_versions,
    guides,
    handovers,
    proposals,
    steps,
    threads,
    turns,
)

Touches = Callable[[str], bool]


@dataclass(frozen=True, slots=True)
class Redacted:
    """How many rows were cleaned."""

    turns: int
    messages: int
    elements: int
    handovers: int


def redact_document(engine: Engine, document: str, touches: Touches, placeholder: str) -> Redacted:
    """Blank every row that cites `document` or for whose text `touches` says that it holds some of it."""
    with writing(engine) as connection:
        ids = [row["id"] for row in _rows(connection, turns) if _cites(row, document) or _holds(row, touches)]
        _forget_hits(connection, document)
        answer = {"text": placeholder, "hits": [], "proofs": [], "citations": [], "sentences": []}
        _update(connection, turns, ids, {"answer": answer, "passages": []})
        messages = _redact_steps(connection, set(ids), touches, placeholder)
        panes = [row["id"] for row in _rows(connection, elements) if _holds(row, touches)]
        _update(connection, elements, panes, {"body": {"content": placeholder}})
        handed = [row["id"] for row in _rows(connection, handovers) if row["turn_id"] in ids or _holds(row, touches)]
        _update(connection, handovers, handed, {"draft": placeholder, "hits": []})
        for table, column in ((turns, "question"), (handovers, "question"), (handovers, "reply"), (threads, "name")):
            _blank_column(connection, table, column, touches, placeholder)
        _blank_column(connection, feedback, "comment", touches, placeholder)
    return Redacted(len(ids), messages, len(panes), len(handed))


def _redact_steps(connection: Connection, cited: set[str], touches: Touches, placeholder: str) -> int:
    """Messages name their turn in the metadata; a question is blanked only when it holds the text itself."""
    count = 0
    for row in _rows(connection, steps):
        body = dict(row["body"] or {})
        if (body.get("metadata") or {}).get("turn") not in cited and not _holds(row, touches):
            continue
        body |= {"output": placeholder, "input": "", "metadata": {}}
        _update(connection, steps, [row["id"]], {"output": placeholder, "body": body})
        count += 1
    return count


def _blank_column(connection: Connection, table: Table, column: str, touches: Touches, placeholder: str) -> None:
    """What people typed stays theirs, except where they pasted the erased text itself."""
    held = [row["id"] for row in _rows(connection, table) if row[column] and touches(row[column])]
    _update(connection, table, held, {column: placeholder})


def compact_database(engine: Engine) -> None:
    """Write the file anew, so that freed pages and the write-ahead log hold nothing of what was blanked."""
    if engine.dialect.name != "sqlite":
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for table in (turns, steps, elements, handovers, proposals, guides, guide_versions):
                connection.execute(text(f'VACUUM FULL "{table.name}"'))
        return
    raw = engine.raw_connection()
    try:
        cursor = raw.cursor()
        cursor.execute("VACUUM")
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        cursor.close()
    finally:
        raw.close()


def _cites(turn: Mapping[str, Any], document: str) -> bool:
    """Whether the answer quoted the document; what was merely found beside it does not count."""
    if any(str(name).startswith(f"{document}#") for name in turn["passages"] or ()):
        return True
    answer = turn["answer"] or {}
    return any(citation.get("document") == document for citation in answer.get("citations") or ())


def list_typed_texts(engine: Engine) -> list[str]:
    """Every question that people asked or handed over, in their own words."""
    with reading(engine) as connection:
        columns = (turns.c.question, handovers.c.question)
        return [str(value) for column in columns for value in connection.scalars(select(column).where(column != ""))]


def _forget_hits(connection: Connection, document: str) -> None:
    """The lists of what was found beside an answer lose the document, the answers stay."""
    for row in _rows(connection, turns):
        hits = (row["answer"] or {}).get("hits") or []
        kept = [hit for hit in hits if hit.get("document") != document]
        if len(kept) < len(hits):
            _update(connection, turns, [row["id"]], {"answer": {**row["answer"], "hits": kept}})
    for row in _rows(connection, handovers):
        kept = [hit for hit in row["hits"] or () if hit.get("document") != document]
        if len(kept) < len(row["hits"] or ()):
            _update(connection, handovers, [row["id"]], {"hits": kept})


def _holds(row: Mapping[str, Any], touches: Touches) -> bool:
    return touches(" ".join(_written(value) for name, value in row.items() if not name.endswith(("id", "_at"))))


def _written(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)


def _rows(connection: Connection, table: Table) -> Iterable[Mapping[str, Any]]:
    return [dict(row) for row in connection.execute(select(table)).mappings()]


def _update(connection: Connection, table: Table, ids: Iterable[str], values: Mapping[str, Any]) -> None:
    key: Column[str] = table.c.id
    for id in ids:
        connection.execute(update(table).where(key == id).values(**values))
