import json
from pathlib import Path

import pytest

from assistant.search.german import stem
from evals.__main__ import main
from evals.metrics import ndcg, quantile, recall_at, reciprocal_rank
from evals.variants import add_typing_error, drop_dots, write_apart, write_digraphs


def test_measures_are_as_the_field_defines_them() -> None:
    ranking, relevant = ["a", "b", "c"], {"b": 1, "z": 1}
    assert recall_at(ranking, relevant, 1) == 0
    assert recall_at(ranking, relevant, 3) == 0.5
    assert reciprocal_rank(ranking, relevant, 10) == 0.5
    assert reciprocal_rank([], relevant, 10) == 0
    assert ndcg(["b", "z"], relevant, 10) == pytest.approx(1)
    assert ndcg(["x", "b"], {"b": 1}, 10) == pytest.approx(0.6309, abs=1e-4)
    assert (quantile([3, 1, 2], 0.5), quantile([3, 1, 2], 0.95), quantile([], 0.5)) == (2, 3, 0)


def test_variants_change_the_question_and_little_else() -> None:
    question = "Welche Gebühren kosten Deutschkurse?"
    slip = add_typing_error(question)
    assert slip != question
    assert abs(len(slip) - len(question)) <= 1
    assert write_digraphs(question) == "Welche Gebuehren kosten Deutschkurse?"
    assert drop_dots(question) == "Welche Gebuhren kosten Deutschkurse?"
    assert write_apart(question) == "Welche Gebühren kosten Deutsch Kurse?"
    assert stem("Gebuhren") == stem("Gebühren")


@pytest.fixture
def beir(tmp_path: Path) -> Path:
    pages = [
        {"_id": "d1", "title": "Hunde", "text": "Die Hundesteuer kostet 60 Euro.", "metadata": {"city": "a"}},
        {"_id": "d2", "title": "Müll", "text": "Die Abfuhr kommt am Montag.", "metadata": {"city": "b"}},
    ]
    queries = [{"_id": "q1", "text": "Was kostet ein Hund?", "metadata": {"city": "a"}}]
    (tmp_path / "corpus.jsonl").write_text("\n".join(map(json.dumps, pages)), encoding="utf-8")
    (tmp_path / "queries.jsonl").write_text("\n".join(map(json.dumps, queries)), encoding="utf-8")
    (tmp_path / "qrels").mkdir()
    (tmp_path / "qrels" / "test.tsv").write_text("query-id\tcorpus-id\tscore\nq1\td1\t1\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("arguments", [[], ["--filter", "city"]])
def test_the_exam_prints_one_json_document(
    beir: Path, capsys: pytest.CaptureFixture[str], arguments: list[str]
) -> None:
    assert main(["retrieval", "--beir", str(beir), "--json", *arguments]) == 0
    report = json.loads(capsys.readouterr().out)
    assert (report["queries"], report["documents"], report["recall@1"], report["mrr@10"]) == (1, 2, 1.0, 1.0)
    assert {"recall@5", "recall@10", "ndcg@10", "p50_ms", "p95_ms", "index_s"} <= report.keys()


def test_a_folder_that_is_no_set_is_named_in_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["retrieval", "--beir", str(tmp_path)]) == 1
    assert "corpus.jsonl" in capsys.readouterr().err


OMOS = Path("../shared/bench/omos-retrieval")


@pytest.mark.slow
@pytest.mark.skipif(not OMOS.is_dir(), reason="measuring set absent")
def test_retrieval_stays_above_the_prototype(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["retrieval", "--beir", str(OMOS), "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["recall@5"] >= 0.86
    assert report["mrr@10"] >= 0.69
