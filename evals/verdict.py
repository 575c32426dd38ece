"""The gate's result, and how it is said: as JSON for programs, as German lines for Lotsen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from assistant import wording
from assistant.corpus.document import Head
from evals.baseline import Flip
from evals.bootstrap import Measure
from evals.marking import Mark
from evals.thresholds import Threshold


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

    @property
    def blocks(self) -> bool:
        """Whether publishing must wait: a town hall's own corpus, which no question is about, is not held up."""
        return self.applicable and bool(self.fallen)

    @property
    def figures(self) -> dict[str, float]:
        return {check.threshold.measure: round(check.value, 4) for check in self.checks if check.value is not None}

    @property
    def lines(self) -> tuple[str, ...]:
        return tuple(format_result(self).splitlines())


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
