"""Load the corpus: every file becomes a Document, or a Rejection that says in one line why not."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from assistant import wording
from assistant.corpus.cases import list_blocks, parse_case
from assistant.corpus.document import Document
from assistant.corpus.formats import read_original
from assistant.corpus.heads import parse_head, read_front_matter
from assistant.corpus.markdown import parse_markdown
from assistant.corpus.origins import read_section_sources
from assistant.corpus.questions import list_question_files, place_questions, read_questions
from assistant.corpus.register import Source, read_register
from assistant.errors import CorpusError, SourceUnreadable
from assistant.settings import CorpusSettings

_FOLDERS = ("documents", "cases", "curated")


@dataclass(frozen=True, slots=True)
class Rejection:
    """A file that could not become a document; the rest of the corpus is built without it."""

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Corpus:
    documents: tuple[Document, ...]
    rejections: tuple[Rejection, ...]
    sources: Mapping[str, Source]


def load_corpus(directory: Path, settings: CorpusSettings) -> Corpus:
    """Read all of `directory`. Raises CorpusError when there is no corpus at all."""
    if not directory.is_dir():
        raise CorpusError(
            f"Der Korpusordner {directory} fehlt; bitte LOTSENWISSEN_CORPUS_DIR auf einen Korpus zeigen lassen."
        )
    sources = read_register(directory / "sources.yaml")
    documents: dict[str, Document] = {}
    rejections: list[Rejection] = []
    for path in list_files(directory):
        name = path.relative_to(directory).as_posix()
        try:
            document = load_file(path, directory, sources, settings)
            if document.id in documents:
                raise SourceUnreadable(
                    f"Die Kennung „{document.id}“ trägt schon {documents[document.id].path}; bitte eine andere vergeben."
                )
            documents[document.id] = document
        except CorpusError as error:
            rejections.append(Rejection(name, str(error)))
    for path in list_question_files(directory):
        rejections += _add_questions(path, directory, documents)
    if not documents:
        raise CorpusError(
            f"Im Korpus {directory} steht kein lesbares Dokument; bitte `lotsenwissen corpus check` ausführen.",
            tuple(f"{r.path}: {r.reason}" for r in rejections),
        )
    return Corpus(tuple(documents.values()), tuple(rejections), sources)


def _add_questions(path: Path, directory: Path, documents: dict[str, Document]) -> Iterator[Rejection]:
    """Gives the document its questions; what hangs on no sentence is left out and said."""
    name = path.relative_to(directory).as_posix()
    document = documents.get(path.stem)
    if document is None:
        yield Rejection(name, wording.QUESTIONS_WITHOUT_DOCUMENT)
        return
    try:
        asked, findings = place_questions(read_questions(path), document)
    except SourceUnreadable as error:
        yield Rejection(name, str(error))
        return
    documents[document.id] = replace(document, asked=asked)
    yield from (Rejection(name, finding) for finding in findings)


def list_files(directory: Path) -> Iterator[Path]:
    """The Markdown files of the corpus in a fixed order; originals are reached through the head that names them."""
    for folder in _FOLDERS:
        yield from sorted(path for path in (directory / folder).rglob("*.md") if path.is_file())


def find_file(directory: Path, document: str) -> Path | None:
    return next((path for path in list_files(directory) if path.stem == document), None)


def load_file(path: Path, directory: Path, sources: Mapping[str, Source], settings: CorpusSettings) -> Document:
    """One document. Raises SourceUnreadable with a German reason."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise SourceUnreadable("Die Datei ist nicht in UTF-8 gespeichert; bitte als UTF-8 neu speichern.") from error
    except OSError as error:
        raise SourceUnreadable("Die Datei lässt sich nicht öffnen; bitte die Leserechte prüfen.") from error
    fields, body = read_front_matter(text)
    head = parse_head(fields, sources)
    relative = path.relative_to(directory).as_posix()
    case = None
    if relative.startswith("cases/"):
        case = parse_case(fields)
        blocks = list_blocks(case)
    elif head.original:
        blocks = read_original(_original_path(directory, head.original), settings)
    else:
        blocks = read_section_sources(parse_markdown(body), sources)
    if not any(block.text.strip() for block in blocks if block.role != "heading"):
        raise SourceUnreadable("Die Datei enthält keinen Text; bitte Inhalt ergänzen oder die Datei entfernen.")
    return Document(head, blocks, relative, case)


def _original_path(directory: Path, name: str) -> Path:
    root = (directory / "originals").resolve()
    path = (root / name).resolve()
    if not path.is_relative_to(root) or not path.is_file():
        raise SourceUnreadable(f"Das Original „{name}“ liegt nicht in corpus/originals; bitte dort ablegen.")
    return path
