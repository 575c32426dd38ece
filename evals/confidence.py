"""`python -m evals confidence`: learn anew how sure an answer is, from answered and refused questions.

Right is the best sentence of an answerable question that says what it must; wrong are all others and the best sentence of any
question the corpus does not answer. Every question is read twice, with the questions kept at sentences and without them, so that the
weights also suit documents that have none yet. Held-out questions take no part.
"""

import argparse
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import numpy as np

from assistant.answer.answer import Question
from assistant.answer.ask import list_alternatives, retrieve_hits
from assistant.answer.quoting.confidence import read_signs
from assistant.answer.quoting.exacting import keep_exact
from assistant.answer.quoting.inquiry import read_inquiry
from assistant.answer.quoting.intent import read_intents
from assistant.answer.quoting.selection import rate_sentences
from assistant.search.hit import Hit
from evals.items import Item, read_items
from evals.metrics import area_under_roc
from evals.product import Product, open_product

_SETS = (
    "datasets/answerable",
    "datasets/unanswerable",
    "datasets/facts",
    "beyond/blind",
    "beyond/everyday",
    "beyond/blind_second",
    "beyond/near_misses",
)
_NEAR_MISSES = "near_misses"
_NEAR_MISS_WEIGHS = 0.3  # there are three times as many of them as of all others, and all are of one make
_REGULARISATION = 0.2
_FLOORS = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5)


@dataclass(frozen=True, slots=True)
class Example:
    """One question as read: its set, whether the questions kept at sentences were hidden, the signs, and whether it is right to answer."""

    exam: str
    bare: bool
    answerable: bool
    right: bool
    signs: dict[str, float]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--folder", type=Path, default=Path(__file__).parent, help="Ordner mit datasets/ und beyond/")


def run(options: argparse.Namespace) -> int:
    items = [item for name in _SETS for item in read_items(options.folder / f"{name}.jsonl")]
    examples = list(read_examples(items, open_product()))
    print(format_lesson(examples, learn_weights(examples)))
    return 0


def read_examples(items: Sequence[Item], product: Product) -> Iterator[Example]:
    for item in items:
        if item.held_out or item.history or item.today or item.kind not in ("answerable", "unanswerable"):
            continue
        question = Question(item.question, date.today(), mode="quotes")
        hits, _, _ = retrieve_hits(question, product.release)
        for bare in (False, True):
            example = _read_example(item, [_strip(hit) for hit in hits] if bare else hits, product, bare)
            if example is not None:
                yield example


def _strip(hit: Hit) -> Hit:
    return replace(hit, passage=replace(hit.passage, asked=()))


def _read_example(item: Item, hits: Sequence[Hit], product: Product, bare: bool) -> Example | None:
    """None for questions in parts, without any sentence that may open the answer, and for gaps: they are told as such."""
    settings, intents = product.library.settings.quotes, read_intents(item.question)
    inquiry = read_inquiry(intents[0], hits, date.today(), list_alternatives(product.release))
    rated = rate_sentences(inquiry, hits, settings)
    best = max(keep_exact(inquiry, rated, hits, settings), key=lambda candidate: candidate.score, default=None)
    if len(intents) > 1 or best is None or (best.gap and item.kind == "unanswerable"):
        return None
    answerable = item.kind == "answerable"
    right = answerable and all(re.search(must, best.text, re.IGNORECASE) for must in item.must)
    return Example(item.exam, bare, answerable, right, read_signs(inquiry, best, rated, hits, settings))


def learn_weights(examples: Sequence[Example]) -> dict[str, float]:
    """Weights of a logistic regression on all examples, not rounded; "constant" is its intercept."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    names = [name for name in examples[0].signs if name != "constant"]
    signs = np.array([[example.signs[name] for name in names] for example in examples])
    shares = [_NEAR_MISS_WEIGHS if example.exam == _NEAR_MISSES else 1.0 for example in examples]
    scaler = StandardScaler().fit(signs)
    model = LogisticRegression(C=_REGULARISATION, max_iter=3_000)
    model.fit(scaler.transform(signs), [example.right for example in examples], sample_weight=shares)
    slopes = model.coef_[0] / scaler.scale_
    weights = dict(zip(names, map(float, slopes), strict=True))
    return {"constant": float(model.intercept_[0] - (slopes * scaler.mean_).sum()), **weights}


def format_lesson(examples: Sequence[Example], weights: dict[str, float]) -> str:
    lines = ["Gelernt: " + ", ".join(f"{name} {value:.2f}" for name, value in weights.items())]
    for bare in (False, True):
        part = [example for example in examples if example.bare is bare]
        sure = [_weigh(example, weights) for example in part]
        area = area_under_roc(sure, [example.right for example in part])
        lines.append(f"\n{'ohne' if bare else 'mit'} hinterlegte Fragen: {len(part)} Fragen, AUROC {area:.3f}")
        lines.append("Schwelle  richtige  falsche  unbeantwortbare  Nachbarfragen (Anteil, der beantwortet würde)")
        lines += [f"{floor:8.2f}  " + _format_shares(part, sure, floor) for floor in _FLOORS]
    return "\n".join(lines)


def _weigh(example: Example, weights: dict[str, float]) -> float:
    return float(1 / (1 + np.exp(-sum(weights[name] * value for name, value in example.signs.items()))))


def _format_shares(examples: Sequence[Example], sure: Sequence[float], floor: float) -> str:
    groups = (
        [e.right for e in examples],
        [e.answerable and not e.right for e in examples],
        [not e.answerable and e.exam != _NEAR_MISSES for e in examples],
        [e.exam == _NEAR_MISSES for e in examples],
    )
    return "  ".join(
        f"{_share([s >= floor for s, inside in zip(sure, group, strict=True) if inside]):8.3f}" for group in groups
    )


def _share(answered: Sequence[bool]) -> float:
    return sum(answered) / len(answered) if answered else 0.0
