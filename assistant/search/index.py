"""Build and open the search index of one release: passages, word index, vectors, manifest."""

import sqlite3
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.corpus.document import Document
from assistant.corpus.release import storage_errors
from assistant.errors import StorageFailed
from assistant.search.embed import open_nearness, write_vectors
from assistant.search.lexical import LexicalReader
from assistant.search.manifest import IndexManifest, read_index_manifest, write_index_manifest
from assistant.search.passages import FILE_NAME, PassageReader
from assistant.search.retrieve import Searcher
from assistant.search.reuse import copy_index, find_changes
from assistant.search.thesaurus import Thesaurus, load_thesaurus
from assistant.search.writing import DOCUMENT_INDEX, PASSAGE_INDEX, Written, write_documents
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

    from assistant.search.kinship import Kinship, KinshipReader

_STORAGE_SIGNS = (
    "no space left",
    "disk is full",
    "disk i/o",
    "permission denied",
    "read-only",
    "readonly",
    "unable to open",
)


@dataclass(frozen=True, slots=True)
class IndexReport:
    """Ids of the passages by document, in order. `rewritten` counts the documents analysed anew; the others were taken over."""

    passages: Mapping[str, tuple[str, ...]]
    rewritten: int
    fingerprint: dict[str, object]


def build_index(
    directory: Path,
    documents: Iterable[Document],
    settings: Settings,
    *,
    embeddings: "Embeddings | None" = None,
    reuse_from: Path | None = None,
    progress: Callable[[float], None] | None = None,
) -> IndexReport:
    """Write everything search needs into `directory`, which must not hold an index yet.

    Documents are cut into passages one by one and the passages are not kept: they may be more than memory holds.
    `reuse_from` is an older index: unchanged documents are taken over uncut, and so are vectors. When a document is gone since, or
    without `reuse_from`, all is written afresh, so that nothing of it stays. Raises StorageFailed when the disk is
    full or not writable; the older index is never touched.
    """
    say = progress or (lambda _share: None)
    cut = f"{settings.corpus.passage_chars}-{settings.corpus.passage_chars_max}"
    by_id = {document.id: document for document in documents}
    with storage_errors(), _engine_errors():
        directory.mkdir(parents=True, exist_ok=True)
        local = settings.search.local_vectors and bool(by_id)
        changed, kinship = _find_reusable(reuse_from, by_id, cut, local)
        if reuse_from is not None and changed is not None:
            copy_index(reuse_from, directory)
        todo = by_id.keys() if changed is None else changed
        written = write_documents(directory, [by_id[id] for id in by_id if id in todo], settings, say)
        if local:
            _write_kinship(directory, written, kinship)
        count, collection = sum(map(len, written.passages.values())), f"passages-{uuid.uuid4().hex}"
        name = write_vectors(directory, collection, count, settings, embeddings, reuse_from, say)
        size = (directory / FILE_NAME).stat().st_size
        manifest = IndexManifest(len(written.passages), count, size, cut, name, collection, local)
        write_index_manifest(directory, manifest)
    return IndexReport(written.passages, rewritten=len(todo), fingerprint=manifest.fingerprint)


def _find_reusable(
    older: Path | None, documents: Mapping[str, Document], cut: str, local: bool
) -> "tuple[frozenset[str] | None, Kinship | None]":
    """Ids of the changed documents and the vectors of the others; None for both when all must be written afresh."""
    changed = find_changes(older, documents, cut)
    if not local or changed is None or older is None:
        return changed, None
    from assistant.search.kinship import find_kinship

    kinship = find_kinship(older, len(changed))
    return (changed, kinship) if kinship else (None, None)


def _write_kinship(directory: Path, written: Written, older: "Kinship | None") -> None:
    from assistant.search.kinship import write_kinship  # brings numpy, which words alone do not need

    write_kinship(directory, written, older)


@contextmanager
def _engine_errors() -> Iterator[None]:
    """tantivy, SQLite and Chroma say only in the text of their own errors that the disk is full or locked."""
    try:
        yield
    except (ValueError, RuntimeError, sqlite3.Error) as error:
        if any(sign in str(error).lower() for sign in _STORAGE_SIGNS):
            raise StorageFailed(
                "Der Index konnte nicht geschrieben werden, weil der Datenträger voll oder schreibgeschützt ist; bitte "
                "Platz und Rechte prüfen und `lotsenwissen corpus build` wiederholen."
            ) from error
        raise


def open_index(
    directory: Path,
    settings: Settings,
    embeddings: "Embeddings | None" = None,
    thesaurus: Thesaurus | None = None,
) -> Searcher:
    """Raises NoRelease, ReleaseDamaged or FingerprintMismatch. The thesaurus lies beside the index in the release."""
    manifest = read_index_manifest(directory)
    passages = PassageReader(directory, manifest.size)
    return Searcher(
        passages,
        LexicalReader(directory / PASSAGE_INDEX),
        LexicalReader(directory / DOCUMENT_INDEX),
        load_thesaurus(directory.parent / "thesaurus.yaml") if thesaurus is None else thesaurus,
        settings.search,
        nearness=open_nearness(directory, manifest, settings, embeddings),
        kinship=_open_kinship(directory, passages) if manifest.kinship and settings.search.local_vectors else None,
    )


def _open_kinship(directory: Path, passages: PassageReader) -> "KinshipReader":
    from assistant.search.kinship import KinshipReader, load_kinship

    return KinshipReader(load_kinship(directory), passages.firsts)
