"""Who did what to accounts, corpus and conversations. Ids and names only, never what was asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, delete, insert, select

from assistant.store.database import aware, now, reading, writing
from assistant.store.tables import audit


@dataclass(frozen=True, slots=True)
class Entry:
    id: int
    at: datetime
    actor: str
    action: str
    subject: str
    detail: Mapping[str, Any]


def record_action(engine: Engine, actor: str, action: str, subject: str, **detail: Any) -> None:
    with writing(engine) as connection:
        row = {"at": now(), "actor": actor, "action": action, "subject": subject, "detail": detail}
        connection.execute(insert(audit).values(**row))


def list_actions(engine: Engine, limit: int = 200, subject: str | None = None) -> list[Entry]:
    """Newest first."""
    query = select(audit).order_by(audit.c.id.desc()).limit(limit)
    if subject is not None:
        query = query.where(audit.c.subject == subject)
    with reading(engine) as connection:
        return [Entry(**{**row, "at": aware(row["at"])}) for row in connection.execute(query).mappings().all()]


def delete_old_actions(engine: Engine, before: datetime) -> int:
    """Names of people are in it: kept as long as it is needed, not longer."""
    with writing(engine) as connection:
        return connection.execute(delete(audit).where(audit.c.at < before)).rowcount
