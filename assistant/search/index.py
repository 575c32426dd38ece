"""Build and open the search index of one release: passages, word index, vectors, manifest."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.corpus.document import Document, Passage
from assistant.corpus.release import storage_errors
from assistant.search.fields import document_entry, passage_entry
from assistant.search.lexical import LexicalReader, LexicalWriter
from assistant.search.manifest import IndexManifest, read_index_manifest, write_index_manifest
from assistant.search.passages import PassageFile, PassageReader
from assistant.search.retrieve import Searcher
from assistant.search.thesaurus import Thesaurus, load_thesaurus
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

PASSAGE_INDEX = "lexical-passages"
DOCUMENT_INDEX = "lexical-documents"


@dataclass(frozen=True, slots=True)
class IndexReport:
    documents: int
    passages: int
    rewritten: int
    fingerprint: dict[str, object]


def build_index(
    directory: Path,
    documents: Iterable[Document],
    passages: Iterable[Passage],
    settings: Settings,
    *,
    embeddings: "Embeddings | None" = None,
    reuse_from: Path | None = None,
    progress: Callable[[float], None] | None = None,
) -> IndexReport:
    """Write everything search needs into `directory`, which must not hold an index yet.

    `passages` come grouped by document. Raises StorageFailed when the disk is full or not writable.
    """
    with storage_errors():
        directory.mkdir(parents=True, exist_ok=True)
        return _write_all(directory, {document.id: document for document in documents}, passages, settings, progress)


def _write_all(
    directory: Path,
    documents: dict[str, Document],
    passages: Iterable[Passage],
    settings: Settings,
    progress: Callable[[float], None] | None,
) -> IndexReport:
    heap = settings.search.writer_megabytes * 1_000_000
    file = PassageFile(directory)
    words = LexicalWriter(directory / PASSAGE_INDEX, heap)
    pages = LexicalWriter(directory / DOCUMENT_INDEX, heap)
    for count, (document, group) in enumerate(_group(documents, passages), 1):
        numbers = file.reserve(len(group))
        entries = [passage_entry(n, p, document) for n, p in zip(numbers, group, strict=True)]
        file.add_head(document.head, document.digest, numbers.start)
        file.add(numbers, group, [entry.line for entry in entries])
        words.add(entries)
        pages.add([document_entry(numbers.start, document, entries)])
        if progress and count % 50 == 0:
            progress(count / len(documents))
    words.close()
    pages.close()
    counts = file.counts()
    file.close()
    manifest = IndexManifest(*counts)
    write_index_manifest(directory, manifest)
    return IndexReport(*counts, rewritten=counts[1], fingerprint=manifest.fingerprint)


def _group(documents: dict[str, Document], passages: Iterable[Passage]) -> Iterator[tuple[Document, list[Passage]]]:
    for id, group in groupby(passages, key=lambda passage: passage.document):
        yield documents[id], list(group)


def open_index(
    directory: Path,
    settings: Settings,
    embeddings: "Embeddings | None" = None,
    thesaurus: Thesaurus | None = None,
) -> Searcher:
    """Raises NoRelease, ReleaseDamaged or FingerprintMismatch. The thesaurus lies beside the index in the release."""
    read_index_manifest(directory)
    return Searcher(
        PassageReader(directory),
        LexicalReader(directory / PASSAGE_INDEX),
        LexicalReader(directory / DOCUMENT_INDEX),
        load_thesaurus(directory.parent / "thesaurus.yaml") if thesaurus is None else thesaurus,
        settings.search,
    )
