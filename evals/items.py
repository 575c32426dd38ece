"""The questions of an examination: one JSONL line is one Item."""

import json
import re
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant import wording
from assistant.answer.answer import Turn
from assistant.errors import LotsenwissenError


@dataclass(frozen=True, slots=True)
class Item:
    """`must` and `must_not` are regular expressions, searched in the shown text without regard to case.

    `documents` are the ids expected among the hits. `held_out` items are reported and never used for tuning.
    `checked_on` is the day on which a person held the expected answer against the source.
    """

    id: str
    question: str
    kind: str
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    history: tuple[Turn, ...] = ()
    today: date | None = None
    topic: str = ""
    style: str = ""
    documents: tuple[str, ...] = ()
    checked_by: str = ""
    checked_on: str = ""
    held_out: bool = False
    exam: str = ""

    def as_json(self) -> dict[str, Any]:
        return {**asdict(self), "today": self.today.isoformat() if self.today else None}


def read_items(path: Path) -> list[Item]:
    """All questions of a file, with its name as `exam`. Raises LotsenwissenError naming the line that is broken."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LotsenwissenError(wording.EXAM_UNREADABLE.format(path=path)) from error
    items: dict[str, Item] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                item = parse_item({"exam": path.stem, **json.loads(line)})
                if item.id in items:
                    raise ValueError(f"id {item.id}")
            except (ValueError, KeyError, TypeError, AttributeError, re.error) as error:
                raise LotsenwissenError(
                    wording.EXAM_BROKEN_LINE.format(number=number, path=path, reason=error)
                ) from error
            items[item.id] = item
    return list(items.values())


def parse_item(data: dict[str, Any]) -> Item:
    """Raises ValueError, KeyError, TypeError or re.error; unknown fields are left to whoever wrote them."""
    for pattern in (*data.get("must", ()), *data.get("must_not", ())):
        re.compile(pattern)
    return Item(
        id=str(data["id"]),
        question=str(data["question"]),
        kind=str(data["kind"]),
        must=tuple(data.get("must", ())),
        must_not=tuple(data.get("must_not", ())),
        history=tuple(Turn(turn["question"], turn.get("answer") or "") for turn in data.get("history") or ()),
        today=date.fromisoformat(data["today"]) if data.get("today") else None,
        topic=str(data.get("topic") or ""),
        style=str(data.get("style") or ""),
        documents=tuple(data.get("documents") or ()),
        checked_by=str(data.get("checked_by") or ""),
        checked_on=str(data.get("checked_on") or ""),
        held_out=bool(data.get("held_out", False)),
        exam=str(data.get("exam") or ""),
    )
