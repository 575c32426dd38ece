"""Rows of all tables as JSON lines, the same for SQLite and PostgreSQL: a backup of one can be restored into the other."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import DateTime, Engine, MetaData, Table, func, select, text
from sqlalchemy.exc import SQLAlchemyError

from assistant import wording
from assistant.errors import StoreError
from assistant.settings import Settings
from assistant.store.database import aware, migrate, open_engine, writing
from assistant.store.tables import metadata

_BATCH = 500
ReadLines = Callable[[str], Iterable[str]]


def dump_tables(engine: Engine, folder: Path) -> Mapping[str, int]:
    """Write `<table>.jsonl` for every table from one snapshot, while others may go on writing. Returns row counts."""
    counts = {}
    options = {"isolation_level": "REPEATABLE READ"} if engine.dialect.name == "postgresql" else {}
    try:
        with engine.connect().execution_options(**options) as connection, connection.begin():
            for table in metadata.sorted_tables:
                rows = connection.execution_options(yield_per=_BATCH).execute(select(table)).mappings()
                counts[table.name] = _write_rows(folder / f"{table.name}.jsonl", rows)
    except SQLAlchemyError as error:
        raise StoreError(wording.STORE_UNREADABLE) from error
    return counts


def _write_rows(path: Path, rows: Iterable[Mapping[Any, Any]]) -> int:
    count = 0
    with path.open("w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps({**row}, ensure_ascii=False, default=_write_moment) + "\n")
            count += 1
    return count


def _write_moment(value: object) -> str:
    if isinstance(value, datetime):
        return aware(value).isoformat()
    raise TypeError(type(value).__name__)


def read_revision(engine: Engine) -> str:
    """The schema the database is at, as Alembic calls it."""
    with engine.connect() as connection:
        return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def load_tables(settings: Settings, revision: str, read_lines: ReadLines, replace: bool) -> None:
    """Put dumped rows into the database of the settings, at the schema they were dumped from; then bring it up to date.

    Raises StoreError when the database already holds something and must not be replaced.
    """
    engine = open_engine(settings)
    try:
        if replace:
            _drop_everything(engine)
        migrate(engine, revision)
        held = MetaData()
        held.reflect(engine)
        with writing(engine) as connection:
            tables = [table for table in held.sorted_tables if table.name != "alembic_version"]
            if any(connection.scalar(select(func.count()).select_from(table)) for table in tables):
                raise StoreError(wording.RESTORE_NOT_EMPTY)
            for table in tables:
                for batch in _read_batches(read_lines(table.name), table):
                    connection.execute(table.insert(), batch)
            if engine.dialect.name == "postgresql":
                connection.execute(
                    text(
                        "SELECT setval(pg_get_serial_sequence('audit', 'id'), (SELECT coalesce(max(id), 0) + 1 FROM audit), false)"
                    )
                )
        migrate(engine)
    except SQLAlchemyError as error:
        raise StoreError(wording.STORE_UNWRITABLE) from error
    finally:
        engine.dispose()


def _drop_everything(engine: Engine) -> None:
    held = MetaData()
    held.reflect(engine)
    with writing(engine) as connection:
        held.drop_all(connection)


def _read_batches(lines: Iterable[str], table: Table) -> Iterator[list[dict[str, Any]]]:
    moments = [column.name for column in table.columns if isinstance(column.type, DateTime)]
    batch: list[dict[str, Any]] = []
    for line in lines:
        row = json.loads(line)
        batch.append(row | {name: datetime.fromisoformat(row[name]) for name in moments if row.get(name)})
        if len(batch) == _BATCH:
            yield batch
            batch = []
    if batch:
        yield batch
