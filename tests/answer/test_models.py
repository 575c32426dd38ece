"""The door to Ollama: what really happens on the wire becomes one of our errors, and a cancelled request ends."""

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from assistant.answer.models import Cancelled, Models, Progress
from assistant.errors import (
    LotsenwissenError,
    ModelBroken,
    ModelMissing,
    ModelOverloaded,
    ModelUnreachable,
    PromptTruncated,
    SettingsError,
)
from tests.answer.model_setup import make_settings
from tests.ollama_standin import Die, Done, ErrorLine, Raw, Say, Standin, Status, Step, Think, Wait, ollama, speak

MESSAGES: Any = [("system", "Regeln"), ("human", "Frage")]
TRIES = 3  # one quick end shows that it is quick; a busy machine may hold up another


def read_all(models: Models, **options: Any) -> str:
    return "".join(models.stream(MESSAGES, **options))


@pytest.fixture
def server() -> Iterator[Standin]:
    with ollama() as standin:
        yield standin


def test_text_arrives_token_by_token_with_the_usage_at_the_end(server: Standin) -> None:
    server.script = lambda body: speak("Guten Tag, Welt.")
    reply = Models(make_settings(server.url)).stream(MESSAGES)
    assert list(reply) == ["Gute", "n Ta", "g, W", "elt."]
    assert reply.usage is not None
    assert (reply.usage.answer_tokens, reply.usage.cut, reply.usage.tokens_per_second) == (60, False, 40.0)


def test_every_call_names_the_same_context_and_keeps_the_model_loaded(server: Standin) -> None:
    models = Models(make_settings(server.url, num_ctx=4096))
    read_all(models)
    read_all(models)
    bodies = server.asked("/api/chat")
    assert [body["options"]["num_ctx"] for body in bodies] == [4096, 4096]
    assert all(body["options"]["num_predict"] and body["keep_alive"] and body["think"] is False for body in bodies)


BROKEN: list[tuple[list[Step], type[LotsenwissenError], str]] = [
    ([Status(500, "llama runner process has terminated")], ModelBroken, "HTTP 500"),
    ([Status(503, "server busy, please try again")], ModelOverloaded, "ausgelastet"),
    ([Status(429, "too many requests")], ModelOverloaded, "ausgelastet"),
    ([Status(404, "model 'testmodell' not found")], ModelMissing, "ollama pull testmodell"),
    ([Status(400, "the prompt is longer than the context length")], PromptTruncated, "LOTSENWISSEN_NUM_CTX"),
    ([Status(302, "moved")], ModelBroken, "HTTP 302"),
    ([Say("Halb"), ErrorLine()], ModelBroken, "mitten in der Antwort abgerissen"),
    ([ErrorLine()], ModelBroken, "abgerissen"),
    ([Say("Halb"), Die()], ModelBroken, "mitten in der Antwort abgerissen"),
    ([Die()], ModelUnreachable, "ollama serve"),
    ([Say("Halb"), Raw(b"{kaputt\n")], ModelBroken, "Unverständliches"),
    ([Raw(b"[]\n")], ModelBroken, "Unverständliches"),
    ([Raw(b"\xff\xfe\n")], ModelBroken, "Unverständliches"),
    ([Raw(b'{"message": 5, "done": false}\n')], ModelBroken, "Unverständliches"),
    ([Done(answer=0)], ModelBroken, "nichts geschrieben"),
    ([Done(reason="load")], ModelBroken, "nichts geschrieben"),
    ([Think("Hm. "), Done()], ModelBroken, "nichts geschrieben"),
]


@pytest.mark.parametrize(("steps", "error", "words"), BROKEN, ids=lambda value: str(value)[:40])
def test_what_the_server_does_wrong_becomes_one_clear_error(
    server: Standin, steps: list[Step], error: type[LotsenwissenError], words: str
) -> None:
    server.script = lambda body: steps
    with pytest.raises(error, match=words):
        read_all(Models(make_settings(server.url)))


def test_text_before_a_break_has_been_handed_on(server: Standin) -> None:
    server.script = lambda body: [Say("Ein "), Say("Satz."), Die()]
    seen: list[str] = []
    with pytest.raises(ModelBroken):
        for part in Models(make_settings(server.url)).stream(MESSAGES):
            seen.append(part)
    assert seen == ["Ein ", "Satz."]


def test_an_absent_server_is_named_with_the_command_that_starts_it() -> None:
    with pytest.raises(ModelUnreachable, match=r"127\.0\.0\.1:1; bitte den Dienst starten \(`ollama serve`\)"):
        read_all(Models(make_settings("http://127.0.0.1:1")))


def test_a_first_token_that_never_comes_ends_in_an_error(server: Standin) -> None:
    server.script = lambda body: [Wait(20)]
    with pytest.raises(ModelBroken, match="nichts geschrieben"):
        read_all(Models(make_settings(server.url, first_token_seconds=0.3)))


def test_a_late_first_token_is_waited_for(server: Standin) -> None:
    server.script = lambda body: [Wait(1.0), *speak("Doch noch.")]
    assert read_all(Models(make_settings(server.url, next_token_seconds=0.3))) == "Doch noch."


def test_a_stream_that_stalls_ends_in_an_error(server: Standin) -> None:
    server.script = lambda body: [Say("Und dann"), Wait(20)]
    with pytest.raises(ModelBroken, match="stehen geblieben"):
        read_all(Models(make_settings(server.url, next_token_seconds=0.3)))


