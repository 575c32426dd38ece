"""The head of a corpus file: YAML front matter, checked field by field."""

import re
from collections.abc import Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, TypeVar

import yaml

from assistant.corpus.document import Head, Kind, Level
from assistant.corpus.register import Source
from assistant.errors import SourceUnreadable

_C = TypeVar("_C", bound=StrEnum)
_ID = re.compile(r"^[a-z0-9]+(-[a-z0-9]+)*$")
REQUIRED = ("id", "title", "kind", "level", "topic", "sources", "stand", "responsible", "review_due")


def read_front_matter(text: str) -> tuple[dict[str, Any], str]:
    """(fields, body) of a file that begins with a `---` block. Raises SourceUnreadable."""
    parts = re.split(r"^---\s*$", text, maxsplit=2, flags=re.MULTILINE)
    if len(parts) < 3 or parts[0].strip():
        raise SourceUnreadable("Der Kopf zwischen zwei Zeilen „---“ fehlt; bitte nach docs/korpus.md ergänzen.")
    try:
        fields = yaml.safe_load(parts[1])
    except (yaml.YAMLError, ValueError) as error:
        raise SourceUnreadable(
            f"Der Kopf ist kein gültiges YAML{_line_of(error)}; bitte die Schreibweise prüfen."
        ) from error
    if not isinstance(fields, dict):
        raise SourceUnreadable("Der Kopf besteht nicht aus „Feld: Wert“-Zeilen; bitte nach docs/korpus.md ergänzen.")
    return fields, parts[2]


def _line_of(error: Exception) -> str:
    mark = getattr(error, "problem_mark", None)
    return f" (Zeile {mark.line + 1})" if mark else ""


def parse_head(fields: Mapping[str, Any], sources: Mapping[str, Source]) -> Head:
    """Check every field. Raises SourceUnreadable naming the first that is wrong."""
    missing = [name for name in REQUIRED if fields.get(name) in (None, "", [])]
    if missing:
        raise SourceUnreadable(f"Im Kopf fehlt: {', '.join(missing)}; bitte ergänzen.")
    if not _ID.match(str(fields["id"])):
        raise SourceUnreadable("Die Kennung (id) darf nur a–z, 0–9 und Bindestriche enthalten; bitte ändern.")
    keys = _texts(fields, "sources")
    unknown = [key for key in keys if key not in sources]
    if unknown:
        raise SourceUnreadable(f"Quelle {', '.join(unknown)} steht nicht in sources.yaml; bitte dort eintragen.")
    valid_from, valid_until = _day(fields, "valid_from"), _day(fields, "valid_until")
    if valid_from and valid_until and valid_until < valid_from:
        raise SourceUnreadable("valid_until liegt vor valid_from; bitte die Daten prüfen.")
    stand = _day(fields, "stand")
    assert stand is not None
    source = sources[keys[0]]
    return Head(
        id=str(fields["id"]),
        title=str(fields["title"]),
        kind=_choice(Kind, fields, "kind"),
        level=_choice(Level, fields, "level"),
        topic=str(fields["topic"]),
        sources=keys,
        stand=stand,
        publisher=source.publisher,
        url=source.url,
        valid_from=valid_from,
        valid_until=valid_until,
        supersedes=_texts(fields, "supersedes"),
        review_due=_day(fields, "review_due"),
        responsible=str(fields["responsible"]),
        municipality=str(fields["municipality"]) if fields.get("municipality") else None,
        original=str(fields["original"]) if fields.get("original") else None,
        retrieved=source.undated,
    )


def _choice(choices: type[_C], fields: Mapping[str, Any], name: str) -> _C:
    try:
        return choices(str(fields[name]))
    except ValueError as error:
        allowed = ", ".join(choice.value for choice in choices)
        raise SourceUnreadable(
            f"Das Feld {name} hat den unbekannten Wert „{fields[name]}“; erlaubt: {allowed}."
        ) from error


def _texts(fields: Mapping[str, Any], name: str) -> tuple[str, ...]:
    value = fields.get(name) or []
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list):
        raise SourceUnreadable(f"Das Feld {name} ist keine Liste; bitte in eckige Klammern setzen.")
    return tuple(str(item) for item in value)


def _day(fields: Mapping[str, Any], name: str) -> date | None:
    value = fields.get(name)
    if value is None or value == "":
        return None
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    try:
        return date.fromisoformat(str(value))
    except ValueError as error:
        raise SourceUnreadable(
            f"Das Feld {name} ist kein Datum wie 2026-05-31 („{value}“); bitte korrigieren."
        ) from error
