"""What a Navigator told in the guided conversation: choices by key, and free words, which stay the Navigator's own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

FIELDS = ("goals", "procedure", "situation", "obstacles", "components", "capacity")


@dataclass(frozen=True, slots=True)
class Replies:
    """`free` holds what was typed instead of chosen, by field."""

    municipality: str = ""
    size: str = ""
    goals: tuple[str, ...] = ()
    procedure: tuple[str, ...] = ()
    situation: tuple[str, ...] = ()
    obstacles: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    capacity: tuple[str, ...] = ()
    free: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def chosen(self, name: str) -> tuple[str, ...]:
        value: tuple[str, ...] = getattr(self, name)
        return value

    def written(self, name: str) -> tuple[str, ...]:
        return self.free.get(name, ())


def read_replies(stored: Mapping[str, Any]) -> Replies:
    """From the JSON of a conversation; unknown parts are left out."""
    chosen = {name: tuple(str(key) for key in stored.get(name) or ()) for name in FIELDS}
    free = {str(name): tuple(str(text) for text in texts) for name, texts in (stored.get("free") or {}).items()}
    return Replies(str(stored.get("municipality") or ""), str(stored.get("size") or ""), **chosen, free=free)


def write_replies(replies: Replies) -> dict[str, Any]:
    stored: dict[str, Any] = {name: list(replies.chosen(name)) for name in FIELDS}
    free = {name: list(texts) for name, texts in replies.free.items()}
    return {"municipality": replies.municipality, "size": replies.size, **stored, "free": free}
