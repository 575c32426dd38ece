import errno
import json
from dataclasses import replace
from pathlib import Path

import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding

from assistant.corpus.document import Document
from assistant.corpus.split import split_document
from assistant.errors import FingerprintMismatch, ModelUnreachable, NoRelease, ReleaseDamaged, StorageFailed
from assistant.search.index import build_index, open_index
from assistant.search.lexical import LexicalWriter
from assistant.settings import Settings
from tests.search.corpus import DOCUMENTS, TODAY, build, document, found

SETTINGS = Settings()
MANY = tuple(
    document(f"seite-{n}", f"Seite {n}", f"Die Auskunft Nummer {n} betrifft das Verfahren {n}.") for n in range(20)
)


def rebuild(directory: Path, documents: tuple[Document, ...], older: Path) -> int:
    """Number of documents written anew."""
    return build_index(directory, documents, SETTINGS, reuse_from=older).rewritten


def test_only_the_changed_document_is_written_anew(tmp_path: Path) -> None:
    build(tmp_path / "one", MANY)
    changed = (document("seite-0", "Seite 0", "Der Winterdienst räumt ab sieben Uhr."), *MANY[1:])
    assert rebuild(tmp_path / "two", changed, tmp_path / "one") == 1
    new, old = open_index(tmp_path / "two", SETTINGS), open_index(tmp_path / "one", SETTINGS)
    assert found(new, "Wann räumt der Winterdienst?")[0] == "seite-0"
    assert "Winterdienst" not in {
        word for hit in old.retrieve("Winterdienst", today=TODAY) for word in hit.passage.text.split()
    }
    assert found(new, "Verfahren 7")[0] == "seite-7"
    assert len(new.heads()) == len(MANY)


def test_nothing_of_a_removed_document_stays_in_the_files(tmp_path: Path) -> None:
    secret = document("geheim", "Vertrauliches", "Frau Zwirbelschnauz wohnt in der Quakgasse.")
    build(tmp_path / "one", (*MANY, secret))
    rebuild(tmp_path / "two", MANY, tmp_path / "one")
    for file in (tmp_path / "two").rglob("*"):
        if file.is_file():
            content = file.read_bytes().lower()
            assert b"zwirbel" not in content, file
            assert b"quakgass" not in content, file


def test_another_cut_of_passages_is_not_built_upon(tmp_path: Path) -> None:
    build(tmp_path / "one", MANY)
    other = Settings(corpus=SETTINGS.corpus.model_copy(update={"passage_chars": 400}))
    report = build_index(tmp_path / "two", MANY, other, reuse_from=tmp_path / "one")
    assert report.rewritten == len(MANY)


def test_an_index_that_is_not_there_names_the_next_step(tmp_path: Path) -> None:
    with pytest.raises(NoRelease, match="corpus build"):
        open_index(tmp_path / "nothing", SETTINGS)


@pytest.mark.parametrize("damage", ["empty folder", "no passages", "foreign manifest", "cut passages", "no words"])
def test_a_half_written_or_foreign_index_is_refused(tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "index"
    build(folder, DOCUMENTS)
    if damage == "empty folder":
        (folder / "search.json").unlink()
    elif damage == "no passages":
        (folder / "passages.sqlite").unlink()
    elif damage == "foreign manifest":
        (folder / "search.json").write_text('{"hello": "world"}', encoding="utf-8")
    elif damage == "cut passages":
        (folder / "passages.sqlite").write_bytes((folder / "passages.sqlite").read_bytes()[:1500])
    else:
        (folder / "lexical-passages" / "meta.json").write_text("{", encoding="utf-8")
    with pytest.raises(ReleaseDamaged, match="corpus build"):
        open_index(folder, SETTINGS)


def test_an_index_of_another_version_is_refused(tmp_path: Path) -> None:
    build(tmp_path / "index", DOCUMENTS)
    manifest = json.loads((tmp_path / "index" / "search.json").read_text(encoding="utf-8"))
    (tmp_path / "index" / "search.json").write_text(json.dumps(manifest | {"format": 0}), encoding="utf-8")
    with pytest.raises(FingerprintMismatch, match="corpus build"):
        open_index(tmp_path / "index", SETTINGS)


def test_a_full_disk_is_said_in_german_and_the_older_index_keeps_answering(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = build(tmp_path / "one", DOCUMENTS)

    def fail(self: LexicalWriter) -> None:
        raise ValueError("An IO error occurred: 'No space left on device (os error 28)'")

    monkeypatch.setattr(LexicalWriter, "close", fail)
    with pytest.raises(StorageFailed, match="voll"):
        build(tmp_path / "two", DOCUMENTS)
    assert found(older, "Was kostet mein Hund?")[0] == "hundesteuer"
    with pytest.raises(ReleaseDamaged):
        open_index(tmp_path / "two", SETTINGS)


def test_a_locked_folder_is_said_in_german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(StorageFailed, match="beschreibbar"):
        build(tmp_path / "index", DOCUMENTS)


class CountingEmbedding(DeterministicFakeEmbedding):
    texts: int = 0

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        self.texts += len(texts)
        return super().embed_documents(texts)


class SilentEmbedding(DeterministicFakeEmbedding):
    def embed_query(self, text: str) -> list[float]:
        raise ModelUnreachable("Ollama antwortet nicht.")


def test_vectors_of_unchanged_passages_are_reused(tmp_path: Path) -> None:
    model = CountingEmbedding(size=16)
    settings = Settings(embedding_model="probe")
    build(tmp_path / "one", DOCUMENTS, settings, embeddings=model)
    first = model.texts
    changed = (replace(DOCUMENTS[0], head=replace(DOCUMENTS[0].head, title="Hunde und Steuern")), *DOCUMENTS[1:])
    build(tmp_path / "two", changed, settings, embeddings=model, reuse_from=tmp_path / "one")
    assert model.texts == first + len(split_document(changed[0], settings.corpus))
    searcher = open_index(tmp_path / "two", settings, model)
    assert found(searcher, "Was kostet mein Hund?")[0] == "hundesteuer"


def test_vectors_of_another_model_are_refused(tmp_path: Path) -> None:
    settings = Settings(embedding_model="probe")
    model = DeterministicFakeEmbedding(size=16)
    build_index(tmp_path / "index", DOCUMENTS, settings, embeddings=model)
    with pytest.raises(FingerprintMismatch, match="probe"):
        open_index(tmp_path / "index", Settings(embedding_model="anderes"), model)
    with pytest.raises(FingerprintMismatch, match="probe"):
        open_index(tmp_path / "index", Settings())


def test_words_still_find_when_the_embedding_model_is_silent(tmp_path: Path) -> None:
    settings = Settings(embedding_model="probe")
    build_index(tmp_path / "index", DOCUMENTS, settings, embeddings=DeterministicFakeEmbedding(size=16))
    searcher = open_index(tmp_path / "index", settings, SilentEmbedding(size=16))
    assert found(searcher, "Was kostet mein Hund?")[0] == "hundesteuer"


def test_an_index_from_before_the_corpus_kept_questions_is_refused(tmp_path: Path) -> None:
    build(tmp_path / "index", DOCUMENTS)
    manifest = json.loads((tmp_path / "index" / "search.json").read_text(encoding="utf-8"))
    assert manifest["format"] >= 3
    for older in (1, 2):
        (tmp_path / "index" / "search.json").write_text(json.dumps(manifest | {"format": older}), encoding="utf-8")
        with pytest.raises(FingerprintMismatch, match="corpus build"):
            open_index(tmp_path / "index", SETTINGS)
