"""What people say about answers: thumbs, a reason code, a comment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import uuid4

from sqlalchemy import Engine, delete, insert, select, update

from assistant.store.database import aware, now, reading, writing
from assistant.store.tables import feedback, steps, threads, turns


class Reason(StrEnum):
    WRONG = "falsch"
    OUTDATED = "veraltet"
    INCOMPLETE = "unvollständig"
    WRONG_SOURCE = "quelle_passt_nicht"
    TOO_LONG = "zu_lang"


@dataclass(frozen=True, slots=True)
class Feedback:
    """`for_id` is the step of the window the thumb stands at; `value` is 1 (helpful) or 0."""

    id: str
    for_id: str
    thread_id: str
    user_id: str
    value: int
    turn_id: str | None
    reason: str | None
    comment: str | None
    created_at: datetime


def save_feedback(engine: Engine, for_id: str, user_id: str, value: int, comment: str | None) -> str | None:
    """The id of the feedback; None when the step is not in a conversation of this person. One per step: a second
    opinion replaces the first."""
    with writing(engine) as connection:
        thread_id = connection.scalar(
            select(steps.c.thread_id)
            .join(threads, threads.c.id == steps.c.thread_id)
            .where(steps.c.id == for_id, threads.c.user_id == user_id)
        )
        if thread_id is None:
            return None
        held = connection.scalar(select(feedback.c.id).where(feedback.c.for_id == for_id))
        if held:
            connection.execute(update(feedback).where(feedback.c.id == held).values(value=value, comment=comment))
            return str(held)
        row = {
            "id": str(uuid4()),
            "for_id": for_id,
            "thread_id": thread_id,
            "user_id": user_id,
            "turn_id": connection.scalar(select(turns.c.id).where(turns.c.run_id == for_id)),
            "value": value,
            "reason": None,
            "comment": comment,
            "created_at": now(),
        }
        connection.execute(insert(feedback).values(**row))
        return str(row["id"])


def set_reason(engine: Engine, feedback_id: str, user_id: str, reason: Reason) -> bool:
    with writing(engine) as connection:
        mine = (feedback.c.id == feedback_id) & (feedback.c.user_id == user_id)
        return bool(connection.execute(update(feedback).where(mine).values(reason=reason.value)).rowcount)


def delete_feedback(engine: Engine, feedback_id: str, user_id: str) -> bool:
    with writing(engine) as connection:
        mine = (feedback.c.id == feedback_id) & (feedback.c.user_id == user_id)
        return bool(connection.execute(delete(feedback).where(mine)).rowcount)


def list_feedback(engine: Engine, user_id: str | None = None) -> list[Feedback]:
    """For Lotsen all of it, for a person the own; newest first."""
    query = select(feedback).order_by(feedback.c.created_at.desc())
    if user_id is not None:
        query = query.where(feedback.c.user_id == user_id)
    with reading(engine) as connection:
        return [_feedback(row) for row in connection.execute(query).mappings().all()]


def _feedback(row: Mapping[Any, Any]) -> Feedback:
    return Feedback(**{**row, "created_at": aware(row["created_at"])})
