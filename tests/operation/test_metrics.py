import httpx
import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from assistant.answer.answer import Answer, Question, Status
from assistant.answer.library import Library
from assistant.chat.metrics import Figures, add_metrics
from assistant.settings import OperationSettings
from tests.chat.conftest import Served
from tests.chat.protocol import Navigator
from tests.conftest import TODAY
from tests.operation.conftest import TOKEN

KNOWS = {"authorization": f"Bearer {TOKEN}"}


def read_metrics(served: Served) -> str:
    return httpx.get(f"{served.url}/metrics", headers=KNOWS).raise_for_status().text


async def test_questions_are_counted_by_how_they_ended(office: Served) -> None:
    nora = await Navigator(office, office.sign_in("nora"), "nora").open()
    await nora.say("Wie hoch ist die Hundesteuer in Musterau?")
    await nora.say("Welche Farbe hat der Fußballplatz in Timbuktu?")
    await nora.say("Was tun bei Kabelbrand?")
    await nora.close()
    figures = read_metrics(office)
    assert 'lotsenwissen_questions_total{mode="quotes",status="answered"}' in figures
    assert 'lotsenwissen_questions_total{mode="quotes",status="no_source"}' in figures
    assert 'lotsenwissen_failures_total{kind="RuntimeError"} 1.0' in figures
    assert "lotsenwissen_questions_running 0.0" in figures
    assert "lotsenwissen_queue_length 0.0" in figures


def test_the_age_of_the_release_and_the_memory_can_be_watched(office: Served) -> None:
    lines = dict(line.rsplit(" ", 1) for line in read_metrics(office).splitlines() if not line.startswith("#"))
    assert 0 < float(lines["lotsenwissen_release_age_seconds"]) < 3_600
    assert float(lines["process_resident_memory_bytes"]) > 10_000_000


def test_threat_16_figures_name_nobody_and_quote_nothing(office: Served) -> None:
    figures = read_metrics(office)
    for word in ("nora", "Musterau", "Timbuktu", "Hundesteuer"):
        assert word not in figures


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer falsch"}, {"authorization": TOKEN}])
def test_with_a_token_only_who_knows_it_may_read(office: Served, headers: dict[str, str]) -> None:
    assert httpx.get(f"{office.url}/metrics", headers=headers).status_code == 404


@pytest.mark.parametrize(
    ("peer", "headers", "status"),
    [
        ("127.0.0.1", {}, 200),
        ("::1", {}, 200),
        ("10.0.0.7", {}, 404),
        ("127.0.0.1", {"x-forwarded-for": "10.0.0.7"}, 404),
        ("127.0.0.1", {"forwarded": "for=10.0.0.7"}, 404),
    ],
)
def test_without_a_token_only_this_machine_may_read(
    toy_library: Library, peer: str, headers: dict[str, str], status: int
) -> None:
    app = FastAPI()
    add_metrics(app, Figures(toy_library), OperationSettings())
    client = TestClient(app, client=(peer, 1234))
    assert client.get("/metrics", headers=headers).status_code == status


def test_an_empty_library_has_no_age_instead_of_a_false_one(toy_library: Library) -> None:
    from assistant.answer.library import open_library

    settings = toy_library.settings.model_copy(update={"data_dir": toy_library.settings.data_dir / "leer"})
    app = FastAPI()
    add_metrics(app, Figures(open_library(settings)), OperationSettings())
    assert "lotsenwissen_release_age_seconds NaN" in TestClient(app, client=("127.0.0.1", 1)).get("/metrics").text


def test_counting_changes_no_answer(toy_library: Library) -> None:
    answer = Answer("Frage", "Frage", Status.NO_SOURCE, "quotes", "")
    counted = Figures(toy_library).watch(lambda *_rest, **_named: answer)
    assert counted(Question("Frage", TODAY), toy_library) is answer
