"""Take over what has not changed since an older index, so that cost follows the change."""

import os
import shutil
import sqlite3
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path

from assistant.corpus.document import Document
from assistant.errors import ReleaseError
from assistant.search.manifest import read_index_manifest
from assistant.search.passages import FILE_NAME

_MOST_CHANGED = 0.3  # beyond this share a fresh index costs no more and is tidier


def find_changes(older: Path | None, documents: Mapping[str, Document], cut: str) -> frozenset[str] | None:
    """Ids of new and changed documents; None when the older index cannot be built upon.

    A document that is gone means None, too: its words would stay in the older index's files, and erasure must be
    provable.
    """
    known = _read_digests(older, cut) if older else None
    if not known or known.keys() - documents.keys():
        return None
    changed = frozenset(id for id, document in documents.items() if known.get(id) != document.digest)
    return None if len(changed) > _MOST_CHANGED * len(documents) else changed


def _read_digests(older: Path, cut: str) -> dict[str, str] | None:
    try:
        if read_index_manifest(older).cut != cut:
            return None
        with closing(sqlite3.connect(f"file:{older / FILE_NAME}?mode=ro&immutable=1", uri=True)) as db:
            return dict(db.execute("SELECT document, digest FROM heads"))
    except (ReleaseError, sqlite3.Error):
        return None


def copy_index(older: Path, directory: Path) -> None:
    """Copies the passages; links tantivy's segments, which are never written again once they are there."""
    shutil.copyfile(older / FILE_NAME, directory / FILE_NAME)
    for folder in older.glob("lexical-*"):
        (directory / folder.name).mkdir()
        for file in folder.iterdir():
            target = directory / folder.name / file.name
            if file.suffix in (".json", ".lock"):
                shutil.copyfile(file, target)
            else:
                _link(file, target)


def _link(file: Path, target: Path) -> None:
    try:
        os.link(file, target)
    except OSError:  # another file system, or one without links
        shutil.copyfile(file, target)
