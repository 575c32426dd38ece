"""The exam of the line choosing: its measures, its input, its two halves."""

import json
from pathlib import Path

import pytest

from assistant.errors import LotsenwissenError
from evals.__main__ import main
from evals.extraction import Page, read_pages, score_lines
from evals.metrics import class_scores, harmonic_mean, line_precision, line_recall

BENCH = Path(__file__).parents[2].parent / "shared" / "bench" / "omos-extraction.jsonl"


def test_an_empty_answer_has_precision_one_and_recall_zero() -> None:
    assert line_precision(frozenset(), frozenset({1})) == 1.0
    assert line_recall(frozenset(), frozenset({1})) == 0.0


def test_measures_are_what_their_names_say() -> None:
    assert line_precision(frozenset({1, 2}), frozenset({2, 3})) == 0.5
    assert line_recall(frozenset({1, 2}), frozenset({2, 3, 4, 5})) == 0.25
    assert harmonic_mean(0.5, 0.25) == pytest.approx(1 / 3)
    assert harmonic_mean(0.0, 0.0) == 0.0
    assert class_scores([True, True, False], [True, False, True]) == {"precision": 0.5, "recall": 0.5, "f1": 0.5}


def test_means_run_over_answerable_questions_and_refusals_are_a_class() -> None:
    pages = [
        Page("1", "?", ("a", "b"), frozenset({0})),
        Page("2", "?", ("a", "b"), frozenset({0, 1})),
        Page("3", "?", ("a", "b"), frozenset()),
    ]
    report = score_lines(pages, [[0], [], []])

    assert (report["questions"], report["precision"], report["recall"]) == (3, 1.0, 0.5)
    assert report["f1"] == pytest.approx(2 / 3, abs=1e-4)
    assert report["unanswerable"] == {"precision": 0.5, "recall": 1.0, "f1": 0.6667}


def test_the_command_prints_one_json_document(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data = tmp_path / "pages.jsonl"
    record = {
        "id": "1",
        "question": "Was kostet Torfix?",
        "lines": ["Torfix", "Torfix kostet 5 Euro."],
        "answer_lines": [1],
    }
    data.write_text(json.dumps(record) + "\n\n", encoding="utf-8")

    assert main(["extraction", "--data", str(data), "--halves", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert {"questions", "precision", "recall", "f1", "unanswerable", "tuned", "unseen"} == set(report)
    assert report["tuned"]["questions"] + report["unseen"]["questions"] == 1


@pytest.mark.parametrize("content", ("kein json", '{"question": "?"}', "[]"))
def test_a_broken_record_is_named_by_its_line(content: str, tmp_path: Path) -> None:
    data = tmp_path / "pages.jsonl"
    data.write_text(content, encoding="utf-8")

    with pytest.raises(LotsenwissenError, match="Zeile 1"):
        read_pages(data)


def test_a_missing_file_says_what_to_check(tmp_path: Path) -> None:
    with pytest.raises(LotsenwissenError, match="--data"):
        read_pages(tmp_path / "fehlt.jsonl")


@pytest.mark.skipif(not BENCH.is_file(), reason="measuring set absent")
def test_the_published_lexical_baseline_is_beaten() -> None:
    from assistant.answer.quoting.lines import select_lines

    pages = read_pages(BENCH)
    report = score_lines(pages, [select_lines(page.question, page.lines) for page in pages])

    assert report["f1"] > 0.56
    assert report["unanswerable"]["f1"] > 0.58
