"""What people and other programs read: the German page, JUnit, the view from outside, the table of models, the judge."""

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree

import pytest

from assistant.answer.models import Models
from assistant.errors import ModelBroken
from evals.__main__ import main
from evals.calibration import count_bands, trace_steps
from evals.compare import compare_records, format_rows
from evals.export import shape_deepeval, shape_ragas
from evals.history import Entry
from evals.judge import LABELS as HAND_LABELS
from evals.judge import Label, judge_all, make_judge, measure_agreement, read_labels
from evals.junit import write_junit
from evals.marking import mark_record
from evals.records import write_records
from evals.report import render_report
from evals.verdict import GateResult
from tests.answer.model_setup import make_settings
from tests.evals.toy import copy_toy, make_item, make_record, run_toy_gate
from tests.ollama_standin import Standin, ollama, speak

HOSTILE = '<script>alert(1)</script>{{ 7*7 }}<img src="https://example.org/x">'


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> GateResult:
    """A real run with one failed question whose texts are hostile."""
    result = run_toy_gate(copy_toy(tmp_path_factory.mktemp("report")))
    item = make_item(id="bad", question=HOSTILE, must=[re.escape(HOSTILE) + "x"], topic=HOSTILE, documents=["gone"])
    hits = [{"passage": "p", "document": HOSTILE, "score": 1.0, "coverage": 0.4}]
    wrong = mark_record(make_record(item, text=f"{HOSTILE}\x00", hits=hits))
    return replace(result, marks=(*result.marks, wrong))


class Page(HTMLParser):
    """Collects the tags with their attributes, and refuses tags closed in the wrong order."""

    VOID = frozenset({"meta", "br", "img", "link", "path", "circle", "rect"})

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


@pytest.fixture(scope="module")
def page(result: GateResult) -> Page:
    history = [Entry("r1", "2026-01-01", True, {"correct": 0.9}), Entry("r2", "2026-02-01", False, {"correct": 0.8})]
    return Page(render_report(result, history, datetime(2026, 11, 22, 12, 0)))


def test_the_page_asks_nothing_from_outside_and_runs_no_script(page: Page) -> None:
    assert "script" not in [tag for tag, _ in page.tags]
    for tag, attributes in page.tags:
        assert tag not in ("img", "link", "iframe", "object")
        assert "src" not in attributes
        assert not [name for name in attributes if name.startswith("on")]
        assert (attributes.get("href") or "#").startswith("#")


def test_the_page_is_well_formed_and_speaks_to_screen_readers(page: Page) -> None:
    assert page.open == []
    tags = [tag for tag, _ in page.tags]
    assert tags.count("h1") == tags.count("main") == 1
    assert ("html", {"lang": "de"}) in page.tags
    assert all(attributes.get("scope") in ("row", "col") for tag, attributes in page.tags if tag == "th")
    for tag, attributes in page.tags:
        if tag == "svg":
            assert attributes.get("aria-hidden") == "true" or (attributes["role"], bool(attributes["aria-label"])) == (
                "img", True,
            )  # fmt: skip


def test_hostile_text_stays_text(result: GateResult) -> None:
    text = render_report(result, [])
    assert HOSTILE not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7*7 }}" in text


def test_a_failed_question_shows_answer_expectation_and_hits(result: GateResult) -> None:
    item = make_item(id="f", question="Wie hoch?", must=["84 Euro"], documents=["hundesteuer"], held_out=True)
    hits = [{"passage": "p", "document": "buergerportal", "score": 1.0, "coverage": 0.4}]
    text = render_report(replace(result, marks=(mark_record(make_record(item, text="60 Euro", hits=hits)),)), [])
    case = text[text.index('<article class="case">') : text.index("</article>")]
    for part in ("Wie hoch?", "84 Euro", "60 Euro", "Hundesteuer in Musterau", "nicht gefunden", "zurückgehalten"):
        assert part in case
    assert "Bürgerportal für Kommunen" in case


