"""Read a foreign file in a child process: a bomb costs the child its life, never the service."""

import json
import os
import subprocess
import sys
from pathlib import Path

from assistant.corpus.document import Block
from assistant.errors import SourceUnreadable
from assistant.settings import CorpusSettings

_SIGNATURES = {"pdf": b"%PDF-", "docx": b"PK\x03\x04"}
_HEADER_BYTES = 1024  # a PDF header may follow a little junk


def read_original(path: Path, settings: CorpusSettings) -> tuple[Block, ...]:
    """Blocks of a PDF, DOCX, HTML or Markdown file. Raises SourceUnreadable with the reason in German."""
    kind = detect_type(path)
    limits = (settings.extract_seconds, settings.extract_megabytes, settings.extract_pages, settings.extract_chars)
    command = [sys.executable, "-m", "assistant.corpus.formats.child", kind, str(path), *map(str, limits)]
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    try:
        result = subprocess.run(
            command, capture_output=True, timeout=settings.extract_seconds + 5, check=False, env=environment
        )
    except subprocess.TimeoutExpired as error:
        raise SourceUnreadable(_too_slow(settings)) from error
    if result.returncode == 0:
        return tuple(Block(text, tuple(path_), page, role) for text, path_, page, role in json.loads(result.stdout))
    if result.returncode == 1 and result.stdout:
        raise SourceUnreadable(json.loads(result.stdout)["reason"])
    if result.returncode in (-24, -14):  # SIGXCPU, SIGALRM: the child's own clock
        raise SourceUnreadable(_too_slow(settings))
    raise SourceUnreadable(
        f"Die Datei braucht mehr als {settings.extract_megabytes} MB zum Auslesen oder ist beschädigt; "
        "bitte eine kleinere oder neu gespeicherte Fassung verwenden."
    )


def _too_slow(settings: CorpusSettings) -> str:
    return (
        f"Das Auslesen dauert länger als {settings.extract_seconds:.0f} Sekunden; "
        "bitte die Datei teilen oder neu als PDF speichern."
    )


def detect_type(path: Path) -> str:
    """pdf, docx, html or md, by content first. Raises SourceUnreadable for anything else."""
    try:
        with path.open("rb") as file:
            start = file.read(_HEADER_BYTES)
    except OSError as error:
        raise SourceUnreadable("Die Datei lässt sich nicht öffnen; bitte die Leserechte prüfen.") from error
    if not start:
        raise SourceUnreadable("Die Datei ist leer; bitte erneut speichern oder entfernen.")
    suffix = path.suffix.lower().lstrip(".")
    if _SIGNATURES["pdf"] in start:
        return "pdf"
    if start.startswith(_SIGNATURES["docx"]):
        return "docx"
    looks_html = b"<html" in start.lower() or b"<!doctype html" in start.lower()
    if suffix in ("pdf", "docx"):
        found = "eine HTML-Seite" if looks_html else "etwas anderes"
        raise SourceUnreadable(
            f"Die Datei heißt .{suffix}, enthält aber {found}; bitte das Original erneut herunterladen."
        )
    if looks_html or suffix in ("html", "htm"):
        return "html"
    if suffix in ("md", "txt"):
        return "md"
    raise SourceUnreadable(
        f"Das Format .{suffix or '?'} wird nicht gelesen; bitte PDF, DOCX, HTML oder Markdown verwenden."
    )
