"""Write plain files of the corpus: whole or not at all, and only inside its own folders."""

import json
import os
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from assistant import wording
from assistant.errors import CorpusError

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_NAME = r"[a-z0-9]+(-[a-z0-9]+)*"
_PATH = re.compile(rf"^(?:(?:documents/[a-z0-9-]+|cases|curated)/{_NAME}\.md|questions/{_NAME}\.yaml)\Z")
EXAM = "fragen.jsonl"


def make_slug(title: str, chars: int = 80) -> str:
    """a-z, 0-9 and hyphens only: fit for an id and for every file system."""
    plain = unicodedata.normalize("NFKD", title.lower().translate(_UMLAUTS)).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    return words[:chars].strip("-") or "dokument"


def compose_file(fields: Mapping[str, Any], body: str = "") -> str:
    head = yaml.safe_dump(dict(fields), allow_unicode=True, sort_keys=False, width=1000)
    return f"---\n{head}---\n{body.strip()}\n" if body.strip() else f"---\n{head}---\n"


def corpus_path(directory: Path, relative: str) -> Path:
    """The place of a corpus file. Raises CorpusError for anything outside documents, cases, curated and questions."""
    if not _PATH.match(relative):
        raise CorpusError(wording.PATH_OUTSIDE.format(path=relative))
    return directory / relative


def write_whole(path: Path, text: str) -> None:
    """A reader sees the old file or the new one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f".{path.name}.{os.getpid()}")
    with draft.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def append_source(directory: Path, entry: Mapping[str, Any]) -> None:
    """Add an entry at the end of the register, whose comments and order stay as they are."""
    path = directory / "sources.yaml"
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    block = yaml.safe_dump([dict(entry)], allow_unicode=True, sort_keys=False, width=1000)
    write_whole(path, f"{text.rstrip()}\n{block}".lstrip())


def append_exam_question(directory: Path, entry: Mapping[str, Any]) -> None:
    """Add a question to the exam that lives with the corpus; a question with the same id is replaced."""
    path = directory / EXAM
    lines = path.read_text(encoding="utf-8").splitlines() if path.is_file() else []
    kept = [line for line in lines if line.strip() and json.loads(line)["id"] != entry["id"]]
    write_whole(path, "\n".join([*kept, json.dumps(dict(entry), ensure_ascii=False)]) + "\n")


def remove_exam_questions(directory: Path, document: str) -> int:
    """Take out the questions that came with this document; returns how many."""
    path = directory / EXAM
    if not path.is_file():
        return 0
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    kept = [line for line in lines if document not in json.loads(line).get("documents", ())]
    if len(kept) < len(lines):
        write_whole(path, "".join(line + "\n" for line in kept))
    return len(lines) - len(kept)
