"""Prompts are files with strict variables, and nothing a user or a document writes can become one."""

from pathlib import Path

import pytest

from assistant.answer import prompts
from assistant.answer.prompts import load_prompt
from assistant.errors import SettingsError

ANSWER = frozenset({"canary", "passages", "question"})


def test_the_projects_prompts_load_with_the_variables_the_code_fills() -> None:
    assert load_prompt("answer", ANSWER).variables == ANSWER
    assert load_prompt("rephrase", frozenset({"history", "question"})).name == "rephrase"


def test_the_answer_prompt_shows_valid_and_invalid_examples() -> None:
    rules = load_prompt("answer", ANSWER).system
    assert rules.count("Falsch, weil") >= 3
    assert "Richtig:" in rules


def test_values_are_filled_in_literally() -> None:
    _, user = load_prompt("answer", ANSWER).fill(canary="x", passages="$question ${canary} {0}", question="$passages")
    assert "$question ${canary} {0}" in user
    assert user.endswith("Frage: $passages")


def test_a_missing_value_is_an_error() -> None:
    with pytest.raises(SettingsError, match="canary, passages, question"):
        load_prompt("answer", ANSWER).fill(question="Was?")


@pytest.mark.parametrize(("content", "message"), [
    (None, "fehlt"),
    ("# system\nohne Teil für die Frage", "unvollständig"),
    ("# system\nRegeln\n# user\n$frage", "genau diese Variablen"),
    ("# system\nRegeln kosten 5 $ \n# user\n$question", "genau diese Variablen"),
])  # fmt: skip
def test_a_broken_prompt_file_is_one_german_sentence(
    content: str | None, message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    if content is not None:
        (tmp_path / "probe.md").write_text(content, encoding="utf-8")
    monkeypatch.setattr(prompts, "_FOLDERS", (tmp_path,))
    with pytest.raises(SettingsError, match=message):
        load_prompt("probe", frozenset({"question"}))


def test_the_digest_changes_with_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prompts, "_FOLDERS", (tmp_path,))
    digests = []
    for text in ("Regeln", "Regeln!"):
        (tmp_path / "digest.md").write_text(f"# system\n{text}\n# user\n$question", encoding="utf-8")
        load_prompt.cache_clear()
        digests.append(load_prompt("digest", frozenset({"question"})).digest)
    load_prompt.cache_clear()
    assert digests[0] != digests[1]
