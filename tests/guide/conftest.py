"""A database with two Navigatoren, a finished plan over the project's own corpus, and the running product on it."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine

from assistant.answer.library import Library
from assistant.guide.building import build_plan
from assistant.guide.plan import GuidePlan
from assistant.guide.replies import Replies
from assistant.settings import Settings, load_settings
from assistant.store.database import open_database
from assistant.store.users import Account, add_user
from tests.chat.conftest import PASSWORD, Served, make_settings, start_server
from tests.conftest import REAL, TODAY, build_and_publish

# A small town that wants its first paid online service.
BORNA = Replies(
    municipality="Borna",
    size="10.000 bis 20.000",
    goals=("leistung", "bezahlen"),
    procedure=("urkunden",),
    situation=("fachverfahren",),
    obstacles=("rat",),
    capacity=("nebenher",),
)


@pytest.fixture(scope="session")
def plan(real_library: Library) -> GuidePlan:
    return build_plan(BORNA, real_library, TODAY)


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


@pytest.fixture(scope="module")
def saxony(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The window over the project's own corpus, with anna and bernd."""
    directory = tmp_path_factory.mktemp("sachsen")
    shutil.copytree(REAL, directory / "corpus")
    settings = make_settings(directory)
    build_and_publish(settings)
    engine = open_database(settings)
    for name in ("anna", "bernd"):
        add_user(engine, name, PASSWORD, "navigator", settings.store)
    engine.dispose()
    running = start_server(directory)
    yield running
    running.stop()
