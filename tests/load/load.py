"""A hundred people for ten minutes: error rate, percentiles, memory, and whether the machine still answers."""

import argparse
import asyncio
import json
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any

import httpx

from tests.load.people import Person, sign_in_all, work
from tests.load.product import build_product, load_questions, measure_memory, name_people, running

THINK = (20.0, 40.0)  # seconds between an answer and the next question: somebody reads it


def measure_load(people: int, minutes: float, think: tuple[float, float] = THINK) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="lotsenwissen-last-") as name:
        directory = Path(name)
        settings = build_product(directory, people)
        per_minute = {"LOTSENWISSEN_CHAT__USER_QUESTIONS_PER_MINUTE": "100"}
        with running(settings, directory / "server.log", **per_minute) as served:
            return asyncio.run(_drive(served.url, served.process.pid, people, minutes * 60, think))


async def _drive(url: str, pid: int, count: int, seconds: float, think: tuple[float, float]) -> dict[str, Any]:
    people = [Person(url, name) for name in name_people(count)]
    await sign_in_all(people)
    questions = load_questions()
    start = time.monotonic()
    watching = asyncio.create_task(_watch(url, pid, start, start + seconds))
    await asyncio.gather(*(work(p, questions, start, start + seconds, think, n) for n, p in enumerate(people)))
    samples = await watching
    return summarise(people, samples, seconds)


async def _watch(url: str, pid: int, start: float, until: float) -> list[tuple[float, float, float]]:
    """(second, megabytes, seconds of /health) every two seconds."""
    samples = []
    async with httpx.AsyncClient(timeout=30) as client:
        while time.monotonic() < until:
            begun = time.monotonic()
            (await client.get(f"{url}/health")).raise_for_status()
            samples.append((begun - start, measure_memory([pid]), time.monotonic() - begun))
            await asyncio.sleep(2)
    return samples


def summarise(people: list[Person], samples: list[tuple[float, float, float]], seconds: float) -> dict[str, Any]:
    """Memory is compared between minute 2 (or a fifth of a shorter run) and the end, as means of ten samples."""
    times = sorted(reply.seconds for person in people for reply in person.replies)
    failures = [failure for person in people for failure in person.failures]
    settled = [memory for at, memory, _ in samples if at >= min(120.0, seconds / 5)]
    early, late = statistics.mean(settled[:10]), statistics.mean(settled[-10:])
    return {
        "people": len(people),
        "seconds": round(seconds),
        "questions": len(times),
        "per_second": round(len(times) / seconds, 2),
        "failures": len(failures),
        "error_rate": round(len(failures) / max(1, len(times) + len(failures)), 4),
        "p50_s": round(percentile(times, 50), 3),
        "p95_s": round(percentile(times, 95), 3),
        "p99_s": round(percentile(times, 99), 3),
        "max_s": round(times[-1], 3),
        "health_max_s": round(max(sample[2] for sample in samples), 3),
        "memory_start_mb": round(early),
        "memory_end_mb": round(late),
        "memory_growth": round(late / early - 1, 4),
        "memory_by_minute_mb": [round(memory) for at, memory, _ in samples if at % 60 < 2],
        "first_failures": failures[:5],
    }


def percentile(ordered: list[float], percent: float) -> float:
    """The smallest value that at least so many percent do not exceed."""
    return ordered[max(0, -(-len(ordered) * int(percent) // 100) - 1)]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--people", type=int, default=100)
    parser.add_argument("--minutes", type=float, default=10.0)
    parser.add_argument("--think", type=float, nargs=2, default=THINK)


def run(arguments: argparse.Namespace) -> int:
    """Exit 1 unless the promise holds: no error, p95 within two seconds, memory within five percent, health within one."""
    result = measure_load(arguments.people, arguments.minutes, tuple(arguments.think))
    print(json.dumps(result, ensure_ascii=False, indent=2))
    kept = (
        result["failures"] == 0
        and result["p95_s"] <= 2
        and result["memory_growth"] <= 0.05
        and result["health_max_s"] < 1
    )
    return 0 if kept else 1
