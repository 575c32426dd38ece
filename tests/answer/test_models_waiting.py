"""The queue before the model: fair between people, with a position, bounded."""

import threading
import time
from collections.abc import Callable

import pytest

from assistant.answer.llm.waiting import WaitingLine
from assistant.answer.models import Cancelled, Models
from assistant.errors import ModelOverloaded
from tests.answer.model_setup import make_settings
from tests.ollama_standin import ollama, speak

NEVER = threading.Event()


def make_line(places: int = 1, per_user: int = 5, limit: int = 50, seconds: float = 20.0) -> WaitingLine:
    return WaitingLine(places, per_user, limit, seconds)


def serve_in_order(line: WaitingLine, users: list[str]) -> list[str]:
    """Who is served when, if all of them ask while one place is held."""
    served: list[str] = []

    def ask(user: str) -> None:
        with line.place(user, NEVER):
            served.append(user)

    threads = [threading.Thread(target=ask, args=(user,)) for user in users]
    with line.place("first", NEVER):
        for count, thread in enumerate(threads, start=1):
            thread.start()
            wait_until(lambda expected=count: line.length == expected)
    for thread in threads:
        thread.join(10)
    return served


def wait_until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + 30
    while not condition() and time.monotonic() < end:
        time.sleep(0.005)
    assert condition()


def test_people_take_turns_however_many_questions_one_of_them_has() -> None:
    assert serve_in_order(make_line(), ["anna", "anna", "anna", "bert", "cora"]) == [
        "anna",
        "bert",
        "cora",
        "anna",
        "anna",
    ]


def test_single_questions_are_served_as_they_came() -> None:
    assert serve_in_order(make_line(), ["a", "b", "c", "d"]) == ["a", "b", "c", "d"]


def test_the_position_is_told_and_counts_down() -> None:
    line, told = make_line(), []

    def ask() -> None:
        with line.place("anna", NEVER, told.append):
            pass

    second = threading.Thread(target=ask)
    with line.place("x", NEVER):
        blocker_done = threading.Event()

        def block() -> None:
            with line.place("y", NEVER):
                blocker_done.wait(5)

        blocker = threading.Thread(target=block)
        blocker.start()
        wait_until(lambda: line.length == 1)
        second.start()
        wait_until(lambda: told == [2])
    wait_until(lambda: told == [2, 1])
    blocker_done.set()
    blocker.join(5)
    second.join(5)
    assert line.length == 0


def test_one_person_cannot_fill_the_queue() -> None:
    line = make_line(per_user=1)
    with (
        line.place("anna", NEVER),
        pytest.raises(ModelOverloaded, match="Von Ihnen sind schon 1 Fragen"),
        line.place("anna", NEVER),
    ):
        pass


def test_callers_without_a_name_are_not_counted_together() -> None:
    line = make_line(places=3, per_user=1)
    with line.place("", NEVER), line.place("", NEVER):
        assert line.length == 0


def test_a_full_queue_answers_at_once() -> None:
    line = make_line(limit=0)
    with line.place("anna", NEVER), pytest.raises(ModelOverloaded, match="warten schon 0"), line.place("bert", NEVER):
        pass


def test_waiting_has_an_end() -> None:
    line = make_line(seconds=0.2)
    with line.place("anna", NEVER), pytest.raises(ModelOverloaded, match="zu lange belegt"), line.place("bert", NEVER):
        pass
    with line.place("bert", NEVER):
        assert line.length == 0


def test_who_gives_up_leaves_the_queue() -> None:
    line, given_up = make_line(), threading.Event()
    given_up.set()
    with line.place("anna", NEVER):
        with pytest.raises(Cancelled), line.place("bert", given_up):
            pass
        assert line.length == 0


def test_twenty_people_at_once_are_all_served_in_turn() -> None:
    """A model of 200 tokens a second, twice each: the shape of the load without its minutes."""
    with ollama(
        script=lambda body: speak("Zwölf Token sind in dieser Antwort enthalten, genau.", 200), parallel=1
    ) as server:
        models = Models(make_settings(server.url, per_user=2, queue_seconds=60))
        finished: list[str] = []
        failed: list[Exception] = []

        def ask(user: str) -> None:
            try:
                assert "".join(models.stream([("human", "Frage")], user=user)).endswith("genau.")
                finished.append(user)
            except Exception as error:
                failed.append(error)

        people = [f"person-{number}" for number in range(20)]
        threads = [threading.Thread(target=ask, args=(user,)) for user in [*people, *people]]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(60)
    assert failed == []
    assert sorted(finished) == sorted([*people, *people])
    # Fair: nearly everybody has one answer before anybody has two.
    assert len(set(finished[:20])) >= 18
    assert (models.line.length, len(models._chats)) == (0, 1)
