"""The exam of the examiner: its measures, its format, and the figures it must reach on the measuring set."""

import json
from argparse import Namespace
from pathlib import Path

import pytest

from assistant.errors import LotsenwissenError
from assistant.settings import get_settings
from evals.__main__ import main
from evals.grounding import Pair, examine_pairs, read_pairs, run, score_pairs
from evals.metrics import area_under_roc, binary_scores

MEASURING_SET = Path(__file__).parents[3] / "shared" / "bench" / "grounding.jsonl"
PASSAGE = "Gemeinden können das Portal kostenlos nutzen. Der Antrag ist bis zum 31. März 2025 zu stellen."
ROWS = [
    {"id": "1", "passage": PASSAGE, "sentence": "Gemeinden können das Portal kostenlos nutzen.", "label": "supported", "kind": "own_page"},
    {"id": "2", "passage": PASSAGE, "sentence": "Gemeinden müssen das Portal nutzen.", "label": "unsupported", "kind": "modality"},
    {"id": "3", "passage": PASSAGE, "sentence": "Der Antrag ist bis zum 30. März 2025 zu stellen.", "label": "unsupported", "kind": "number"},
]  # fmt: skip


def write(path: Path, rows: list[dict[str, str]]) -> Path:
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows) + "\n", encoding="utf-8")
    return path


def test_the_report_has_the_agreed_fields(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = write(tmp_path / "pairs.jsonl", ROWS)
    assert main(["grounding", "--data", str(data), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert set(report) == {
        "pairs", "auroc", "precision", "recall", "f1", "balanced_accuracy", "by_kind", "ms_per_sentence"
    }  # fmt: skip
    assert (report["pairs"], report["auroc"], report["recall"]) == (3, 1.0, 1.0)
    assert report["by_kind"] == {"modality": 1.0, "number": 1.0, "own_page": 1.0}


def test_the_halves_are_reported_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = write(tmp_path / "pairs.jsonl", [{**row, "id": f"{n}-0"} for n, row in enumerate(ROWS * 8)])
    assert run(Namespace(data=data, json=True, halves=True)) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["tuned"]["pairs"] + report["unseen"]["pairs"] == report["pairs"] == 24


def test_the_report_for_a_reader_names_every_measure(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(Namespace(data=write(tmp_path / "pairs.jsonl", ROWS), json=False, halves=False)) == 0
    out = capsys.readouterr().out
    assert "auroc" in out and "modality" in out


@pytest.mark.parametrize("line", ["{", "[]", '{"id": "1"}', '{"passage": "a", "sentence": "b", "label": "maybe"}'])
def test_a_broken_record_is_named_by_its_line(tmp_path: Path, line: str) -> None:
    path = tmp_path / "pairs.jsonl"
    path.write_text("\n" + line + "\n", encoding="utf-8")
    with pytest.raises(LotsenwissenError, match="Zeile 2"):
        read_pairs(path)


def test_a_missing_file_is_an_error_and_an_empty_one_is_not(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["grounding", "--data", str(tmp_path / "fehlt.jsonl")]) == 1
    assert "--data" in capsys.readouterr().err
    (tmp_path / "leer.jsonl").write_text("", encoding="utf-8")
    assert main(["grounding", "--data", str(tmp_path / "leer.jsonl"), "--json"]) == 0


@pytest.mark.parametrize(
    ("scores", "positive", "area"),
    [
        ([0.1, 0.9], [False, True], 1.0),
        ([0.9, 0.1], [False, True], 0.0),
        ([0.5, 0.5, 0.5], [True, False, True], 0.5),
        ([0.1, 0.4, 0.35, 0.8], [False, False, True, True], 0.75),
        ([0.3], [True], 0.5),
        ([], [], 0.5),
    ],
)
def test_the_area_is_the_chance_to_rank_a_positive_case_higher(
    scores: list[float], positive: list[bool], area: float
) -> None:
    assert area_under_roc(scores, positive) == pytest.approx(area)


def test_binary_scores_count_the_positive_class() -> None:
    scores = binary_scores([True, True, False, False], [True, False, True, False])
    assert scores == {"precision": 0.5, "recall": 0.5, "f1": 0.5, "balanced_accuracy": 0.5}
    assert binary_scores([], []) == {"precision": 0.0, "recall": 0.0, "f1": 0.0, "balanced_accuracy": 0.0}


def test_specificity_counts_supported_sentences_that_are_shown() -> None:
    threshold = get_settings().verify.threshold
    pairs = [Pair(str(n), "", "", True, "own_page") for n in range(4)]
    report = score_pairs(pairs, [threshold, threshold + 0.1, 1.0, threshold - 0.01])
    assert report["by_kind"] == {"own_page": 0.75}


@pytest.mark.slow
@pytest.mark.skipif(not MEASURING_SET.exists(), reason="measuring set absent")
def test_the_examiner_reaches_its_figures_on_the_measuring_set() -> None:
    pairs = read_pairs(MEASURING_SET)
    scores, seconds = examine_pairs(pairs)
    report = score_pairs(pairs, scores)
    assert report["auroc"] >= 0.88
    assert report["by_kind"]["number"] >= 0.95
    assert report["by_kind"]["negation"] >= 0.80
    assert report["by_kind"]["modality"] >= 0.60
    assert report["by_kind"]["own_page"] >= 0.90
    assert seconds / len(pairs) < 0.1
