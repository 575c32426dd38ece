"""The questions that a sentence of the corpus answers, in the words in which people ask them.

They are kept beside the documents, in `questions/<document>.yaml`, because they are not part of the text: nobody is ever
shown one as a quote. Each list hangs on the beginning of its sentence. When the sentence is rewritten the list comes
loose and must be looked at again: that this sentence answers these questions was only true of the old one.
"""

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant import wording
from assistant.corpus.document import Asked, Document
from assistant.corpus.normalise import clean_text
from assistant.errors import CorpusError, SourceUnreadable

FOLDER = "questions"
_LONGEST = 300  # characters; a longer entry is a text, not a question
_FEWEST_WORDS = 6  # fewer are seldom unmistakable when the document grows
_HEAD = "# Questions that a sentence answers; `for` is the beginning of the sentence.\n"

_MARKS = re.compile(r"^[\s-]*(?:for:|asked:)?\s*")


@dataclass(frozen=True, slots=True)
class Entry:
    """`beginning` is how the sentence opens that answers all of `questions`."""

    beginning: str
    questions: tuple[str, ...]


def questions_path(directory: Path, document: str) -> Path:
    return directory / FOLDER / f"{document}.yaml"


def list_question_files(directory: Path) -> Iterator[Path]:
    yield from sorted((directory / FOLDER).glob("*.yaml"))


def read_questions(path: Path) -> tuple[Entry, ...]:
    """An absent file has no questions. Raises SourceUnreadable naming the entry that cannot be used."""
    if not path.is_file():
        return ()
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SourceUnreadable(wording.QUESTIONS_UNREADABLE) from error
    return parse_questions(text)


def parse_questions(text: str) -> tuple[Entry, ...]:
    """Raises SourceUnreadable naming the entry that cannot be used."""
    try:
        records = yaml.safe_load(text) or []
    except (ValueError, yaml.YAMLError, RecursionError) as error:
        raise SourceUnreadable(wording.QUESTIONS_UNREADABLE) from error
    if not isinstance(records, list):
        raise SourceUnreadable(wording.QUESTIONS_UNREADABLE)
    return tuple(_read_entry(number, record) for number, record in enumerate(records, start=1))


def read_traces(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(beginnings of sentences, questions) as far as they can be told, also of a file that cannot be used."""
    with suppress(SourceUnreadable):
        entries = parse_questions(text)
        return tuple(e.beginning for e in entries), tuple(q for e in entries for q in e.questions)
    return (), tuple(_MARKS.sub("", line).strip(" \"'") for line in text.splitlines())


def _read_entry(number: int, record: Any) -> Entry:
    fields = record if isinstance(record, dict) else {}
    beginning, asked = _clean(fields.get("for")), fields.get("asked")
    questions = tuple(map(_clean, asked)) if isinstance(asked, list) else ()
    if not beginning or not questions or not all(0 < len(one) <= _LONGEST for one in questions):
        raise SourceUnreadable(wording.QUESTIONS_BROKEN_ENTRY.format(number=number))
    return Entry(beginning, questions)


def _clean(value: Any) -> str:
    """On one line; empty for what is no text."""
    return " ".join(clean_text(value).split()) if isinstance(value, str) else ""


def compose_questions(entries: Iterable[Entry]) -> str:
    """The file in the spelling that all of them have, so that a difference shows just what was added."""
    lines = [_HEAD]
    for entry in entries:
        lines.append(f"- for: {_quote(entry.beginning)}\n  asked:\n")
        lines += [f"    - {_quote(question)}\n" for question in entry.questions]
    return "".join(lines)


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def name_sentence(sentence: str, document: Document) -> str:
    """As many first words of the sentence as it takes to tell it from the rest. Raises CorpusError when all do not."""
    text, words = _text_without_headings(document), sentence.split(" ")
    for count in range(min(_FEWEST_WORDS, len(words)), len(words) + 1):
        beginning = " ".join(words[:count])
        if text.count(beginning) == 1:
            return beginning
    raise CorpusError(wording.QUESTIONS_TWO_PLACES.format(beginning=sentence))


def add_question(entries: Iterable[Entry], beginning: str, sentence: str, question: str) -> tuple[Entry, ...]:
    """The entries with the question at the sentence. Raises CorpusError when it stands there or is too long."""
    question, changed = _clean(question), list(entries)
    if not 0 < len(question) <= _LONGEST:
        raise CorpusError(wording.QUESTION_LENGTH.format(most=_LONGEST))
    at = next((n for n, entry in enumerate(changed) if sentence.startswith(entry.beginning)), None)
    if at is None:
        return (*changed, Entry(beginning, (question,)))
    if question.casefold() in (known.casefold() for known in changed[at].questions):
        raise CorpusError(wording.QUESTION_THERE)
    changed[at] = Entry(changed[at].beginning, (*changed[at].questions, question))
    return tuple(changed)


def place_questions(entries: Iterable[Entry], document: Document) -> tuple[tuple[Asked, ...], tuple[str, ...]]:
    """(the questions at their sentences, German findings for entries whose sentence is not there just once)."""
    placed: list[Asked] = []
    findings: list[str] = []
    text = _text_without_headings(document)
    for entry in entries:
        count = text.count(entry.beginning)
        if count == 1:
            placed.append(Asked(text.index(entry.beginning), entry.questions))
        else:
            finding = wording.QUESTIONS_TWO_PLACES if count else wording.QUESTIONS_LOOSE
            findings.append(finding.format(beginning=entry.beginning))
    return tuple(sorted(placed, key=lambda asked: asked.start)), tuple(findings)


def _text_without_headings(document: Document) -> str:
    """As long as the document's text. A heading is never quoted, so nothing hangs on it."""
    return "\n".join("\0" * len(b.text) if b.role == "heading" else b.text for b in document.blocks)


def find_twice(documents: Iterable[Document]) -> Iterator[tuple[str, str]]:
    """(document, question) for every question that stands at more than one sentence: only one of them can be right."""
    asked = [(d.id, question) for d in documents for one in d.asked for question in one.questions]
    counts = Counter(question.casefold() for _, question in asked)
    yield from (pair for pair in dict.fromkeys(asked) if counts[pair[1].casefold()] > 1)
