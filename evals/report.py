"""`python -m evals report`: one self-contained German page for Lotsen. No script, no request, fit for printing."""

import argparse
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from assistant import wording
from assistant.corpus.release import storage_errors
from assistant.settings import get_settings
from evals import plots
from evals.bootstrap import Measure
from evals.calibration import count_bands, trace_steps
from evals.gate import run_gate
from evals.history import Entry, append_history, read_history
from evals.junit import write_junit
from evals.marking import Mark
from evals.scorecard import fold_small, group_marks, measure_marks
from evals.verdict import Check, GateResult, describe_check, format_value, result_json

HITS_SHOWN = 5
LEAST = 3  # questions of a topic that are worth a bar of their own


@dataclass(frozen=True, slots=True)
class Lamp:
    """One threshold as the page shows it; `scale` is the interval as SVG, where there is one."""

    check: Check
    words: Mapping[str, str]
    scale: str

    @property
    def passed(self) -> bool:
        return self.check.passed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--out", type=Path, metavar="DATEI", help="ohne Angabe bericht.html im Datenordner")
    parser.add_argument("--junit", type=Path, metavar="DATEI", help="schreibt das Ergebnis auch als JUnit-XML")
    parser.add_argument("--json", action="store_true", help="gibt das Ergebnis als JSON-Dokument aus")
    parser.add_argument("--mode", choices=("quotes", "generated", "auto"), default="quotes")


def run(options: argparse.Namespace) -> int:
    settings = get_settings()
    result = run_gate(settings, mode=options.mode)
    if options.mode == "quotes" and result.applicable:
        append_history(settings.data_dir, result)
    out = options.out or settings.data_dir / "bericht.html"
    with storage_errors():
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(render_report(result, read_history(settings.data_dir)), encoding="utf-8")
    if options.junit:
        write_junit(options.junit, result)
    text = json.dumps(result_json(result), ensure_ascii=False, indent=2) if options.json else ""
    print(text or wording.REPORT_WRITTEN.format(path=out))
    return 0


def render_report(result: GateResult, history: Sequence[Entry], now: datetime | None = None) -> str:
    """The page as HTML; everything from questions and answers is escaped."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["value"] = lambda measure, name: format_value(name, measure)
    return environment.get_template("report.html").render(
        result=result,
        now=now or datetime.now(),
        lamps=[make_lamp(check, result.measures) for check in result.checks],
        tiles=pick_tiles(result),
        parts=compare_parts(result.marks),
        exams=count_exams(result.marks),
        failed=[describe_failure(mark, result) for mark in result.marks if not mark.right],
        history=history,
        outcome=wording.REPORT_OUTCOME,
        status=wording.REPORT_STATUS,
        legend=plots.describe_outcomes(),
        **_draw(result, history),
    )


def _draw(result: GateResult, history: Sequence[Entry]) -> dict[str, Any]:
    topics = fold_small(
        group_marks(result.marks, lambda mark: name_topic(mark, result)), LEAST, wording.REPORT_OTHER_TOPICS
    )
    styles = group_marks(result.marks, lambda mark: _translate(mark.record.item.style, wording.REPORT_STYLE))
    bands, steps = count_bands(result.marks), trace_steps(result.marks)
    return {
        "topics": topics,
        "styles": styles,
        "bands": bands,
        "plot_topics": plots.draw_groups("Genauigkeit und Antwortquote nach Thema", topics),
        "plot_styles": plots.draw_groups("Genauigkeit und Antwortquote nach Art der Frage", styles),
        "plot_bands": plots.draw_bands("Antworten und Absagen nach Abdeckung der Frage", bands),
        "plot_steps": plots.draw_steps("Genauigkeit, wenn nur die sichersten Antworten gegeben würden", steps),
        "plot_history": plots.draw_history("Ergebnisse der geprüften Stände", history),
    }


def name_topic(mark: Mark, result: GateResult) -> str:
    """The corpus folder of the first expected document: that is where a Lotse would go to mend it."""
    known = [result.heads[name].topic for name in mark.record.item.documents if name in result.heads]
    return _translate(known[0] if known else mark.record.item.topic, wording.REPORT_TOPIC)


def _translate(name: str, names: Mapping[str, str]) -> str:
    return names.get(name, name)


def make_lamp(check: Check, measures: Sequence[Measure]) -> Lamp:
    measure = next((m for m in measures if m.name == check.threshold.measure and m.name != "seconds"), None)
    scale = plots.draw_interval(measure.value, measure.low, measure.high, check.threshold.at_least) if measure else ""
    return Lamp(check, describe_check(check), scale)


def pick_tiles(result: GateResult) -> list[Check]:
    """The four figures that answer the first question of every reader: may we trust it?"""
    wanted = ("correct", "refused", "safe", "verbatim")
    return [check for name in wanted for check in result.checks if check.threshold.measure == name]


def compare_parts(marks: Sequence[Mark]) -> list[tuple[str, Measure | None, Measure | None]]:
    """(measure, tuned part, held-out part) for the measures people ask about."""
    parts = [
        {m.name: m for m in measure_marks([mark for mark in marks if mark.record.item.held_out is held])}
        for held in (False, True)
    ]
    names = ("correct", "answer_rate", "accuracy", "refused", "safe", "outdated", "conflicts", "recall@5", "mrr@10")
    return [(name, parts[0].get(name), parts[1].get(name)) for name in names if name in parts[0] or name in parts[1]]


def count_exams(marks: Sequence[Mark]) -> list[tuple[str, int, int]]:
    """(question file, questions, passed), so that an easy file cannot hide a hard one."""
    exams: dict[str, list[Mark]] = {}
    for mark in marks:
        exams.setdefault(mark.record.item.exam, []).append(mark)
    return [(name, len(group), sum(mark.right for mark in group)) for name, group in sorted(exams.items())]


def describe_failure(mark: Mark, result: GateResult) -> dict[str, Any]:
    """A failed question with what was expected, what came, and which sources were looked at."""
    item, answer = mark.record.item, mark.record.answer
    documents: dict[str, dict[str, Any]] = {}
    for hit in answer["hits"]:
        documents.setdefault(hit["document"], hit)
    return {
        "item": item,
        "answer": answer,
        "missing": mark.missing,
        "found": mark.found,
        "hits": [
            {"title": _title(result, name), "coverage": hit.get("coverage", 0.0), "expected": name in item.documents}
            for name, hit in list(documents.items())[:HITS_SHOWN]
        ],
        "expected": [
            {"title": _title(result, name), "rank": list(documents).index(name) + 1 if name in documents else None}
            for name in item.documents
        ],
    }


def _title(result: GateResult, document: str) -> str:
    return result.heads[document].title if document in result.heads else document
