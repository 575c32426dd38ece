"""The door to Chroma: one collection of passage vectors per release, in the release's folder or on a server."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from assistant.errors import ReleaseDamaged

if TYPE_CHECKING:
    import numpy as np
    from chromadb.api import ClientAPI
    from chromadb.api.models.Collection import Collection
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]  # numpy takes a sixth of a second to import: a question answered by words needs none

FOLDER = "chroma"
_BATCH = 5_000  # Chroma refuses more than 5,461 rows in one call
_SERVER_GONE = "Der Chroma-Server ist nicht erreichbar; bitte LOTSENWISSEN_CHROMA_URL und den Dienst prüfen."


@contextmanager
def _server_errors() -> Iterator[None]:
    """A server that goes away after connecting shows itself only as an error of its transport."""
    from httpx import HTTPError

    try:
        yield
    except HTTPError as error:
        raise ReleaseDamaged(_SERVER_GONE) from error


def connect(directory: Path, url: str | None) -> "ClientAPI":
    """Embedded in the release's folder, or the server at `url`. Raises ReleaseDamaged when neither answers."""
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    options = ChromaSettings(anonymized_telemetry=False)
    try:
        if url:
            parts = urlsplit(url)
            port = parts.port or (443 if parts.scheme == "https" else 80)
            return chromadb.HttpClient(parts.hostname or "localhost", port, parts.scheme == "https", settings=options)
        return chromadb.PersistentClient(str(directory / FOLDER), options)
    except ValueError as error:
        raise ReleaseDamaged(_SERVER_GONE) from error


def drop_collections(url: str, names: Iterable[str]) -> None:
    """Delete vectors from the server at `url`, where they would outlive their release. One already gone is fine."""
    from chromadb.errors import ChromaError

    client = connect(Path(), url)
    try:
        for name in names:
            with _server_errors(), suppress(ChromaError, ValueError):
                client.delete_collection(name)
    finally:
        client.close()


class VectorWriter:
    """`name` is unique to the release, so that several releases can share a server."""

    @_server_errors()
    def __init__(self, client: "ClientAPI", name: str, embedding: str) -> None:
        space = {"space": "cosine", "ef_construction": 80, "max_neighbors": 12}
        self._collection = client.get_or_create_collection(
            name, embedding_function=None, configuration={"hnsw": space}, metadata={"embedding": embedding}
        )

    @_server_errors()
    def add(self, numbers: Sequence[int], vectors: "Matrix") -> None:
        for at in range(0, len(numbers), _BATCH):
            ids = [str(number) for number in numbers[at : at + _BATCH]]
            self._collection.upsert(ids=ids, embeddings=vectors[at : at + _BATCH])


class VectorReader:
    def __init__(self, collection: "Collection") -> None:
        self._collection = collection

    @_server_errors()
    def nearest(self, vector: Sequence[float], limit: int) -> dict[int, float]:
        """Passage numbers with the cosine to `vector`, the nearest `limit`."""
        found: Mapping[str, Any] = self._collection.query(
            query_embeddings=[list(vector)], n_results=limit, include=["distances"]
        )
        return {
            int(id): 1 - float(distance) for id, distance in zip(found["ids"][0], found["distances"][0], strict=True)
        }

    @_server_errors()
    def read(self, numbers: Sequence[int]) -> dict[int, "Matrix"]:
        """The stored vectors, for reuse by the next release."""
        vectors: dict[int, Matrix] = {}
        for at in range(0, len(numbers), _BATCH):
            ids = [str(number) for number in numbers[at : at + _BATCH]]
            found: Mapping[str, Any] = self._collection.get(ids=ids, include=["embeddings"])
            vectors |= {int(id): row for id, row in zip(found["ids"], found["embeddings"], strict=True)}
        return vectors


@_server_errors()
def open_vectors(client: "ClientAPI", name: str, expected: int) -> VectorReader:
    """Asks one question to itself: after a kill during writing, Chroma opens but cannot search.

    Raises ReleaseDamaged when vectors are missing or the index is broken.
    """
    from chromadb.errors import ChromaError

    damaged = "Die Vektoren des Stands sind beschädigt; bitte `lotsenwissen corpus build` ausführen."
    try:
        collection = client.get_collection(name, embedding_function=None)
        if collection.count() != expected:
            raise ReleaseDamaged(damaged)
        reader = VectorReader(collection)
        if expected:
            sample = collection.peek(1)["embeddings"]
            reader.nearest(list(sample[0]) if sample is not None else [], 1)
        return reader
    except (ChromaError, ValueError) as error:
        raise ReleaseDamaged(damaged) from error


def read_raw_bytes(directory: Path, numbers: Sequence[int]) -> set[bytes]:
    """Vectors as they were handed in, letter for letter as Chroma's file keeps them: `read` gives them rounded.

    For the proof of erasure only; empty where the file is on a server or built otherwise.
    """
    wanted = {str(number) for number in numbers}
    try:
        with closing(sqlite3.connect(f"file:{directory / FOLDER / 'chroma.sqlite3'}?mode=ro", uri=True)) as db:
            rows = db.execute("SELECT id, vector FROM embeddings_queue WHERE vector IS NOT NULL")
            return {bytes(vector) for id, vector in rows if id in wanted}
    except sqlite3.Error:
        return set()
