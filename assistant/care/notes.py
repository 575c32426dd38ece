"""The German release note, written from facts: what came, changed, went, ran out; the exam before and after; impact."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from assistant import wording
from assistant.care.impact import Affected
from assistant.corpus.release import DocumentEntry, Manifest, compare_releases
from assistant.corpus.writing import write_whole

Figures = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Note:
    """`expired` are documents that held when the release before was published and hold no longer. Titles, not ids."""

    release: str
    before: str | None
    published: str
    documents: int
    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    expired: tuple[str, ...]
    exam_before: dict[str, float]
    exam_after: dict[str, float]
    affected: int


def make_note(
    before: Manifest | None,
    after: Manifest,
    exams: tuple[Figures, Figures],
    affected: Sequence[Affected],
    today: date,
) -> Note:
    changes = compare_releases(before, after)
    since = datetime.fromisoformat(before.created).date() if before else today
    return Note(
        release=after.id,
        before=before.id if before else None,
        published=datetime.now(UTC).astimezone().isoformat(timespec="seconds"),
        documents=len(after.documents),
        added=tuple(after.documents[name].title for name in changes.added),
        changed=tuple(after.documents[name].title for name in changes.changed),
        removed=tuple(before.documents[name].title for name in changes.removed) if before else (),
        expired=tuple(e.title for e in after.documents.values() if before and _ran_out(e, since, today)),
        exam_before=dict(exams[0]),
        exam_after=dict(exams[1]),
        affected=len(affected),
    )


def _ran_out(entry: DocumentEntry, since: date, today: date) -> bool:
    return entry.valid_until is not None and since <= date.fromisoformat(entry.valid_until) < today


def describe_note(note: Note) -> str:
    day = datetime.fromisoformat(note.published)
    lines = [wording.NOTE_TITLE.format(release=note.release, day=f"{day:%d.%m.%Y, %H:%M} Uhr"), ""]
    lines.append(wording.NOTE_DOCUMENTS.format(count=note.documents))
    for name in ("added", "changed", "removed", "expired"):
        titles: tuple[str, ...] = getattr(note, name)
        if titles:
            lines += ["", wording.NOTE_PART[name].format(count=len(titles)), *(f"- {title}" for title in titles)]
    if not (note.added or note.changed or note.removed or note.expired):
        lines += ["", wording.NOTE_SAME]
    lines += _describe_exam(note)
    lines += ["", wording.NOTE_IMPACT.format(count=note.affected) if note.affected else wording.NOTE_NO_IMPACT]
    return "\n".join(lines) + "\n"


def _describe_exam(note: Note) -> list[str]:
    if not note.exam_after:
        return ["", wording.NOTE_NO_EXAM]
    lines = ["", wording.NOTE_EXAM]
    for name, value in note.exam_after.items():
        before = note.exam_before.get(name)
        earlier = wording.NOTE_EARLIER.format(value=_percent(before)) if before is not None else ""
        lines.append(f"- {wording.EXAM_FIGURE.get(name, name)}: {_percent(value)}{earlier}")
    return lines


def _percent(value: float) -> str:
    return f"{value * 100:.1f} %".replace(".", ",")


def write_note(folder: Path, note: Note) -> None:
    write_whole(folder / f"{note.release}.json", json.dumps(asdict(note), ensure_ascii=False, indent=1))


def read_note(folder: Path, release: str) -> Note | None:
    try:
        data = json.loads((folder / f"{release}.json").read_text(encoding="utf-8"))
        lists = {name: tuple(data[name]) for name in ("added", "changed", "removed", "expired")}
        return Note(**{**data, **lists})
    except (OSError, ValueError, KeyError, TypeError):
        return None
