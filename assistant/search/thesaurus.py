"""Abbreviations, synonyms and everyday words of the field: what else a question may be called in the sources."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import CorpusError
from assistant.search.german import fold, terms

Key = tuple[str, ...]  # the stems of a term, in order
_KINDS = ("abbreviation", "synonym", "everyday")
_LONGEST_KEY = 5


@dataclass(frozen=True, slots=True)
class Entry:
    term: str
    kind: str
    same: tuple[str, ...]


@dataclass(frozen=True)
class Thesaurus:
    """An entry holds both ways for abbreviations and synonyms; an everyday word only leads to its official words."""

    entries: tuple[Entry, ...] = field(default=())

    @cached_property
    def _links(self) -> Mapping[Key, tuple[Key, ...]]:
        links: dict[Key, dict[Key, None]] = {}
        for entry in self.entries:
            names = [key for key in map(_key, (entry.term, *entry.same)) if key]
            sources = names[:1] if entry.kind == "everyday" else names
            for name in sources:
                links.setdefault(name, {}).update({other: None for other in names if other != name})
        return {name: tuple(others) for name, others in links.items()}

    def expand(self, stems: Iterable[str]) -> tuple[Key, ...]:
        """Other names for the terms found in these stems, each as its own stems, without those already there."""
        line = tuple(stems)
        return tuple(dict.fromkeys(key for others in self.expand_runs(line).values() for key in others))

    def expand_runs(self, stems: Sequence[str]) -> dict[tuple[int, int], tuple[Key, ...]]:
        """The same, by the place (from, to) of the term that has these other names."""
        line = tuple(stems)
        found = {}
        for start, end in _places(line):
            others = tuple(key for key in self._links.get(line[start:end], ()) if not _contains(line, key))
            if others:
                found[start, end] = others
        return found

    def others(self, key: Key) -> tuple[Key, ...]:
        """The other names of exactly this term."""
        return self._links.get(key, ())

    def same(self, first: str, second: str) -> bool:
        """Whether the two texts name the same thing."""
        if fold(first) == fold(second):
            return True
        one, other = _key(first), _key(second)
        return bool(one) and (one == other or other in self._links.get(one, ()) or one in self._links.get(other, ()))


def load_thesaurus(path: Path) -> Thesaurus:
    """An absent file is an empty thesaurus. Raises CorpusError listing every entry that cannot be used."""
    if not path.is_file():
        return Thesaurus()
    try:
        records = yaml.safe_load(path.read_text(encoding="utf-8")) or []
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise CorpusError(f"Der Thesaurus {path.name} ist nicht lesbar; bitte die Datei prüfen.") from error
    findings = tuple(f"Eintrag {number}: {record!r}" for number, record in enumerate(records, 1) if not _usable(record))
    if findings:
        raise CorpusError(
            f"Der Thesaurus {path.name} hat unbrauchbare Einträge (term, kind, same); bitte korrigieren.", findings
        )
    return Thesaurus(tuple(Entry(str(r["term"]), str(r["kind"]), tuple(map(str, r["same"]))) for r in records))


def _usable(record: Any) -> bool:
    if not isinstance(record, dict):
        return False
    same = record.get("same")
    return bool(record.get("term")) and record.get("kind") in _KINDS and isinstance(same, list) and bool(same)


def _key(text: str) -> Key:
    return tuple(terms(text))


def _places(stems: Key) -> Iterator[tuple[int, int]]:
    for start in range(len(stems)):
        for end in range(start + 1, min(start + _LONGEST_KEY, len(stems)) + 1):
            yield start, end


def _contains(stems: Key, key: Key) -> bool:
    return any(stems[start : start + len(key)] == key for start in range(len(stems) - len(key) + 1))
