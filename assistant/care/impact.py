"""Which past answers rested on a passage that has changed, gone or expired, and telling those who asked."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import NAMESPACE_URL, uuid5

from sqlalchemy import Engine, select

from assistant import wording
from assistant.answer.personal import mask_personal_data
from assistant.corpus.release import Manifest
from assistant.settings import Settings
from assistant.store.audit import record_action
from assistant.store.database import now, reading, writing
from assistant.store.tables import steps
from assistant.store.threads import write_step
from assistant.store.turns import Turn, list_recent_turns

Why = Literal["removed", "changed", "expired"]


@dataclass(frozen=True, slots=True)
class Affected:
    """One answer that would be given differently today. `told` when its asker has been notified."""

    turn: str
    question: str
    at: datetime
    documents: tuple[str, ...]
    titles: tuple[str, ...]
    why: Why
    told: bool


def find_impact(engine: Engine, manifest: Manifest, settings: Settings, today: date) -> list[Affected]:
    """Answers of the time of retention, newest first, against the release given."""
    since = now() - timedelta(days=settings.store.retention_days)
    passages = {name for entry in manifest.documents.values() for name in entry.passages}
    found = []
    for turn in list_recent_turns(engine, since, ("answered", "partial")):
        reasons = _compare(turn, manifest, passages, today)
        if reasons:
            found.append((turn, reasons))
    told = _list_told(engine, {_notice_id(turn) for turn, _ in found})
    return [_describe(turn, reasons, told) for turn, reasons in found]


def _compare(turn: Turn, manifest: Manifest, passages: set[str], today: date) -> dict[str, Why]:
    """Document → what became of what was quoted from it."""
    reasons: dict[str, Why] = {}
    for citation in turn.answer.get("citations", ()):
        document = str(citation.get("document", ""))
        entry = manifest.documents.get(document)
        if entry is None:
            reasons[document] = "removed"
        elif entry.valid_until and date.fromisoformat(entry.valid_until) < today and not _knew_end(citation, turn):
            reasons[document] = "expired"
    for name in turn.passages:
        document = name.rsplit("#", 1)[0]
        if name not in passages and document not in reasons:
            reasons[document] = "changed"
    return reasons


def _knew_end(citation: Mapping[str, object], turn: Turn) -> bool:
    """The answer was given after the source had ended, so it already said so."""
    end, asked = citation.get("valid_until"), turn.created_at
    return bool(end and asked and date.fromisoformat(str(end)) < asked.date())


def _describe(turn: Turn, reasons: Mapping[str, Why], told: set[str]) -> Affected:
    titles = {str(c.get("document")): str(c.get("title", "")) for c in turn.answer.get("citations", ())}
    why: Why = next(kind for kind in ("removed", "changed", "expired") if kind in reasons.values())
    return Affected(
        turn=turn.id,
        question=mask_personal_data(turn.question),
        at=turn.created_at or now(),
        documents=tuple(reasons),
        titles=tuple(titles.get(name) or name for name in reasons),
        why=why,
        told=_notice_id(turn) in told,
    )


def tell_asker(engine: Engine, manifest: Manifest, settings: Settings, turn_id: str, lotse: str, today: date) -> bool:
    """Write a notice into the conversation of the one who asked; telling twice writes once."""
    affected = next((item for item in find_impact(engine, manifest, settings, today) if item.turn == turn_id), None)
    turns = list_recent_turns(engine, now() - timedelta(days=settings.store.retention_days))
    turn = next((turn for turn in turns if turn.id == turn_id), None)
    if affected is None or turn is None or affected.told:
        return False
    with writing(engine) as connection:
        kept = write_step(connection, _notice(turn, affected), turn.user_id)
    record_action(engine, lotse, "asker_told", turn.id, documents=list(affected.documents))
    return kept


def _notice_id(turn: Turn) -> str:
    return str(uuid5(NAMESPACE_URL, f"lotsenwissen:wirkung:{turn.id}"))


def _notice(turn: Turn, affected: Affected) -> dict[str, object]:
    text = wording.IMPACT_NOTICE[affected.why].format(
        question=" ".join(turn.question.split()), titles=", ".join(affected.titles), day=f"{affected.at:%d.%m.%Y}"
    )
    return {
        "id": _notice_id(turn),
        "threadId": turn.thread_id,
        "parentId": None,
        "name": wording.LOTSE_AUTHOR,
        "type": "assistant_message",
        "streaming": False,
        "isError": False,
        "waitForAnswer": False,
        "metadata": {"impact": turn.id},
        "input": "",
        "output": text,
        "createdAt": now().replace(tzinfo=None).isoformat() + "Z",
    }


def _list_told(engine: Engine, ids: set[str]) -> set[str]:
    with reading(engine) as connection:
        return set(connection.execute(select(steps.c.id).where(steps.c.id.in_(ids))).scalars())
