"""The scores of every examined release, one JSON line each in the data folder, for the plot over releases."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.corpus.release import storage_errors
from evals.verdict import GateResult


@dataclass(frozen=True, slots=True)
class Entry:
    release: str
    examined: str
    passed: bool
    scores: Mapping[str, float]


def append_history(data_dir: Path, result: GateResult) -> None:
    """Raises StorageFailed when the data folder is full or not writable."""
    line = {
        "release": result.release,
        "examined": datetime.now(UTC).isoformat(timespec="seconds"),
        "passed": result.passed,
        "scores": result.figures,
    }
    path = _history_file(data_dir)
    with storage_errors():
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def read_history(data_dir: Path) -> list[Entry]:
    """The last examination of each release, oldest first; a line cut off by a crash is passed over."""
    path = _history_file(data_dir)
    entries: dict[str, Entry] = {}
    for line in path.read_text(encoding="utf-8").splitlines() if path.is_file() else ():
        try:
            entry = Entry(**json.loads(line))
        except (ValueError, TypeError):
            continue
        entries.pop(entry.release, None)
        entries[entry.release] = entry
    return list(entries.values())


def _history_file(data_dir: Path) -> Path:
    return data_dir / "evals" / "history.jsonl"
