import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from assistant.errors import StoreError
from assistant.settings import Settings, load_settings
from assistant.store.database import check_writable, migrate, open_database, reading, writing
from assistant.store.tables import metadata


def test_the_migrations_build_exactly_the_tables_of_the_code(engine: Engine) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), metadata)
    assert differences == []


def test_migrating_twice_changes_nothing(engine: Engine) -> None:
    migrate(engine)
    assert {"users", "threads", "turns", "alembic_version"} <= set(inspect(engine).get_table_names())


def test_sqlite_keeps_foreign_keys_and_writes_ahead(engine: Engine) -> None:
    with reading(engine) as connection:
        assert connection.execute(text("PRAGMA foreign_keys")).scalar() == 1
        assert connection.execute(text("PRAGMA journal_mode")).scalar() == "wal"


def test_a_failed_transaction_leaves_nothing_behind(engine: Engine) -> None:
    insert = text("INSERT INTO audit (at, actor, action, subject, detail) VALUES ('2026-01-01', 'a', 'b', 'c', '{}')")
    with pytest.raises(StoreError), writing(engine) as connection:
        connection.execute(insert)
        connection.execute(text("INSERT INTO gibt_es_nicht VALUES (1)"))
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM audit")).scalar() == 0


def test_a_place_that_cannot_be_written_is_one_german_sentence(tmp_path: Path) -> None:
    blocked = tmp_path / "datei"
    blocked.write_text("kein Ordner")
    with pytest.raises(StoreError, match="lässt sich nicht öffnen"):
        open_database(load_settings(data_dir=blocked / "var", database_url=None))


def test_readiness_notices_a_read_only_database(engine: Engine) -> None:
    check_writable(engine)
    with engine.connect() as connection:
        connection.exec_driver_sql("ROLLBACK")
        connection.exec_driver_sql("PRAGMA query_only=ON")
        connection.exec_driver_sql("BEGIN")
    with pytest.raises(StoreError, match="nichts speichern"):
        check_writable(engine)


_WRITER = """
import sys
from assistant.settings import load_settings
from assistant.store.audit import record_action
from assistant.store.database import open_database
engine = open_database(load_settings(data_dir=sys.argv[1], database_url=None))
for number in range(40):
    record_action(engine, sys.argv[2], "schreibt", str(number))
"""


def test_two_processes_write_at_once_and_both_wait_their_turn(engine: Engine, settings: Settings) -> None:
    command = [sys.executable, "-c", _WRITER, str(settings.data_dir)]
    writers = [subprocess.Popen([*command, name]) for name in ("eins", "zwei")]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    with reading(engine) as connection:
        assert connection.execute(text("SELECT count(*) FROM audit")).scalar() == 80
