"""Passages and heads of one release in a read-only SQLite file, so that a million passages need no memory."""

import json
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from pathlib import Path

from assistant.corpus.document import Asked, Head, Kind, Level, Passage
from assistant.errors import ReleaseDamaged

FILE_NAME = "passages.sqlite"
_SCHEMA = """
CREATE TABLE heads (
    document TEXT PRIMARY KEY, digest TEXT NOT NULL, head TEXT NOT NULL, first INTEGER NOT NULL
) WITHOUT ROWID;
CREATE TABLE passages (
    number INTEGER PRIMARY KEY, id TEXT NOT NULL, document TEXT NOT NULL, headings TEXT NOT NULL, page INTEGER,
    start INTEGER NOT NULL, "end" INTEGER NOT NULL, text TEXT NOT NULL, digest TEXT NOT NULL, terms TEXT NOT NULL,
    asked TEXT NOT NULL
);
CREATE UNIQUE INDEX passages_by_id ON passages (id);
CREATE INDEX passages_by_document ON passages (document);
"""
_COLUMNS = 'number, id, document, headings, page, start, "end", text, digest, terms, asked'
Row = tuple[int, str, str, str, int | None, int, int, str, str, str, str]


def write_head(head: Head) -> str:
    values = {name: getattr(head, name) for name in Head.__dataclass_fields__}
    return json.dumps(values, ensure_ascii=False, default=str)


def read_head(text: str) -> Head:
    values = json.loads(text)
    for name in ("stand", "valid_from", "valid_until", "review_due", "retrieved"):
        values[name] = date.fromisoformat(values[name]) if values[name] else None
    values |= {"kind": Kind(values["kind"]), "level": Level(values["level"])}
    values |= {"sources": tuple(values["sources"]), "supersedes": tuple(values["supersedes"])}
    return Head(**values)


def _write_asked(asked: Sequence[Asked]) -> str:
    return json.dumps([[one.start, *one.questions] for one in asked], ensure_ascii=False) if asked else ""


def _read_asked(text: str) -> tuple[Asked, ...]:
    return tuple(Asked(start, tuple(questions)) for start, *questions in json.loads(text)) if text else ()


class PassageFile:
    """The file while it is built. Numbers are given once and never used again, so both indexes can refer to them."""

    def __init__(self, directory: Path) -> None:
        self._path = directory / FILE_NAME
        fresh = not self._path.exists()
        self._db = sqlite3.connect(self._path)
        # Nothing reads this file before it is published, and a failed build is thrown away: no journal needed.
        self._db.execute("PRAGMA journal_mode=OFF")
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.execute("PRAGMA secure_delete=ON")
        if fresh:
            self._db.executescript(_SCHEMA)
        self._next = int(self._db.execute("SELECT coalesce(max(number), 0) + 1 FROM passages").fetchone()[0])

    def digests(self) -> dict[str, str]:
        return dict(self._db.execute("SELECT document, digest FROM heads"))

    def remove(self, documents: Iterable[str]) -> None:
        for document in documents:
            self._db.execute("DELETE FROM passages WHERE document = ?", (document,))
            self._db.execute("DELETE FROM heads WHERE document = ?", (document,))

    def add_head(self, head: Head, digest: str, first: int) -> None:
        """`first` is the number of the document's first passage, under which the index of documents knows it."""
        self._db.execute("INSERT INTO heads VALUES (?, ?, ?, ?)", (head.id, digest, write_head(head), first))

    def reserve(self, count: int) -> range:
        numbers = range(self._next, self._next + count)
        self._next = numbers.stop
        return numbers

    def add(self, numbers: range, passages: Sequence[Passage], terms: Sequence[str]) -> None:
        self._db.executemany(
            "INSERT INTO passages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    *(number, p.id, p.document, "\x1f".join(p.headings), p.page),
                    *(p.start, p.end, p.text, p.digest, line, _write_asked(p.asked)),
                )
                for number, p, line in zip(numbers, passages, terms, strict=True)
            ),
        )

    def ids(self) -> dict[str, tuple[str, ...]]:
        """Ids of the passages by document, in order; a document without passages has none."""
        ids: dict[str, list[str]] = {row[0]: [] for row in self._db.execute("SELECT document FROM heads")}
        for document, id in self._db.execute("SELECT document, id FROM passages ORDER BY number"):
            ids[document].append(id)
        return {document: tuple(some) for document, some in ids.items()}

    def firsts(self) -> frozenset[int]:
        """The numbers of all documents' first passages."""
        return frozenset(number for (number,) in self._db.execute("SELECT first FROM heads"))

    def close(self) -> None:
        self._db.commit()
        self._db.close()


class PassageReader:
    """The published file. One connection per thread: SQLite connections must not be shared."""

    def __init__(self, directory: Path, size: int | None = None) -> None:
        """`size` is what the manifest says the file has. Raises ReleaseDamaged."""
        self._path = directory / FILE_NAME
        if not self._path.exists() or (size is not None and self._path.stat().st_size != size):
            raise ReleaseDamaged(
                "Die Passagen des Stands fehlen oder sind abgeschnitten; bitte `lotsenwissen corpus build` ausführen."
            )
        self._local = threading.local()
        try:
            rows = self._connect().execute("SELECT document, head, first FROM heads").fetchall()
            self._connect().execute("SELECT number FROM passages LIMIT 1").fetchone()
        except sqlite3.Error as error:
            raise ReleaseDamaged(
                "Die Passagen des Stands sind beschädigt; bitte `lotsenwissen corpus build` ausführen."
            ) from error
        self.heads: dict[str, Head] = {document: read_head(text) for document, text, _ in rows}
        self.firsts: dict[int, str] = {first: document for document, _, first in rows}

    def _connect(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(f"file:{self._path}?mode=ro&immutable=1", uri=True)
            self._local.connection = connection
        return connection

    def documents_of(self, numbers: Sequence[int]) -> dict[int, str]:
        marks = ",".join("?" * len(numbers))
        query = f"SELECT number, document FROM passages WHERE number IN ({marks})"
        return dict(self._connect().execute(query, list(numbers)))

    def rows(self, numbers: Sequence[int]) -> dict[int, Row]:
        marks = ",".join("?" * len(numbers))
        found = self._connect().execute(f"SELECT {_COLUMNS} FROM passages WHERE number IN ({marks})", list(numbers))
        return {row[0]: row for row in found}

    def read(self, row: Row) -> Passage:
        return Passage(
            id=row[1],
            document=row[2],
            title=self.heads[row[2]].title,
            headings=tuple(row[3].split("\x1f")) if row[3] else (),
            page=row[4],
            start=row[5],
            end=row[6],
            text=row[7],
            digest=row[8],
            asked=_read_asked(row[10]),
        )

    def digests(self) -> dict[int, str]:
        return dict(self._connect().execute("SELECT number, digest FROM passages"))

    def batches(self, size: int) -> Iterator[list[tuple[int, Passage]]]:
        """All passages with their numbers, a few at a time."""
        rows = self._connect().execute(f"SELECT {_COLUMNS} FROM passages ORDER BY number")
        while batch := rows.fetchmany(size):
            yield [(row[0], self.read(row)) for row in batch]

    def passage(self, id: str) -> Passage | None:
        row = self._connect().execute(f"SELECT {_COLUMNS} FROM passages WHERE id = ?", (id,)).fetchone()
        return self.read(row) if row else None

    def of_document(self, document: str) -> list[Passage]:
        rows = self._connect().execute(
            f"SELECT {_COLUMNS} FROM passages WHERE document = ? ORDER BY start", (document,)
        )
        return [self.read(row) for row in rows]
