"""A real server with a small corpus of its own, in a process of its own: Chainlit lives in globals."""

import os
import shutil
import signal
import socket
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from fpdf import FPDF
from sqlalchemy import Engine

from assistant.settings import Settings, load_settings
from assistant.store.database import open_database
from assistant.store.users import add_user
from tests.chat.starting import Started
from tests.conftest import build_and_publish

# Importing Chainlit writes settings and translations into this folder; without it, into the project.
os.environ["CHAINLIT_APP_ROOT"] = tempfile.mkdtemp(prefix="lotsenwissen-chainlit-")

PASSWORD = "richtig-lang-genug"
CORPUS = Path(__file__).with_name("corpus")
ROOT = Path(__file__).parents[2]


@dataclass
class Served:
    """A running window: where it is, and how to look behind it."""

    url: str
    settings: Settings
    process: Started
    engine: Engine

    def log(self) -> str:
        return (self.settings.data_dir / "server.log").read_text()

    def stop(self, how: int = signal.SIGTERM) -> None:
        self.process.stop(how)
        self.engine.dispose()

    def sign_in(self, name: str, password: str = PASSWORD) -> httpx.Client:
        answer = httpx.post(f"{self.url}/login", data={"username": name, "password": password}, timeout=30)
        answer.raise_for_status()
        return httpx.Client(base_url=self.url, timeout=30, cookies=answer.cookies)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def make_settings(directory: Path, port: int = 8000) -> Settings:
    places = {"data_dir": directory / "var", "corpus_dir": directory / "corpus"}
    return load_settings(**places, database_url=None, model=None, mode="quotes", host="127.0.0.1", port=port)


def start_server(directory: Path, **environment: str) -> Served:
    """`environment`: further settings by their names in the environment."""
    settings = make_settings(directory, free_port())
    env = {key: value for key, value in os.environ.items() if not key.startswith(("CHAINLIT_", "LOTSENWISSEN_"))}
    for name in ("data_dir", "corpus_dir", "host", "port", "mode"):
        env[f"LOTSENWISSEN_{name.upper()}"] = str(getattr(settings, name))
    env["LOTSENWISSEN_CHAT__USER_QUESTIONS_PER_MINUTE"] = "1000"  # all tests speak for the same few people
    env |= environment
    process = Started(env, settings.data_dir / "server.log")
    served = Served(f"http://127.0.0.1:{settings.port}", settings, process, open_database(settings))
    _wait_until_alive(served)
    return served


def _wait_until_alive(served: Served) -> None:
    for _ in range(800):
        if not served.process.alive:
            break
        try:
            httpx.get(f"{served.url}/health", timeout=5)
            return
        except httpx.TransportError:
            time.sleep(0.1)
    raise AssertionError("the server did not start: " + served.log())


def build_town_hall(directory: Path) -> Settings:
    """The test corpus with a two-page PDF original, built and published."""
    shutil.copytree(CORPUS, directory / "corpus")
    pages = FPDF()
    pages.set_font("Helvetica")
    for text in (
        "Das Handbuch beschreibt den Betrieb des Friedhofs.",
        "Die Urnenabfrage dauert auf dem Friedhof drei Werktage.",
    ):
        pages.add_page()
        pages.multi_cell(0, 8, text)
    (directory / "corpus" / "originals").mkdir()
    pages.output(str(directory / "corpus" / "originals" / "handbuch.pdf"))
    settings = make_settings(directory)
    build_and_publish(settings)
    return settings


@pytest.fixture(scope="session")
def town_hall(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("rathaus")
    build_town_hall(directory)
    return directory


@pytest.fixture(scope="session")
def served(town_hall: Path) -> Iterator[Served]:
    """The window with two Navigators (anna, bernd) and a Lotse (lotte)."""
    settings = make_settings(town_hall)
    engine = open_database(settings)
    for name, role in (("anna", "navigator"), ("bernd", "navigator"), ("lotte", "lotse")):
        add_user(engine, name, PASSWORD, role, settings.store)
    engine.dispose()
    running = start_server(town_hall)
    yield running
    running.stop()
