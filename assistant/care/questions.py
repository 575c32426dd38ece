"""The sentences of a document with the questions they answer, as a Lotse sees them."""

from dataclasses import dataclass, replace

from assistant import wording
from assistant.corpus.document import Document
from assistant.corpus.load import find_file, load_file
from assistant.corpus.questions import Entry, place_questions, questions_path, read_questions
from assistant.corpus.register import read_register
from assistant.corpus.sentences import split_sentences
from assistant.errors import CorpusError, SourceUnreadable
from assistant.settings import Settings


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence that can be quoted, the heading above it and the questions it answers."""

    text: str
    heading: str
    questions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A document's sentences with their questions; `findings` tell what hangs on none, `content` is the file as it is."""

    title: str
    sentences: tuple[Sentence, ...]
    findings: tuple[str, ...]
    content: str


def list_questions(settings: Settings, document: str) -> Listed:
    """Raises CorpusError for an unknown document. A file that cannot be used is shown with its finding, to be mended."""
    found, path = read_document(settings, document), questions_path(settings.corpus_dir, document)
    content = path.read_text(encoding="utf-8-sig", errors="replace") if path.is_file() else ""
    try:
        asked, findings = place_questions(read_questions(path), found)
    except SourceUnreadable as error:
        asked, findings = (), (str(error),)
    return Listed(found.head.title, tuple(list_sentences(replace(found, asked=asked))), findings, content)


def read_document(settings: Settings, document: str) -> Document:
    """As it stands in the corpus today, without its questions. Raises CorpusError for an unknown one."""
    path = find_file(settings.corpus_dir, document)
    if path is None:
        raise CorpusError(wording.DOCUMENT_UNKNOWN.format(document=document))
    sources = read_register(settings.corpus_dir / "sources.yaml")
    return load_file(path, settings.corpus_dir, sources, settings.corpus)


def list_sentences(document: Document) -> list[Sentence]:
    """In the order of the document, with the questions that are placed in it."""
    sentences, offset = [], 0
    for block in document.blocks:
        if block.role != "heading":
            for start, end in split_sentences(block.text):
                span = range(offset + start, offset + end)
                questions = tuple(q for one in document.asked if one.start in span for q in one.questions)
                sentences.append(Sentence(block.text[start:end], " › ".join(block.headings), questions))
        offset += len(block.text) + 1
    return sentences


def count_loosened(before: Document, after: Document, entries: tuple[Entry, ...]) -> int:
    """How many questions hang on a sentence of `before` that is not in `after` any more."""
    had, _ = place_questions(entries, before)
    kept, _ = place_questions(entries, after)
    return sum(len(one.questions) for one in had) - sum(len(one.questions) for one in kept)
