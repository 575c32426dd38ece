"""Which documents are about the same as a question: one vector per whole document, in a file beside the index.

No Chroma here: a few thousand vectors are compared one by one in less than a millisecond, while importing Chroma costs every
`lotsenwissen ask` a second.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from assistant.errors import ReleaseDamaged, ReleaseError
from assistant.search.latent import Axes, fit_axes
from assistant.search.manifest import read_index_manifest
from assistant.search.writing import Written

FILE_NAME = "kinship.npz"
_DIMENSIONS = 128
_MOST_UNFITTED = 0.3  # beyond this share of new texts the axes no longer are those of the corpus


@dataclass(frozen=True)
class Kinship:
    """`numbers` names each document by its first passage; `unfitted` counts those written since the axes were fitted."""

    axes: Axes
    numbers: NDArray[np.int64]
    vectors: NDArray[np.float16]
    unfitted: int

    def save(self, directory: Path) -> None:
        with (directory / FILE_NAME).open("wb") as file:
            np.savez(
                file,
                buckets=self.axes.buckets,
                rows=self.axes.rows,
                numbers=self.numbers,
                vectors=self.vectors,
                unfitted=np.array(self.unfitted),
            )


class KinshipReader:
    """Safe to share between threads."""

    def __init__(self, kinship: Kinship, documents: Mapping[int, str]) -> None:
        self._axes = kinship.axes
        self._vectors = kinship.vectors.astype(np.float32)
        self._documents = [documents.get(int(number), "") for number in kinship.numbers]

    def rows_of(self, allowed: frozenset[str]) -> NDArray[np.intp]:
        return np.array([at for at, document in enumerate(self._documents) if document in allowed], np.intp)

    def measure(self, words: Mapping[str, float], rows: NDArray[np.intp] | None, limit: int) -> dict[str, float]:
        """The nearest documents among `rows` (None: all): the nearest of all 1, the last of `limit` 0."""
        query = self._axes.read_query(words)
        # Not `@`: its threads wait for each other on a busy machine, and a question took three times as long.
        cosines = np.einsum("ij,j->i", self._vectors if rows is None else self._vectors[rows], query)
        if not query.any() or not len(cosines):
            return {}
        nearest = np.argpartition(-cosines, limit - 1)[:limit] if len(cosines) > limit else np.arange(len(cosines))
        floor, top = float(cosines[nearest].min()), float(cosines[nearest].max())
        places = nearest if rows is None else rows[nearest]
        shares = (cosines[nearest] - floor) / max(top - floor, 1e-6)
        return {self._documents[at]: float(share) for at, share in zip(places, shares, strict=True)}


def load_kinship(directory: Path) -> Kinship:
    """Raises ReleaseDamaged."""
    try:
        with np.load(directory / FILE_NAME, allow_pickle=False) as data:
            axes = Axes(data["buckets"], data["rows"])
            return Kinship(axes, data["numbers"], data["vectors"], int(data["unfitted"]))
    except (OSError, ValueError, KeyError, EOFError, BadZipFile) as error:
        raise ReleaseDamaged(
            "Die Vektoren der Dokumente fehlen oder sind beschädigt; bitte `lotsenwissen corpus build` ausführen."
        ) from error


def read_stored_bytes(directory: Path, numbers: Collection[int]) -> bytes:
    """The vectors of these documents as the file keeps them, by which they would be found again: for the proof of erasure."""
    kinship = load_kinship(directory)
    return kinship.vectors[np.isin(kinship.numbers, list(numbers))].tobytes()


def find_kinship(older: Path | None, changed: int) -> Kinship | None:
    """The older vectors, when their axes still fit after so many more changed documents."""
    if older is None:
        return None
    try:
        known = load_kinship(older) if read_index_manifest(older).kinship else None
    except ReleaseError:
        return None
    return known if known and known.unfitted + changed <= _MOST_UNFITTED * len(known.numbers) else None


def write_kinship(directory: Path, written: Written, older: Kinship | None) -> None:
    """Vectors of documents not written just now are taken over from `older`; None fits the axes anew."""
    axes = older.axes if older else fit_axes(written.counts, _DIMENSIONS)
    numbers = np.array(written.numbers, np.int64)
    vectors = axes.read_texts(written.counts).astype(np.float16)
    unfitted = 0
    if older:
        kept = np.isin(older.numbers, list(written.current - set(written.numbers)))
        numbers = np.concatenate([older.numbers[kept], numbers])
        vectors = np.concatenate([older.vectors[kept], vectors])
        unfitted = older.unfitted + len(written.numbers)
    Kinship(axes, numbers, vectors, unfitted).save(directory)
