"""Vectors on a real Chroma server on loopback: shared by releases, cleaned up with them, and missed without harm."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from langchain_core.embeddings import DeterministicFakeEmbedding

from assistant.corpus.release import build_lock
from assistant.errors import ReleaseDamaged
from assistant.search.build import build_release
from assistant.search.index import open_index
from assistant.search.vectors import connect
from assistant.settings import CorpusSettings, Settings
from tests.search.corpus import DOCUMENTS, build, found

MODEL = DeterministicFakeEmbedding(size=16)
PAGE = """---
id: winterdienst
title: Winterdienst in Musterstadt
kind: guidance
level: Kommune
topic: praxis
sources: [PROBE]
stand: 2026-01-01
valid_from: null
valid_until: null
supersedes: []
review_due: 2030-01-01
responsible: Probestelle
---
## Wann wird geräumt?

Der Winterdienst räumt die Hauptstraßen ab sieben Uhr, Fassung {number}.
"""
SOURCES = """- key: PROBE
  title: Probe
  publisher: Probestelle
  url: https://www.example.org/probe
  licence: CC0
  retrieved: 2026-01-01
  stand: 2026-01-01
  interval_days: 365
  type: html
"""


class Server:
    """`chroma run`, as an operator starts it."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.url = f"http://127.0.0.1:{port}"
        command = [str(Path(sys.executable).with_name("chroma")), "run", "--path", str(folder), "--host", "127.0.0.1"]
        self._process = subprocess.Popen(
            [*command, "--port", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        self._wait()

    def _wait(self) -> None:
        deadline = time.monotonic() + 90
        while time.monotonic() < deadline:
            with suppress(ReleaseDamaged):
                connect(Path(), self.url).close()
                return
            time.sleep(0.2)
        raise AssertionError("chroma run did not answer")

    def collections(self) -> set[str]:
        client = connect(Path(), self.url)
        names = {collection.name for collection in client.list_collections()}
        client.close()
        return names

    def stop(self) -> None:
        self._process.terminate()
        self._process.wait(30)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    running = Server(tmp_path_factory.mktemp("chroma"))
    yield running
    running.stop()


def test_vectors_of_two_releases_share_a_server(server: Server, tmp_path: Path) -> None:
    settings = Settings(embedding_model="probe", chroma_url=server.url)
    before = server.collections()
    one = build(tmp_path / "one", DOCUMENTS, settings, embeddings=MODEL)
    build(tmp_path / "two", DOCUMENTS, settings, embeddings=MODEL, reuse_from=tmp_path / "one")
    assert len(server.collections() - before) == 2
    assert not (tmp_path / "one" / "chroma").exists()
    assert found(one, "Was kostet mein Hund?")[0] == "hundesteuer"


def test_a_pruned_release_leaves_no_vectors_on_the_server(server: Server, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    (corpus / "documents" / "praxis").mkdir(parents=True)
    (corpus / "sources.yaml").write_text(SOURCES, encoding="utf-8")
    settings = Settings(
        corpus_dir=corpus,
        data_dir=tmp_path / "var",
        chroma_url=server.url,
        embedding_model="probe",
        corpus=CorpusSettings(keep_releases=2),
    )
    before = server.collections()
    for number in range(4):
        page = corpus / "documents" / "praxis" / "winterdienst.md"
        page.write_text(PAGE.format(number=number), encoding="utf-8")
        with build_lock(settings.releases_dir):
            manifest = build_release(settings, MODEL)
        assert manifest.passages == 1, manifest.rejections
    assert len(server.collections() - before) == 2


def test_a_failed_build_leaves_no_vectors_on_the_server(server: Server, tmp_path: Path) -> None:
    class Failing(DeterministicFakeEmbedding):
        def embed_documents(self, texts: list[str]) -> list[list[float]]:
            raise RuntimeError("kein Speicher")

    before = server.collections()
    settings = Settings(embedding_model="probe", chroma_url=server.url)
    with pytest.raises(RuntimeError):
        build(tmp_path / "one", DOCUMENTS, settings, embeddings=Failing(size=16))
    assert server.collections() == before


def test_words_still_find_when_the_server_goes_away(tmp_path: Path) -> None:
    server = Server(tmp_path / "chroma")
    settings = Settings(embedding_model="probe", chroma_url=server.url)
    try:
        searcher = build(tmp_path / "one", DOCUMENTS, settings, embeddings=MODEL)
    finally:
        server.stop()
    assert found(searcher, "Was kostet mein Hund?")[0] == "hundesteuer"
    with pytest.raises(ReleaseDamaged, match="CHROMA_URL"):
        open_index(tmp_path / "one", settings, MODEL)
