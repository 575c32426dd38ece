"""Vectors from Ollama: in batches, with the prefix a model was trained with, from the first server that answers."""

from collections.abc import Callable
from functools import lru_cache
from typing import TYPE_CHECKING

from langchain_core.embeddings import Embeddings

from assistant.answer.llm.clients import explain, make_embeddings
from assistant.answer.llm.hosts import HostPool, check_private
from assistant.errors import ModelBroken, ModelError
from assistant.settings import Settings
from assistant.wording import EMBEDDING_COUNT

if TYPE_CHECKING:
    from langchain_ollama import OllamaEmbeddings

# (query, passage) prefixes, only where the model's own card documents them; bge-m3 and granite-embedding use none.
_PREFIXES: dict[str, tuple[str, str]] = {
    "nomic-embed-text": ("search_query: ", "search_document: "),
    "multilingual-e5": ("query: ", "passage: "),
    "mxbai-embed-large": ("Represent this sentence for searching relevant passages: ", ""),
    "snowflake-arctic-embed2": ("query: ", ""),
    "snowflake-arctic-embed": ("Represent this sentence for searching relevant passages: ", ""),
    "embeddinggemma": ("task: search result | query: ", "title: none | text: "),
}


def load_embeddings(settings: Settings) -> "OllamaVectors | None":
    """The configured embedding model; None when none is set. Nothing is asked of the server yet."""
    if not settings.embedding_model:
        return None
    return OllamaVectors(settings)


def prefixes_of(model: str) -> tuple[str, str]:
    """(query, passage) prefix of a model by its name in Ollama, with or without owner and tag."""
    name = model.lower()
    return next((prefixes for known, prefixes in _PREFIXES.items() if known in name), ("", ""))


class OllamaVectors(Embeddings):
    """LangChain's Embeddings over one or several servers. Raises a ModelError when none of them answers."""

    def __init__(self, settings: Settings) -> None:
        self.model = settings.embedding_model or ""
        self._settings = settings
        self._pool = HostPool(settings.ollama_host, settings.models.retry_host_seconds)
        self._query_prefix, self._passage_prefix = prefixes_of(self.model)
        self._client: Callable[[str], OllamaEmbeddings] = lru_cache(maxsize=None)(self._connect)

    def _connect(self, url: str) -> "OllamaEmbeddings":
        check_private(url, self._settings.models.allow_public_host)
        return make_embeddings(self._settings, url)

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        size = self._settings.models.embedding_batch
        vectors: list[list[float]] = []
        for start in range(0, len(texts), size):
            vectors += self._embed([self._passage_prefix + text for text in texts[start : start + size]])
        return vectors

    def embed_query(self, text: str) -> list[float]:
        return self._embed([self._query_prefix + text])[0]

    def _embed(self, texts: list[str]) -> list[list[float]]:
        first_error: ModelError | None = None
        for url in self._pool.in_order():
            try:
                return self._embed_at(url, texts)
            except ModelError as error:
                self._pool.mark(url, failed=True)
                first_error = first_error or error
        assert first_error is not None  # a pool is never empty
        raise first_error

    def _embed_at(self, url: str, texts: list[str]) -> list[list[float]]:
        client = self._client(url)
        try:
            vectors = client.embed_documents(texts)
        except Exception as error:
            seconds = self._settings.models.embedding_seconds
            raise explain(error, host=url, model=self.model, seconds=seconds, started=False) from error
        if len(vectors) != len(texts) or len({len(vector) for vector in vectors}) != 1:
            raise ModelBroken(EMBEDDING_COUNT.format(model=self.model, got=len(vectors), want=len(texts)))
        return vectors
