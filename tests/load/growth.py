"""Three windows behind nginx on one PostgreSQL and one release folder; one of them is killed while sixty people work."""

import argparse
import asyncio
import json
import re
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx

from tests.chat.conftest import free_port
from tests.load.kill import find_lost
from tests.load.load import percentile
from tests.load.people import Person, sign_in_all, work
from tests.load.product import ROOT, Window, build_product, load_questions, name_people, start_product
from tests.operation.postgres import create_database, run_postgres

EXAMPLE = ROOT / "docs" / "betrieb" / "nginx.conf"


@contextmanager
def run_nginx(ports: Sequence[int], directory: Path) -> Iterator[str]:
    """The documented configuration with these ports, without TLS; yields the address."""
    port = free_port()
    (directory / "nginx.conf").write_text(
        write_configuration(EXAMPLE.read_text("utf-8"), ports, port, directory), "utf-8"
    )
    command = ["nginx", "-p", str(directory), "-c", str(directory / "nginx.conf")]
    process = subprocess.Popen([*command, "-g", "daemon off;"], stderr=(directory / "nginx.log").open("ab"))
    try:
        _wait_for(f"http://127.0.0.1:{port}/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


def write_configuration(example: str, ports: Sequence[int], port: int, directory: Path) -> str:
    """The example's own server block on loopback; only addresses and certificates differ."""
    backends = "\n".join(f"    server 127.0.0.1:{one} max_fails=1 fail_timeout=5s;" for one in ports)
    text = re.sub(r"(?:    server 127\.0\.0\.1:\d+ [^\n]+\n)+", backends + "\n", example, count=1)
    text = text.replace("listen 443 ssl;", f"listen 127.0.0.1:{port};").replace(" secure samesite=lax", " samesite=lax")
    text = re.sub(r" *(?:ssl_certificate\w*|add_header Strict)[^\n]*\n", "", text)
    paths = "\n".join(
        f"{kind}_temp_path {directory}/{kind};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    return (
        f"pid {directory}/nginx.pid;\nerror_log {directory}/error.log;\nworker_processes 1;\n"
        f"events {{ worker_connections 1024; }}\nhttp {{\n{paths}\n{text}}}\n"
    )


def _wait_for(url: str) -> None:
    for _ in range(100):
        try:
            if httpx.get(url, timeout=2).status_code < 500:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.1)
    raise AssertionError(f"{url} does not answer")


def measure_growth(people: int, seconds: float, replicas: int = 3) -> dict[str, Any]:
    with tempfile.TemporaryDirectory(prefix="lotsenwissen-wachstum-", dir="/tmp") as name, run_postgres() as server:
        directory = Path(name)
        settings = build_product(directory, people, create_database(server, "rathaeuser"))
        windows = [start_product(settings, directory / f"fenster-{n}.log") for n in range(replicas)]
        try:
            with run_nginx([int(window.url.rsplit(":", 1)[1]) for window in windows], directory) as url:
                return asyncio.run(_drive(url, windows, people, seconds))
        finally:
            for window in windows:
                window.stop()


async def _drive(url: str, windows: Sequence[Window], count: int, seconds: float) -> dict[str, Any]:
    people = [Person(url, name) for name in name_people(count)]
    await sign_in_all(people)
    start = time.monotonic()
    questions = load_questions()
    working = [
        asyncio.create_task(work(person, questions, start, start + seconds, (8.0, 16.0), n))
        for n, person in enumerate(people)
    ]
    await asyncio.sleep(seconds / 2)
    spread = await asyncio.to_thread(count_answers, windows)
    windows[0].process.send_signal(signal.SIGKILL)
    killed_at = time.monotonic() - start
    await asyncio.gather(*working)
    return summarise(people, windows, spread, killed_at)


def count_answers(windows: Sequence[Window]) -> list[int]:
    """How many questions each window has answered, by its own count."""
    counts = []
    for window in windows:
        text = httpx.get(f"{window.url}/metrics", timeout=10).text
        counts.append(
            sum(int(float(value)) for value in re.findall(r"^lotsenwissen_questions_total\{.*\} (\S+)$", text, re.M))
        )
    return counts


def summarise(people: list[Person], windows: Sequence[Window], spread: list[int], killed_at: float) -> dict[str, Any]:
    replies = [reply for person in people for reply in person.replies]
    hit = [person for person in people if person.connections > 1]
    resumed = [
        p for p in hit if any(r.began > killed_at for r in p.replies) and len({r.thread for r in p.replies}) == 1
    ]
    times = sorted(reply.seconds for reply in replies)
    return {
        "people": len(people),
        "windows": len(windows),
        "answers_before_kill_by_window": spread,
        "answers": len(replies),
        "p95_s": round(percentile(times, 95), 3),
        "people_cut_off": len(hit),
        "failures": sum(len(person.failures) for person in people),
        "went_on_in_the_same_conversation": len(resumed),
        "silent_after_kill": len([p for p in people if not any(r.began > killed_at for r in p.replies)]),
        "lost_turns": len(find_lost(windows[-1].engine, replies)),
    }


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--people", type=int, default=60)
    parser.add_argument("--seconds", type=float, default=120.0)


def run(arguments: argparse.Namespace) -> int:
    result = measure_growth(arguments.people, arguments.seconds)
    print(json.dumps(result, ensure_ascii=False, indent=2))
    went_on = result["people_cut_off"] == result["went_on_in_the_same_conversation"] > 0
    return 0 if went_on and result["lost_turns"] == 0 and result["silent_after_kill"] == 0 else 1
