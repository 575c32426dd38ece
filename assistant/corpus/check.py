"""`corpus check`: the rules that make a corpus fit to be quoted. Each finding is one German line: file, place, what to do."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant import wording
from assistant.corpus.document import Block, Document, Kind
from assistant.corpus.injection import find_instruction
from assistant.corpus.load import Corpus, list_files, load_corpus
from assistant.corpus.normalise import count_invisible
from assistant.corpus.questions import FOLDER, find_twice, list_question_files
from assistant.corpus.sentences import split_sentences
from assistant.settings import CorpusSettings

# A sentence that opens so leans on the one before it and cannot be quoted alone.
_LEANING = re.compile(
    r"^(?:Er|Sie|Es|Ihm|Ihr|Dies|Diese|Dieser|Dieses|Diesem|Diesen|Das (?:ist|gilt|heißt|bedeutet)|Dabei|Dazu|Dafür|Dadurch|Hierzu|Hierfür|"
    r"Hierbei|Daher|Deshalb|Somit|Außerdem|Zudem|Ebenso|Dort|Danach|Davon|Damit)\s(?!gibt\b)"
)


@dataclass(frozen=True, slots=True)
class Report:
    documents: int
    findings: tuple[str, ...]


def check_corpus(directory: Path, settings: CorpusSettings, today: date) -> Report:
    """All findings over all files. Raises CorpusError when there is no corpus to check."""
    corpus = load_corpus(directory, settings)
    findings = [f"{rejection.path}: {rejection.reason}" for rejection in corpus.rejections]
    for document in corpus.documents:
        findings += [f"{document.path}: {text}" for text in check_document(document, corpus, settings, today)]
    for name in _list_read(corpus, directory):
        hidden = count_invisible((directory / name).read_text(encoding="utf-8-sig", errors="replace"))
        if hidden:
            findings.append(f"{name}: Die Datei enthält {hidden} unsichtbare Zeichen; bitte entfernen.")
    findings += _check_twice(corpus)
    findings += _check_strays(directory)
    return Report(len(corpus.documents), tuple(findings))


def _list_read(corpus: Corpus, directory: Path) -> list[str]:
    questions = [path.relative_to(directory).as_posix() for path in list_question_files(directory)]
    return [*(document.path for document in corpus.documents), *questions]


def check_document(document: Document, corpus: Corpus, settings: CorpusSettings, today: date) -> Iterator[str]:
    head = document.head
    if Path(document.path).stem != head.id:
        yield f"Die Datei heißt nicht wie ihre Kennung „{head.id}“; bitte umbenennen."
    if head.stand > today:
        yield f"Der Stand {head.stand} liegt in der Zukunft; bitte korrigieren."
    if head.review_due and head.review_due < head.stand:
        yield "review_due liegt vor dem Stand; bitte eine neue Wiedervorlage setzen."
    if (head.kind is Kind.CASE) != (document.case is not None):
        yield "Erfahrungsberichte (kind: case) gehören nach corpus/cases, alles andere nicht; bitte verschieben."
    known = {other.id for other in corpus.documents}
    for name in head.supersedes:
        if name not in known:
            yield f"supersedes nennt „{name}“, das es nicht gibt; bitte die Kennung prüfen."
    if not head.original:
        for block in document.blocks:
            yield from _check_block(block, settings)
    yield from check_questions(document)


def check_questions(document: Document) -> Iterator[str]:
    """The questions are not shown, but they decide which sentence is."""
    for question in (question for one in document.asked for question in one.questions):
        yield from _check_order(question)


def _check_order(text: str) -> Iterator[str]:
    order = find_instruction(text)
    if order:
        yield f"Der Text „{order[:60]}“ wendet sich an einen Assistenten statt an Menschen; bitte prüfen, ob ihn jemand untergeschoben hat."


def _check_twice(corpus: Corpus) -> Iterator[str]:
    for document, question in find_twice(corpus.documents):
        yield f"{FOLDER}/{document}.yaml: {wording.QUESTION_TWICE.format(question=question)}"


def _check_block(block: Block, settings: CorpusSettings) -> Iterator[str]:
    if block.role in ("heading", "row"):
        return
    yield from _check_order(block.text)
    for start, end in split_sentences(block.text):
        sentence = block.text[start:end]
        if len(sentence) > settings.sentence_chars_max:
            yield f"Der Satz „{sentence[:60]}…“ hat {len(sentence)} Zeichen (höchstens {settings.sentence_chars_max}); bitte teilen."
        if block.role == "text" and _LEANING.match(sentence):
            yield f"Der Satz „{sentence[:60]}…“ steht nicht für sich; bitte das Subjekt nennen."


def _check_strays(directory: Path) -> Iterator[str]:
    expected = set(list_files(directory))
    for folder in ("documents", "cases", "curated"):
        for path in sorted((directory / folder).rglob("*")):
            if path.is_file() and path not in expected and not path.name.startswith("."):
                yield f"{path.relative_to(directory)}: Nur .md-Dateien werden gelesen; Originale gehören nach corpus/originals."
    expected = set(list_question_files(directory))
    for path in sorted((directory / FOLDER).rglob("*")):
        if path.is_file() and path not in expected and not path.name.startswith("."):
            yield f"{path.relative_to(directory)}: {wording.QUESTIONS_STRAY}"
