"""Remove a document from the plain files, and look byte by byte whether anything of it is left."""

import json
import mmap
import re
import shutil
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from assistant import wording
from assistant.corpus.heads import read_front_matter
from assistant.corpus.load import list_files
from assistant.corpus.normalise import clean_text
from assistant.corpus.questions import questions_path
from assistant.corpus.release import list_releases, release_path, storage_errors
from assistant.corpus.sentences import split_sentences
from assistant.corpus.writing import remove_exam_questions, write_whole
from assistant.errors import SourceUnreadable

_SHORTEST = 24  # shorter sentences („Siehe oben.“) stand anywhere and prove nothing
_LONGEST = 60  # the beginning of a sentence is enough to recognise it


@dataclass(frozen=True, slots=True)
class Receipt:
    """What was removed and what was looked through, without a word of the content."""

    document: str
    at: str
    actor: str
    files: tuple[str, ...]
    releases: tuple[str, ...]
    published: str | None
    answers: int
    messages: int
    handovers: int
    guides: int
    proposals: int
    exam_questions: int
    sync_files: int
    fragments: int
    vectors: int
    files_scanned: int
    bytes_scanned: int
    left: tuple[str, ...]

    @property
    def complete(self) -> bool:
        return not self.left


def find_document_files(directory: Path, document: str) -> list[Path]:
    """The document's own file, its questions and every version of its original."""
    found = [path for path in list_files(directory) if path.stem == document]
    found += [path for path in (questions_path(directory, document),) if path.is_file()]
    originals = directory / "originals"
    names = {_read_original_name(path) for path in found if path.suffix == ".md"}
    found += [originals / name for name in sorted(names) if name and (originals / name).is_file()]
    found += sorted(originals.glob(f"{document}--*"))
    return list(dict.fromkeys(found))


def _read_original_name(path: Path) -> str:
    try:
        return str(read_front_matter(path.read_text(encoding="utf-8-sig"))[0].get("original") or "")
    except (SourceUnreadable, UnicodeDecodeError):
        return ""


def remove_document_files(directory: Path, document: str) -> tuple[tuple[str, ...], int]:
    """(names of the files removed, exam questions removed). Originals that others use stay."""
    used = {_read_original_name(path) for path in list_files(directory) if path.stem != document}
    removed = []
    with storage_errors():
        for path in find_document_files(directory, document):
            if path.parent.name != "originals" or path.name not in used:
                path.unlink()
                removed.append(path.relative_to(directory).as_posix())
        return tuple(removed), remove_exam_questions(directory, document)


def remove_releases(releases: Path, document: str, keep: str | None) -> tuple[str, ...]:
    """Remove every release that holds the document, readable or not, except the new one."""
    removed = []
    with storage_errors():
        clean = {manifest.id for manifest in list_releases(releases) if document not in manifest.documents}
        for path in sorted(releases.iterdir()) if releases.is_dir() else ():
            if path.is_dir() and path.name != keep and path.name not in clean:
                shutil.rmtree(release_path(releases, path.name))
                removed.append(path.name)
    return tuple(removed)


def take_fragments(texts: Iterable[str], elsewhere: str) -> tuple[str, ...]:
    """Beginnings of sentences by which the document is recognised, without those that stand in other documents too."""
    found: dict[str, None] = {}
    for text in texts:
        for line in text.split("\n"):
            for start, end in split_sentences(line):
                sentence = line[start:end].strip()
                if len(sentence) >= _SHORTEST and sentence not in elsewhere:
                    found[sentence[:_LONGEST]] = None
    return tuple(found)


def make_detector(fragments: Iterable[str]) -> "Detector":
    return Detector(frozenset(_flatten(fragment) for fragment in fragments))


@dataclass(frozen=True, slots=True)
class Detector:
    """Whether a text holds one of the fragments, however it was escaped or broken into lines."""

    fragments: frozenset[str]

    def __call__(self, text: str) -> bool:
        flat = _flatten(text)
        return any(fragment in flat for fragment in self.fragments)


def _flatten(text: str) -> str:
    return re.sub(r"[\s\\]+", "", clean_text(text))


def encode_needles(fragments: Iterable[str]) -> set[bytes]:
    """Each fragment as it may stand in a file: UTF-8, UTF-16, and escaped as in JSON."""
    needles = set()
    for fragment in fragments:
        needles |= {
            fragment.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be", "latin-1") if _fits(fragment, code)
        }
        needles.add(json.dumps(fragment)[1:-1].encode())
    return needles


def _fits(text: str, code: str) -> bool:
    try:
        text.encode(code)
    except UnicodeEncodeError:
        return False
    return True


def scan_folders(folders: Iterable[Path], needles: set[bytes]) -> Iterator[tuple[Path, int, int]]:
    """(file, its bytes, how many needles stand in it) for every file."""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield path, *_scan_file(path, needles)


def _scan_file(path: Path, needles: set[bytes]) -> tuple[int, int]:
    try:
        size = path.stat().st_size
        if not size:
            return 0, 0
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
            return size, sum(content.find(needle) >= 0 for needle in needles)
    except FileNotFoundError:  # a running service may drop a temporary file meanwhile
        return 0, 0


def write_receipt(folder: Path, receipt: Receipt) -> Path:
    """JSON for machines and a German page for the file; returns the page."""
    name = f"{datetime.fromisoformat(receipt.at):%Y%m%d-%H%M%S}-{receipt.document}"
    with storage_errors():
        write_whole(folder / f"{name}.json", json.dumps(asdict(receipt), ensure_ascii=False, indent=2) + "\n")
        write_whole(folder / f"{name}.txt", describe_receipt(receipt))
    return folder / f"{name}.txt"


def describe_receipt(receipt: Receipt) -> str:
    values = asdict(receipt) | {
        "at": f"{datetime.fromisoformat(receipt.at):%d.%m.%Y %H:%M}",
        "files": ", ".join(receipt.files) or wording.NOTHING,
        "releases": ", ".join(receipt.releases) or wording.NOTHING,
        "published": receipt.published or wording.NOTHING,
        "megabytes": f"{receipt.bytes_scanned / 1e6:.1f}".replace(".", ","),
        "verdict": wording.RECEIPT_CLEAN
        if receipt.complete
        else wording.RECEIPT_LEFT.format(left=", ".join(receipt.left)),
    }
    return wording.RECEIPT.format(**values)
