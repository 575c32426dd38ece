"""A local embedding that downloads nothing: latent semantic analysis of letter runs, fitted on the corpus itself.

A word is the sum of its letter runs, weighted by rarity; a text is the sum of its words, damped by repetition. So a word
the corpus has never seen (a typing error, a new compound) still lies near its relatives.
"""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from langchain_core.embeddings import Embeddings
from numpy.typing import NDArray

from assistant.search.compounds import edge_grams
from assistant.search.german import content_words, fold

NAME = "latent-1"
_BUCKETS = 1 << 16
SAMPLE = 6_000  # passages the axes are fitted on; more only cost time
_ROUNDS = 2  # power iterations: enough for a spectrum that falls this fast
_SEED = 7

Matrix = NDArray[np.float32]


class LatentEmbedding(Embeddings):
    """LangChain's interface, so that it can stand wherever a neural model stands."""

    def __init__(self, axes: Matrix, rarity: Matrix) -> None:
        self._weighted = axes * rarity[:, None]
        self._axes, self._rarity = axes, rarity
        self._words: dict[str, Matrix] = {}

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        return self.embed(texts).tolist()  # type: ignore[no-any-return]

    def embed_query(self, text: str) -> list[float]:
        return self.embed([text])[0].tolist()  # type: ignore[no-any-return]

    def embed(self, texts: Sequence[str]) -> Matrix:
        """Rows of length 1, or 0 for a text without content words."""
        rows = np.zeros((len(texts), self._axes.shape[1]), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            counts = Counter(fold(word) for word in content_words(text))
            if counts:
                weights = 1 + np.log(np.fromiter(counts.values(), np.float32, len(counts)))
                row[:] = weights @ np.stack([self._read_word(word) for word in counts])
        lengths = np.linalg.norm(rows, axis=1, keepdims=True)
        scaled: Matrix = rows / np.maximum(lengths, 1e-9)
        return scaled

    def _read_word(self, word: str) -> Matrix:
        vector = self._words.get(word)
        if vector is None:
            vector = self._weighted[bucket_grams(word)].sum(axis=0)
            self._words[word] = vector
        return vector

    def save(self, path: Path) -> None:
        np.savez(path, axes=self._axes.astype(np.float16), rarity=self._rarity)

    @classmethod
    def load(cls, path: Path) -> "LatentEmbedding":
        with np.load(path, allow_pickle=False) as data:
            return cls(data["axes"].astype(np.float32), data["rarity"])


def bucket_grams(word: str) -> list[int]:
    return [crc32(gram.encode()) % _BUCKETS for gram in edge_grams(word)]


def fit_latent(texts: Sequence[str], dimensions: int) -> LatentEmbedding:
    """Axes of the largest variation among the texts, by randomised singular value decomposition."""
    from scipy import sparse

    step = max(1, len(texts) // SAMPLE)
    rows, columns, values = [], [], []
    for row, text in enumerate(texts[::step]):
        buckets: Counter[int] = Counter()
        for word, count in Counter(fold(word) for word in content_words(text)).items():
            for bucket in bucket_grams(word):
                buckets[bucket] += count
        rows += [row] * len(buckets)
        columns += list(buckets)
        values += [1 + np.log(count) for count in buckets.values()]
    size = len(texts[::step])
    matrix = sparse.csr_matrix((np.array(values, np.float32), (rows, columns)), shape=(size, _BUCKETS))
    rarity = np.log((1 + size) / (1 + np.bincount(columns, minlength=_BUCKETS))).astype(np.float32) + 1
    matrix = matrix @ sparse.diags(rarity)
    lengths = np.sqrt(np.asarray(matrix.multiply(matrix).sum(axis=1)).ravel())
    matrix = sparse.diags(1 / np.maximum(lengths, 1e-9)) @ matrix
    return LatentEmbedding(_find_axes(matrix.astype(np.float32), dimensions), rarity)


def _find_axes(matrix: Any, dimensions: int) -> Matrix:
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
