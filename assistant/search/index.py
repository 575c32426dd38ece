"""Build and open the search index of one release: passages, word index, vectors, manifest."""

import sqlite3
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.corpus.document import Document
from assistant.corpus.release import storage_errors
from assistant.corpus.split import split_document
from assistant.errors import StorageFailed
from assistant.search.embed import open_nearness, write_vectors
from assistant.search.fields import document_entry, passage_entry
from assistant.search.lexical import LexicalReader, LexicalWriter
from assistant.search.manifest import IndexManifest, read_index_manifest, write_index_manifest
from assistant.search.passages import FILE_NAME, PassageFile, PassageReader
from assistant.search.retrieve import Searcher
from assistant.search.reuse import copy_index, find_changes
from assistant.search.thesaurus import Thesaurus, load_thesaurus
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

PASSAGE_INDEX = "lexical-passages"
DOCUMENT_INDEX = "lexical-documents"
_STORAGE_SIGNS = (
    "no space left",
    "disk is full",
    "disk i/o",
    "permission denied",
    "read-only",
    "readonly",
    "unable to open",
)
_SAID_EVERY = 50  # documents between two words of progress


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
        changed = find_changes(reuse_from, by_id, cut)
        if reuse_from is not None and changed is not None:
            copy_index(reuse_from, directory)
        todo = by_id.keys() if changed is None else changed
        written = _write_words(directory, [by_id[id] for id in by_id if id in todo], settings, say)
        count, collection = sum(map(len, written.values())), f"passages-{uuid.uuid4().hex}"
        name = write_vectors(directory, collection, count, settings, embeddings, reuse_from, say)
        manifest = IndexManifest(len(written), count, (directory / FILE_NAME).stat().st_size, cut, name, collection)
        write_index_manifest(directory, manifest)
    return IndexReport(written, rewritten=len(todo), fingerprint=manifest.fingerprint)


def _write_words(
    directory: Path, todo: Sequence[Document], settings: Settings, say: Callable[[float], None]
) -> dict[str, tuple[str, ...]]:
    """Write these documents, replacing older versions; returns the ids of all passages by document."""
    heap = settings.search.writer_megabytes * 1_000_000
    file = PassageFile(directory)
    words, pages = LexicalWriter(directory / PASSAGE_INDEX, heap), LexicalWriter(directory / DOCUMENT_INDEX, heap)
    older = file.digests().keys() & {document.id for document in todo}
    for store in (file, words, pages):
        store.remove(older)
    for count, document in enumerate(todo):
        passages = split_document(document, settings.corpus)
        numbers = file.reserve(max(1, len(passages)))
        entries = [passage_entry(n, p, document) for n, p in zip(numbers, passages, strict=False)]
        file.add_head(document.head, document.digest, numbers.start)
        file.add(numbers[: len(passages)], passages, [entry.line for entry in entries])
        words.add(entries)
        pages.add([document_entry(numbers.start, document, entries)])
        if count % _SAID_EVERY == 0:
            say(count / len(todo))
    words.close()
    pages.close()
    written = file.ids()
    file.close()
    return written


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
    return Searcher(
        PassageReader(directory, manifest.size),
        LexicalReader(directory / PASSAGE_INDEX),
        LexicalReader(directory / DOCUMENT_INDEX),
        load_thesaurus(directory.parent / "thesaurus.yaml") if thesaurus is None else thesaurus,
        settings.search,
        nearness=open_nearness(directory, manifest, settings, embeddings),
    )
