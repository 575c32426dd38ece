"""`python -m evals gate`: all exams of the project on one release, held against thresholds.toml and the baseline.

`lotsenwissen corpus publish` calls `run_gate` on the new release before readers get it.
"""

import argparse
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant import wording
from assistant.corpus.document import Head
from assistant.errors import LotsenwissenError
from assistant.settings import Settings, get_settings
from evals.baseline import (
    Baseline,
    Flip,
    find_flips,
    find_gone,
    find_revived,
    read_baseline,
    write_baseline,
)
from evals.bootstrap import Measure
from evals.marking import Mark, mark_record
from evals.probe import Probe, probe_examiner
from evals.product import Product, open_for_gate
from evals.records import write_records
from evals.scorecard import measure_held_out_gap, measure_marks
from evals.sets import Examination, is_about, load_examination, run_examination
from evals.thresholds import Rules, Threshold, read_rules


@dataclass(frozen=True, slots=True)
class Check:
    """One threshold and what was measured. Not measured is not passed: lost questions must not open the gate."""

    threshold: Threshold
    value: float | None

    @property
    def passed(self) -> bool:
        return self.value is not None and self.threshold.holds(self.value)


@dataclass(frozen=True, slots=True)
class GateResult:
    """`applicable` is False when the questions are about another corpus: then nothing was examined."""

    release: str
    created: str
    applicable: bool
    checks: tuple[Check, ...]
    measures: tuple[Measure, ...]
    marks: tuple[Mark, ...]
    flips: tuple[Flip, ...]
    gone: tuple[str, ...]
    revived: tuple[str, ...]
    heads: Mapping[str, Head]
    seconds: float

    @property
    def fallen(self) -> tuple[Check, ...]:
        return tuple(check for check in self.checks if not check.passed)

    @property
    def passed(self) -> bool:
        return self.applicable and not self.fallen


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="gibt ein JSON-Dokument aus und sonst nichts")
    parser.add_argument("--mode", choices=("quotes", "generated", "auto"), default="quotes")
    parser.add_argument("--release", type=Path, metavar="ORDNER", help="ein Stand, der noch nicht veröffentlicht ist")
    parser.add_argument("--junit", type=Path, metavar="DATEI", help="schreibt das Ergebnis als JUnit-XML")
    parser.add_argument("--records", type=Path, metavar="DATEI", help="schreibt die Antworten als JSONL")
    parser.add_argument("--update-baseline", action="store_true", help="macht dieses Ergebnis zur neuen Basis")


def run(options: argparse.Namespace) -> int:
    from evals.history import append_history
    from evals.junit import write_junit

    settings = get_settings()
    result = run_gate(settings, options.release, mode=options.mode)
    if options.mode == "quotes" and result.applicable:
        append_history(settings.data_dir, result)
    if options.junit:
        write_junit(options.junit, result)
    if options.records:
        write_records(options.records, [mark.record for mark in result.marks])
    if options.update_baseline:
        write_baseline(result.marks, result.measures, result.heads)
    print(json.dumps(result_json(result), ensure_ascii=False, indent=2) if options.json else format_result(result))
    return 0 if result.passed else 1


def run_gate(
    settings: Settings,
    release_dir: Path | None = None,
    *,
    mode: str = "quotes",
    examination: Examination | None = None,
    baseline: Baseline | None = None,
    rules: Rules | None = None,
) -> GateResult:
    """Examine a release folder, else the published release, else one built for the moment.

    Raises LotsenwissenError when nothing can be examined at all.
    """
    begun = time.perf_counter()
    examination = load_examination() if examination is None else examination
    baseline = read_baseline() if baseline is None else baseline
    if not examination.on_release:
        raise LotsenwissenError(wording.GATE_NO_QUESTIONS)
    with open_for_gate(settings, release_dir) as product:
        if not is_about(examination, tuple(product.release.searcher.heads())):
            return _describe(product, False, begun)
        return _examine(product, examination, baseline, rules or read_rules(), mode, begun)


