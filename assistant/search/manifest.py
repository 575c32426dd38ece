"""What an index was built with. An index without this file, or with another format, is refused."""

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from assistant.errors import FingerprintMismatch, NoRelease, ReleaseDamaged

FILE_NAME = "search.json"
FORMAT = 3  # raise whenever analysis, fields or files change: an older index must be rebuilt, never misread
_REBUILD = "bitte `lotsenwissen corpus build` ausführen."


@dataclass(frozen=True, slots=True)
class IndexManifest:
    """`cut` says how passages were cut; `embedding` names the model of the vectors, "" without vectors; `collection` is
    Chroma's name for them; `kinship` tells whether there is a vector for each whole document."""

    documents: int
    passages: int
    size: int = 0  # bytes of the passages' file: a cut-off copy is noticed at once, not at some later question
    cut: str = ""
    embedding: str = ""
    collection: str = ""
    kinship: bool = False
    format: int = FORMAT

    @property
    def fingerprint(self) -> dict[str, object]:
        return {"format": self.format, "embedding": self.embedding}


def write_index_manifest(directory: Path, manifest: IndexManifest) -> None:
    """Written last, so that a half-written index has none."""
    with (directory / FILE_NAME).open("w", encoding="utf-8") as file:
        json.dump(asdict(manifest), file)
        file.flush()
        os.fsync(file.fileno())


def read_index_manifest(directory: Path) -> IndexManifest:
    """Raises NoRelease, ReleaseDamaged or FingerprintMismatch."""
    if not directory.is_dir():
        raise NoRelease("Kein Korpus gebaut. Bitte `lotsenwissen corpus build` ausführen.")
    try:
        data = json.loads((directory / FILE_NAME).read_text(encoding="utf-8"))
        version = data["format"]
        if version != FORMAT:
            raise FingerprintMismatch(f"Der Stand wurde mit einer anderen Programmversion gebaut; {_REBUILD}")
        return IndexManifest(**data)
    except (OSError, ValueError, TypeError, KeyError) as error:
        raise ReleaseDamaged(f"Der Suchindex ist unvollständig oder fremd; {_REBUILD}") from error
