"""One finding of the doctor, and how it is written."""

from dataclasses import dataclass
from typing import Any, Literal

from assistant.wording import DOCTOR_NAMES


@dataclass(frozen=True, slots=True)
class Check:
    """`name` is the key for machines, `text` what was found, `next_step` what to do (empty when all is well)."""

    name: str
    level: Literal["ok", "Achtung", "Fehler"]
    text: str
    next_step: str = ""

    @property
    def title(self) -> str:
        return DOCTOR_NAMES[self.name]

    def as_json(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "title": self.title,
            "level": self.level,
            "text": self.text,
            "next_step": self.next_step,
        }


def rate(name: str, good: bool, text: str, next_step: str, bad: Literal["Achtung", "Fehler"] = "Achtung") -> Check:
    """ok without a next step, or the bad level with it."""
    return Check(name, "ok", text) if good else Check(name, bad, text, next_step)
