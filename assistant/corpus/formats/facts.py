"""What a file says about itself: title and date. Read in a child process too, because properties can be hostile as well.

Run as `python -m assistant.corpus.formats.facts KIND PATH SECONDS MEGABYTES`; prints {"title": …, "date": …} as JSON.
"""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from assistant.corpus.formats.limits import limit_process
from assistant.settings import CorpusSettings


@dataclass(frozen=True, slots=True)
class Facts:
    title: str = ""
    day: date | None = None


def read_facts(path: Path, kind: str, settings: CorpusSettings) -> Facts:
    """Never raises: a file that says nothing readable about itself has no facts."""
    limits = (str(settings.extract_seconds), str(settings.extract_megabytes))
    command = [sys.executable, "-m", "assistant.corpus.formats.facts", kind, str(path), *limits]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    seconds = settings.extract_seconds + 5
    try:
        result = subprocess.run(command, capture_output=True, timeout=seconds, check=True, env=environment)
        data = json.loads(result.stdout)
        day = date.fromisoformat(data["date"]) if data["date"] else None
        return Facts(str(data["title"])[:300], day)
    except (subprocess.SubprocessError, OSError, ValueError, KeyError, TypeError):
        return Facts()


def main(arguments: list[str]) -> int:
    kind, path, seconds, megabytes = arguments
    limit_process(float(seconds), int(megabytes))
    title, day = {"pdf": _pdf, "docx": _docx, "html": _html}.get(kind, _nothing)(Path(path))
    sys.stdout.write(json.dumps({"title": str(title or ""), "date": day.date().isoformat() if day else ""}))
    return 0


def _pdf(path: Path) -> tuple[Any, datetime | None]:
    from pypdf import PdfReader

    metadata = PdfReader(path).metadata
    return (metadata.title, metadata.modification_date or metadata.creation_date) if metadata else ("", None)


def _docx(path: Path) -> tuple[Any, datetime | None]:
    from docx import Document

    properties = Document(str(path)).core_properties
    return properties.title, properties.modified or properties.created


def _html(path: Path) -> tuple[Any, datetime | None]:
    from bs4 import BeautifulSoup

    title = BeautifulSoup(path.read_bytes(), "lxml").title
    return (title.get_text(" ", strip=True) if title else ""), None


def _nothing(_path: Path) -> tuple[Any, datetime | None]:
    return "", None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
