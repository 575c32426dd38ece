"""The real product as a process of its own, over the project's own corpus, with as many people as wanted."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil
from sqlalchemy import Engine

from assistant.settings import Settings, load_settings
from assistant.store.database import open_database
from assistant.store.users import add_user
from tests.chat.conftest import PASSWORD, free_port
from tests.conftest import REAL, build_and_publish

ROOT = Path(__file__).parents[2]
_START_SECONDS = 120


@dataclass(frozen=True)
class Window:
    """A running product: where it is, and how to look behind it."""

    url: str
    settings: Settings
    process: subprocess.Popen[bytes]
    engine: Engine

    def stop(self, how: int = signal.SIGTERM) -> None:
        if self.process.poll() is None:
            self.process.send_signal(how)
        self.process.wait(40)
        self.engine.dispose()


def build_product(directory: Path, people: int, database_url: str | None = None) -> Settings:
    """A data folder with the real corpus published and accounts `person-000` …"""
    settings = load_settings(
        corpus_dir=REAL, data_dir=directory / "var", database_url=database_url, model=None, mode="quotes"
    )
    build_and_publish(settings)
    engine = open_database(settings)
    for name in name_people(people):
        add_user(engine, name, PASSWORD, "navigator", settings.store)
    engine.dispose()
    return settings


def name_people(count: int) -> list[str]:
    return [f"person-{number:03}" for number in range(count)]


def load_questions() -> list[str]:
    """What town halls ask, from the project's own sets: answerable and not."""
    folder = ROOT / "evals" / "datasets"
    lines = [
        line
        for name in ("answerable", "unanswerable")
        for line in (folder / f"{name}.jsonl").open("r", encoding="utf-8")
    ]
    return [str(json.loads(line)["question"]) for line in lines]


def start_product(settings: Settings, log: Path, **environment: str) -> Window:
    """Raises AssertionError with the log when it does not come up."""
    port = free_port()
    env = {key: value for key, value in os.environ.items() if not key.startswith(("CHAINLIT_", "LOTSENWISSEN_"))}
    env |= {
        "LOTSENWISSEN_DATA_DIR": str(settings.data_dir),
        "LOTSENWISSEN_CORPUS_DIR": str(settings.corpus_dir),
        "LOTSENWISSEN_MODE": "quotes",
        "LOTSENWISSEN_PORT": str(port),
        **({"LOTSENWISSEN_DATABASE_URL": settings.database_url} if settings.database_url else {}),
        **environment,
    }
    with log.open("ab") as file:
        process = subprocess.Popen(
            [sys.executable, "-m", "assistant", "chat"], env=env, cwd=ROOT, stdout=file, stderr=file
        )
    window = Window(f"http://127.0.0.1:{port}", settings, process, open_database(settings))
    begun = time.monotonic()
    while not is_ready(window.url):
        assert process.poll() is None, log.read_text()[-3000:]
        assert time.monotonic() - begun < _START_SECONDS, log.read_text()[-3000:]
        time.sleep(0.2)
    return window


def is_ready(url: str) -> bool:
    try:
        return httpx.get(f"{url}/ready", timeout=5).status_code == 200
    except httpx.TransportError:
        return False


@contextmanager
def running(settings: Settings, log: Path, **environment: str) -> Iterator[Window]:
    window = start_product(settings, log, **environment)
    try:
        yield window
    finally:
        window.stop()


def measure_memory(processes: Sequence[int]) -> float:
    """Megabytes resident, of all of them."""
    return sum(psutil.Process(pid).memory_info().rss for pid in processes) / 1e6
