"""SIGKILL at random moments under load: every turn that somebody saw must be there after the next start."""

import argparse
import asyncio
import json
import random
import signal
import tempfile
import time
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from assistant.settings import Settings
from assistant.store.tables import steps, turns
from tests.load.people import Person, Reply, sign_in_all, work
from tests.load.product import build_product, load_questions, name_people, start_product

_PEOPLE = 8
_THINK = (0.0, 0.3)


def measure_kills(rounds: int, seed: int = 1) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="lotsenwissen-kill-") as name:
        settings = build_product(Path(name), _PEOPLE)
        return kill_often(settings, Path(name) / "server.log", rounds, load_questions(), seed)


def kill_often(settings: Settings, log: Path, rounds: int, questions: list[str], seed: int) -> dict[str, Any]:
    chance = random.Random(seed)
    seen: list[Reply] = []
    starts, lost = [], []
    for number in range(rounds + 1):
        begun = time.monotonic()
        served = start_product(settings, log, LOTSENWISSEN_CHAT__USER_QUESTIONS_PER_MINUTE="10000")
        starts.append(time.monotonic() - begun)
        lost += find_lost(served.engine, seen)
        if number < rounds:
            people = [Person(served.url, name) for name in name_people(_PEOPLE)]
            asyncio.run(_work_until_killed(people, questions, chance.uniform(1.0, 4.0), served.process, number))
            seen += [reply for person in people for reply in person.replies]
        served.stop()
    return {
        "kills": rounds,
        "starts": len(starts),
        "slowest_start_s": round(max(starts), 1),
        "acknowledged_turns": len(seen),
        "lost_turns": len({reply.turn for reply in lost}),
    }


async def _work_until_killed(
    people: list[Person], questions: list[str], seconds: float, process: Any, seed: int
) -> None:
    await sign_in_all(people)
    await asyncio.gather(*(person.connect() for person in people))
    start = time.monotonic()
    working = [
        asyncio.create_task(work(person, questions, start, start + 300, _THINK, seed * 100 + n))
        for n, person in enumerate(people)
    ]
    await asyncio.sleep(seconds)
    process.send_signal(signal.SIGKILL)
    await asyncio.sleep(0.3)  # what was on the wire still arrives
    for task in working:
        task.cancel()
    await asyncio.gather(*working, return_exceptions=True)
    await asyncio.gather(*(person.leave() for person in people))


def find_lost(engine: Engine, seen: list[Reply]) -> list[Reply]:
    """Turns that were shown and are not kept, or not with the text that was shown."""
    with engine.connect() as connection:
        kept = set(connection.scalars(select(turns.c.id)))
        shown = set(connection.scalars(select(steps.c.output)))
    return [reply for reply in seen if reply.turn not in kept or reply.text not in shown]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rounds", type=int, default=20)


def run(arguments: argparse.Namespace) -> int:
    result = measure_kills(arguments.rounds)
    print(json.dumps(result, ensure_ascii=False, indent=2))
    return 0 if result["lost_turns"] == 0 and result["acknowledged_turns"] > 0 else 1
