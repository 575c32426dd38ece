"""The questions that a sentence of the corpus answers, in the words in which people ask them.

They are kept beside the documents, in `questions/<document>.yaml`, because they are not part of the text: nobody is ever
shown one as a quote. Each list hangs on the beginning of its sentence. When the sentence is rewritten the list comes
loose and must be looked at again: that this sentence answers these questions was only true of the old one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from assistant import wording
from assistant.corpus.document import Asked
from assistant.corpus.normalise import clean_text
from assistant.errors import SourceUnreadable

FOLDER = "questions"
_LONGEST = 300  # characters; a longer entry is a text, not a question


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
        records = yaml.safe_load(path.read_text(encoding="utf-8-sig")) or []
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise SourceUnreadable(wording.QUESTIONS_UNREADABLE) from error
    if not isinstance(records, list):
        raise SourceUnreadable(wording.QUESTIONS_UNREADABLE)
    return tuple(_read_entry(number, record) for number, record in enumerate(records, start=1))


def _read_entry(number: int, record: Any) -> Entry:
    beginning = record.get("for") if isinstance(record, dict) else None
    asked = record.get("asked") if isinstance(record, dict) else None
    usable = isinstance(beginning, str) and isinstance(asked, list) and bool(asked)
    questions = [clean_text(one) for one in asked if isinstance(one, str)] if usable and asked else []
    if not questions or len(questions) < len(asked or ()) or not all(0 < len(one) <= _LONGEST for one in questions):
        raise SourceUnreadable(wording.QUESTIONS_BROKEN_ENTRY.format(number=number))
    return Entry(clean_text(str(beginning)), tuple(questions))


def place_questions(entries: tuple[Entry, ...], text: str) -> tuple[tuple[Asked, ...], tuple[str, ...]]:
    """(the questions at their sentences, German findings for entries whose sentence is not there just once)."""
    placed: list[Asked] = []
    findings: list[str] = []
    for entry in entries:
        count = text.count(entry.beginning) if entry.beginning else 0
        if count == 1:
            placed.append(Asked(text.index(entry.beginning), entry.questions))
        else:
            finding = wording.QUESTIONS_TWO_PLACES if count else wording.QUESTIONS_LOOSE
            findings.append(finding.format(beginning=entry.beginning))
    return tuple(sorted(placed, key=lambda asked: asked.start)), tuple(findings)
