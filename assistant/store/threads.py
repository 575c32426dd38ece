"""Conversations and their steps. Every function asks whose they are: a foreign id is the same as an unknown one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Engine, RowMapping, delete, exists, func, insert, or_, select, update

from assistant.store.database import aware, now, reading, writing
from assistant.store.tables import elements, feedback, steps, threads

JSON = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Thread:
    id: str
    user_id: str
    name: str | None
    metadata: Mapping[str, Any]
    tags: tuple[str, ...]
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True, slots=True)
class Conversation:
    """A thread with everything in it, oldest first; steps and elements in the window's own protocol."""

    thread: Thread
    steps: tuple[JSON, ...]
    elements: tuple[JSON, ...]


def owns_thread(engine: Engine, thread_id: str, user_id: str) -> bool:
    with reading(engine) as connection:
        return _owner(connection, thread_id) == user_id


def claim_thread(connection: Connection, thread_id: str, user_id: str) -> bool:
    """Make sure the thread exists and belongs to this person; False when it is someone else's."""
    owner = _owner(connection, thread_id)
    if owner is None:
        moment = now()
        connection.execute(
            insert(threads).values(
                id=thread_id, user_id=user_id, metadata={}, tags=[], created_at=moment, updated_at=moment
            )
        )
    return owner in {None, user_id}


def change_thread(
    engine: Engine,
    thread_id: str,
    user_id: str,
    *,
    name: str | None = None,
    metadata: Mapping[str, Any] | None = None,
    tags: Iterable[str] | None = None,
) -> bool:
    """Rename or annotate; metadata is merged, a value of None removes the key. False when it is not theirs."""
    with writing(engine) as connection:
        if not claim_thread(connection, thread_id, user_id):
            return False
        old = connection.execute(select(threads.c.metadata).where(threads.c.id == thread_id)).scalar_one() or {}
        merged = {key: value for key, value in {**old, **(metadata or {})}.items() if value is not None}
        values: JSON = {"metadata": merged, "updated_at": now()}
        if name is not None:
            values["name"] = name
        if tags is not None:
            values["tags"] = list(tags)
        connection.execute(update(threads).where(threads.c.id == thread_id).values(**values))
    return True


def delete_thread(engine: Engine, thread_id: str, user_id: str) -> bool:
    """Removes the thread with its steps, turns, feedback and handovers."""
    with writing(engine) as connection:
        found = connection.execute(delete(threads).where(threads.c.id == thread_id, threads.c.user_id == user_id))
        return bool(found.rowcount)


def delete_all_threads(engine: Engine, user_id: str) -> int:
    with writing(engine) as connection:
        return connection.execute(delete(threads).where(threads.c.user_id == user_id)).rowcount


def delete_old_threads(engine: Engine, before: datetime) -> int:
    """Retention: conversations nobody has touched since then."""
    with writing(engine) as connection:
        return connection.execute(delete(threads).where(threads.c.updated_at < before)).rowcount


def list_threads(
    engine: Engine, user_id: str, *, limit: int, after: str | None = None, search: str | None = None
) -> tuple[list[Thread], bool]:
    """One page of a person's conversations, newest first, and whether there are more. `after` is the last id shown."""
    query = select(threads).where(threads.c.user_id == user_id)
    if search:
        pattern = "%" + search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        said = exists().where(steps.c.thread_id == threads.c.id, steps.c.output.ilike(pattern, escape="\\"))
        query = query.where(or_(threads.c.name.ilike(pattern, escape="\\"), said))
    with reading(engine) as connection:
        if after:
            moment = connection.scalar(select(threads.c.updated_at).where(threads.c.id == after))
            if moment is not None:
                query = query.where(threads.c.updated_at < moment)
        rows = connection.execute(query.order_by(threads.c.updated_at.desc()).limit(limit + 1)).mappings().all()
    return [_thread(row) for row in rows[:limit]], len(rows) > limit


def read_conversation(engine: Engine, thread_id: str, user_id: str) -> Conversation | None:
    with reading(engine) as connection:
        row = (
            connection.execute(select(threads).where(threads.c.id == thread_id, threads.c.user_id == user_id))
            .mappings()
            .first()
        )
        return _conversation(connection, row) if row else None


def export_conversations(engine: Engine, user_id: str) -> list[Conversation]:
    with reading(engine) as connection:
        rows = connection.execute(select(threads).where(threads.c.user_id == user_id)).mappings().all()
        return [_conversation(connection, row) for row in rows]


def save_step(engine: Engine, step: JSON, user_id: str) -> bool:
    """Write a step of one's own thread (again: the id decides). False when the thread is not theirs."""
    with writing(engine) as connection:
        return write_step(connection, step, user_id)


def write_step(connection: Connection, step: JSON, user_id: str) -> bool:
    """Like `save_step`, inside a transaction that does more."""
    thread_id = str(step["threadId"])
    if not claim_thread(connection, thread_id, user_id):
        return False
    held_by = connection.scalar(select(steps.c.thread_id).where(steps.c.id == step["id"]))
    if held_by not in {None, thread_id}:
        return False  # someone else's step id: never move it here
    row = {
        "type": step.get("type") or "undefined",
        "created_at": step.get("createdAt") or now().isoformat(),
        "output": step.get("output") or "",
        "body": step,
    }
    if held_by is None:
        connection.execute(insert(steps).values(id=step["id"], thread_id=thread_id, **row))
    else:
        if not step.get("createdAt"):
            del row["created_at"]  # an update without a time keeps its place
        connection.execute(update(steps).where(steps.c.id == step["id"]).values(**row))
    return True


def delete_step(engine: Engine, step_id: str, user_id: str) -> bool:
    own = select(threads.c.id).where(threads.c.user_id == user_id)
    with writing(engine) as connection:
        found = connection.execute(delete(steps).where(steps.c.id == step_id, steps.c.thread_id.in_(own)))
        return bool(found.rowcount)


def count_threads(engine: Engine, user_id: str) -> int:
    with reading(engine) as connection:
        query = select(func.count()).select_from(threads).where(threads.c.user_id == user_id)
        return connection.execute(query).scalar_one()


def _owner(connection: Connection, thread_id: str) -> str | None:
    return connection.scalar(select(threads.c.user_id).where(threads.c.id == thread_id))


def _conversation(connection: Connection, row: RowMapping) -> Conversation:
    in_thread = steps.c.thread_id == row["id"]
    said = connection.execute(
        select(steps.c.body, feedback.c.id, feedback.c.value, feedback.c.comment)
        .join(feedback, feedback.c.for_id == steps.c.id, isouter=True)
        .where(in_thread)
        .order_by(steps.c.created_at)
    ).all()
    shown = connection.scalars(select(elements.c.body).where(elements.c.thread_id == row["id"])).all()
    return Conversation(_thread(row), tuple(_with_feedback(*step) for step in said), tuple(shown))


def _with_feedback(body: JSON, feedback_id: str | None, value: int | None, comment: str | None) -> JSON:
    if feedback_id is None:
        return body
    return {**body, "feedback": {"forId": body["id"], "id": feedback_id, "value": value, "comment": comment}}


def _thread(row: Mapping[Any, Any]) -> Thread:
    return Thread(
        id=row["id"],
        user_id=row["user_id"],
        name=row["name"],
        metadata=row["metadata"] or {},
        tags=tuple(row["tags"] or ()),
        created_at=aware(row["created_at"]),
        updated_at=aware(row["updated_at"]),
    )
