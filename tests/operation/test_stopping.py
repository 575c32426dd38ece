"""Stopping in order: a running answer is finished or kept as stopped, the process ends by itself, the next start goes on."""

import asyncio
import signal
import time
from pathlib import Path

import httpx

from assistant.store.database import open_database
from assistant.store.users import add_user
from tests.chat.conftest import PASSWORD, build_town_hall
from tests.load.people import Person
from tests.load.product import start_product


async def test_sigterm_ends_the_window_soon_and_loses_nothing_shown(tmp_path: Path) -> None:
    settings = build_town_hall(tmp_path)
    engine = open_database(settings)
    add_user(engine, "anna", PASSWORD, "navigator", settings.store)
    engine.dispose()
    window = start_product(settings, tmp_path / "server.log")
    anna = Person(window.url, "anna")
    async with httpx.AsyncClient(timeout=30) as client:
        await anna.sign_in(client)
    await anna.connect()
    await anna.ask("Wie hoch ist die Hundesteuer in Musterau?", 0.0)
    begun = time.monotonic()
    window.process.send_signal(signal.SIGTERM)
    await asyncio.to_thread(window.process.wait, 40)
    assert time.monotonic() - begun < 30
    assert window.process.returncode in (0, -signal.SIGTERM)
    window.engine.dispose()
    await anna.leave()
    log = (tmp_path / "server.log").read_text()
    assert '"message": "started"' in log
    assert "Traceback" not in log
    again = start_product(settings, tmp_path / "server.log")
    kept = httpx.get(f"{again.url}/project/thread/{anna.thread}", cookies=anna._cookies, timeout=30).json()
    again.stop()
    assert anna.replies[0].text in [step["output"] for step in kept["steps"]]
