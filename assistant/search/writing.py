"""Write documents into the passages' file and into both word indexes, one by one."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant.corpus.document import Document
from assistant.corpus.split import split_document
from assistant.search.counts import WordCounts
from assistant.search.fields import document_entry, passage_entry
from assistant.search.lexical import LexicalWriter
from assistant.search.passages import PassageFile
from assistant.settings import Settings

PASSAGE_INDEX = "lexical-passages"
DOCUMENT_INDEX = "lexical-documents"
_SAID_EVERY = 50  # documents between two words of progress


@dataclass(frozen=True, slots=True)
class Written:
    """`passages` are the ids of all passages by document, `current` the numbers under which all documents are known;
    `numbers` and `counts` are of the documents written just now."""

    passages: Mapping[str, tuple[str, ...]]
    current: frozenset[int]
    numbers: Sequence[int]
    counts: WordCounts


def write_documents(
    directory: Path, todo: Sequence[Document], settings: Settings, say: Callable[[float], None]
) -> Written:
    """Older versions of these documents are replaced."""
    heap = settings.search.writer_megabytes * 1_000_000
    file = PassageFile(directory)
    words, pages = LexicalWriter(directory / PASSAGE_INDEX, heap), LexicalWriter(directory / DOCUMENT_INDEX, heap)
    older = file.digests().keys() & {document.id for document in todo}
    for store in (file, words, pages):
        store.remove(older)
    firsts, counts = [], WordCounts()
    for done, document in enumerate(todo):
        passages = split_document(document, settings.corpus)
        numbers = file.reserve(max(1, len(passages)))
        entries = [passage_entry(n, p, document) for n, p in zip(numbers, passages, strict=False)]
        whole = document_entry(numbers.start, document, entries)
        file.add_head(document.head, document.digest, numbers.start)
        file.add(numbers[: len(passages)], passages, [entry.line for entry in entries])
        words.add(entries)
        pages.add([whole])
        firsts.append(numbers.start)
        if settings.search.local_vectors:
            counts.add(whole.fields["stems"])
        if done % _SAID_EVERY == 0:
            say(done / len(todo))
    words.close()
    pages.close()
    written = Written(file.ids(), file.firsts(), firsts, counts)
    file.close()
    return written
