"""What the window, /health and the doctor learn about the servers, and how fast they notice a change."""

import socket
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from assistant.answer.models import Models
from tests.answer.model_setup import make_settings
from tests.ollama_standin import ollama


def test_a_ready_model_is_reachable_present_and_loaded() -> None:
    with ollama() as server:
        health = Models(make_settings(server.url)).health()
    assert (health.ok, health.reachable, health.present, health.loaded) == (True, True, True, True)
    assert health.message == "Das Modell „testmodell“ ist bereit."


def test_a_model_that_is_not_pulled_is_named_with_the_command() -> None:
    with ollama(models=("anderes:8b",)) as server:
        health = Models(make_settings(server.url)).health()
    assert (health.ok, health.reachable, health.present) == (False, True, False)
    assert "`ollama pull testmodell`" in health.message


def test_an_absent_server_is_not_reachable() -> None:
    health = Models(make_settings("http://127.0.0.1:1")).health()
    assert (health.ok, health.reachable) == (False, False)
    assert "ollama serve" in health.message


@pytest.mark.parametrize(("wanted", "listed", "present"), [
    ("qwen3:8b", "qwen3:8b", True),
    ("qwen3", "qwen3:latest", True),
    ("qwen3:latest", "qwen3", True),
    ("qwen3", "qwen3:8b", False),
    ("qwen3:8b", "qwen3:14b", False),
])  # fmt: skip
def test_a_model_is_known_with_and_without_latest(wanted: str, listed: str, present: bool) -> None:
    with ollama(models=(listed,)) as server:
        assert Models(make_settings(server.url, model=wanted)).health().present is present


def test_a_server_that_comes_and_goes_is_noticed_without_a_restart() -> None:
    with ollama() as server:
        models = Models(make_settings(server.url))
        assert models.health().ok
        server.kill()
        assert not models.health().ok
    models = Models(make_settings(server.url))
    port = int(server.url.rsplit(":", 1)[1])
    assert not models.health().ok
    with ollama(port=port):
        assert models.health().ok


def test_a_finding_is_kept_for_the_set_seconds() -> None:
    with ollama() as server:
        models = Models(make_settings(server.url, health_seconds=60))
        models.health()
        models.health()
        assert len([path for path, _ in server.requests if path == "/api/tags"]) == 1
        models.health(fresh=True)
        assert len([path for path, _ in server.requests if path == "/api/tags"]) == 2


@pytest.mark.parametrize(("built", "allocated", "expected"), [(32768, 0, 8192), (4096, 0, 4096), (32768, 2048, 2048)])
def test_the_context_is_what_the_model_really_holds(built: int, allocated: int, expected: int) -> None:
    with ollama(context_length=built, allocated=allocated) as server:
        assert Models(make_settings(server.url, num_ctx=8192)).context_size() == expected


def test_one_healthy_server_of_several_is_enough() -> None:
    with ollama() as server:
        models = Models(make_settings("http://127.0.0.1:1", server.url))
        assert models.health().ok
        assert models.pool.in_order()[0] == server.url


def test_an_answer_that_is_no_list_of_models_is_an_error_not_a_crash() -> None:
    with ollama(status_of_tags=500) as server:
        health = Models(make_settings(server.url)).health()
    assert not health.ok
    assert "HTTP 500" in health.message


def test_a_silent_server_delays_no_question() -> None:
    """A port that accepts and never answers, as a machine behind a firewall does."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://127.0.0.1:{silent.getsockname()[1]}"
        models = Models(make_settings(url, connect_seconds=2.0, health_patience_seconds=0.1))
        assert not models.health().ok

        def look_five_times() -> float:
            begun = time.monotonic()
            assert not any(models.health().ok for _ in range(5))
            return time.monotonic() - begun

        assert any(look_five_times() < 1.5 for _ in range(3))  # a busy machine may hold up one


def test_many_people_asking_share_one_look_at_the_servers() -> None:
    with ollama() as server:
        models = Models(make_settings(server.url, health_seconds=60))
        with ThreadPoolExecutor(10) as pool:
            found = list(pool.map(lambda _: models.health().ok, range(10)))
        assert found == [True] * 10
        assert len([path for path, _ in server.requests if path == "/api/tags"]) == 1
