"""Proposals: what shall come into the corpus and waits for a Lotse. The text itself is the plain file as it will be written."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, Literal
from uuid import uuid4

from sqlalchemy import Engine, delete, insert, select, update

from assistant import wording
from assistant.errors import StoreError
from assistant.store.database import aware, now, reading, writing
from assistant.store.tables import proposals

Kind = Literal["new", "changed", "case", "curated", "renewal", "questions"]
State = Literal["open", "returned", "approved", "rejected"]
OPEN: tuple[State, ...] = ("open", "returned")


@dataclass(frozen=True, slots=True)
class Proposal:
    """`content` is the whole file to write at `path` (relative to the corpus), `base` the file as it was when proposed.

    `edited_by` is the Lotse who changed it since; `original` is the name of a file kept beside the proposal until it is approved; `source` a new register entry;
    `exam` a question for the exam; `reply` goes back to whoever handed the question over.
    """

    kind: Kind
    document: str
    path: str
    title: str
    author: str
    content: str
    edited_by: str | None = None
    base: str | None = None
    original: str | None = None
    source: Mapping[str, Any] | None = None
    exam: Mapping[str, Any] | None = None
    reply: str | None = None
    handover_id: str | None = None
    notes: tuple[str, ...] = ()
    comment: str = ""
    status: State = "open"
    id: str = field(default_factory=lambda: str(uuid4()))
    created_at: datetime = field(default_factory=now)
    updated_at: datetime = field(default_factory=now)
    decided_by: str | None = None
    decided_at: datetime | None = None


def save_proposal(engine: Engine, proposal: Proposal) -> Proposal:
    """Insert it, or replace what was there under its id."""
    row = {name: getattr(proposal, name) for name in Proposal.__dataclass_fields__}
    row |= {"notes": list(proposal.notes), "updated_at": now()}
    with writing(engine) as connection:
        if not connection.execute(update(proposals).where(proposals.c.id == proposal.id).values(**row)).rowcount:
            connection.execute(insert(proposals).values(**row))
    return replace(proposal, updated_at=row["updated_at"])


def decide_proposal(engine: Engine, proposal_id: str, status: State, comment: str, lotse: str) -> None:
    """Raises StoreError when it was decided meanwhile: two Lotsen at the same time decide once."""
    values = {"status": status, "comment": comment, "decided_by": lotse, "decided_at": now(), "updated_at": now()}
    with writing(engine) as connection:
        still_open = (proposals.c.id == proposal_id) & proposals.c.status.in_(OPEN)
        if not connection.execute(update(proposals).where(still_open).values(**values)).rowcount:
            raise StoreError(wording.PROPOSAL_DECIDED)


def read_proposal(engine: Engine, proposal_id: str) -> Proposal | None:
    with reading(engine) as connection:
        row = connection.execute(select(proposals).where(proposals.c.id == proposal_id)).mappings().first()
    return _proposal(row) if row else None


def list_proposals(
    engine: Engine, status: Iterable[State] | None = None, author: str | None = None, document: str | None = None
) -> list[Proposal]:
    """Oldest first, because someone is waiting."""
    query = select(proposals).order_by(proposals.c.created_at)
    if status is not None:
        query = query.where(proposals.c.status.in_(tuple(status)))
    if author is not None:
        query = query.where(proposals.c.author == author)
    if document is not None:
        query = query.where(proposals.c.document == document)
    with reading(engine) as connection:
        return [_proposal(row) for row in connection.execute(query).mappings().all()]


def delete_proposals(engine: Engine, ids: Iterable[str]) -> int:
    with writing(engine) as connection:
        return int(connection.execute(delete(proposals).where(proposals.c.id.in_(tuple(ids)))).rowcount)


def _proposal(row: Mapping[Any, Any]) -> Proposal:
    moments = {name: aware(row[name]) for name in ("created_at", "updated_at")}
    decided = aware(row["decided_at"]) if row["decided_at"] else None
    return Proposal(**{**row, **moments, "decided_at": decided, "notes": tuple(row["notes"])})
