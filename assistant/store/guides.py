"""Guides: kept from the first answer of the conversation on, versioned, and seen by nobody but their owner."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from sqlalchemy import Connection, Engine, delete, func, insert, select, update

from assistant import wording
from assistant.errors import StoreError
from assistant.settings import GuideSettings
from assistant.store.database import aware, now, reading, writing
from assistant.store.tables import guide_versions, guides

JSON = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Guide:
    """`state` is the guided conversation, `plan` what was built from it (None before), `edits` the owner's own changes.

    `version` counts plans and edits, not the answers on the way.
    """

    id: str
    user_id: str
    title: str
    state: Mapping[str, Any]
    plan: Mapping[str, Any] | None
    edits: Mapping[str, Any]
    version: int
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Version:
    version: int
    title: str
    plan: Mapping[str, Any]
    edits: Mapping[str, Any]
    created_at: datetime


def create_guide(engine: Engine, user_id: str, title: str, state: Mapping[str, Any], settings: GuideSettings) -> Guide:
    """Raises StoreError when the account keeps as many guides as it may."""
    row = {
        "id": str(uuid4()),
        "user_id": user_id,
        "title": title,
        "state": dict(state),
        "plan": None,
        "edits": {},
        "version": 0,
        "created_at": now(),
        "updated_at": now(),
    }
    with writing(engine) as connection:
        held = connection.scalar(select(func.count()).select_from(guides).where(guides.c.user_id == user_id)) or 0
        if held >= settings.guides_per_user:
            raise StoreError(wording.GUIDES_TOO_MANY.format(count=held))
        connection.execute(insert(guides).values(**row))
    return _guide(row)


def save_state(engine: Engine, guide_id: str, user_id: str, title: str, state: Mapping[str, Any]) -> bool:
    """Where the conversation stands. False for an unknown guide and for someone else's."""
    values = {"state": dict(state), "title": title, "updated_at": now()}
    with writing(engine) as connection:
        return bool(connection.execute(update(guides).where(_own(guide_id, user_id)).values(**values)).rowcount)


def save_version(
    engine: Engine,
    guide_id: str,
    user_id: str,
    plan: Mapping[str, Any],
    edits: Mapping[str, Any],
    based_on: int,
    settings: GuideSettings,
) -> int:
    """Keep a new version and return its number. Raises StoreError when another window saved since `based_on`,
    or the guide is not there or not one's own."""
    values = {"plan": dict(plan), "edits": dict(edits), "version": based_on + 1, "updated_at": now()}
    with writing(engine) as connection:
        same = _own(guide_id, user_id) & (guides.c.version == based_on)
        if not connection.execute(update(guides).where(same).values(**values)).rowcount:
            raise StoreError(wording.GUIDE_CHANGED)
        title = connection.scalar(select(guides.c.title).where(guides.c.id == guide_id))
        kept = {"guide_id": guide_id, "title": title, "created_at": now()}
        kept |= {name: values[name] for name in ("plan", "edits", "version")}
        connection.execute(insert(guide_versions).values(**kept))
        old = (guide_versions.c.guide_id == guide_id) & (guide_versions.c.version <= based_on + 1 - settings.versions)
        connection.execute(delete(guide_versions).where(old))
    return based_on + 1


def read_guide(engine: Engine, guide_id: str, user_id: str) -> Guide | None:
    """None for an unknown id and for someone else's."""
    with reading(engine) as connection:
        row = connection.execute(select(guides).where(_own(guide_id, user_id))).mappings().first()
    return _guide(row) if row else None


def list_guides(engine: Engine, user_id: str) -> list[Guide]:
    """One's own, last changed first."""
    query = select(guides).where(guides.c.user_id == user_id).order_by(guides.c.updated_at.desc())
    with reading(engine) as connection:
        return [_guide(row) for row in connection.execute(query).mappings().all()]


