"""The nouns of the corpus: Head, Block, Document, Passage. Plain frozen values that every room hands on."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from functools import cached_property
from typing import Literal


class Kind(StrEnum):
    LAW = "law"
    GUIDANCE = "guidance"
    COMPONENT = "component"
    CASE = "case"
    CURATED = "curated"


class Level(StrEnum):
    EU = "EU"
    BUND = "Bund"
    LAND = "Land"
    KOMMUNE = "Kommune"


class Validity(StrEnum):
    VALID = "gültig"
    EXPIRING = "läuft aus"
    EXPIRED = "abgelaufen"
    FUTURE = "noch nicht gültig"


Role = Literal["text", "item", "row", "heading"]


@dataclass(frozen=True, slots=True)
class Block:
    """The smallest unit of a document: a paragraph, a list item, a table row or a heading line.

    `headings` is the path above the block, outermost first, without the document's title. `page` counts from 1;
    None where the format has no pages. `sources` are the section's own keys of the register; empty means the document's.
    """

    text: str
    headings: tuple[str, ...] = ()
    page: int | None = None
    role: Role = "text"
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """Questions that one sentence answers; `start` is where it begins, in the document's or in the passage's text."""

    start: int
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Head:
    """What is known about a document besides its text."""

    id: str
    title: str
    kind: Kind
    level: Level
    topic: str
    sources: tuple[str, ...]
    stand: date
    publisher: str
    url: str | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    supersedes: tuple[str, ...] = ()
    review_due: date | None = None
    responsible: str = ""
    municipality: str | None = None
    original: str | None = None
    retrieved: date | None = None  # set where the source itself bears no date: then this is all that is known

    @property
    def stand_text(self) -> str:
        """How old the content is, in German, without claiming a date that the source does not bear."""
        if self.retrieved:
            return f"Quelle ohne Datum, abgerufen {self.retrieved:%d.%m.%Y}"
        return f"Stand {self.stand:%d.%m.%Y}"

    def validity(self, today: date, expiring_days: int = 60) -> Validity:
        if self.valid_from and today < self.valid_from:
            return Validity.FUTURE
        if self.valid_until is None:
            return Validity.VALID
        if today > self.valid_until:
            return Validity.EXPIRED
        return Validity.EXPIRING if today > self.valid_until - timedelta(days=expiring_days) else Validity.VALID


@dataclass(frozen=True, slots=True)
class Case:
    """The structured record behind a document of kind CASE. `inhabitants` is None where the source does not say."""

    document: str
    title: str
    municipality: str
    state: str
    inhabitants: int | None
    procedure: str
    components: tuple[str, ...]
    problem: str
    solution: str
    effort: str
    result: str
    do_differently: str
    contact_role: str
    date: str


@dataclass(frozen=True)
class Document:
    """One text with its head. `text` is the blocks joined by newlines; all offsets count characters in it."""

    head: Head
    blocks: tuple[Block, ...]
    path: str = ""
    case: Case | None = None
    asked: tuple[Asked, ...] = ()

    @property
    def id(self) -> str:
        return self.head.id

    @cached_property
    def text(self) -> str:
        return "\n".join(block.text for block in self.blocks)

    @cached_property
    def digest(self) -> str:
        """Changes with the text, with the questions it answers and with everything in the head that an answer shows."""
        blocks = (f"{b.page}|{b.role}|{b.headings}|{b.sources}|{b.text}" for b in self.blocks)
        return digest_of((repr(self.head), *blocks, *map(repr, self.asked)))


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a document. `text == document.text[start:end]`, letter for letter.

    `id` stays the same as long as document, heading path and text stay the same. `digest` covers what the index sees
    (title, headings, text), so vectors can be reused by it. `sources` are the section's own; known while building only,
    afterwards the release tells them (`assistant.corpus.origins`). `asked` are the questions its sentences answer.
    """

    id: str
    document: str
    title: str
    headings: tuple[str, ...]
    page: int | None
    start: int
    end: int
    text: str
    digest: str = field(repr=False)
    sources: tuple[str, ...] = ()
    asked: tuple[Asked, ...] = ()


def digest_of(parts: Iterable[str]) -> str:
    """Hex SHA-256 of the parts, separated so that ("ab","c") and ("a","bc") differ."""
    digest = hashlib.sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(len(data).to_bytes(8, "big"))
        digest.update(data)
    return digest.hexdigest()
