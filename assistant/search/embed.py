"""Vectors of a release: which model, what it reads, and which vectors the release before already has."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.corpus.document import Passage
from assistant.errors import FingerprintMismatch, ReleaseError
from assistant.search.leftovers import clear_unused_room
from assistant.search.manifest import IndexManifest, read_index_manifest
from assistant.search.passages import PassageReader
from assistant.search.retrieve import Nearness
from assistant.search.vectors import VectorWriter, connect, drop_collections, open_vectors
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

    from assistant.search.vectors import Matrix

    Known = Callable[[Sequence[Passage]], dict[str, Matrix]]  # the vectors some passages already have, by digest

_BATCH = 512


def name_embedding(settings: Settings, embeddings: "Embeddings | None") -> str:
    """The model the vectors come from; "" for none. Part of the fingerprint: vectors of two models never mix."""
    return "" if embeddings is None else settings.embedding_model or type(embeddings).__name__


def text_for_vector(passage: Passage) -> str:
    return "\n".join((passage.title, *passage.headings, passage.text))


def write_vectors(
    directory: Path,
    collection: str,
    count: int,
    settings: Settings,
    embeddings: "Embeddings | None",
    reuse_from: Path | None,
    progress: Callable[[float], None],
) -> str:
    """Embed what the release before has not embedded the same way, and store all vectors. Returns the model's name.

    The passages are read from the file just written, batch by batch: all of them would not fit in memory.
    """
    name = name_embedding(settings, embeddings)
    if embeddings is None or not count:
        return name
    passages = PassageReader(directory)
    client = connect(directory, settings.chroma_url)
    try:
        writer = VectorWriter(client, collection, name)
        with _open_known(reuse_from, settings, name) as known:
            for done, batch in enumerate(passages.batches(_BATCH), 1):
                writer.add([number for number, _ in batch], _embed_batch([p for _, p in batch], embeddings, known))
                progress(min(1.0, done * _BATCH / count))
    except BaseException:
        if settings.chroma_url:
            with suppress(ReleaseError):
                drop_collections(settings.chroma_url, [collection])
        raise
    finally:
        client.close()
    clear_unused_room(directory)
    return name


def _embed_batch(passages: Sequence[Passage], model: "Embeddings", known: "Known") -> "Matrix":
    import numpy as np

    vectors = known(passages)
    missing = [passage for passage in passages if passage.digest not in vectors]
    fresh = model.embed_documents([text_for_vector(passage) for passage in missing]) if missing else []
    vectors |= {p.digest: np.array(row, np.float32) for p, row in zip(missing, fresh, strict=True)}
    return np.stack([vectors[passage.digest] for passage in passages])


@contextmanager
def _open_known(older: Path | None, settings: Settings, name: str) -> "Iterator[Known]":
    """What the release before has embedded; nothing when there is none, or one unusable or of another model."""
    with ExitStack() as open_clients:
        known = None
        if older is not None:
            with suppress(ReleaseError):
                known = _read_known(older, settings, name, open_clients)
        yield known or (lambda _passages: {})


def _read_known(older: Path, settings: Settings, name: str, open_clients: ExitStack) -> "Known | None":
    manifest = read_index_manifest(older)
    if manifest.embedding != name:
        return None
    numbers = {digest: number for number, digest in PassageReader(older).digests().items()}
    client = connect(older, settings.chroma_url)
    open_clients.callback(client.close)
    vectors = open_vectors(client, manifest.collection, manifest.passages)

    def read(passages: Sequence[Passage]) -> "dict[str, Matrix]":
        digests = {numbers[p.digest]: p.digest for p in passages if p.digest in numbers}
        return {digests[number]: vector for number, vector in vectors.read(list(digests)).items()}

    return read


def open_nearness(
    directory: Path, manifest: IndexManifest, settings: Settings, embeddings: "Embeddings | None"
) -> Nearness | None:
    """Raises FingerprintMismatch when the question would be read by another model than the passages were."""
    if not manifest.embedding:
        return None
    if embeddings is None or manifest.embedding != name_embedding(settings, embeddings):
        raise FingerprintMismatch(
            f"Der Stand wurde mit dem Einbettungsmodell „{manifest.embedding}“ gebaut; bitte LOTSENWISSEN_EMBEDDING_MODEL "
            "darauf setzen oder `lotsenwissen corpus build` ausführen."
        )
    vectors = open_vectors(connect(directory, settings.chroma_url), manifest.collection, manifest.passages)
    return Nearness(vectors, embeddings)
