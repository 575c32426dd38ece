"""What Lotsen decided about gaps, and what the gap list needs to know of conversations."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Engine, insert, select, update

from assistant.store.database import aware, now, reading, writing
from assistant.store.tables import feedback, gap_marks, users

GapState = Literal["task", "closed"]
OPT_OUT = "no_gaps"  # key of a person's profile: "my questions shall not appear in the gap list"


@dataclass(frozen=True, slots=True)
class GapMark:
    key: str
    state: GapState
    note: str
    actor: str
    at: datetime


def mark_gap(engine: Engine, key: str, state: GapState, note: str, actor: str) -> None:
    values = {"state": state, "note": note, "actor": actor, "at": now()}
    with writing(engine) as connection:
        if not connection.execute(update(gap_marks).where(gap_marks.c.key == key).values(**values)).rowcount:
            connection.execute(insert(gap_marks).values(key=key, **values))


def list_gap_marks(engine: Engine) -> Mapping[str, GapMark]:
    with reading(engine) as connection:
        rows = connection.execute(select(gap_marks)).mappings().all()
    return {row["key"]: GapMark(**{**row, "at": aware(row["at"])}) for row in rows}


def list_opted_out(engine: Engine) -> frozenset[str]:
    """Ids of the accounts whose questions stay out of the gap list."""
    with reading(engine) as connection:
        rows: Any = connection.execute(select(users.c.id, users.c.profile)).all()
    return frozenset(id for id, profile in rows if (profile or {}).get(OPT_OUT))


def list_bad_ratings(engine: Engine, since: datetime) -> Mapping[str, str | None]:
    """Turn id → reason, of thumbs down since then."""
    query = select(feedback.c.turn_id, feedback.c.reason).where(feedback.c.value == 0, feedback.c.created_at >= since)
    with reading(engine) as connection:
        return {turn: reason for turn, reason in connection.execute(query).all() if turn}