def list_versions(engine: Engine, guide_id: str, user_id: str) -> list[Version]:
    """Newest first; empty for someone else's guide."""
    query = (
        select(guide_versions)
        .join(guides, guides.c.id == guide_versions.c.guide_id)
        .where(_own(guide_id, user_id))
        .order_by(guide_versions.c.version.desc())
    )
    with reading(engine) as connection:
        rows = connection.execute(query).mappings().all()
    return [Version(row["version"], row["title"], row["plan"], row["edits"], aware(row["created_at"])) for row in rows]


def delete_guide(engine: Engine, guide_id: str, user_id: str) -> bool:
    with writing(engine) as connection:
        return bool(connection.execute(delete(guides).where(_own(guide_id, user_id))).rowcount)


def delete_all_guides(engine: Engine, user_id: str) -> int:
    with writing(engine) as connection:
        return int(connection.execute(delete(guides).where(guides.c.user_id == user_id)).rowcount)


def export_guides(engine: Engine, user_id: str) -> list[JSON]:
    """Everything kept of one's guides, for the export of one's own data."""
    return [
        {
            "id": guide.id,
            "titel": guide.title,
            "angaben": guide.state,
            "leitfaden": guide.plan,
            "eigene_aenderungen": guide.edits,
            "fassung": guide.version,
            "beginn": guide.created_at.isoformat(),
            "geaendert": guide.updated_at.isoformat(),
        }
        for guide in list_guides(engine, user_id)
    ]


def find_guides_citing(engine: Engine, document: str) -> list[str]:
    """Ids of all guides, of all owners, that quote the document now or in an earlier version."""
    with reading(engine) as connection:
        found = [row.id for row in connection.execute(select(guides.c.id, guides.c.plan)) if _cites(row.plan, document)]
        query = select(guide_versions.c.guide_id, guide_versions.c.plan)
        found += [row.guide_id for row in connection.execute(query) if _cites(row.plan, document)]
    return list(dict.fromkeys(found))


def redact_guides(engine: Engine, document: str, touches: Callable[[str], bool], placeholder: str) -> int:
    """Take the document's statements out of every guide and version, and blank texts that hold some of it."""
    with writing(engine) as connection:
        count = 0
        for row in connection.execute(select(guides)).mappings().all():
            count += _clean(connection, guides, guides.c.id == row["id"], row, document, touches, placeholder)
        for row in connection.execute(select(guide_versions)).mappings().all():
            same = (guide_versions.c.guide_id == row["guide_id"]) & (guide_versions.c.version == row["version"])
            count += _clean(connection, guide_versions, same, row, document, touches, placeholder)
    return count


def _clean(
    connection: Connection,
    table: Any,
    same: Any,
    row: Mapping[Any, Any],
    document: str,
    touches: Callable[[str], bool],
    placeholder: str,
) -> int:
    cleaned = {
        name: _without(row[name], document, touches, placeholder)
        for name in ("plan", "state", "edits", "title")
        if name in row
    }
    if all(cleaned[name] == row[name] for name in cleaned):
        return 0
    connection.execute(update(table).where(same).values(**cleaned))
    return 1


def _without(value: Any, document: str, touches: Callable[[str], bool], placeholder: str) -> Any:
    """The value without statements of the document; texts that hold some of it become the placeholder."""
    if isinstance(value, Mapping):
        return {key: _without(item, document, touches, placeholder) for key, item in value.items()}
    if isinstance(value, list):
        kept = [item for item in value if not _is_from(item, document)]
        return [_without(item, document, touches, placeholder) for item in kept]
    return placeholder if isinstance(value, str) and value and touches(value) else value


def _is_from(item: Any, document: str) -> bool:
    if not isinstance(item, Mapping):
        return False
    source = item.get("source")
    return isinstance(source, Mapping) and source.get("document") == document


def _cites(value: Any, document: str) -> bool:
    if isinstance(value, Mapping):
        return _is_from(value, document) or any(_cites(item, document) for item in value.values())
    return isinstance(value, list) and any(_cites(item, document) for item in value)


def _own(guide_id: str, user_id: str) -> Any:
    return (guides.c.id == guide_id) & (guides.c.user_id == user_id)


def _guide(row: Mapping[Any, Any]) -> Guide:
    moments = {name: aware(row[name]) for name in ("created_at", "updated_at")}
    return Guide(**{**row, **moments})
