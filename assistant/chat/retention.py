"""Conversations nobody has touched for so many days are deleted while the window runs, not only at its start."""

import asyncio
import logging
from datetime import timedelta

from sqlalchemy import Engine

from assistant.errors import StoreError
from assistant.settings import StoreSettings
from assistant.store.audit import delete_old_actions
from assistant.store.database import now
from assistant.store.threads import delete_old_threads

log = logging.getLogger(__name__)
_PAUSE = timedelta(hours=1)


async def keep_retention(engine: Engine, settings: StoreSettings) -> None:
    """Runs until cancelled; several replicas may do the same, deleting twice does no harm."""
    while True:
        try:
            await asyncio.to_thread(delete_expired, engine, settings)
        except StoreError as error:
            log.warning("%s", error)
        await asyncio.sleep(_PAUSE.total_seconds())


def delete_expired(engine: Engine, settings: StoreSettings) -> int:
    """How many conversations went."""
    delete_old_actions(engine, now() - timedelta(days=settings.audit_days))
    return delete_old_threads(engine, now() - timedelta(days=settings.retention_days))
