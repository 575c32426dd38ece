"""Retention works while the window runs."""

import asyncio
from datetime import timedelta
from pathlib import Path

from sqlalchemy import update

from assistant.chat.retention import keep_retention
from assistant.store.database import now, open_database, writing
from assistant.store.tables import threads
from assistant.store.threads import change_thread, count_threads
from assistant.store.users import add_user
from tests.chat.conftest import PASSWORD, make_settings


async def test_old_conversations_go_and_recent_ones_stay(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    engine = open_database(settings)
    anna = add_user(engine, "anna", PASSWORD, "navigator", settings.store)
    for name, days in (("alt", settings.store.retention_days + 1), ("neu", settings.store.retention_days - 1)):
        change_thread(engine, name, anna.id, name=name)
        with writing(engine) as connection:
            moment = now() - timedelta(days=days)
            connection.execute(update(threads).where(threads.c.id == name).values(updated_at=moment))
    running = asyncio.create_task(keep_retention(engine, settings.store))
    for _ in range(100):
        if count_threads(engine, anna.id) == 1:
            break
        await asyncio.sleep(0.05)
    running.cancel()
    assert count_threads(engine, anna.id) == 1
    engine.dispose()
