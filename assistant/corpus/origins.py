"""Which source a section rests on, where it is not the first source of the document's head.

In the corpus a section may end with the line `Quellen: KEY, KEY`; the line itself is not text. In a release the keys
are written out as publisher and address, so that the place shown beside a quote is the one the quote comes from.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from assistant.corpus.document import Block, Head, Passage
from assistant.corpus.register import Source
from assistant.errors import ReleaseDamaged, SourceUnreadable

_LINE = re.compile(r"^Quellen?:\s*([A-Z0-9]+(?:\s*,\s*[A-Z0-9]+)*)\.?$")
_FILE = "origins.json"


@dataclass(frozen=True, slots=True)
class Origin:
    sources: tuple[str, ...]
    publisher: str
    url: str | None
    retrieved: date | None

    def apply(self, head: Head) -> Head:
        """The head as it must be shown beside a quote from this section."""
        return replace(head, sources=self.sources, publisher=self.publisher, url=self.url, retrieved=self.retrieved)


def read_section_sources(blocks: tuple[Block, ...], sources: Mapping[str, Source]) -> tuple[Block, ...]:
    """Take the `Quellen:` lines out and give their keys to the section they close. Raises SourceUnreadable."""
    keys: dict[tuple[str, ...], tuple[str, ...]] = {}
    kept: list[Block] = []
    for block in blocks:
        match = _LINE.match(block.text)
        if not match or block.role == "heading":
            kept.append(block)
            continue
        names = tuple(key.strip() for key in match.group(1).split(","))
        unknown = [name for name in names if name not in sources]
        if unknown:
            raise SourceUnreadable(f"Quelle {', '.join(unknown)} steht nicht in sources.yaml; bitte dort eintragen.")
        keys[block.headings] = names
    return tuple(replace(block, sources=keys.get(block.headings, ())) for block in kept)


def write_origins(directory: Path, passages: Iterable[Passage], sources: Mapping[str, Source]) -> None:
    """Only passages with sources of their own are written; the others follow their document's head."""
    origins = {
        passage.id: _describe(passage.sources, sources[passage.sources[0]]) for passage in passages if passage.sources
    }
    (directory / _FILE).write_text(json.dumps(origins, ensure_ascii=False), encoding="utf-8")


def _describe(keys: tuple[str, ...], source: Source) -> list[object]:
    day = source.undated
    return [list(keys), source.publisher, source.url, day.isoformat() if day else None]


def read_origins(directory: Path) -> Mapping[str, Origin]:
    """Origins by passage id. Raises ReleaseDamaged."""
    try:
        data = json.loads((directory / _FILE).read_text(encoding="utf-8"))
        return {
            passage: Origin(tuple(keys), publisher, url, date.fromisoformat(day) if day else None)
            for passage, (keys, publisher, url, day) in data.items()
        }
    except (OSError, ValueError, TypeError) as error:
        raise ReleaseDamaged(
            f"Der Stand „{directory.name}“ ist unvollständig; bitte `lotsenwissen corpus build` ausführen."
        ) from error
