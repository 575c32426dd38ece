"""Vectors from Ollama: batched, prefixed where the model's card says so, and honest about failure."""

import pytest

from assistant.answer.llm.embeddings import OllamaVectors, load_embeddings, prefixes_of
from assistant.errors import ModelBroken, ModelMissing, ModelUnreachable, SettingsError
from assistant.settings import Settings
from tests.answer.model_setup import make_settings
from tests.ollama_standin import ollama


def vectors_of(url: str, model: str = "bge-m3") -> OllamaVectors:
    settings = make_settings(url).model_copy(update={"embedding_model": model})
    vectors = load_embeddings(settings)
    assert vectors is not None
    return vectors


def test_without_a_model_there_are_no_vectors() -> None:
    assert load_embeddings(Settings(_env_file=None, embedding_model=None)) is None  # type: ignore[call-arg]


def test_texts_go_out_in_batches_and_come_back_in_order() -> None:
    with ollama(models=("bge-m3:latest",)) as server:
        vectors = vectors_of(server.url).embed_documents(["x" * length for length in range(1, 71)])
    assert [vector[0] for vector in vectors] == [float(length) for length in range(1, 71)]
    assert [len(body["input"]) for body in server.asked("/api/embed")] == [32, 32, 6]


def test_a_query_and_a_passage_carry_the_prefix_the_model_was_trained_with() -> None:
    with ollama(models=("nomic-embed-text:latest",)) as server:
        vectors = vectors_of(server.url, "nomic-embed-text")
        vectors.embed_query("Gebühr")
        vectors.embed_documents(["Die Gebühr beträgt 25 Euro."])
    assert [body["input"] for body in server.asked("/api/embed")] == [
        ["search_query: Gebühr"],
        ["search_document: Die Gebühr beträgt 25 Euro."],
    ]


@pytest.mark.parametrize(("model", "query"), [
    ("bge-m3", ""), ("bge-m3:567m", ""), ("granite-embedding:278m", ""), ("nomic-embed-text:v1.5", "search_query: "),
    ("jeffh/intfloat-multilingual-e5-large:f16", "query: "), ("snowflake-arctic-embed2", "query: "),
    ("snowflake-arctic-embed:335m", "Represent this sentence for searching relevant passages: "),
])  # fmt: skip
def test_prefixes_follow_the_models_name(model: str, query: str) -> None:
    assert prefixes_of(model)[0] == query


def test_a_missing_model_is_named_with_the_command() -> None:
    with ollama() as server, pytest.raises(ModelMissing, match="ollama pull bge-m3"):
        vectors_of(server.url).embed_query("Gebühr")


def test_an_absent_server_is_an_error() -> None:
    with pytest.raises(ModelUnreachable):
        vectors_of("http://127.0.0.1:1").embed_query("Gebühr")


def test_a_public_server_gets_no_text() -> None:
    with pytest.raises(SettingsError, match="außerhalb des eigenen Netzes"):
        vectors_of("http://8.8.8.8").embed_query("Gebühr")


def test_vectors_of_different_lengths_are_refused() -> None:
    with (
        ollama(models=("bge-m3:latest",), vector=lambda text: [1.0] * len(text)) as server,
        pytest.raises(ModelBroken, match="2 Vektoren"),
    ):
        vectors_of(server.url).embed_documents(["a", "bb"])


def test_another_server_takes_over() -> None:
    with ollama(models=("bge-m3:latest",)) as server:
        settings = make_settings("http://127.0.0.1:1", server.url).model_copy(update={"embedding_model": "bge-m3"})
        assert OllamaVectors(settings).embed_query("abc") == [3.0, 1.0, 0.0]
