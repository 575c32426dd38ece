"""Questions handed over to a Lotse, and the confirmed replies that come back into the same conversation."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import Engine, insert, select, update

from assistant import wording
from assistant.errors import StoreError
from assistant.store.database import aware, now, reading, writing
from assistant.store.tables import handovers
from assistant.store.threads import write_step
from assistant.store.turns import Turn

Status = Literal["open", "answered"]


@dataclass(frozen=True, slots=True)
class Handover:
    """`hits` are the passages found, `draft` the text shown; `seen_at` is when the reply reached the Navigator."""

    id: str
    thread_id: str
    user_id: str
    turn_id: str | None
    question: str
    hits: tuple[Mapping[str, Any], ...]
    draft: str
    status: Status
    reply: str | None
    lotse: str | None
    created_at: datetime
    answered_at: datetime | None
    seen_at: datetime | None


def hand_over(engine: Engine, turn: Turn) -> tuple[Handover, bool]:
    """The handover of this turn and whether it is new: pressing twice asks the Lotse once."""
    with writing(engine) as connection:
        held = connection.execute(select(handovers).where(handovers.c.turn_id == turn.id)).mappings().first()
        if held:
            return _handover(held), False
        hits: Sequence[Any] = turn.answer.get("hits", ())
        row = {
            "id": str(uuid4()),
            "thread_id": turn.thread_id,
            "user_id": turn.user_id,
            "turn_id": turn.id,
            "question": turn.question,
            "hits": list(hits),
            "draft": turn.answer.get("text", ""),
            "status": "open",
            "reply": None,
            "lotse": None,
            "created_at": now(),
            "answered_at": None,
            "seen_at": None,
        }
        connection.execute(insert(handovers).values(**row))
        return _handover(row), True


def reply_handover(engine: Engine, handover_id: str, reply: str, lotse: str) -> Handover:
    """Store the Lotse's reply and put it into the Navigator's conversation. Raises StoreError when it is not open."""
    with writing(engine) as connection:
        values = {"status": "answered", "reply": reply, "lotse": lotse, "answered_at": now()}
        still_open = (handovers.c.id == handover_id) & (handovers.c.status == "open")
        if not connection.execute(update(handovers).where(still_open).values(**values)).rowcount:
            raise StoreError(wording.HANDOVER_NOT_OPEN)
        row = connection.execute(select(handovers).where(handovers.c.id == handover_id)).mappings().one()
        handover = _handover(row)
        write_step(connection, reply_message(handover), handover.user_id)
    return handover


def reply_message(handover: Handover) -> dict[str, Any]:
    """The reply as a message of the window; its id is the handover's, so it appears once however often it is sent."""
    moment = handover.answered_at or now()
    return {
        "id": handover.id,
        "threadId": handover.thread_id,
        "parentId": None,
        "name": wording.LOTSE_AUTHOR,
        "type": "assistant_message",
        "streaming": False,
        "isError": False,
        "waitForAnswer": False,
        "metadata": {"handover": handover.id},
        "input": "",
        "output": wording.LOTSE_REPLY.format(
            lotse=handover.lotse, date=f"{moment:%d.%m.%Y}", question=handover.question, reply=handover.reply
        ),
        "createdAt": moment.replace(tzinfo=None).isoformat() + "Z",
    }


def take_unseen_replies(engine: Engine, thread_id: str, user_id: str) -> list[Handover]:
    """Replies that arrived in this conversation since the last look; taking them marks them as seen."""
    with writing(engine) as connection:
        mine = (handovers.c.thread_id == thread_id) & (handovers.c.user_id == user_id)
        unseen = mine & (handovers.c.status == "answered") & handovers.c.seen_at.is_(None)
        rows = connection.execute(select(handovers).where(unseen).order_by(handovers.c.answered_at)).mappings().all()
        if rows:
            connection.execute(update(handovers).where(unseen).values(seen_at=now()))
    return [_handover(row) for row in rows]


def list_handovers(engine: Engine, status: Status | None = None, user_id: str | None = None) -> list[Handover]:
    """For Lotsen all, for a person the own; oldest first, because someone is waiting."""
    query = select(handovers).order_by(handovers.c.created_at)
    if status is not None:
        query = query.where(handovers.c.status == status)
    if user_id is not None:
        query = query.where(handovers.c.user_id == user_id)
    with reading(engine) as connection:
        return [_handover(row) for row in connection.execute(query).mappings().all()]


def read_handover(engine: Engine, handover_id: str) -> Handover | None:
    with reading(engine) as connection:
        row = connection.execute(select(handovers).where(handovers.c.id == handover_id)).mappings().first()
    return _handover(row) if row else None


def _handover(row: Mapping[Any, Any]) -> Handover:
    moments = {name: aware(row[name]) if row[name] else None for name in ("answered_at", "seen_at")}
    return Handover(**{**row, "hits": tuple(row["hits"]), "created_at": aware(row["created_at"]), **moments})
