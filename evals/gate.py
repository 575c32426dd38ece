"""`python -m evals gate`: all exams of the project on one release, held against thresholds.toml and the baseline.

`lotsenwissen corpus publish` calls `run_gate` on the new release before readers get it.
"""

import argparse
import json
import time
from collections.abc import Sequence
from pathlib import Path

from assistant import wording
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
from evals.history import append_history
from evals.junit import write_junit
from evals.marking import Mark, mark_record
from evals.probe import Probe, probe_examiner
from evals.product import Product, open_for_gate
from evals.records import write_records
from evals.scorecard import measure_held_out_gap, measure_marks
from evals.sets import Examination, is_about, load_examination, run_examination
from evals.thresholds import Rules, read_rules
from evals.verdict import Check, GateResult, format_result, result_json


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="gibt ein JSON-Dokument aus und sonst nichts")
    parser.add_argument("--mode", choices=("quotes", "generated", "auto"), default="quotes")
    parser.add_argument("--release", type=Path, metavar="ORDNER", help="ein Stand, der noch nicht veröffentlicht ist")
    parser.add_argument("--junit", type=Path, metavar="DATEI", help="schreibt das Ergebnis als JUnit-XML")
    parser.add_argument("--records", type=Path, metavar="DATEI", help="schreibt die Antworten als JSONL")
    parser.add_argument("--update-baseline", action="store_true", help="macht dieses Ergebnis zur neuen Basis")


def run(options: argparse.Namespace) -> int:
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
