"""What tests of several rooms share: the toy corpus, built once, and a guard against connections beyond this machine."""

import ipaddress
import shutil
import socket
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from assistant.answer.library import Library, open_library
from assistant.corpus.release import build_lock, publish_release
from assistant.search.build import build_release
from assistant.settings import Settings, load_settings

TOY = Path(__file__).parent / "corpus" / "toy"
REAL = Path(__file__).parent.parent / "corpus"
TODAY = date(2026, 11, 22)


def build_and_publish(settings: Settings) -> str:
    with build_lock(settings.releases_dir):
        manifest = build_release(settings)
        publish_release(settings.releases_dir, manifest.id)
    return manifest.id


@pytest.fixture
def toy(tmp_path: Path) -> Settings:
    """Settings over a private copy of the toy corpus, not yet built."""
    shutil.copytree(TOY, tmp_path / "corpus")
    return load_settings(corpus_dir=tmp_path / "corpus", data_dir=tmp_path / "var", database_url=None)


@pytest.fixture(scope="session")
def toy_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The toy corpus, built and published once for all tests that only read."""
    settings = load_settings(corpus_dir=TOY, data_dir=tmp_path_factory.mktemp("toy"), database_url=None)
    build_and_publish(settings)
    return open_library(settings)


@pytest.fixture(scope="session")
def real_library(tmp_path_factory: pytest.TempPathFactory) -> Library:
    """The project's own corpus, built and published once for all tests that only read."""
    settings = load_settings(corpus_dir=REAL, data_dir=tmp_path_factory.mktemp("real"), database_url=None)
    build_and_publish(settings)
    return open_library(settings)


@pytest.fixture(autouse=True, scope="session")
def _only_loopback() -> Iterator[None]:
    """Threat 16: no test, and no library under test, may open a connection beyond this machine."""
    original = socket.socket.connect

    def connect(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_loopback(str(address[0])):
            raise AssertionError(f"connection beyond loopback: {address}")
        original(self, address)

    socket.socket.connect = connect  # type: ignore[method-assign, assignment]
    yield
    socket.socket.connect = original  # type: ignore[method-assign]


def _is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
