"""The gate: what it examines, when it stays shut, and what it says to a Lotse."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from assistant.corpus.release import build_lock, published_release
from assistant.errors import LotsenwissenError
from assistant.search.build import build_release
from assistant.settings import Settings
from evals.baseline import Baseline, find_flips, read_baseline, write_baseline
from evals.gate import run_gate
from evals.history import append_history, read_history
from evals.sets import Examination, load_examination
from evals.thresholds import read_rules
from evals.verdict import GateResult, format_result, result_json
from tests.conftest import build_and_publish
from tests.evals.toy import copy_toy, list_fallen, make_item, run_toy_gate, toy_examination, toy_rules


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return copy_toy(tmp_path_factory.mktemp("gate"))


@pytest.fixture(scope="module")
def result(settings: Settings) -> GateResult:
    return run_toy_gate(settings)


def test_the_result_says_what_was_measured(result: GateResult) -> None:
    data = result_json(result)
    assert data["passed"] is True
    assert data["questions"] == len(toy_examination().on_release)
    assert data["measures"]["correct"]["n"] == 6
    assert json.loads(json.dumps(data)) == data
    assert "bestanden" in format_result(result)


def test_a_release_is_examined_before_it_is_published(settings: Settings) -> None:
    published = build_and_publish(settings)
    path = settings.corpus_dir / "documents" / "gebuehren" / "hundesteuer.md"
    honest = path.read_text(encoding="utf-8")
    path.write_text(honest.replace("84 Euro", "85 Euro"), encoding="utf-8")
    with build_lock(settings.releases_dir):
        manifest = build_release(settings)
    path.write_text(honest, encoding="utf-8")
    result = run_gate(
        settings, settings.releases_dir / manifest.id,
        examination=toy_examination(), baseline=Baseline({}, {}, {}), rules=toy_rules(),
    )  # fmt: skip
    assert result.release == manifest.id
    assert "correct" in list_fallen(result)
    assert published_release(settings.releases_dir) == published


def test_without_a_published_release_one_is_built_for_the_moment(tmp_path: Path) -> None:
    settings = copy_toy(tmp_path)
    result = run_gate(settings, examination=toy_examination(), baseline=Baseline({}, {}, {}), rules=toy_rules())
    assert result.passed
    assert not settings.releases_dir.exists()


def test_questions_about_another_corpus_examine_nothing_and_pass_nothing(settings: Settings) -> None:
    build_and_publish(settings)
    foreign = Examination((make_item(documents=["ozg-frist"]),))
    result = run_gate(settings, examination=foreign, baseline=Baseline({}, {}, {}), rules=toy_rules())
    assert (result.applicable, result.passed) == (False, False)
    assert "anderen Korpus" in format_result(result)


def test_a_gate_without_questions_is_an_error(settings: Settings) -> None:
    with pytest.raises(LotsenwissenError, match="Prüfungsfragen"):
        run_gate(settings, examination=Examination(()), baseline=Baseline({}, {}, {}))


def test_a_measure_that_lost_its_questions_does_not_pass(settings: Settings) -> None:
    build_and_publish(settings)
    examination = toy_examination()
    harmless = tuple(item for item in examination.on_release if item.kind != "adversarial")
    result = run_gate(settings, examination=Examination(harmless), baseline=Baseline({}, {}, {}), rules=toy_rules())
    assert list_fallen(result) == {"safe"}
    assert "nicht gemessen" in format_result(result)


def test_flips_against_the_baseline_are_named(result: GateResult) -> None:
    baseline = Baseline({}, {"a1": "right answered", "a2": "wrong no_source", "u1": "right refused"}, {})
    wrong = replace(result.marks[0], right=False)
    flips = find_flips(baseline, [wrong, *result.marks[1:]])
    assert [(flip.id, flip.lost, flip.won) for flip in flips] == [
        ("a1", True, False), ("a2", False, True), ("u1", False, False),
    ]  # fmt: skip
    text = format_result(replace(result, flips=tuple(flips)))
    assert "Verloren: a1 „Wie hoch ist die Hundesteuer in Musterau?“" in text


def test_the_baseline_is_the_same_after_writing_and_has_one_line_for_each_question(
    result: GateResult, tmp_path: Path
) -> None:
    write_baseline(result.marks, result.measures, result.heads, tmp_path)
    baseline = read_baseline(tmp_path)
    assert find_flips(baseline, result.marks) == []
    assert baseline.documents["hundesteuer-alt"] == "2025-12-31"
    assert len((tmp_path / "questions.json").read_text(encoding="utf-8").splitlines()) == len(result.marks) + 2
    assert "seconds" not in baseline.scores


def test_a_missing_baseline_is_empty_and_a_damaged_one_an_error(tmp_path: Path) -> None:
    assert not read_baseline(tmp_path)
    (tmp_path / "questions.json").write_text("{", encoding="utf-8")
    with pytest.raises(LotsenwissenError, match="Basis"):
        read_baseline(tmp_path)


def test_every_threshold_has_a_bound_a_label_and_a_reason() -> None:
    rules = read_rules()
    assert rules.day == date(2026, 11, 22)
    for rule in rules.thresholds:
        assert rule.label
        assert rule.reason.endswith(".")


@pytest.mark.parametrize(
    "text",
    ["", "[gate]\nday = 2026-11-22", '[gate]\nday = 2026-11-22\n[x]\nlabel = "x"\nreason = "y"',
     '[gate]\nday = 2026-11-22\n[x]\nlabel = "x"\nreason = "y"\nat_least = 1\nat_most = 2'],
)  # fmt: skip
def test_a_gate_without_bounds_is_an_error(tmp_path: Path, text: str) -> None:
    (tmp_path / "thresholds.toml").write_text(text, encoding="utf-8")
    with pytest.raises(LotsenwissenError, match="Schwellen"):
        read_rules(tmp_path / "thresholds.toml")


def test_the_history_keeps_the_last_examination_of_each_release(result: GateResult, tmp_path: Path) -> None:
    append_history(tmp_path, result)
    append_history(tmp_path, replace(result, release="later", checks=()))
    append_history(tmp_path, replace(result, checks=()))
    (tmp_path / "evals" / "history.jsonl").open("a", encoding="utf-8").write('{"release": "cut o')
    entries = read_history(tmp_path)
    assert [(entry.release, dict(entry.scores)) for entry in entries] == [("later", {}), (result.release, {})]


def test_the_projects_own_questions_can_be_read_and_know_their_documents(real_heads: frozenset[str]) -> None:
    examination = load_examination()
    assert examination.documents <= real_heads
    assert all(item.checked_by and item.checked_on for item in examination.on_release)


@pytest.fixture
def real_heads() -> frozenset[str]:
    corpus = Path(__file__).parents[2] / "corpus"
    return frozenset(
        path.stem for folder in ("documents", "cases", "curated") for path in (corpus / folder).rglob("*.md")
    )
