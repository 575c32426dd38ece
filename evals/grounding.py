"""Exam of the examiner: does it withhold what a passage does not say, and let through what it says?"""

import argparse
import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from assistant.answer.verify import support_score
from assistant.errors import LotsenwissenError
from assistant.settings import get_settings
from evals.metrics import area_under_roc, binary_scores


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and the passage it claims to rest on. `kind` says how the sentence came about."""

    id: str
    passage: str
    sentence: str
    supported: bool
    kind: str

    @property
    def tuned(self) -> bool:
        """Three quarters of the questions, by their id: weights were fitted on them, the fourth was never looked at."""
        return int(hashlib.sha256(self.id.split("-")[0].encode()).hexdigest(), 16) % 4 != 3


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--data", type=Path, required=True, help="JSONL mit id, passage, sentence, label, kind")
    parser.add_argument("--halves", action="store_true", help="auch getrennt nach eingestelltem und ungesehenem Teil")
    parser.add_argument("--json", action="store_true", help="ein JSON-Dokument auf der Standardausgabe")


def run(options: argparse.Namespace) -> int:
    pairs = read_pairs(options.data)
    scores, seconds = examine_pairs(pairs)
    report = score_pairs(pairs, scores)
    report["ms_per_sentence"] = round(1000 * seconds / len(pairs), 3) if pairs else 0.0
    if options.halves:
        for name, wanted in (("tuned", True), ("unseen", False)):
            part = [item for item in zip(pairs, scores, strict=True) if item[0].tuned is wanted]
            report[name] = score_pairs([pair for pair, _ in part], [score for _, score in part])
    print(json.dumps(report, ensure_ascii=False) if options.json else format_report(report))
    return 0


def read_pairs(path: Path) -> list[Pair]:
    """Raises LotsenwissenError naming the first line that is no usable record."""
    try:
        records = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise LotsenwissenError(
            f"Der Prüfsatz {path} ist nicht lesbar; bitte den Pfad hinter --data prüfen."
        ) from error
    pairs = []
    for number, line in enumerate(records, start=1):
        try:
            if line.strip():
                pairs.append(_read_pair(json.loads(line), number))
        except (ValueError, KeyError, TypeError) as error:
            raise LotsenwissenError(
                f"Zeile {number} von {path} ist kein Prüffall; nötig sind passage, sentence, label und kind."
            ) from error
    return pairs


def _read_pair(record: dict[str, Any], number: int) -> Pair:
    label = record["label"]
    if label not in ("supported", "unsupported"):
        raise ValueError(label)
    kind = str(record.get("kind", label))
    return Pair(
        str(record.get("id", number)), str(record["passage"]), str(record["sentence"]), label == "supported", kind
    )


def examine_pairs(pairs: Sequence[Pair]) -> tuple[list[float], float]:
    """The support score of each pair and the seconds it took, without loading the dictionaries once before."""
    support_score("Wörterbücher werden beim ersten Satz geladen.", "Erst danach zählt die Zeit.")
    start = perf_counter()
    scores = [support_score(pair.sentence, pair.passage) for pair in pairs]
    return scores, perf_counter() - start


def score_pairs(pairs: Sequence[Pair], scores: Sequence[float]) -> dict[str, Any]:
    """All measures at the product's own threshold; unsupported is the positive class."""
    threshold = get_settings().verify.threshold
    withheld = [score < threshold for score in scores]
    wrong = [not pair.supported for pair in pairs]
    by_kind = {}
    for kind in sorted({pair.kind for pair in pairs}):
        right = [found == bad for pair, found, bad in zip(pairs, withheld, wrong, strict=True) if pair.kind == kind]
        by_kind[kind] = round(sum(right) / len(right), 4)
    measures = {"auroc": area_under_roc([1 - score for score in scores], wrong), **binary_scores(withheld, wrong)}
    return {"pairs": len(pairs), **{name: round(value, 4) for name, value in measures.items()}, "by_kind": by_kind}


def format_report(report: dict[str, Any]) -> str:
    """The report for a reader at the terminal."""
    lines = [f"{name:20}{value}" for name, value in report.items() if not isinstance(value, dict)]
    for name, part in report.items():
        if isinstance(part, dict):
            lines += [f"{name}:", *(f"  {line}" for line in format_report(part).splitlines())]
    return "\n".join(lines)