def test_the_thinking_field_never_reaches_the_text(server: Standin) -> None:
    server.script = lambda body: [Think("geheim"), *speak("Offen.")]
    steps: list[str] = []
    text = read_all(Models(make_settings(server.url)), on_progress=lambda progress: steps.append(progress.step))
    assert text == "Offen."
    assert steps[-2:] == ["thinking", "writing"]


def test_loading_is_shown_until_the_first_token(server: Standin) -> None:
    server.running = ()
    server.script = lambda body: [Wait(1.2), *speak("Bereit.")]
    models = Models(make_settings(server.url))
    assert not models.health().loaded
    texts: list[str] = []
    read_all(models, on_progress=lambda progress: texts.append(progress.text))
    assert "Das Sprachmodell wird geladen (1 s)." in texts
    assert texts[-1].startswith("Das Sprachmodell schreibt")


@pytest.mark.parametrize(
    "silence", [[Wait(20)], [Say("Ein "), Wait(20)]], ids=["before the first token", "in the middle"]
)
def test_cancelling_ends_the_http_request_within_a_second(server: Standin, silence: list[Step]) -> None:
    server.script = lambda body: silence
    models = Models(make_settings(server.url, first_token_seconds=20, next_token_seconds=20))

    def cancel_half_a_second_later() -> float:
        cancelled = threading.Event()
        threading.Timer(0.5, cancelled.set).start()
        begun, before = time.monotonic(), len(server.broken_off)
        with pytest.raises(Cancelled):
            read_all(models, cancelled=cancelled)
        return max(time.monotonic(), wait_until_broken_off(server, before)) - begun - 0.5

    assert any(cancel_half_a_second_later() < 1.0 for _ in range(TRIES))


def test_a_reader_who_leaves_half_way_ends_the_request(server: Standin) -> None:
    server.script = lambda body: [Say("Ein "), Wait(20)]

    def leave() -> float:
        before = len(server.broken_off)
        reading = iter(Models(make_settings(server.url, next_token_seconds=20)).stream(MESSAGES))
        assert next(reading) == "Ein "
        left = time.monotonic()
        reading.close()  # type: ignore[attr-defined]
        return wait_until_broken_off(server, before) - left

    assert any(leave() < 1.0 for _ in range(TRIES))


def wait_until_broken_off(server: Standin, before: int) -> float:
    """The moment at which the server noticed that the client was gone; `before` requests had been broken off already."""
    end = time.monotonic() + 10
    while len(server.broken_off) <= before and time.monotonic() < end:
        time.sleep(0.01)
    return server.broken_off[before]


def test_another_server_takes_over_before_the_first_token(server: Standin) -> None:
    server.script = lambda body: speak("Vom zweiten.")
    models = Models(make_settings("http://127.0.0.1:1", server.url))
    assert read_all(models) == "Vom zweiten."
    assert models.pool.in_order()[0] == server.url


def test_no_other_server_repeats_what_was_already_read(server: Standin) -> None:
    server.script = lambda body: [Say("Halb"), Die()]
    with ollama() as other:
        models = Models(make_settings(server.url, other.url))
        with pytest.raises(ModelBroken):
            read_all(models)
        assert other.asked("/api/chat") == []


def test_a_server_that_gives_up_idle_connections_costs_no_answer() -> None:
    with ollama(forgets_connections=True) as server:
        models = Models(make_settings(server.url))
        assert [read_all(models) for _ in range(3)] == ["Guten Tag."] * 3
        assert models.health(fresh=True).ok


def test_the_least_busy_server_is_asked(server: Standin) -> None:
    with ollama() as other:
        models = Models(make_settings(server.url, other.url))
        with models.pool.using(server.url):
            read_all(models)
        assert (len(server.asked("/api/chat")), len(other.asked("/api/chat"))) == (0, 1)


def test_only_the_five_known_paths_are_ever_called(server: Standin) -> None:
    models = Models(make_settings(server.url))
    models.health()
    read_all(models)
    assert {path for path, _ in server.requests} == {"/api/tags", "/api/ps", "/api/show", "/api/chat"}
    with pytest.raises(RuntimeError, match="/api/pull"):
        models.chat_model()._client.pull("testmodell")
    assert "/api/pull" not in {path for path, _ in server.requests}


def test_a_public_address_is_refused_before_anything_is_sent() -> None:
    models = Models(make_settings("http://8.8.8.8:11434"))
    with pytest.raises(SettingsError, match="außerhalb des eigenen Netzes"):
        read_all(models)
    assert not models.health().ok
    assert "ALLOW_PUBLIC_HOST" in models.health().message


def test_questions_are_not_traced_to_a_foreign_server(server: Standin, monkeypatch: pytest.MonkeyPatch) -> None:
    with ollama() as foreign:
        for name, value in {
            "LANGSMITH_TRACING": "true",
            "LANGSMITH_ENDPOINT": foreign.url,
            "LANGSMITH_API_KEY": "x",
        }.items():
            monkeypatch.setenv(name, value)
        read_all(Models(make_settings(server.url)))
        time.sleep(0.5)
        assert foreign.requests == []


def test_a_proxy_of_the_environment_is_not_used(server: Standin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    assert read_all(Models(make_settings(server.url))) == "Guten Tag."


def test_without_a_model_the_message_names_the_setting() -> None:
    models = Models(make_settings(model=None))
    assert not models.health().ok
    assert "LOTSENWISSEN_MODEL" in models.health().message
    with pytest.raises(ModelMissing, match="LOTSENWISSEN_MODEL"):
        models.chat_model()


def test_progress_names_the_place_in_the_queue() -> None:
    assert Progress("queued", position=3).text == "Sie sind Nummer 3 in der Warteschlange."
