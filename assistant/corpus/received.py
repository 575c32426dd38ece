"""A file handed in by a person: own name, type by content, what it says about itself, and whether it can be read."""

import hashlib
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant import wording
from assistant.corpus.document import Block
from assistant.corpus.formats import read_original
from assistant.corpus.formats.extract import detect_type
from assistant.corpus.formats.facts import read_facts
from assistant.corpus.normalise import clean_text, count_invisible
from assistant.corpus.writing import make_slug
from assistant.errors import SourceUnreadable
from assistant.settings import Settings

_MONTHS = ("januar", "februar", "märz", "april", "mai", "juni", "juli", "august", "september", "oktober", "november",
           "dezember")  # fmt: skip
_DAY = re.compile(
    r"\b(?:Stand|vom|Fassung vom|Datum)[:\s]+(?:den\s+)?(\d{1,2})\.\s?(\d{1,2}\.|[A-Za-zä]+)\s?(\d{4})\b", re.IGNORECASE
)
_ORDERS = re.compile(
    r"\b(?:ignorier\w*|vergiss|missachte|ignore|disregard)\b.{0,40}\b(?:anweisung\w*|regeln?|vorgaben?|instructions?|rules?)\b"
    r"|\bsystem\s?prompt\b|\bdu bist (?:jetzt|nun|ab sofort)\b|\bantworte (?:immer|nur noch|ab jetzt)\b",
    re.IGNORECASE | re.DOTALL,
)
_READ_FOR_DATE = 30  # blocks from the beginning


@dataclass(frozen=True, slots=True)
class Received:
    """`path` lies in the folder given, under a name of our own. `notes` are German remarks for the Lotse."""

    path: Path
    kind: str
    title: str
    stand: date | None
    blocks: tuple[Block, ...]
    notes: tuple[str, ...] = ()


def receive_file(data: bytes, name: str, folder: Path, settings: Settings) -> Received:
    """Raises SourceUnreadable with the German reason. Nothing of the foreign name but its ending is used."""
    if len(data) > settings.care.upload_megabytes << 20:
        raise SourceUnreadable(wording.UPLOAD_HUGE.format(megabytes=settings.care.upload_megabytes))
    with tempfile.TemporaryDirectory(prefix="eingang-") as place:
        path = Path(place) / f"datei{_read_suffix(name)}"
        path.write_bytes(data)
        kind = detect_type(path)
        blocks, notes = _read(path, kind, settings)
        facts = read_facts(path, kind, settings.corpus)
        title = clean_text(facts.title).replace("\n", " ") or _first_line(blocks)
        digest = hashlib.sha256(path.read_bytes()).hexdigest()[:8]
        own = folder / f"{make_slug(title, 60)}-{digest}.{kind}"
        folder.mkdir(parents=True, exist_ok=True)
        shutil.move(path, own)
    hidden = count_invisible(data.decode("utf-8", "replace")) if kind in ("md", "html") else 0
    notes = (*notes, *((wording.UPLOAD_INVISIBLE.format(count=hidden),) if hidden else ()))
    return Received(own, kind, title, find_stand(blocks) or facts.day, blocks, (*notes, *find_orders(blocks)))


def _read_suffix(name: str) -> str:
    match = re.search(r"\.([A-Za-z0-9]{1,5})$", name.strip())
    return f".{match.group(1).lower()}" if match else ""


def _read(path: Path, kind: str, settings: Settings) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    try:
        return read_original(path, settings.corpus), ()
    except SourceUnreadable as error:
        if kind != "pdf" or "Scan" not in str(error):
            raise
        return _read_scan(path, settings), (wording.UPLOAD_SCAN_READ,)


def _read_scan(path: Path, settings: Settings) -> tuple[Block, ...]:
    """Let OCRmyPDF write the text under the picture. The file is replaced, because quotes are looked up in it."""
    program = shutil.which("ocrmypdf")
    if program is None:
        raise SourceUnreadable(wording.UPLOAD_SCAN)
    result = path.with_name("erkannt.pdf")
    command = [program, "--language", "deu", "--skip-text", "--quiet", "--jobs", "1", str(path), str(result)]
    try:
        subprocess.run(command, capture_output=True, check=True, timeout=settings.care.ocr_seconds)
    except (subprocess.SubprocessError, OSError) as error:
        raise SourceUnreadable(wording.UPLOAD_SCAN_FAILED) from error
    result.replace(path)
    return read_original(path, settings.corpus)


def find_stand(blocks: tuple[Block, ...]) -> date | None:
    """The first date that is written as the date of the text."""
    for match in _DAY.finditer("\n".join(block.text for block in blocks[:_READ_FOR_DATE])):
        day, month, year = match.groups()
        name = month.lower().rstrip(".")
        number = int(name) if name.isdigit() else _MONTHS.index(name) + 1 if name in _MONTHS else 0
        try:
            return date(int(year), number, int(day))
        except ValueError:
            continue
    return None


def find_orders(blocks: tuple[Block, ...]) -> tuple[str, ...]:
    """Sentences that speak to a machine instead of a reader; a Lotse looks at them before approving."""
    text = "\n".join(block.text for block in blocks)
    return tuple(wording.UPLOAD_ORDERS.format(text=match.group()[:80]) for match in _ORDERS.finditer(text))[:5]


def _first_line(blocks: tuple[Block, ...]) -> str:
    return " ".join(next((block.text for block in blocks if block.text.strip()), "").split())[:120]
