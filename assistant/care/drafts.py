"""The head of a corpus file as a form: fields to edit, fields back to a file."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.corpus.cases import SECTIONS
from assistant.corpus.document import Kind, Level
from assistant.corpus.heads import read_front_matter
from assistant.corpus.writing import compose_file, make_slug

TOPICS = ("recht-bund", "recht-sachsen", "recht-eu", "foederal", "basiskomponenten", "amt24", "geld", "akteure",
          "digital-lotsen", "praxis", "datenschutz-ki")  # fmt: skip
_LISTS = ("sources", "supersedes", "components")
_DATES = ("stand", "valid_from", "valid_until", "review_due")
_CASE_FIELDS = ("municipality", "state", "inhabitants", "procedure", "components", "contact_role", "date", *SECTIONS)
HEAD_FIELDS = ("id", "title", "kind", "level", "topic", "sources", "stand", "valid_from", "valid_until", "supersedes",
               "review_due", "responsible")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Draft:
    """A file taken apart: `fields` as text to edit, `body` below the head."""

    fields: Mapping[str, str]
    body: str


def read_draft(content: str) -> Draft:
    """Raises SourceUnreadable when the head cannot be read."""
    fields, body = read_front_matter(content)
    return Draft({name: _write_field(value) for name, value in fields.items()}, body.strip())


def write_draft(draft: Draft) -> str:
    """The file; fields the form does not know stay as they are."""
    return compose_file({name: _read_field(name, value) for name, value in draft.fields.items()}, draft.body)


def list_fields(kind: str) -> tuple[str, ...]:
    return (*HEAD_FIELDS, *_CASE_FIELDS) if kind == Kind.CASE.value else HEAD_FIELDS


def place_file(fields: Mapping[str, str]) -> str:
    """Where a document with this head belongs, relative to the corpus."""
    name = f"{fields.get('id') or make_slug(fields.get('title', ''))}.md"
    if fields.get("kind") == Kind.CASE.value:
        return f"cases/{name}"
    if fields.get("kind") == Kind.CURATED.value:
        return f"curated/{name}"
    return f"documents/{fields.get('topic') or 'praxis'}/{name}"


def fill_head(given: Mapping[str, str], title: str, stand: date | None, author: str, due: date) -> dict[str, str]:
    """What the person gave, then what the file tells, then what is usual; sources are never guessed."""
    head = {
        "id": make_slug(given.get("title") or title),
        "title": title,
        "kind": Kind.GUIDANCE.value,
        "level": Level.KOMMUNE.value,
        "topic": "praxis",
        "sources": "",
        "stand": stand.isoformat() if stand else "",
        "valid_from": "",
        "valid_until": "",
        "supersedes": "",
        "review_due": due.isoformat(),
        "responsible": author,
    }
    return head | {name: value for name, value in given.items() if value and name in (*head, *_CASE_FIELDS)}


def set_head_field(content: str, name: str, value: str) -> str:
    """Change one line of the head and nothing else, so that a difference shows just that."""
    start, head, rest = re.split(r"^---\s*$", content, maxsplit=2, flags=re.MULTILINE)
    line = f"{name}: {value}"
    changed, count = re.subn(rf"^{name}:.*$", lambda _match: line, head, count=1, flags=re.MULTILINE)
    head = changed if count else f"{head.rstrip()}\n{line}\n"
    return f"{start}---{head}---{rest}"


def _write_field(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(str(item) for item in value)
    return "" if value is None else str(value).strip()


def _read_field(name: str, value: str) -> Any:
    value = value.strip()
    if name in _LISTS:
        return [item.strip() for item in value.split(",") if item.strip()]
    if name == "inhabitants":
        return int(value) if value.isdigit() else value or None
    if name in _DATES:
        try:
            return date.fromisoformat(value) if value else None
        except ValueError:
            return value
    return value or None
