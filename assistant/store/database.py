"""The door to SQLAlchemy: open the database, bring its tables up to date, read and write in whole transactions."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import SQLAlchemyError

from assistant import wording
from assistant.errors import StoreError
from assistant.settings import Settings

_MIGRATIONS = Path(__file__).with_name("migrations")


def open_database(settings: Settings) -> Engine:
    """An engine whose tables are up to date. Raises StoreError when the place cannot be written."""
    engine = open_engine(settings)
    try:
        migrate(engine)
    except (SQLAlchemyError, OSError) as error:
        raise StoreError(wording.STORE_UNUSABLE) from error
    return engine


def open_engine(settings: Settings) -> Engine:
    """The same with the tables as they are."""
    url = make_url(settings.database)
    if url.drivername in {"postgresql", "postgres"}:
        url = url.set(drivername="postgresql+psycopg")
    try:
        if url.get_backend_name() == "sqlite" and url.database:
            Path(url.database).parent.mkdir(parents=True, exist_ok=True)
        options = _connect_args(url.get_backend_name(), settings)
        # An error of SQLAlchemy would otherwise quote the row, that is: the conversation.
        engine = create_engine(url, pool_pre_ping=True, hide_parameters=True, connect_args=options)
    except (SQLAlchemyError, OSError) as error:
        raise StoreError(wording.STORE_UNUSABLE) from error
    if engine.dialect.name == "sqlite":
        _prepare_sqlite(engine)
    return engine


def _connect_args(backend: str, settings: Settings) -> dict[str, Any]:
    return {"timeout": settings.store.busy_seconds} if backend == "sqlite" else {}


def _prepare_sqlite(engine: Engine) -> None:
    """WAL lets readers go on while one writes; BEGIN IMMEDIATE makes writers queue instead of failing half-way.
    FULL waits for the disk: what was shown survives a power cut, not only a crash."""

    def set_pragmas(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # we say BEGIN ourselves
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL", "secure_delete=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get("writes")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    event.listen(engine, "connect", set_pragmas)
    event.listen(engine, "begin", begin)


def migrate(engine: Engine, revision: str = "head") -> None:
    """Run what is missing of the Alembic migrations up to this one, in one transaction."""
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS))
    with writing(engine) as connection:
        if engine.dialect.name == "postgresql":
            # Several replicas may start at once; the lock lives as long as the transaction.
            connection.execute(text("SELECT pg_advisory_xact_lock(7201917)"))
        config.attributes["connection"] = connection
        command.upgrade(config, revision)


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    try:
        with engine.connect() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise StoreError(wording.STORE_UNREADABLE) from error


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """One transaction: everything inside is kept, or nothing."""
    try:
        with engine.execution_options(writes=True).begin() as connection:
            yield connection
    except SQLAlchemyError as error:
        raise StoreError(wording.STORE_UNWRITABLE) from error


def check_writable(engine: Engine) -> None:
    """Raises StoreError when nothing can be written now (folder read-only, disk full, server gone)."""
    with writing(engine) as connection:
        connection.execute(text("DELETE FROM threads WHERE id = ''"))


def now() -> datetime:
    return datetime.now(UTC)


def aware(moment: datetime) -> datetime:
    """SQLite hands moments back without their zone; all of ours are UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
