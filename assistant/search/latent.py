"""What words are about, learnt from the corpus itself: latent semantic analysis of letter runs. Nothing is downloaded.

A word is the sum of its letter runs, weighted by rarity; a text is the sum of its words, damped by repetition. So a word
the corpus has never seen (a typing error, a new compound) still lies near its relatives.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from assistant.search.compounds import edge_grams
from assistant.search.counts import WordCounts

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

_BUCKETS = 1 << 16
_SAMPLE = 2_000  # texts the axes are fitted on; more only cost time
_ROUNDS = 2  # power iterations: enough for a spectrum that falls this fast
_SEED = 7
_BATCH = 2_000

Matrix = NDArray[np.float32]


@dataclass(frozen=True)
class Axes:
    """`buckets` are the letter runs known, sorted; `rows` what each of them adds to a text's vector."""

    buckets: NDArray[np.int32]
    rows: NDArray[np.float16]

    def read_words(self, words: Sequence[str]) -> Matrix:
        """One row per word."""
        vectors = np.zeros((len(words), self.rows.shape[1]), dtype=np.float32)
        for at in range(0, len(words), _BATCH):
            runs = [_bucket_grams(word) for word in words[at : at + _BATCH]]
            starts = np.cumsum([0, *map(len, runs[:-1])])
            found = self._find_rows(np.array([run for one in runs for run in one], np.int32))
            vectors[at : at + len(runs)] = np.add.reduceat(found, starts)
        return vectors

    def read_query(self, words: Mapping[str, float]) -> Matrix:
        """Length 1; 0 when the corpus knows no letter run of these weighted words."""
        known = [word for word in words if word[:1].isalpha()]
        if not known:
            return np.zeros(self.rows.shape[1], dtype=np.float32)
        weights = np.array([words[word] for word in known], np.float32)
        vector: Matrix = _scale_rows(np.einsum("i,ij->j", weights, self.read_words(known))[None, :])[0]
        return vector

    def read_texts(self, counts: WordCounts) -> Matrix:
        """One row of length 1 per text."""
        words = self.read_words(counts.vocabulary)
        vectors = np.zeros((len(counts), self.rows.shape[1]), dtype=np.float32)
        for at in range(len(counts)):
            places, weights = _weigh_row(counts, at)
            vectors[at] = np.einsum("i,ij->j", weights, words[places])
        return _scale_rows(vectors)

    def _find_rows(self, runs: NDArray[np.int32]) -> Matrix:
        if not len(self.buckets):
            return np.zeros((len(runs), self.rows.shape[1]), dtype=np.float32)
        places = np.minimum(np.searchsorted(self.buckets, runs), len(self.buckets) - 1)
        found: Matrix = self.rows[places].astype(np.float32) * (self.buckets[places] == runs)[:, None]
        return found


def fit_axes(counts: WordCounts, dimensions: int) -> Axes:
    """Axes of the largest variation among the texts, by randomised singular value decomposition."""
    from scipy import sparse

    matrix = _count_runs(counts)
    size = matrix.shape[0]
    frequency = np.bincount(matrix.indices, minlength=_BUCKETS)
    rarity = np.log(1 + (size - frequency + 0.5) / (frequency + 0.5)).astype(np.float32)
    matrix = matrix @ sparse.diags(rarity)
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    matrix = (sparse.diags(1 / np.maximum(lengths, 1e-9)) @ matrix).astype(np.float32)
    buckets = np.flatnonzero(frequency)
    axes = _find_axes(matrix[:, buckets], dimensions) * rarity[buckets, None]
    return Axes(buckets.astype(np.int32), axes.astype(np.float16))


def _count_runs(counts: WordCounts) -> "csr_matrix":
    """Letter runs by text, of a sample of the texts."""
    from scipy import sparse

    vocabulary = [_bucket_grams(word) for word in counts.vocabulary]
    runs = np.array([run for one in vocabulary for run in one], np.int32)
    starts = np.cumsum([0, *map(len, vocabulary)])
    by_word = sparse.csr_matrix((np.ones(len(runs), np.float32), runs, starts), shape=(len(vocabulary), _BUCKETS))
    sample = [_weigh_row(counts, at) for at in range(0, len(counts), max(1, len(counts) // _SAMPLE))]
    places, weights = (np.concatenate([row[part] for row in sample]) for part in (0, 1))
    ends = np.cumsum([0, *(len(row[0]) for row in sample)])
    return sparse.csr_matrix((weights, places, ends), shape=(len(sample), len(vocabulary))) @ by_word


def _weigh_row(counts: WordCounts, at: int) -> tuple[NDArray[np.int32], Matrix]:
    """The words of one text by their place in the vocabulary; one said ten times is not ten times as much of the matter."""
    places, repeats = counts.row(at)
    return np.array(places, np.int32), 1 + np.log(np.array(repeats, np.float32))


def _find_axes(matrix: "csr_matrix", dimensions: int) -> Matrix:
    random = np.random.default_rng(_SEED)
    span = matrix @ random.standard_normal((matrix.shape[1], dimensions + 10), dtype=np.float32)
    for _ in range(_ROUNDS):
        span = matrix @ (matrix.T @ np.linalg.qr(span)[0])
    small = matrix.T @ np.linalg.qr(span)[0]
    # The axes of a tall matrix by the eigenvectors of its small square: a full decomposition takes ten times as long.
    strengths, turns = np.linalg.eigh(small.T @ small)
    order = [at for at in np.argsort(-strengths)[:dimensions] if strengths[at] > 1e-6]
    axes = np.zeros((matrix.shape[1], dimensions), dtype=np.float32)
    axes[:, : len(order)] = small @ turns[:, order] / np.sqrt(strengths[order])
    return axes


def _scale_rows(rows: Matrix) -> Matrix:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    scaled: Matrix = rows / np.maximum(lengths, 1e-9)
    return scaled


def _bucket_grams(word: str) -> list[int]:
    return [crc32(gram.encode()) % _BUCKETS for gram in edge_grams(word)]
