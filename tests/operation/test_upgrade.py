"""From every earlier schema to the newest, with rows in it, on SQLite and on PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, inspect, text

import assistant.store.database as store
from assistant.settings import Settings, load_settings
from assistant.store.database import migrate, open_database, open_engine, writing
from assistant.store.tables import metadata
from assistant.store.users import find_user
from tests.operation.postgres import ABSENT, create_database, find_programs, run_postgres

REVISIONS = [
    script.revision for script in ScriptDirectory(str(Path(store.__file__).with_name("migrations"))).walk_revisions()
]


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    if find_programs() is None:
        pytest.skip(ABSENT)
    with run_postgres() as server:
        yield server


@pytest.fixture(params=["sqlite", "postgresql"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    server = request.getfixturevalue("postgres") if request.param == "postgresql" else None
    url = create_database(server, f"alt_{tmp_path.name}") if server else None
    return load_settings(data_dir=tmp_path / "var", database_url=url)


@pytest.mark.parametrize("revision", REVISIONS[1:])
def test_an_older_database_is_brought_up_to_date_and_keeps_its_rows(settings: Settings, revision: str) -> None:
    engine = open_engine(settings)
    migrate(engine, revision)
    held = MetaData()
    held.reflect(engine)
    row = {"id": "u-1", "name": "anna", "role": "lotse", "provider": "password", "disabled": False, "failed_logins": 0}
    with writing(engine) as connection:
        moment = text("CURRENT_TIMESTAMP")
        connection.execute(
            held.tables["users"].insert().values(**row, profile={}, valid_from=moment, created_at=moment)
        )
    engine.dispose()
    engine = open_database(settings)
    anna = find_user(engine, "anna")
    assert anna is not None
    assert anna.role == "lotse"
    assert set(metadata.tables) <= set(inspect(engine).get_table_names())
    engine.dispose()


def test_the_tables_are_those_of_the_code_on_both_databases(settings: Settings) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    engine = open_database(settings)
    with engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []
    engine.dispose()


def test_migrations_form_one_line() -> None:
    assert len(REVISIONS) >= 2
    assert len(set(REVISIONS)) == len(REVISIONS)
