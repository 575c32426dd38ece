"""`python -m evals …` as a build server calls it: exit codes, one JSON document, files where they were asked for."""

import json
from pathlib import Path

import pytest

from assistant.settings import Settings
from evals import gate, product, report, sets
from evals.__main__ import EXAMS, main
from evals.baseline import Baseline
from evals.history import read_history
from tests.conftest import build_and_publish
from tests.evals.toy import copy_toy, toy_examination, toy_rules


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """The command line on a built toy corpus with the toy examination."""
    settings = copy_toy(tmp_path)
    build_and_publish(settings)
    for module in (gate, report, product):
        monkeypatch.setattr(module, "get_settings", lambda: settings)
    monkeypatch.setattr(gate, "load_examination", toy_examination)
    monkeypatch.setattr(gate, "read_rules", toy_rules)
    monkeypatch.setattr(gate, "read_baseline", lambda: Baseline({}, {}, {}))
    return settings


def test_a_good_release_passes_with_exit_code_0(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["gate", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["passed"] is True
    assert [entry.passed for entry in read_history(settings.data_dir)] == [True]


def test_a_broken_release_fails_with_exit_code_1_and_says_what_fell(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    (settings.corpus_dir / "documents" / "portal" / "buergerportal.md").unlink()
    build_and_publish(settings)
    assert main(["gate"]) == 1
    out = capsys.readouterr().out
    assert "✗ Richtig beantwortet" in out
    assert "Verschwunden: Dokument „buergerportal“." in out


def test_the_gate_writes_the_files_it_is_asked_for(settings: Settings, tmp_path: Path) -> None:
    junit, records = tmp_path / "junit.xml", tmp_path / "records.jsonl"
    assert main(["gate", "--junit", str(junit), "--records", str(records)]) == 0
    assert junit.read_text(encoding="utf-8").startswith("<?xml")
    assert len(records.read_text(encoding="utf-8").splitlines()) == len(toy_examination().on_release)


def test_the_report_is_one_file(settings: Settings, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["report"]) == 0
    page = (settings.data_dir / "bericht.html").read_text(encoding="utf-8")
    assert "Ja. Alle" in page
    assert "bericht.html" in capsys.readouterr().out


def test_the_exam_writes_records_of_the_published_release(settings: Settings, tmp_path: Path) -> None:
    row = {"id": "1", "question": "Wie hoch ist die Hundesteuer?", "kind": "answerable", "must": ["84"]}
    (tmp_path / "exam.jsonl").write_text(json.dumps(row), encoding="utf-8")
    records = tmp_path / "records.jsonl"
    assert main(["exam", "--data", str(tmp_path / "exam.jsonl"), "--records", str(records), "--measures"]) == 0
    assert json.loads(records.read_text(encoding="utf-8"))["item"]["id"] == "1"


def test_contradictions_are_asked_of_a_corpus_of_their_own(settings: Settings, tmp_path: Path) -> None:
    folder = tmp_path / "datasets"
    folder.mkdir()
    settings.corpus_dir.rename(folder / "konflikte")
    row = {"id": "c", "question": "Wie hoch ist die Hundesteuer?", "kind": "answerable", "must": ["84"]}
    (folder / "conflicts.jsonl").write_text(json.dumps(row), encoding="utf-8")
    (folder / "answerable.jsonl").write_text(json.dumps({**row, "id": "a"}), encoding="utf-8")
    examination = sets.load_examination(folder)
    with product.open_for_gate(settings) as opened:
        records = sets.run_examination(examination, opened, toy_rules().day)
    assert [record.item.exam for record in records] == ["answerable", "conflicts"]
    assert records[0].answer["release"] != records[1].answer["release"]


@pytest.mark.parametrize("name", EXAMS)
def test_every_exam_answers_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([name, "--help"])
    assert stop.value.code == 0
    assert "usage" in capsys.readouterr().out.lower()
