"""Releases: immutable folders `var/releases/<id>/`, and one small file that says which of them is published.

`build` fills a hidden folder and renames it when it is whole, so a release is either complete or not there. `publish`
swaps the pointer atomically; a reader sees the old or the new release, never half of one.
"""

import errno
import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from assistant.errors import BuildLocked, NoRelease, ReleaseDamaged, StorageFailed

_MANIFEST = "manifest.json"
_POINTER = "published.json"
_BUILDING = ".building-"
_STORAGE_ERRORS = {
    errno.ENOSPC: "Der Datenträger ist voll; bitte Platz schaffen und `lotsenwissen corpus build` wiederholen.",
    errno.EDQUOT: "Der Speicherplatz des Kontos ist erschöpft; bitte Platz schaffen und `lotsenwissen corpus build` wiederholen.",
    errno.EROFS: "Der Datenordner ist schreibgeschützt; bitte LOTSENWISSEN_DATA_DIR auf einen beschreibbaren Ordner setzen.",
    errno.EACCES: "Der Datenordner ist nicht beschreibbar; bitte die Rechte prüfen oder LOTSENWISSEN_DATA_DIR ändern.",
    errno.EPERM: "Der Datenordner ist nicht beschreibbar; bitte die Rechte prüfen oder LOTSENWISSEN_DATA_DIR ändern.",
}


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """What a release remembers of a document, enough to compare two releases."""

    title: str
    digest: str
    kind: str
    stand: str
    valid_until: str | None
    path: str
    passages: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Manifest:
    """`rejections` are "path: reason" lines; `fingerprint` is what the index depends on besides the corpus."""

    id: str
    created: str
    corpus_digest: str
    documents: dict[str, DocumentEntry]
    passages: int
    rejections: tuple[str, ...]
    fingerprint: dict[str, Any]
    seconds: float


