"""A Navigator's own changes to a plan: notes, removed and reordered statements. Quoted words are never edited."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal
from uuid import uuid4

from assistant import wording
from assistant.answer.personal import find_personal_data
from assistant.errors import StoreError
from assistant.guide.plan import GuidePlan, Part, Section
from assistant.settings import GuideSettings

Way = Literal["up", "down"]


@dataclass(frozen=True, slots=True)
class Note:
    """The Navigator's own words below a section; `section` is its key, or `open`."""

    id: str
    section: str
    text: str


@dataclass(frozen=True, slots=True)
class Edits:
    """`order` holds statement ids by part in the order wished for; unknown ids are ignored, new ones come last."""

    removed: tuple[str, ...] = ()
    notes: tuple[Note, ...] = ()
    order: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def read_edits(stored: Mapping[str, Any]) -> Edits:
    notes = tuple(Note(str(one["id"]), str(one["section"]), str(one["text"])) for one in stored.get("notes") or ())
    order = {str(part): tuple(ids) for part, ids in (stored.get("order") or {}).items()}
    return Edits(tuple(stored.get("removed") or ()), notes, order)


def write_edits(edits: Edits) -> dict[str, Any]:
    return {
        "removed": list(edits.removed),
        "notes": [{"id": note.id, "section": note.section, "text": note.text} for note in edits.notes],
        "order": {part: list(ids) for part, ids in edits.order.items()},
    }


def apply_edits(plan: GuidePlan, edits: Edits) -> GuidePlan:
    """The plan as its owner wants to read it; parts left empty disappear, the sections stay for their notes."""
    sections = tuple(
        replace(section, parts=tuple(part for old in section.parts if (part := _edit(section, old, edits)).statements))
        for section in plan.sections
    )
    return replace(plan, sections=sections)


def _edit(section: Section, part: Part, edits: Edits) -> Part:
    wished = {id: place for place, id in enumerate(edits.order.get(_part_key(section, part), ()))}
    kept = [one for one in part.statements if one.id not in edits.removed]
    return replace(part, statements=tuple(sorted(kept, key=lambda one: wished.get(one.id, len(wished)))))


def add_note(edits: Edits, section: str, text: str, settings: GuideSettings) -> Edits:
    """Raises StoreError for an empty or too long note, for too many, and for one about a person."""
    clean = "\n".join(" ".join(line.split()) for line in text.splitlines()).strip()
    if not clean or len(clean) > settings.note_chars or len(edits.notes) >= settings.notes:
        raise StoreError(wording.GUIDE_NOTE_UNFIT.format(chars=settings.note_chars, count=settings.notes))
    if find_personal_data(clean):
        raise StoreError(wording.GUIDE_NO_PERSONS)
    return replace(edits, notes=(*edits.notes, Note(uuid4().hex[:12], section, clean)))


def remove_note(edits: Edits, note: str) -> Edits:
    return replace(edits, notes=tuple(one for one in edits.notes if one.id != note))


def remove_statement(edits: Edits, statement: str) -> Edits:
    return replace(edits, removed=(*(one for one in edits.removed if one != statement), statement))


def restore_statements(edits: Edits) -> Edits:
    return replace(edits, removed=(), order={})


def move_statement(plan: GuidePlan, edits: Edits, statement: str, way: Way) -> Edits:
    """One place up or down inside its part; at the end of the part nothing changes."""
    shown = apply_edits(plan, edits)
    for section in shown.sections:
        for part in section.parts:
            ids = [one.id for one in part.statements]
            if statement in ids:
                return replace(edits, order={**edits.order, _part_key(section, part): _swap(ids, statement, way)})
    return edits


def _swap(ids: list[str], statement: str, way: Way) -> tuple[str, ...]:
    here = ids.index(statement)
    there = here - 1 if way == "up" else here + 1
    if 0 <= there < len(ids):
        ids[here], ids[there] = ids[there], ids[here]
    return tuple(ids)


def _part_key(section: Section, part: Part) -> str:
    return f"{section.key}/{part.key}"
