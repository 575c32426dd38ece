"""The doctor: each line says what was found and, where it is not well, the next step."""

import sys
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import psutil
import pytest

from assistant.answer import doctor
from assistant.answer.checks import Check
from assistant.answer.doctor import run_checks
from assistant.answer.library import Library, OpenRelease
from assistant.answer.llm.embeddings import load_embeddings
from assistant.answer.models import Models
from assistant.settings import Settings
from tests.answer.model_setup import make_settings
from tests.conftest import TODAY
from tests.ollama_standin import Status, ollama, speak

RIGHT = "Ein elektronischer Bescheid im Postfach gilt am vierten Tag nach der Bereitstellung zum Abruf als bekannt gegeben [1]."


def examine(
    library: Library, *urls: str, thorough: bool = True, today: date = TODAY, **changes: Any
) -> dict[str, Check]:
    settings = make_settings(*urls).model_copy(update={"data_dir": library.settings.data_dir, **changes})
    checks = run_checks(settings, library, thorough=thorough, today=today)
    assert all(check.level == "ok" or check.next_step for check in checks), "a finding without a next step"
    return {check.name: check for check in checks}


def test_a_healthy_machine_is_ok_in_every_line(toy_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(total=16e9, available=9e9))
    monkeypatch.setattr("shutil.disk_usage", lambda folder: SimpleNamespace(free=90e9))
    with ollama(script=lambda body: speak(RIGHT)) as server:
        checks = examine(toy_library, server.url)
    assert list(checks) == [
        *("python", "disk", "memory", "release", "embedding", "corpus_trial"),
        *("host", "model", "size", "context", "trial", "speed"),
    ]
    assert [check for check in checks.values() if check.level != "ok"] == []
    assert checks["speed"].text == "40.0 Token je Sekunde."


def test_every_finding_has_a_german_title_and_a_shape_for_machines(toy_library: Library) -> None:
    with ollama(script=lambda body: speak(RIGHT)) as server:
        checks = examine(toy_library, server.url)
    assert checks["disk"].as_json()["title"] == "Speicherplatz"
    assert all(set(check.as_json()) == {"name", "title", "level", "text", "next_step"} for check in checks.values())


def test_without_a_model_quotes_are_fine_unless_a_model_is_demanded(toy_library: Library) -> None:
    assert examine(toy_library, model=None)["model"].level == "ok"
    demanded = examine(toy_library, model=None, mode="generated")["model"]
    assert (demanded.level, "docs/modelle.md" in demanded.next_step) == ("Fehler", True)


def test_an_absent_server_says_how_to_start_it(toy_library: Library) -> None:
    check = examine(toy_library, "http://127.0.0.1:1")["host"]
    assert check.level == "Fehler"
    assert "ollama serve" in check.next_step


def test_a_public_address_is_refused_without_the_setting(toy_library: Library) -> None:
    check = examine(toy_library, "http://8.8.8.8:11434")["host"]
    assert check.level == "Fehler"
    assert "ALLOW_PUBLIC_HOST" in check.text


def test_an_address_that_is_none_is_a_line_and_no_crash(toy_library: Library) -> None:
    check = examine(toy_library, "http://127.0.0.1/v1?x=1")["host"]
    assert (check.level, "LOTSENWISSEN_OLLAMA_HOST" in check.text) == ("Fehler", True)


def test_a_model_that_is_not_pulled_says_which_command(toy_library: Library) -> None:
    with ollama(models=("anderes:latest",)) as server:
        check = examine(toy_library, server.url)["model"]
    assert (check.level, "`ollama pull testmodell`" in check.next_step) == ("Fehler", True)


def test_a_model_larger_than_the_memory_is_a_fault(toy_library: Library) -> None:
    with ollama(size=psutil.virtual_memory().total, script=lambda body: speak(RIGHT)) as server:
        assert examine(toy_library, server.url)["size"].level == "Fehler"


def test_a_smaller_context_than_configured_is_shown_with_the_value_to_set(toy_library: Library) -> None:
    with ollama(context_length=4096, script=lambda body: speak(RIGHT)) as server:
        check = examine(toy_library, server.url)["context"]
    assert check.level == "Achtung"
    assert "LOTSENWISSEN_NUM_CTX auf 4096" in check.next_step


