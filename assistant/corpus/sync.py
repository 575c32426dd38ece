"""Look at the sources that are due, keep what came by digest, and say in readable text what changed."""

import difflib
import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from assistant import wording
from assistant.corpus.addresses import FetchRefused
from assistant.corpus.fetch import Fetched, Fetcher
from assistant.corpus.formats import read_original
from assistant.corpus.register import Source
from assistant.errors import SourceUnreadable
from assistant.settings import CorpusSettings, Settings

Outcome = Literal["unchanged", "first", "changed", "failed", "skipped"]
_SUFFIX = {"application/pdf": ".pdf", "text/html": ".html", "application/xhtml+xml": ".html", "text/plain": ".txt"}
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@dataclass(frozen=True, slots=True)
class Seen:
    """What is remembered of a source between two looks. `file` is the kept original's name."""

    checked: str
    digest: str = ""
    file: str = ""
    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Change:
    """One source looked at. `difference` are the lines of a unified diff of the readable texts."""

    key: str
    outcome: Outcome
    reason: str
    file: str = ""
    difference: tuple[str, ...] = field(default=(), repr=False)


def list_due_sources(sources: Mapping[str, Source], seen: Mapping[str, Seen], today: date) -> list[Source]:
    """Sources whose interval has passed since they were retrieved or last looked at, longest waiting first."""

    def due_on(source: Source) -> date:
        looked = date.fromisoformat(seen[source.key].checked) if source.key in seen else source.retrieved
        return max(source.retrieved, looked) + timedelta(days=source.interval_days)

    due = [source for source in sources.values() if source.url and due_on(source) <= today]
    return sorted(due, key=lambda source: (due_on(source), source.key))


def make_fetcher(sources: Mapping[str, Source], settings: Settings) -> Fetcher:
    hosts = (urlsplit(source.url).hostname or "" for source in sources.values() if source.url)
    return Fetcher({host for host in hosts if host}, settings.care)


def sync_sources(due: Iterable[Source], fetcher: Fetcher, settings: Settings, today: date) -> Iterator[Change]:
    """Fetch one after the other; each result is remembered before the next begins, so that a stop loses nothing."""
    folder = sync_folder(settings)
    (folder / "originals").mkdir(parents=True, exist_ok=True)
    for source in due:
        seen = read_seen(folder)
        change, now_seen = _look_at(source, fetcher, settings, seen.get(source.key), today)
        if now_seen:
            _write_seen(folder, {**seen, source.key: now_seen})
        yield change


def sync_folder(settings: Settings) -> Path:
    return settings.data_dir / "sync"


def read_seen(folder: Path) -> dict[str, Seen]:
    try:
        entries = json.loads((folder / "seen.json").read_text(encoding="utf-8"))
        return {key: Seen(**entry) for key, entry in entries.items()}
    except (OSError, ValueError, TypeError):
        return {}  # a lost memory costs one unconditional fetch per source, nothing else


def _look_at(
    source: Source, fetcher: Fetcher, settings: Settings, before: Seen | None, today: date
) -> tuple[Change, Seen | None]:
    if not source.url_checked:
        return Change(source.key, "skipped", wording.SYNC_UNCHECKED), None
    old = before or Seen("")
    try:
        fetched = fetcher.fetch(source.url or "", old.etag, old.last_modified)
    except FetchRefused as error:
        return Change(source.key, "failed", str(error)), None
    stamp = today.isoformat()
    digest = hashlib.sha256(fetched.body).hexdigest() if fetched.body else old.digest
    if digest == old.digest:
        kept = Seen(stamp, old.digest, old.file, fetched.etag or old.etag, fetched.last_modified or old.last_modified)
        return Change(source.key, "unchanged", wording.SYNC_SAME, old.file), kept
    file = _keep(sync_folder(settings) / "originals", digest, fetched)
    change = _compare(source.key, sync_folder(settings) / "originals", old.file, file, settings.corpus)
    # A version that cannot be read must not become the one the next is compared with.
    file = file if change.outcome != "failed" else old.file
    digest = digest if change.outcome != "failed" else old.digest
    return change, Seen(stamp, digest, file, fetched.etag, fetched.last_modified)


def _keep(folder: Path, digest: str, fetched: Fetched) -> str:
    suffix = ".docx" if fetched.content_type == _DOCX else _SUFFIX.get(fetched.content_type, ".html")
    path = folder / f"{digest}{suffix}"
    path.write_bytes(fetched.body or b"")
    return path.name


def _compare(key: str, folder: Path, old: str, new: str, settings: CorpusSettings) -> Change:
    try:
        after = read_lines(folder / new, settings)
    except SourceUnreadable as error:
        return Change(key, "failed", wording.SYNC_UNREADABLE.format(reason=error), new)
    if not old or not (folder / old).is_file():
        return Change(key, "first", wording.SYNC_FIRST, new)
    difference = tuple(compare_lines(read_lines(folder / old, settings), after))
    if not difference:
        return Change(key, "unchanged", wording.SYNC_SAME, new)
    plus, minus = (sum(line.startswith(sign) for line in difference) for sign in "+-")
    return Change(key, "changed", wording.SYNC_CHANGED.format(plus=plus, minus=minus), new, difference)


def read_lines(path: Path, settings: CorpusSettings) -> list[str]:
    """The readable text, one block a line; what only the layout changes is not a change."""
    return [block.text for block in read_original(path, settings) if block.text.strip()]


def compare_lines(old: list[str], new: list[str]) -> list[str]:
    """Changed lines with two lines around them, without the file header of a diff."""
    return list(difflib.unified_diff(old, new, lineterm="", n=2))[2:]


def _write_seen(folder: Path, seen: Mapping[str, Seen]) -> None:
    draft = folder / f"seen.json.{os.getpid()}"
    draft.write_text(json.dumps({key: asdict(one) for key, one in seen.items()}, indent=1), encoding="utf-8")
    draft.replace(folder / "seen.json")


def forget_sources(folder: Path, keys: Iterable[str]) -> int:
    """Remove what was kept of these sources; returns how many files. Files that other sources share stay."""
    seen, gone = read_seen(folder), set(keys)
    left = {key: one for key, one in seen.items() if key not in gone}
    if len(left) == len(seen):
        return 0
    _write_seen(folder, left)
    shared = {one.file for one in left.values()}
    kept = [path for path in (folder / "originals").iterdir() if path.name not in shared]
    for path in kept:
        path.unlink()
    return len(kept)
