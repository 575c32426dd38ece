"""The questions a guide puts to the corpus, and for which town hall: read from catalogue.yaml."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from assistant.guide.replies import Replies

Wishes = Mapping[str, Sequence[str]]


@dataclass(frozen=True, slots=True)
class Condition:
    """`when`: each named answer must contain one of the choices; `unless`: none may."""

    when: Wishes
    unless: Wishes

    def fits(self, replies: Replies) -> bool:
        wanted = all(set(replies.chosen(name)) & set(keys) for name, keys in self.when.items())
        return wanted and not any(set(replies.chosen(name)) & set(keys) for name, keys in self.unless.items())


@dataclass(frozen=True, slots=True)
class Entry:
    question: str
    part: str
    condition: Condition


@dataclass(frozen=True, slots=True)
class Step:
    title: str
    what: tuple[str, ...]
    who: tuple[str, ...]
    law: tuple[str, ...]
    condition: Condition


@dataclass(frozen=True, slots=True)
class Catalogue:
    sections: Mapping[str, tuple[Entry, ...]]
    steps: tuple[Step, ...]
    free: Mapping[str, str]

    def questions(self) -> list[str]:
        """Every fixed question once."""
        asked = [entry.question for entries in self.sections.values() for entry in entries]
        asked += [question for step in self.steps for question in (*step.what, *step.who, *step.law)]
        return list(dict.fromkeys(asked))


@cache
def load_catalogue() -> Catalogue:
    raw = yaml.safe_load(files("assistant.guide").joinpath("catalogue.yaml").read_text("utf-8"))
    sections = {
        name: tuple(Entry(one["ask"], one.get("part", ""), _condition(one)) for one in entries)
        for name, entries in raw["sections"].items()
    }
    steps = tuple(
        Step(
            title=one["title"],
            what=tuple(one.get("what", ())),
            who=tuple(one.get("who", ())),
            law=tuple(one.get("law", ())),
            condition=_condition(one),
        )
        for one in raw["steps"]
    )
    return Catalogue(sections, steps, raw["free"])


def _condition(record: Mapping[str, Any]) -> Condition:
    return Condition(record.get("when", {}), record.get("unless", {}))
