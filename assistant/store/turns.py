"""Turns: a question with what came of it. A turn and the two messages that show it are one transaction, so that what
the reader has seen is kept even if the machine is switched off the next moment."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Engine, insert, select, update

from assistant import wording
from assistant.errors import StoreError
from assistant.store.database import aware, now, reading, writing
from assistant.store.tables import threads, turns
from assistant.store.threads import claim_thread, write_step

_NAME_CHARS = 120


@dataclass(frozen=True, slots=True)
class Turn:
    """`answer` is the JSON of the answer, `passages` the ids of what it was made from; `run_id` is what feedback names."""

    id: str
    thread_id: str
    user_id: str
    question: str
    answer: Mapping[str, Any]
    status: str
    seconds: float
    passages: tuple[str, ...] = ()
    release: str | None = None
    run_id: str | None = None
    created_at: datetime | None = None


def save_turn(engine: Engine, turn: Turn, messages: Iterable[dict[str, Any]] = ()) -> None:
    """Raises StoreError when the conversation belongs to someone else."""
    with writing(engine) as connection:
        if not claim_thread(connection, turn.thread_id, turn.user_id):
            raise StoreError(wording.STORE_UNWRITABLE)
        for message in messages:
            write_step(connection, message, turn.user_id)
        connection.execute(insert(turns).values(**_row(turn)))
        connection.execute(update(threads).where(threads.c.id == turn.thread_id).values(updated_at=now()))
        unnamed = (threads.c.id == turn.thread_id) & threads.c.name.is_(None)
        connection.execute(update(threads).where(unnamed).values(name=turn.question[:_NAME_CHARS]))


def read_turn(engine: Engine, turn_id: str, user_id: str) -> Turn | None:
    """None for an unknown id and for someone else's."""
    with reading(engine) as connection:
        query = select(turns).where(turns.c.id == turn_id, turns.c.user_id == user_id)
        row = connection.execute(query).mappings().first()
    return _turn(row) if row else None


def read_turn_of_run(engine: Engine, run_id: str, user_id: str) -> Turn | None:
    with reading(engine) as connection:
        query = select(turns).where(turns.c.run_id == run_id, turns.c.user_id == user_id)
        row = connection.execute(query).mappings().first()
    return _turn(row) if row else None


def list_turns(engine: Engine, thread_id: str, user_id: str, limit: int) -> list[Turn]:
    """The last turns of one's own conversation, oldest first."""
    query = select(turns).where(turns.c.thread_id == thread_id, turns.c.user_id == user_id)
    with reading(engine) as connection:
        rows = connection.execute(query.order_by(turns.c.created_at.desc()).limit(limit)).mappings().all()
    return [_turn(row) for row in reversed(rows)]


def list_recent_turns(engine: Engine, since: datetime, statuses: Iterable[str] | None = None) -> list[Turn]:
    """For Lotsen: turns of all conversations since then, optionally only those with one of these statuses."""
    query = select(turns).where(turns.c.created_at >= since)
    if statuses is not None:
        query = query.where(turns.c.status.in_(tuple(statuses)))
    with reading(engine) as connection:
        rows = connection.execute(query.order_by(turns.c.created_at.desc())).mappings().all()
    return [_turn(row) for row in rows]


def _row(turn: Turn) -> dict[str, Any]:
    return {
        "id": turn.id,
        "thread_id": turn.thread_id,
        "user_id": turn.user_id,
        "run_id": turn.run_id,
        "question": turn.question,
        "answer": dict(turn.answer),
        "passages": list(turn.passages),
        "status": turn.status,
        "release": turn.release,
        "seconds": turn.seconds,
        "created_at": turn.created_at or now(),
    }


def _turn(row: Mapping[Any, Any]) -> Turn:
    return Turn(
        id=row["id"],
        thread_id=row["thread_id"],
        user_id=row["user_id"],
        question=row["question"],
        answer=row["answer"],
        status=row["status"],
        seconds=row["seconds"],
        passages=tuple(row["passages"]),
        release=row["release"],
        run_id=row["run_id"],
        created_at=aware(row["created_at"]),
    )
