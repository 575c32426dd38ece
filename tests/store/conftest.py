from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from assistant.settings import Settings, load_settings
from assistant.store.database import open_database
from assistant.store.users import Account, add_user

PASSWORD = "richtig-lang-genug"


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return load_settings(data_dir=tmp_path / "var", database_url=None)


@pytest.fixture
def engine(settings: Settings) -> Iterator[Engine]:
    engine = open_database(settings)
    yield engine
    engine.dispose()


@pytest.fixture
def anna(engine: Engine, settings: Settings) -> Account:
    return add_user(engine, "anna", PASSWORD, "navigator", settings.store)


@pytest.fixture
def bernd(engine: Engine, settings: Settings) -> Account:
    return add_user(engine, "bernd", PASSWORD, "navigator", settings.store)