@pytest.mark.parametrize(("reply", "level", "words"), [
    (speak("Am dritten Tag nach der Bereitstellung um 12 Uhr [1]."), "Achtung", "zurückgehalten, weil"),
    (speak("On the fourth day of the month, by the post [1]."), "Achtung", "nicht auf Deutsch"),
    ([Status(500)], "Fehler", "HTTP 500"),
])  # fmt: skip
def test_a_model_that_cannot_answer_with_proof_is_noticed(
    toy_library: Library, reply: Any, level: str, words: str
) -> None:
    with ollama(script=lambda body: reply) as server:
        check = examine(toy_library, server.url)["trial"]
    assert check.level == level
    assert words in check.text


def test_a_slow_model_is_noticed(toy_library: Library) -> None:
    with ollama(script=lambda body: speak(RIGHT)) as server:
        settings = make_settings(server.url, slow_tokens_per_second=100.0)
        checks = run_checks(settings, toy_library, Models(settings), today=TODAY)
    assert next(check for check in checks if check.name == "speed").level == "Achtung"


def test_no_release_names_the_command_that_builds_one(tmp_path: Path) -> None:
    settings = make_settings(model=None).model_copy(update={"data_dir": tmp_path / "leer"})
    checks = {check.name: check for check in run_checks(settings, Library(settings), Models(settings))}
    assert checks["release"].level == "Fehler"
    assert "lotsenwissen corpus build" in checks["release"].text
    assert "corpus_trial" not in checks


def test_an_old_release_is_noticed(toy_library: Library) -> None:
    assert examine(toy_library, model=None, today=date(2099, 1, 1))["release"].level == "Achtung"


def test_files_that_were_not_read_are_named(toy_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    release = toy_library.current()
    told = replace(release, manifest=replace(release.manifest, rejections=("scan.pdf: kein Text erkannt",)))
    monkeypatch.setattr(Library, "current", lambda self: told)
    check = examine(toy_library, model=None)["rejected"]
    assert (check.level, "scan.pdf" in check.text) == ("Achtung", True)


def test_a_release_built_with_another_embedding_is_a_fault(toy_library: Library) -> None:
    check = examine(toy_library, model=None, embedding_model="bge-m3")["embedding"]
    assert (check.level, "corpus build" in check.next_step) == ("Fehler", True)


class WithEmbedding(Library):
    """A library whose release was built with bge-m3."""

    def __init__(self, settings: Settings, release: OpenRelease) -> None:
        super().__init__(settings, load_embeddings(settings))
        manifest = replace(release.manifest, fingerprint={"embedding": "bge-m3"})
        self._release = replace(release, manifest=manifest)

    def current(self) -> OpenRelease:
        return self._release


@pytest.mark.parametrize(("running", "level"), [(True, "ok"), (False, "Fehler")])
def test_the_embedding_model_must_answer(toy_library: Library, running: bool, level: str) -> None:
    with ollama(models=("bge-m3:latest",)) as server:
        url = server.url if running else "http://127.0.0.1:1"
        settings = make_settings(url, model=None).model_copy(update={"embedding_model": "bge-m3"})
        library = WithEmbedding(settings, toy_library.current())
        checks = run_checks(settings, library, Models(settings), thorough=False, today=TODAY)
    assert next(check for check in checks if check.name == "embedding").level == level


def test_a_folder_that_cannot_be_written_is_a_fault(toy_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: False)
    assert examine(toy_library, model=None)["disk"].level == "Fehler"


def test_little_memory_is_noticed(toy_library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(psutil, "virtual_memory", lambda: SimpleNamespace(total=8e9, available=2e8))
    assert examine(toy_library, model=None)["memory"].level == "Achtung"


def test_an_old_python_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 10, 0))
    assert doctor.check_python().level == "Fehler"


def test_the_quick_look_asks_no_question(toy_library: Library) -> None:
    with ollama() as server:
        checks = examine(toy_library, server.url, thorough=False)
        assert server.asked("/api/chat") == []
    assert not {"trial", "speed", "corpus_trial"} & set(checks)
