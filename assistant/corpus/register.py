"""sources.yaml: the register of every source, with publisher, address, licence and when it is due."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from assistant.errors import CorpusError


@dataclass(frozen=True, slots=True)
class Source:
    """`interval_days` is how often the source is looked at again; `stand` is the publisher's own date, as text.

    `url_checked` is False for an address that was noted only in part; such a source is not fetched.
    """

    key: str
    title: str
    publisher: str
    url: str | None
    licence: str
    retrieved: date
    interval_days: int
    stand: str = ""
    type: str = ""
    url_checked: bool = True

    @property
    def undated(self) -> date | None:
        """The day of retrieval where the source bears no date of its own, else None."""
        return self.retrieved if self.stand.startswith(("ohne Datum", "laufend")) else None


def read_register(path: Path) -> Mapping[str, Source]:
    """All sources by key. Raises CorpusError naming the broken entry."""
    try:
        entries = yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise CorpusError(
            f"Das Quellenregister {path} fehlt; bitte anlegen (docs/korpus.md zeigt die Felder)."
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError, ValueError) as error:
        raise CorpusError(
            f"Das Quellenregister {path} ist kein gültiges YAML; bitte die Schreibweise prüfen."
        ) from error
    if not isinstance(entries, list):
        raise CorpusError(f"Das Quellenregister {path} ist keine Liste von Quellen; bitte nach docs/korpus.md anlegen.")
    sources: dict[str, Source] = {}
    for number, entry in enumerate(entries, start=1):
        source = _read_source(entry, number, path)
        if source.key in sources:
            raise CorpusError(f"Die Quelle „{source.key}“ steht zweimal in {path}; bitte eine entfernen.")
        sources[source.key] = source
    return sources


def _read_source(entry: Any, number: int, path: Path) -> Source:
    try:
        return Source(
            key=str(entry["key"]),
            title=str(entry["title"]),
            publisher=str(entry["publisher"]),
            url=str(entry["url"]) if entry.get("url") else None,
            licence=str(entry["licence"]),
            retrieved=date.fromisoformat(str(entry["retrieved"])),
            interval_days=int(entry["interval_days"]),
            stand=str(entry.get("stand") or ""),
            type=str(entry.get("type") or ""),
            url_checked=entry.get("url_checked") is not False,
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise CorpusError(
            f"Eintrag {number} in {path} ist unvollständig ({error}); bitte Felder nach docs/korpus.md ergänzen."
        ) from error
