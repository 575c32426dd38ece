"""Vectors of a release: which model, what it reads, and which vectors the release before already has."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from assistant.corpus.document import Passage
from assistant.errors import FingerprintMismatch, ReleaseError
from assistant.search.manifest import IndexManifest, read_index_manifest
from assistant.search.passages import PassageReader
from assistant.search.retrieve import Nearness
from assistant.search.vectors import Matrix, VectorWriter, connect, open_vectors
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.embeddings import Embeddings

    from assistant.search.latent import LatentEmbedding

LOCAL_FILE = "latent.npz"
_LOCAL_DIMENSIONS = 128
_BATCH = 512


def name_embedding(settings: Settings, embeddings: "Embeddings | None") -> str:
    """The model the vectors come from; "" for none. Part of the fingerprint: vectors of two models never mix."""
    if embeddings is not None:
        return settings.embedding_model or type(embeddings).__name__
    return "lokal" if settings.search.local_vectors else ""


def text_for_vector(passage: Passage) -> str:
    return "\n".join((passage.title, *passage.headings, passage.text))


def write_vectors(
    directory: Path,
    collection: str,
    passages: Sequence[tuple[int, Passage]],
    settings: Settings,
    embeddings: "Embeddings | None",
    reuse_from: Path | None,
    progress: Callable[[float], None],
) -> str:
    """Embed what the release before has not embedded the same way, and store all vectors. Returns the model's name."""
    name = name_embedding(settings, embeddings)
    if not name or not passages:
        return name
    model = embeddings or _fit_local(directory, [text_for_vector(passage) for _, passage in passages])
    known = _read_known(reuse_from, settings, name) if embeddings else {}
    client = connect(directory, settings.chroma_url)
    try:
        writer = VectorWriter(client, collection, name)
        for done, (numbers, vectors) in enumerate(_embed_batches(passages, model, known), 1):
            writer.add(numbers, vectors)
            progress(min(1.0, done * _BATCH / len(passages)))
    finally:
        client.close()
    return name


def _embed_batches(
    passages: Sequence[tuple[int, Passage]], model: "Embeddings", known: dict[str, Matrix]
) -> Iterator[tuple[list[int], Matrix]]:
    for at in range(0, len(passages), _BATCH):
        batch = passages[at : at + _BATCH]
        missing = [passage for _, passage in batch if passage.digest not in known]
        fresh = model.embed_documents([text_for_vector(passage) for passage in missing]) if missing else []
        new = {p.digest: np.array(row, np.float32) for p, row in zip(missing, fresh, strict=True)}
        rows = [new[p.digest] if p.digest in new else known[p.digest] for _, p in batch]
        yield [number for number, _ in batch], np.stack(rows)


def _fit_local(directory: Path, texts: Sequence[str]) -> "LatentEmbedding":
    from assistant.search.latent import fit_latent

    model = fit_latent(texts, _LOCAL_DIMENSIONS)
    model.save(directory / LOCAL_FILE)
    return model


def _read_known(reuse_from: Path | None, settings: Settings, name: str) -> dict[str, Matrix]:
    """Vectors by passage digest; none when the release before is unusable or of another model."""
    if reuse_from is None:
        return {}
    try:
        manifest = read_index_manifest(reuse_from)
        if manifest.embedding != name:
            return {}
        digests = PassageReader(reuse_from).digests()
        client = connect(reuse_from, settings.chroma_url)
        try:
            vectors = open_vectors(client, manifest.collection, manifest.passages).read(list(digests))
        finally:
            client.close()
    except ReleaseError:
        return {}
    return {digests[number]: vector for number, vector in vectors.items()}


def open_nearness(
    directory: Path, manifest: IndexManifest, settings: Settings, embeddings: "Embeddings | None"
) -> Nearness | None:
    """Raises FingerprintMismatch when the question would be read by another model than the passages were."""
    if not manifest.embedding:
        return None
    local = (directory / LOCAL_FILE).is_file()
    if not local and manifest.embedding != name_embedding(settings, embeddings):
        raise FingerprintMismatch(
            f"Der Stand wurde mit dem Einbettungsmodell „{manifest.embedding}“ gebaut; bitte LOTSENWISSEN_EMBEDDING_MODEL "
            "darauf setzen oder `lotsenwissen corpus build` ausführen."
        )
    vectors = open_vectors(connect(directory, settings.chroma_url), manifest.collection, manifest.passages)
    if embeddings is not None and not local:
        return Nearness(vectors, embeddings, settings.search.weight_vectors)
    from assistant.search.latent import LatentEmbedding

    return Nearness(vectors, LatentEmbedding.load(directory / LOCAL_FILE), settings.search.weight_local_vectors)