def _examine(
    product: Product, examination: Examination, baseline: Baseline, rules: Rules, mode: str, begun: float
) -> GateResult:
    heads = dict(product.release.searcher.heads())
    marks = [mark_record(record) for record in run_examination(examination, product, rules.day, mode)]
    measures = measure_marks(marks)
    flips = find_flips(baseline, marks)
    gone = find_gone(baseline, examination.documents, heads)
    revived = find_revived(baseline, heads, rules.day)
    values: dict[str, float | None] = {measure.name: measure.value for measure in measures}
    values |= _probe_values(probe_examiner(product.release))
    values |= {"documents_gone": len(gone), "revived": len(revived), "held_out_gap": measure_held_out_gap(marks)}
    values |= {"lost": sum(flip.lost for flip in flips) / len(marks) if marks else None}
    checks = [Check(rule, values.get(rule.measure)) for rule in rules.thresholds]
    return _describe(product, True, begun, checks, measures, marks, flips, gone, revived)


def _probe_values(probe: Probe | None) -> dict[str, float | None]:
    if probe is None:
        return {}
    return {
        "probe_kept": probe.kept,
        "probe_figure": probe.figure_withheld,
        "probe_foreign": probe.foreign_withheld,
    }


def _describe(
    product: Product,
    applicable: bool,
    begun: float,
    checks: Sequence[Check] = (),
    measures: Sequence[Measure] = (),
    marks: Sequence[Mark] = (),
    flips: Sequence[Flip] = (),
    gone: Sequence[str] = (),
    revived: Sequence[str] = (),
) -> GateResult:
    manifest = product.release.manifest
    heads = dict(product.release.searcher.heads())
    lists = (tuple(checks), tuple(measures), tuple(marks), tuple(flips), tuple(gone), tuple(revived))
    return GateResult(manifest.id, manifest.created, applicable, *lists, heads, round(time.perf_counter() - begun, 2))


def result_json(result: GateResult) -> dict[str, Any]:
    return {
        "release": result.release,
        "passed": result.passed,
        "applicable": result.applicable,
        "questions": len(result.marks),
        "checks": [
            {
                "measure": check.threshold.measure,
                "value": None if check.value is None else round(check.value, 4),
                "at_least": check.threshold.at_least,
                "at_most": check.threshold.at_most,
                "passed": check.passed,
            }
            for check in result.checks
        ],
        "measures": {measure.name: measure.as_json() for measure in result.measures},
        "flips": [
            {"id": flip.id, "question": flip.question, "before": flip.before, "now": flip.now} for flip in result.flips
        ],
        "documents_gone": list(result.gone),
        "revived": list(result.revived),
        "failures": [mark.record.item.id for mark in result.marks if not mark.right],
        "seconds": result.seconds,
    }


def format_result(result: GateResult) -> str:
    """German lines for a Lotse: what fell and why it matters, then the questions that turned."""
    if not result.applicable:
        return wording.GATE_OTHER_CORPUS.format(release=result.release)
    lines = [wording.GATE_FELL.format(**describe_check(check)) for check in result.fallen]
    lines += [wording.GATE_GONE.format(document=document) for document in result.gone]
    lines += [wording.GATE_REVIVED.format(document=document) for document in result.revived]
    for flip in result.flips:
        text = wording.GATE_LOST if flip.lost else wording.GATE_WON if flip.won else wording.GATE_CHANGED
        lines.append(text.format(id=flip.id, question=flip.question, before=flip.before, now=flip.now))
    closing = wording.GATE_VERDICT_GOOD if result.passed else wording.GATE_VERDICT_BAD
    counts = {"questions": len(result.marks), "fallen": len(result.fallen), "checks": len(result.checks)}
    return "\n".join([*lines, closing.format(release=result.release, seconds=result.seconds, **counts)])


def describe_check(check: Check) -> dict[str, str]:
    """Label, reason, value and bound as a reader sees them."""
    rule = check.threshold
    bound = f"mindestens {format_value(rule.measure, rule.at_least)}" if rule.at_least is not None else ""
    bound = bound or f"höchstens {format_value(rule.measure, rule.at_most or 0.0)}"
    value = format_value(rule.measure, check.value)
    return {"label": rule.label, "reason": rule.reason, "value": value, "bound": bound}


def format_value(measure: str, value: float | None) -> str:
    """German figures: shares as per cent, ranks as decimals, counts as they are."""
    if value is None:
        return wording.GATE_NOT_MEASURED
    if measure in ("documents_gone", "revived"):
        return f"{value:.0f}"
    text = f"{value:.2f}" if measure in ("mrr@10", "ndcg@10", "seconds") else f"{100 * value:.1f} %"
    return text.replace(".", ",")
