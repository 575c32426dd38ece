import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from assistant import __version__
from assistant.settings import Settings

ANSWER = "Wie hoch ist die Hundesteuer in Musterau?"


def call(
    *arguments: str, settings: Settings | None = None, text: str = "", **more: str
) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "NO_COLOR": "1"}
    if settings:
        environment |= {
            "LOTSENWISSEN_CORPUS_DIR": str(settings.corpus_dir),
            "LOTSENWISSEN_DATA_DIR": str(settings.data_dir),
        }
    environment |= more
    return subprocess.run(
        [sys.executable, "-m", "assistant", *arguments],
        capture_output=True, text=True, check=False, env=environment, input=text, timeout=120,
    )  # fmt: skip


def test_the_version_is_the_package_s() -> None:
    assert call("--version").stdout.strip() == f"lotsenwissen {__version__}"


@pytest.mark.parametrize("command", [[], ["ask"], ["corpus"], ["chat"], ["doctor"], ["user"]])
def test_every_command_answers_help(command: list[str]) -> None:
    result = call(*command, "--help")
    assert result.returncode == 0
    assert "lotsenwissen" in result.stdout


@pytest.mark.parametrize(
    "line",
    [
        ["fliegen"],
        ["ask"],
        ["ask", "Frage", "--mode", "raten"],
        ["corpus", "bau"],
        ["ask", "x", "--today", "gestern"],
        [],
    ],
)
def test_wrong_use_exits_2_without_traceback(line: list[str]) -> None:
    result = call(*line)
    assert result.returncode == 2
    assert "Traceback" not in result.stderr


def test_a_fresh_folder_is_built_and_asked(toy: Settings) -> None:
    before = call("ask", ANSWER, settings=toy)
    assert (before.returncode, before.stderr.strip()) == (
        1,
        "Kein Korpus gebaut. Bitte `lotsenwissen corpus build` ausführen.",
    )
    built = call("corpus", "build", "--json", settings=toy)
    assert json.loads(built.stdout)["documents"] == 4
    answer = call("ask", ANSWER, settings=toy)
    assert answer.returncode == 0
    assert "84 Euro" in answer.stdout
    assert "Stand 01.01.2026" in answer.stdout
    data = json.loads(call("ask", ANSWER, "--json", settings=toy).stdout)
    assert data["status"] == "answered"
    old = json.loads(call("ask", ANSWER, "--json", "--today", "2023-01-01", settings=toy).stdout)
    assert "60 Euro" in old["text"]
    assert "84 Euro" in call("ask", "-", settings=toy, text=ANSWER).stdout


def test_a_broken_file_is_one_line_and_the_rest_is_built(toy: Settings) -> None:
    (toy.corpus_dir / "documents/portal/kaputt.md").write_text("ohne Kopf", encoding="utf-8")
    result = call("corpus", "build", settings=toy)
    assert result.returncode == 0
    assert "Nicht aufgenommen: documents/portal/kaputt.md: Der Kopf" in result.stderr
    assert call("corpus", "check", settings=toy).returncode == 1


def test_releases_are_listed_compared_and_rolled_back(toy: Settings) -> None:
    call("corpus", "build", "--publish", settings=toy)
    (toy.corpus_dir / "cases/nebelstadt-portal.md").unlink()
    call("corpus", "build", "--publish", settings=toy)
    releases = json.loads(call("corpus", "releases", "--json", settings=toy).stdout)
    assert [release["published"] for release in releases] == [True, False]
    assert all(release["usable"] for release in releases)
    diff = call("corpus", "diff", releases[1]["id"], settings=toy)
    assert "- nebelstadt-portal" in diff.stdout
    rolled = json.loads(call("corpus", "rollback", "--json", settings=toy).stdout)
    assert rolled == {"published": releases[1]["id"]}


def test_a_release_of_another_program_version_is_listed_as_not_usable(toy: Settings) -> None:
    call("corpus", "build", "--publish", settings=toy)
    (manifest,) = toy.releases_dir.glob("*/index/search.json")
    manifest.write_text(json.dumps({**json.loads(manifest.read_text()), "format": 0}))
    (release,) = json.loads(call("corpus", "releases", "--json", settings=toy).stdout)
    assert (release["published"], release["usable"]) == (True, False)
    assert "corpus build" in call("ask", "Was ist das Portal?", settings=toy).stderr


@pytest.mark.parametrize("content", ["kein JSON", "4", '[{"antwort": 1}]', None])
def test_an_unreadable_history_is_named(toy: Settings, tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "verlauf.json"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    result = call("ask", "Frage", "--history", str(path), settings=toy)
    assert result.returncode == 1
    assert "verlauf.json ist nicht lesbar" in result.stderr


def test_an_unusable_setting_is_named(toy: Settings) -> None:
    result = call("ask", "Frage", settings=toy, LOTSENWISSEN_PORT="viele")
    assert result.returncode == 1
    assert "LOTSENWISSEN_PORT" in result.stderr


def test_a_read_only_data_folder_is_one_sentence(toy: Settings) -> None:
    result = call("corpus", "build", settings=toy, LOTSENWISSEN_DATA_DIR="/proc/1/lotsenwissen")
    assert result.returncode == 1
    assert "Traceback" not in result.stderr
    assert "LOTSENWISSEN_DATA_DIR" in result.stderr
