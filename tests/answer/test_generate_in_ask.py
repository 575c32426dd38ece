"""The model in the ask line: it answers while it is healthy, the quotes answer when it is not, without a restart."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from assistant.answer.answer import Answer, Question, Sentence, Status, Turn
from assistant.answer.ask import ask
from assistant.answer.library import Library
from assistant.answer.models import Cancelled, Models
from tests.answer.model_setup import make_settings
from tests.conftest import TODAY
from tests.ollama_standin import Die, Done, Standin, Wait, ollama, speak
from tests.ollama_standin import Status as HttpStatus

ASKED = Question("Wie hoch ist die Hundesteuer in Musterau?", TODAY)
TRUE = "Die Hundesteuer beträgt in Musterau 84 Euro im Jahr für den ersten Hund [1]."
QUOTES_ONLY = replace(ASKED, mode="quotes")


@pytest.fixture
def server() -> Iterator[Standin]:
    with ollama() as standin:
        yield standin


@pytest.fixture
def library(toy_library: Library, server: Standin) -> Library:
    """The toy corpus with a model behind it."""
    settings = make_settings(server.url, next_token_seconds=10).model_copy(
        update={"data_dir": toy_library.settings.data_dir}
    )
    return Library(settings, models=Models(settings))


def content(answer: Answer) -> tuple[str, Status, tuple[Sentence, ...]]:
    return answer.text, answer.status, answer.sentences


def test_a_healthy_model_answers_in_auto_mode(library: Library, server: Standin) -> None:
    server.script = lambda body: speak(TRUE)
    shown: list[Sentence] = []
    answer = ask(ASKED, library, shown.append)
    assert (answer.mode, answer.model, answer.status) == ("generated", "testmodell", Status.ANSWERED)
    assert "84 Euro" in answer.text
    assert [sentence.text for sentence in shown] == [sentence.text for sentence in answer.sentences]
    for citation in answer.citations:
        assert citation.hit.passage.text[citation.start : citation.end] == citation.quote


def test_quotes_mode_never_asks_the_model(library: Library, server: Standin) -> None:
    assert ask(QUOTES_ONLY, library).mode == "quotes"
    assert server.requests == []


@pytest.mark.parametrize("steps", [
    [HttpStatus(500)],
    [HttpStatus(404)],
    [Die()],
    [Done(answer=0)],
    speak(TRUE, done=Done(prompt=7)),
    speak("The dog tax is 84 euros and to be paid in the year [1]."),
    speak("KEINE ANTWORT"),
    [*speak(TRUE)[:-3], Die()],
    [*speak(TRUE)[:-1], Die()],
], ids=["500", "404", "dies", "empty", "cut prompt", "english", "declines", "dies before the mark", "dies after a sentence"])  # fmt: skip
def test_whatever_goes_wrong_leaves_the_complete_quotes_answer(library: Library, server: Standin, steps: list) -> None:  # type: ignore[type-arg]
    server.script = lambda body: steps
    answer = ask(ASKED, library)
    assert answer.mode == "quotes"
    assert content(answer) == content(ask(QUOTES_ONLY, library))
    assert any("Sprachmodell" in note for note in answer.notes)


def test_killing_the_server_in_the_middle_leaves_the_complete_quotes_answer(library: Library, server: Standin) -> None:
    server.script = lambda body: [*speak(TRUE)[:-1], Wait(20)]
    asked = replace(ASKED, history=(Turn("Was ist das Bürgerportal?", "Ein Portal."),))
    answer = ask(asked, library, lambda sentence: threading.Thread(target=server.kill).start())
    assert content(answer) == content(ask(QUOTES_ONLY, library))
    assert asked.history == (Turn("Was ist das Bürgerportal?", "Ein Portal."),)
    assert content(ask(ASKED, library)) == content(answer)


def test_auto_mode_follows_the_server_without_a_restart(library: Library, server: Standin) -> None:
    server.script = lambda body: speak(TRUE)
    server.models = ()
    assert ask(ASKED, library).mode == "quotes"
    server.models = ("testmodell:latest",)
    assert ask(ASKED, library).mode == "generated"


def test_a_person_who_stops_the_answer_gets_none(library: Library, server: Standin) -> None:
    server.script = lambda body: [*speak(TRUE)[:-1], Wait(20)]
    cancelled = threading.Event()
    with pytest.raises(Cancelled):
        ask(ASKED, library, lambda sentence: cancelled.set(), cancelled)


def test_twenty_people_at_once_all_get_an_answer(library: Library, server: Standin) -> None:
    server.script = lambda body: speak(TRUE, tokens_per_second=400)
    people = [replace(ASKED, user=f"person-{number}") for number in range(20)]
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda question: ask(question, library), people))
    assert {answer.mode for answer in answers} == {"generated"}
    assert {answer.status for answer in answers} == {Status.ANSWERED}
