"""Door to python-docx: paragraphs, headings, lists and tables of a DOCX file, after a look for bombs."""

import re
import zipfile
from pathlib import Path

from docx import Document as open_docx
from docx.table import Table
from docx.text.paragraph import Paragraph

from assistant.corpus.document import Block, Role
from assistant.corpus.formats.unreadable import Unreadable
from assistant.corpus.normalise import clean_text

_MAX_UNPACKED = 100_000_000  # bytes in all parts together; an honest document of a town hall stays far below
_MAX_RATIO = 200  # packed to unpacked: text reaches about 20
_FORBIDDEN = re.compile(rb"<!(DOCTYPE|ENTITY)", re.IGNORECASE)


def read_docx(path: Path, _pages: int, chars: int) -> list[Block]:
    """Blocks in reading order. Raises Unreadable for bombs, entities and foreign zip files."""
    _inspect(path)
    blocks: list[Block] = []
    headings: list[tuple[int, str]] = []
    total = 0
    for item in open_docx(str(path)).iter_inner_content():
        for text, role, depth in _read_item(item):
            total += len(text)
            if total > chars:
                raise Unreadable("Die DOCX-Datei enthält zu viel Text; bitte teilen.")
            if depth:
                headings = [*((d, name) for d, name in headings if d < depth), (depth, text)]
            blocks.append(Block(text, tuple(name for _, name in headings), None, role))
    return blocks


def _inspect(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            parts = archive.infolist()
            packed, unpacked = sum(p.compress_size for p in parts), sum(p.file_size for p in parts)
            if unpacked > _MAX_UNPACKED or unpacked > _MAX_RATIO * max(packed, 10_000):
                raise Unreadable("Die DOCX-Datei entpackt sich auf eine unglaubwürdige Größe; bitte neu speichern.")
            if any(".." in p.filename.split("/") or p.filename.startswith(("/", "\\")) for p in parts):
                raise Unreadable("Die DOCX-Datei enthält unerlaubte Pfade; bitte neu speichern.")
            if "word/document.xml" not in archive.namelist():
                raise Unreadable("Die Datei ist ein ZIP-Archiv, aber kein Word-Dokument; bitte als DOCX speichern.")
            for part in parts:
                if part.filename.endswith((".xml", ".rels")) and _FORBIDDEN.search(archive.read(part)[:4096]):
                    raise Unreadable(
                        "Die DOCX-Datei enthält XML-Entitäten und wird nicht gelesen; bitte neu speichern."
                    )
    except zipfile.BadZipFile as error:
        raise Unreadable("Die DOCX-Datei ist beschädigt; bitte neu speichern.") from error


def _read_item(item: Paragraph | Table) -> list[tuple[str, Role, int]]:
    if isinstance(item, Table):
        rows = (" | ".join(clean_text(cell.text).replace("\n", " ") for cell in row.cells) for row in item.rows)
        return [(text, "row", 0) for text in rows if text.strip(" |")]
    text = clean_text(item.text).replace("\n", " ")
    if not text:
        return []
    style = str(item.style.name if item.style else "")
    depth = re.match(r"(?:Heading|Überschrift) (\d)", style)
    if depth or style == "Title":
        return [(text, "heading", int(depth.group(1)) if depth else 1)]
    return [(text, "item" if style.startswith("List") else "text", 0)]
