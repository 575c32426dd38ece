"""`python -m tests.chat.measure_first_sentence`: ten people ask at once; how long until each sees the first sentence.

The real product over the real corpus without a model, measured at the socket: what the browser adds is drawing.
"""

import asyncio
import json
import shutil
import tempfile
import time
from pathlib import Path

from assistant import wording
from assistant.store.users import add_user
from tests.chat.conftest import PASSWORD, ROOT, Served, make_settings, start_server
from tests.chat.protocol import Navigator
from tests.conftest import build_and_publish

PEOPLE, ROUNDS = 10, 5
QUESTIONS = [question for _, _, questions in wording.STARTERS for question in questions]


def measure_first_sentence(directory: Path) -> dict[str, float]:
    shutil.copytree(ROOT / "corpus", directory / "corpus")
    settings = make_settings(directory)
    build_and_publish(settings)
    served = start_server(directory)
    for number in range(PEOPLE):
        add_user(served.engine, f"person{number}", PASSWORD, "navigator", settings.store)
    try:
        times = sorted(asyncio.run(_ask_all(served)))
    finally:
        served.stop()
    return {"questions": len(times), "p50_s": _percentile(times, 50), "p95_s": _percentile(times, 95)}


async def _ask_all(served: Served) -> list[float]:
    people = []
    for number in range(PEOPLE):
        name = f"person{number}"
        people.append(await Navigator(served, served.sign_in(name), name).open())
    times: list[float] = []
    for turn in range(ROUNDS):
        asked = [QUESTIONS[(number + turn) % len(QUESTIONS)] for number in range(PEOPLE)]
        times += await asyncio.gather(*(_time(*pair) for pair in zip(people, asked, strict=True)))
    for person in people:
        await person.close()
    return times


async def _time(person: Navigator, question: str) -> float:
    begun, before, answered = time.perf_counter(), _seen(person), len(person.answers())
    await person.send(question)
    while _seen(person) == before:
        await asyncio.sleep(0.005)
    seconds = time.perf_counter() - begun
    await person.wait_for(lambda: len(person.answers()) > answered)
    return seconds


def _seen(person: Navigator) -> int:
    return len(person.of("stream_start")) + len(person.answers())


def _percentile(ordered: list[float], percent: int) -> float:
    """The smallest value that at least so many percent do not exceed."""
    return round(ordered[-(-len(ordered) * percent // 100) - 1], 3)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        print(json.dumps(measure_first_sentence(Path(name))))
