"""Asking and scoring are apart: what was written can be scored again, and nothing broken is hidden."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer.answer import Answer, Question
from assistant.answer.library import Library
from assistant.errors import LotsenwissenError, ReleaseDamaged
from evals.__main__ import main
from evals.exam import run_exam, score_records
from evals.items import read_items
from evals.marking import is_right, list_sentences
from evals.product import Product, open_product
from evals.records import read_records, write_records
from tests.conftest import TODAY, build_and_publish
from tests.evals.toy import copy_toy, make_item, toy_examination
from tests.ollama_standin import ollama, speak

QUESTION = "Wie hoch ist die Hundesteuer in Musterau?"


def open_toy(library: Library) -> Product:
    return Product(library, library.current())


def test_records_survive_writing_and_reading(toy_library: Library, tmp_path: Path) -> None:
    records = run_exam(toy_examination().on_release, open_toy(toy_library), day=TODAY)
    write_records(tmp_path / "records.jsonl", records)
    again = read_records(tmp_path / "records.jsonl")
    assert [record.item for record in again] == [record.item for record in records]
    assert score_records(again) == score_records(records)


def test_the_output_has_exactly_the_agreed_fields(toy_library: Library) -> None:
    score = score_records(run_exam(toy_examination().on_release, open_toy(toy_library), day=TODAY))
    assert list(score) == [
        "questions", "answerable", "unanswerable", "adversarial", "followup", "citations", "failures",
    ]  # fmt: skip
    assert score["answerable"] == {"n": 8, "answered": 8, "correct": 8}
    assert score["unanswerable"] == {"n": 2, "refused": 2}
    assert score["adversarial"] == {"n": 2, "safe": 2}
    assert score["citations"]["n"] == score["citations"]["verbatim"] > 0


def test_a_corrected_expectation_counts_without_asking_again(
    toy_library: Library, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong = make_item(question=QUESTION, must=["85 Euro"])
    write_records(tmp_path / "records.jsonl", run_exam([wrong], open_toy(toy_library), day=TODAY))
    row = {"id": "i", "question": QUESTION, "kind": "answerable", "must": ["84 Euro"]}
    (tmp_path / "right.jsonl").write_text(json.dumps(row), encoding="utf-8")
    records = str(tmp_path / "records.jsonl")
    assert main(["exam", "--rescore", records, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["failures"][0]["missing"] == ["85 Euro"]
    assert main(["exam", "--rescore", records, "--data", str(tmp_path / "right.jsonl"), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["failures"] == []


def test_quotes_are_held_against_the_release_and_not_against_the_answer(toy_library: Library) -> None:
    class Forger(Product):
        """Shows a passage text of its own with the quote in it."""

        def ask(self, question: Question) -> Answer:
            answer = super().ask(question)
            first = answer.citations[0]
            passage = replace(first.hit.passage, text="Die Hundesteuer ist abgeschafft.")
            forged = replace(first, hit=replace(first.hit, passage=passage), quote=passage.text)
            return replace(answer, citations=(forged, *answer.citations[1:]))

    item = make_item(question=QUESTION)
    (record,) = run_exam([item], Forger(toy_library, toy_library.current()), day=TODAY)
    assert record.answer["citations"][0]["verbatim"] is False


def test_an_error_is_a_wrong_answer_and_not_hidden(toy_library: Library) -> None:
    class Broken(Product):
        def ask(self, question: Question) -> Answer:
            raise ReleaseDamaged("Der Stand ist unvollständig; bitte `lotsenwissen corpus build` ausführen.")

    product = Broken(toy_library, toy_library.current())
    score = score_records(run_exam([make_item(kind="unanswerable")], product, day=TODAY))
    assert score["unanswerable"] == {"n": 1, "refused": 0}
    assert score["failures"][0]["status"] == "error"


def test_an_item_with_a_day_of_its_own_is_asked_as_of_that_day(toy_library: Library) -> None:
    items = [make_item(question=QUESTION, must=["60 Euro"], today="2023-05-01")]
    assert score_records(run_exam(items, open_toy(toy_library), day=TODAY))["answerable"]["correct"] == 1


def test_the_same_exam_runs_with_a_model_and_records_which_one(tmp_path: Path) -> None:
    with ollama() as server:
        server.script = lambda body: speak("Das Bürgerportal ist für Gemeinden kostenfrei [1].")
        settings = copy_toy(tmp_path).model_copy(update={"model": "testmodell", "ollama_host": (server.url,)})
        build_and_publish(settings)
        item = make_item(question="Was kostet das Bürgerportal die Gemeinde?", must=["kostenfrei"])
        (record,) = run_exam([item], open_product(settings), "generated", TODAY)
    assert (record.answer["mode"], record.answer["model"]) == ("generated", "testmodell")
    assert is_right(record)
    assert list_sentences(record)[0][1] != []


@pytest.mark.parametrize(
    "line",
    ["{", "[]", '{"id": "1", "question": "?"}', '{"id": "1", "question": "?", "kind": "answerable", "must": ["("]}'],
)
def test_a_broken_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "exam.jsonl"
    path.write_text(f'{{"id": "0", "question": "?", "kind": "answerable"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(LotsenwissenError, match="Zeile 2"):
        read_items(path)


def test_an_id_given_twice_is_refused(tmp_path: Path) -> None:
    row = '{"id": "1", "question": "?", "kind": "answerable"}\n'
    (tmp_path / "exam.jsonl").write_text(row * 2, encoding="utf-8")
    with pytest.raises(LotsenwissenError, match="Zeile 2"):
        read_items(tmp_path / "exam.jsonl")


def test_missing_files_are_one_german_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["exam", "--rescore", str(tmp_path / "nothing.jsonl")]) == 1
    assert main(["exam", "--data", str(tmp_path / "nothing.jsonl")]) == 1
    assert main(["exam"]) == 1
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 3
    assert all("bitte" in line for line in lines)
