"""A backup is one tar.gz: rows of the database, the built releases, the corpus, and a manifest with a digest of every file.

The signing key of sessions and the secrets of the environment stay out: whoever holds a backup must not be able to sign in.
"""

import hashlib
import json
import os
import shutil
import tarfile
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from alembic.util.exc import CommandError

from assistant import __version__, wording
from assistant.corpus.release import build_lock, list_releases, published_release, storage_errors
from assistant.errors import ReleaseError, StoreError
from assistant.settings import Settings
from assistant.store.database import open_database
from assistant.store.dump import dump_tables, load_tables, read_revision

_MANIFEST = "manifest.json"
_FOLDERS = ("releases", "proposals", "notes", "receipts")  # of the data folder, where they exist
_LEFT_OUT = {"build.lock"}


@dataclass(frozen=True, slots=True)
class Backup:
    """What the manifest says; `digests` names every file inside."""

    version: str
    created: str
    revision: str
    release: str | None
    rows: Mapping[str, int]
    digests: Mapping[str, str]


def write_backup(settings: Settings, file: Path) -> Backup:
    """Raises StoreError when the file exists or cannot be written, BuildLocked while a release is being built."""
    if file.exists():
        raise StoreError(wording.BACKUP_EXISTS.format(file=file))
    draft = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with build_lock(settings.releases_dir), os.fdopen(_create_private(draft), "wb") as target:
            backup = _fill(settings, target)
            target.flush()
            os.fsync(target.fileno())
        draft.replace(file)
    except OSError as error:
        raise StoreError(wording.BACKUP_UNWRITABLE.format(file=file)) from error
    finally:
        draft.unlink(missing_ok=True)
    return backup


def _create_private(path: Path) -> int:
    return os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)


def _fill(settings: Settings, target: object) -> Backup:
    engine = open_database(settings)
    with tempfile.TemporaryDirectory() as folder, tarfile.open(fileobj=target, mode="w:gz") as tar:  # type: ignore[call-overload]
        rows = dump_tables(engine, Path(folder))
        revision = read_revision(engine)
        engine.dispose()
        digests = {}
        for name, path in _list_members(settings, Path(folder)):
            digests[name] = _digest(path)
            tar.add(path, name, recursive=False)
        created = datetime.now(UTC).isoformat(timespec="seconds")
        backup = Backup(__version__, created, revision, _published(settings), rows, digests)
        manifest = Path(folder) / _MANIFEST
        manifest.write_text(json.dumps(asdict(backup), ensure_ascii=False, indent=1), encoding="utf-8")
        tar.add(manifest, _MANIFEST)
    return backup


def _list_members(settings: Settings, rows: Path) -> Iterator[tuple[str, Path]]:
    yield from ((f"database/{path.name}", path) for path in sorted(rows.glob("*.jsonl")))
    for name in _FOLDERS:
        yield from _list_files(settings.data_dir / name, f"data/{name}")
    yield from _list_files(settings.corpus_dir, "corpus")


def _list_files(folder: Path, prefix: str) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and not path.is_symlink() and path.name not in _LEFT_OUT:
            yield f"{prefix}/{path.relative_to(folder).as_posix()}", path


def _published(settings: Settings) -> str | None:
    try:
        return published_release(settings.releases_dir)
    except ReleaseError:
        return None


def restore_backup(settings: Settings, file: Path, replace: bool) -> Backup:
    """Everything is unpacked and compared with its digest before anything here changes."""
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=settings.data_dir, prefix=".restore-") as folder:
        unpacked = Path(folder)
        backup = unpack_backup(file, unpacked)
        if list_releases(settings.releases_dir) and not replace:
            raise StoreError(wording.RESTORE_FILES_HELD.format(path=settings.data_dir))
        try:
            load_tables(
                settings, backup.revision, lambda name: _read_lines(unpacked / "database" / f"{name}.jsonl"), replace
            )
        except CommandError as error:
            raise StoreError(wording.BACKUP_NEWER) from error
        with storage_errors():
            _place_files(settings, unpacked, backup)
    return backup


def unpack_backup(file: Path, folder: Path) -> Backup:
    """Raises StoreError unless every file named by the manifest is there and unchanged, and nothing else."""
    try:
        with tarfile.open(file, "r:gz") as tar:
            tar.extractall(folder, filter="data")
        backup = Backup(**json.loads((folder / _MANIFEST).read_text(encoding="utf-8")))
        found = {name: _digest(path) for name, path in _list_files(folder, ".")}
        if {f"./{name}": digest for name, digest in backup.digests.items()} != {
            name: digest for name, digest in found.items() if name != f"./{_MANIFEST}"
        }:
            raise StoreError(wording.BACKUP_UNREADABLE.format(file=file))
    except (OSError, tarfile.TarError, EOFError, ValueError, TypeError) as error:
        raise StoreError(wording.BACKUP_UNREADABLE.format(file=file)) from error
    return backup


def _place_files(settings: Settings, unpacked: Path, backup: Backup) -> None:
    """Folders are swapped whole, the corpus file by file: it may be a mounted folder that cannot be replaced."""
    for name in _FOLDERS:
        target = settings.data_dir / name
        shutil.rmtree(target, ignore_errors=True)
        if (unpacked / "data" / name).is_dir():
            (unpacked / "data" / name).rename(target)
    kept = {name.removeprefix("corpus/") for name in backup.digests if name.startswith("corpus/")}
    for name, path in _list_files(settings.corpus_dir, "."):
        if name.removeprefix("./") not in kept:
            path.unlink()
    for name in sorted(kept):
        target = settings.corpus_dir / name
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(unpacked / "corpus" / name, target)


def _read_lines(path: Path) -> Iterable[str]:
    if not path.exists():
        return
    with path.open(encoding="utf-8") as file:
        yield from file


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
