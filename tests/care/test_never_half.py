"""Readers never see a half-built release: kills at random moments, and questions during publishing and rolling back."""

import random
import subprocess
import sys
import threading
import time
from datetime import date
from functools import partial
from pathlib import Path

from assistant.answer.answer import Question
from assistant.answer.ask import ask
from assistant.answer.library import open_library
from assistant.corpus.release import (
    build_lock,
    list_releases,
    prune_releases,
    publish_release,
    published_release,
    rollback_release,
)
from assistant.search.build import is_usable
from assistant.settings import Settings
from tests.care.conftest import Workshop
from tests.conftest import TODAY, build_and_publish

ROOT = Path(__file__).parents[2]
QUESTION = "Wie hoch ist die Hundesteuer in Musterau für den ersten Hund?"
KILLS, STREAMS, SWAPS = 20, 10, 20


def answer_now(settings: Settings) -> str:
    """A fresh reader, as after a restart."""
    answer = ask(Question(QUESTION, today=TODAY), open_library(settings))
    assert answer.status.value == "answered"
    return answer.text


def test_after_twenty_kills_the_published_release_always_answers(workshop: Workshop) -> None:
    place = workshop.settings.data_dir.parent
    chance = random.Random(7)
    process = _start(place)
    for _ in range(KILLS):
        time.sleep(chance.uniform(0.02, 0.9))
        process.kill()
        process.wait(10)
        assert "84 Euro" in answer_now(workshop.settings)
        process = _start(place)
    process.kill()
    process.wait(10)
    with build_lock(workshop.settings.releases_dir):
        prune_releases(workshop.settings.releases_dir, keep=2)
    assert list(workshop.settings.releases_dir.glob(".building-*")) == []
    build_and_publish(workshop.settings)
    assert "84 Euro" in answer_now(workshop.settings)


def _start(place: Path) -> "subprocess.Popen[bytes]":
    """Returns once the process is about to build, so that the kill meets its work and not its start."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.care.crash", str(place)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout is not None
    process.stdout.readline()
    return process


def test_ten_streams_of_questions_see_no_failure_and_no_mixed_answer(workshop: Workshop) -> None:
    settings = workshop.settings
    path = settings.corpus_dir / "documents/gebuehren/hundesteuer.md"
    first = published_release(settings.releases_dir)
    path.write_text(path.read_text("utf-8").replace("84 Euro", "96 Euro"), encoding="utf-8")
    second = build_and_publish(settings)
    expected = {first: "84 Euro", second: "96 Euro"}
    library, stop = open_library(settings), threading.Event()
    faults: list[str] = []
    seen: list[str] = []

    def ask_on_and_on() -> None:
        while not stop.is_set():
            try:
                answer = ask(Question(QUESTION, today=date(2026, 11, 22)), library)
            except Exception as error:
                faults.append(repr(error))
                return
            seen.append(str(answer.release))
            wanted = expected[str(answer.release)]
            other = ({"84 Euro", "96 Euro"} - {wanted}).pop()
            if wanted not in answer.text or other in answer.text:
                faults.append(f"{answer.release}: {answer.text}")

    streams = [threading.Thread(target=ask_on_and_on) for _ in range(STREAMS)]
    for stream in streams:
        stream.start()
    for _ in range(SWAPS):
        with build_lock(settings.releases_dir):
            rollback_release(settings.releases_dir, partial(is_usable, settings))
        time.sleep(0.1)
        with build_lock(settings.releases_dir):
            publish_release(settings.releases_dir, second)
        time.sleep(0.1)
    stop.set()
    for stream in streams:
        stream.join(30)
    assert faults == []
    assert set(seen) == {first, second}
    assert {manifest.id for manifest in list_releases(settings.releases_dir)} == {first, second}
