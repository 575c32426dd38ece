"""Thresholds: what a release must reach, read from thresholds.toml."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from assistant import wording
from assistant.errors import LotsenwissenError

THRESHOLDS = Path(__file__).parent / "thresholds.toml"


@dataclass(frozen=True, slots=True)
class Threshold:
    """Exactly one bound is set. `label` and `reason` are German: the report shows them."""

    measure: str
    label: str
    reason: str
    at_least: float | None = None
    at_most: float | None = None

    def holds(self, value: float) -> bool:
        return (self.at_least is None or value >= self.at_least) and (self.at_most is None or value <= self.at_most)


@dataclass(frozen=True, slots=True)
class Rules:
    day: date
    thresholds: tuple[Threshold, ...]


def read_rules(path: Path = THRESHOLDS) -> Rules:
    """Raises LotsenwissenError when the file is unusable: a gate without bounds would let everything through."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
        day = data.pop("gate")["day"]
        thresholds = tuple(_read_threshold(measure, table) for measure, table in data.items())
        if not isinstance(day, date) or not thresholds:
            raise ValueError("gate.day")
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LotsenwissenError(wording.THRESHOLDS_UNREADABLE.format(path=path, reason=error)) from error
    return Rules(day, thresholds)


def _read_threshold(measure: str, table: Mapping[str, Any]) -> Threshold:
    threshold = Threshold(measure, **table)
    if (threshold.at_least is None) == (threshold.at_most is None):
        raise ValueError(measure)
    return threshold