@dataclass(frozen=True, slots=True)
class Changes:
    """Document ids that differ from one release to the next."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.removed)


def release_path(releases: Path, release: str) -> Path:
    return releases / release


def list_releases(releases: Path) -> list[Manifest]:
    """Complete releases, newest first; damaged folders are passed over."""
    found = []
    for path in releases.glob(f"*/{_MANIFEST}"):
        try:
            found.append(read_manifest(path.parent))
        except ReleaseDamaged:
            continue
    return sorted(found, key=lambda manifest: (manifest.created, manifest.id), reverse=True)


def read_manifest(directory: Path) -> Manifest:
    """Raises NoRelease when the folder is not there, ReleaseDamaged when its manifest cannot be read."""
    if not directory.is_dir():
        raise NoRelease(f"Der Stand „{directory.name}“ ist nicht vorhanden; `lotsenwissen corpus releases` zeigt alle.")
    try:
        data = json.loads((directory / _MANIFEST).read_text(encoding="utf-8"))
        entries = {
            name: DocumentEntry(**{**entry, "passages": tuple(entry["passages"])})
            for name, entry in data["documents"].items()
        }
        return Manifest(**{**data, "documents": entries, "rejections": tuple(data["rejections"])})
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ReleaseDamaged(
            f"Der Stand „{directory.name}“ ist unvollständig; bitte `lotsenwissen corpus build` ausführen."
        ) from error


def write_manifest(directory: Path, manifest: Manifest) -> None:
    with (directory / _MANIFEST).open("w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file, ensure_ascii=False, indent=1)
        file.flush()
        os.fsync(file.fileno())


def published_release(releases: Path) -> str:
    """Id of the published release. Raises NoRelease when there is none."""
    try:
        return str(json.loads((releases / _POINTER).read_text(encoding="utf-8"))["release"])
    except FileNotFoundError as error:
        raise NoRelease("Kein Korpus gebaut. Bitte `lotsenwissen corpus build` ausführen.") from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ReleaseDamaged(
            "Der Zeiger auf den veröffentlichten Stand ist beschädigt; bitte `lotsenwissen corpus publish` ausführen."
        ) from error


def publish_release(releases: Path, release: str) -> None:
    """Let readers use `release` from now on. Raises NoRelease or ReleaseDamaged before anything changes."""
    read_manifest(release_path(releases, release))
    with storage_errors():
        temporary = releases / f"{_POINTER}.{os.getpid()}"
        content = {"release": release, "published": datetime.now(UTC).isoformat(timespec="seconds")}
        with temporary.open("w", encoding="utf-8") as file:
            json.dump(content, file)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(releases / _POINTER)


def rollback_release(releases: Path, usable: Callable[[str], bool]) -> str:
    """Publish the newest release older than the published one that can still be used; returns its id. Raises NoRelease."""
    current = published_release(releases)
    manifests = list_releases(releases)
    ids = [manifest.id for manifest in manifests]
    older = [id for id in (ids[ids.index(current) + 1 :] if current in ids else ids) if usable(id)]
    if not older:
        raise NoRelease(
            "Es gibt keinen älteren Stand, auf den zurückgerollt werden kann; `lotsenwissen corpus releases` zeigt alle."
        )
    publish_release(releases, older[0])
    return older[0]


def compare_releases(old: Manifest | None, new: Manifest) -> Changes:
    before = old.documents if old else {}
    return Changes(
        added=tuple(sorted(new.documents.keys() - before.keys())),
        changed=tuple(
            sorted(d for d in new.documents.keys() & before.keys() if new.documents[d].digest != before[d].digest)
        ),
        removed=tuple(sorted(before.keys() - new.documents.keys())),
    )


def prune_releases(releases: Path, keep: int) -> list[str]:
    """Remove all but the newest `keep` releases and the published one, and what broken builds left; returns their ids."""
    with storage_errors():
        try:
            published = published_release(releases)
        except (NoRelease, ReleaseDamaged):
            published = ""
        surplus = [manifest.id for manifest in list_releases(releases)[keep:] if manifest.id != published]
        for release in surplus:
            shutil.rmtree(release_path(releases, release))
        for leftover in releases.glob(f"{_BUILDING}*"):
            shutil.rmtree(leftover)
        return surplus


@contextmanager
def build_lock(releases: Path) -> Iterator[None]:
    """Only one process builds, publishes or erases at a time. Raises BuildLocked naming the holder."""
    try:
        with storage_errors():
            releases.mkdir(parents=True, exist_ok=True)
            file = (releases / "build.lock").open("a+", encoding="utf-8")
    except OSError as error:
        raise StorageFailed(
            f"Der Datenordner {releases.parent} lässt sich nicht anlegen; bitte LOTSENWISSEN_DATA_DIR ändern."
        ) from error
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        file.seek(0)
        holder = file.read().strip() or "unbekannt"
        file.close()
        raise BuildLocked(f"Ein anderer Vorgang baut gerade ({holder}); bitte warten und dann wiederholen.") from error
    try:
        file.truncate(0)
        file.write(f"Prozess {os.getpid()} seit {datetime.now().astimezone().strftime('%d.%m.%Y %H:%M')} Uhr")
        file.flush()
        yield
    finally:
        file.truncate(0)
        file.close()


@contextmanager
def staging(releases: Path, release: str) -> Iterator[Path]:
    """A hidden folder that becomes `releases/<release>` when the block ends well, and vanishes when it does not."""
    directory = releases / f"{_BUILDING}{os.getpid()}"
    with storage_errors():
        shutil.rmtree(directory, ignore_errors=True)
        directory.mkdir(parents=True)
        try:
            yield directory
            directory.rename(release_path(releases, release))
        except BaseException:
            shutil.rmtree(directory, ignore_errors=True)
            raise


@contextmanager
def storage_errors() -> Iterator[None]:
    """Turn a full disk, a read-only or a locked folder into StorageFailed with the next step."""
    try:
        yield
    except OSError as error:
        if error.errno in _STORAGE_ERRORS:
            raise StorageFailed(_STORAGE_ERRORS[error.errno]) from error
        raise
