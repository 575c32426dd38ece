"""A town hall of its own for tests that look at everything a window leaves behind."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from assistant.settings import load_settings
from assistant.store.database import open_database
from assistant.store.users import add_user
from tests.chat.conftest import PASSWORD, Served, build_town_hall, make_settings, start_server

TOKEN = "nur-fuer-die-messung"


@pytest.fixture(scope="package")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    directory = tmp_path_factory.mktemp("amt")
    build_town_hall(directory)
    settings = make_settings(directory)
    engine = open_database(settings)
    for name, role in (("nora", "navigator"), ("lotte", "lotse"), ("dieter", "navigator")):
        add_user(engine, name, PASSWORD, role, settings.store)
    engine.dispose()
    running = start_server(directory, LOTSENWISSEN_OPERATION__METRICS_TOKEN=TOKEN)
    yield running
    running.stop()


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    engine = open_database(load_settings(data_dir=tmp_path / "var", database_url=None))
    yield engine
    engine.dispose()
