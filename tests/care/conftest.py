"""A workshop over the toy corpus: two Lotsen, two Navigators, real files, real SQLite, real pages."""

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from fpdf import FPDF
from httpx import Response
from sqlalchemy import Engine

from assistant.answer.answer import Answer, Question
from assistant.answer.ask import ask
from assistant.answer.library import Library, open_library
from assistant.care.router import create_router
from assistant.settings import Settings, load_settings
from assistant.store.database import open_database
from assistant.store.turns import Turn, save_turn
from assistant.store.users import Account, add_user, list_users
from tests.conftest import TODAY, TOY, build_and_publish

PASSWORD = "richtig-lang-genug"


@dataclass
class Workshop:
    """Everything a test of the workshop touches."""

    settings: Settings
    engine: Engine
    library: Library
    people: dict[str, Account] = field(default_factory=dict)

    def ask(self, who: str, text: str, today: date = TODAY) -> tuple[Turn, Answer]:
        """Ask as this person and keep the turn as the window does."""
        answer = ask(Question(text, today=today), self.library)
        turn = Turn(
            id=uuid4().hex,
            thread_id=str(uuid4()),
            user_id=self.people[who].id,
            question=text,
            answer=answer.as_json(),
            status=answer.status.value,
            seconds=0.1,
            passages=tuple(citation.hit.passage.id for citation in answer.citations),
            release=answer.release,
        )
        shown = {"id": uuid4().hex, "threadId": turn.thread_id, "type": "assistant_message", "output": answer.text}
        save_turn(self.engine, turn, [shown | {"metadata": {"turn": turn.id}}])
        return turn, answer


def _settings_in(directory: Path) -> Settings:
    return load_settings(corpus_dir=directory / "corpus", data_dir=directory / "var", database_url=None)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Corpus, release and accounts, made once; each test works on a copy of its own."""
    directory = tmp_path_factory.mktemp("werkstatt")
    shutil.copytree(TOY, directory / "corpus")
    settings = _settings_in(directory)
    build_and_publish(settings)
    engine = open_database(settings)
    for name, role in (("anna", "navigator"), ("bernd", "navigator"), ("lotte", "lotse"), ("lars", "lotse")):
        add_user(engine, name, PASSWORD, role, settings.store)
    engine.dispose()
    return directory


@pytest.fixture
def workshop(prepared: Path, tmp_path: Path) -> Iterator[Workshop]:
    shutil.copytree(prepared, tmp_path, dirs_exist_ok=True)
    settings = _settings_in(tmp_path)
    engine = open_database(settings)
    people = {account.name: account for account in list_users(engine)}
    yield Workshop(settings, engine, open_library(settings), people)
    engine.dispose()


class Browser:
    """Clicks like a person without JavaScript: reads the token from the page, sends the form, follows."""

    def __init__(self, client: TestClient, who: list[Account | None]) -> None:
        self.client, self._who = client, who

    def sign_in(self, account: Account | None) -> "Browser":
        self._who[:] = [account]
        return self

    def get(self, path: str) -> Response:
        return self.client.get(path)

    def post(self, path: str, page: str = "/vorschlagen", files: Any = None, **form: str) -> Response:
        token = re.search(r'name="token" value="([0-9a-f]+)"', self.get(page).text)
        assert token is not None
        return self.client.post(path, data={"token": token[1], **form}, files=files)


@pytest.fixture
def browser(workshop: Workshop) -> Browser:
    who: list[Account | None] = [None]
    app = FastAPI()
    app.include_router(
        create_router(workshop.settings, workshop.engine, workshop.library, lambda: who[0], secret="geheim-für-tests")
    )
    return Browser(TestClient(app), who)


def make_pdf(*pages: str) -> bytes:
    pdf = FPDF()
    pdf.set_font("helvetica", size=12)
    for page in pages:
        pdf.add_page()
        pdf.multi_cell(0, 8, page)
    return bytes(pdf.output())