def test_the_calibration_tells_refusals_right_and_wrong_apart() -> None:
    def mark(kind: str, status: str, coverage: float, text: str = "") -> object:
        hits = [{"passage": "p", "document": "d", "score": 1.0, "coverage": coverage}]
        return mark_record(make_record(make_item(kind=kind, must=["84"]), status=status, text=text, hits=hits))

    marks = [
        mark("answerable", "answered", 1.0, "84"), mark("answerable", "answered", 0.95, "?"),
        mark("unanswerable", "no_source", 0.2), mark("answerable", "no_source", 0.25),
    ]  # fmt: skip
    bands = count_bands(marks)  # type: ignore[arg-type]
    assert (bands[9].counts, bands[2].counts) == ((1, 1, 0, 0), (0, 0, 1, 1))
    steps = trace_steps(marks)  # type: ignore[arg-type]
    assert [(step.answered, step.accuracy) for step in steps] == [(0.25, 1.0), (0.5, 0.5)]


def test_junit_names_each_question_and_threshold(result: GateResult, tmp_path: Path) -> None:
    write_junit(tmp_path / "junit.xml", result)
    root = ElementTree.parse(tmp_path / "junit.xml").getroot()
    cases = {case.get("name"): case.find("failure") for case in root.iter("testcase")}
    assert cases["a1"] is None
    assert cases["correct"] is None
    failure = cases["bad"]
    assert failure is not None
    assert HOSTILE in (failure.text or "")


def test_the_view_from_outside_has_the_fields_others_read() -> None:
    hits = [{"passage": "p", "document": "d", "score": 1.0}]
    record = make_record(make_item(must=["84 Euro"]), text="Es sind 84 Euro.", hits=hits, contexts={"p": "84 Euro"})
    assert shape_ragas(record) == {
        "question": "Was?", "answer": "Es sind 84 Euro.", "contexts": ["84 Euro"],
        "ground_truth": "Die Antwort enthält: 84 Euro.",
    }  # fmt: skip
    assert list(shape_deepeval(record)) == ["input", "actual_output", "expected_output", "retrieval_context"]


def test_an_export_of_written_records_asks_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_records(tmp_path / "run.jsonl", [make_record(make_item(kind="unanswerable"), status="no_source")])
    assert main(["export", "--shape", "ragas", "--records", str(tmp_path / "run.jsonl")]) == 0
    assert "Absage" in json.loads(capsys.readouterr().out)["ground_truth"]


def test_models_stand_side_by_side() -> None:
    rows = [
        compare_records(name, [make_record(make_item(must=["84"]), text=text, model=model, mode="generated")])
        for name, text, model in (("klein", "?", "klein:1b"), ("gross", "84", "gross:8b"))
    ]
    table = format_rows(rows).splitlines()
    assert len(table) == 4
    assert "klein:1b" in table[2]
    assert "0,000" in table[2]
    assert "1,000" in table[3]


@pytest.fixture
def server() -> Iterator[Standin]:
    with ollama() as standin:
        yield standin


def test_the_judge_is_measured_against_hand_labels_first(server: Standin) -> None:
    server.script = lambda body: speak("FALSCH" if "Drei" in body["messages"][-1]["content"] else "RICHTIG")
    models = Models(make_settings(server.url))
    labels = [Label("1", "?", "vier", "Vier.", True), Label("2", "?", "vier", "Drei.", False)]
    records = [make_record(make_item(must=["fünf"]), text="Vier.")]
    report = judge_all(make_judge(models), labels, records)
    models.close()
    assert report["labels"] == {"n": 2, "agreement": 1.0, "kappa": 1.0}
    assert report["differences"] == [{"id": "i", "judge": True, "patterns": False}]


def test_a_judge_without_a_verdict_is_an_error(server: Standin) -> None:
    server.script = lambda body: speak("Das kommt darauf an.")
    models = Models(make_settings(server.url))
    with pytest.raises(ModelBroken, match="Urteil"):
        make_judge(models)("?", "vier", "Vier.")
    models.close()


def test_kappa_takes_away_what_chance_would_reach() -> None:
    always = measure_agreement([True] * 10, [True] * 9 + [False])
    assert (always.share, always.kappa) == (0.9, 0.0)
    assert measure_agreement([True, False], [True, False]).kappa == 1.0
    assert measure_agreement([], []).n == 0


def test_the_hand_labels_hold_both_verdicts() -> None:
    labels = read_labels(HAND_LABELS)
    assert len(labels) >= 20
    assert 0.3 < sum(label.right for label in labels) / len(labels) < 0.7
