"""Door to pypdf: pages to blocks, with page numbers; hidden text is left out."""

import re
from collections import Counter
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from assistant.corpus.document import Block
from assistant.corpus.formats.unreadable import Unreadable
from assistant.corpus.formats.visible import visible_text
from assistant.corpus.normalise import clean_text, join_lines

_NUMBERED = re.compile(r"^(§\s*\d+\w*|\d+(\.\d+)*\.?|[IVX]+\.)\s+[A-ZÄÖÜ]")
_SENTENCE_END = (".", "!", "?", ";", ":", ",")
_HEADING_CHARS = 90
_REPEATS = 3  # a first or last line on this many pages is a running header or footer


def read_pdf(path: Path, pages: int, chars: int) -> list[Block]:
    """Blocks per page. Raises Unreadable: encrypted, damaged, a scan, too long."""
    try:
        reader = PdfReader(path)
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable(
                "Die PDF-Datei ist mit einem Passwort geschützt; bitte eine ungeschützte Fassung verwenden."
            )
        count = len(reader.pages)
        if count > pages:
            raise Unreadable(f"Die PDF-Datei hat {count} Seiten, erlaubt sind {pages}; bitte teilen.")
        texts: list[str] = []
        for page in reader.pages:
            texts.append(clean_text(join_lines(visible_text(page))))
            if sum(map(len, texts)) > chars:
                raise Unreadable("Die PDF-Datei enthält zu viel Text; bitte teilen.")
    except FileNotDecryptedError as error:
        raise Unreadable(
            "Die PDF-Datei ist mit einem Passwort geschützt; bitte eine ungeschützte Fassung verwenden."
        ) from error
    except (PyPdfError, DependencyError) as error:
        raise Unreadable("Die PDF-Datei ist beschädigt; bitte neu herunterladen oder speichern.") from error
    return _to_blocks(texts)


def _to_blocks(texts: list[str]) -> list[Block]:
    running = _running_lines(texts)
    blocks: list[Block] = []
    heading: tuple[str, ...] = ()
    for number, text in enumerate(texts, start=1):
        paragraph: list[str] = []
        for line in text.split("\n"):
            if not line or _without_digits(line) in running:
                continue
            if _is_heading(line):
                _append(blocks, paragraph, heading, number)
                paragraph, heading = [], (line,)
                blocks.append(Block(line, heading, number, "heading"))
            else:
                paragraph.append(line)
        _append(blocks, paragraph, heading, number)
    return blocks


def _append(blocks: list[Block], lines: list[str], heading: tuple[str, ...], page: int) -> None:
    """Join the lines of a paragraph; list items and lines after a finished short line stay lines of their own."""
    current: list[str] = []
    for line in lines:
        if current and re.match(r"^([-•–▪*]|\d+[.)]|[a-z]\))\s+", line):
            blocks.append(Block(" ".join(current), heading, page))
            current = []
        current.append(line)
    if current:
        blocks.append(Block(" ".join(current), heading, page))


def _is_heading(line: str) -> bool:
    if len(line) > _HEADING_CHARS or line.endswith(_SENTENCE_END):
        return line.endswith("?") and len(line) <= _HEADING_CHARS and line[0].isupper()
    return bool(_NUMBERED.match(line))


def _running_lines(texts: list[str]) -> set[str]:
    edges = Counter(
        _without_digits(line)
        for text in texts
        for line in {lines[i] for lines in [text.split("\n")] if lines[0] for i in (0, -1)}
    )
    return {line for line, count in edges.items() if count >= max(_REPEATS, len(texts) // 2)}


def _without_digits(line: str) -> str:
    return re.sub(r"\d+", "#", line)
