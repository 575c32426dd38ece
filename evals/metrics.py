"""Measures as the field defines them: one pure function each, per question first; a question without result counts 0."""

import math
from collections.abc import Mapping, Sequence
from statistics import fmean


def recall_at(ranking: Sequence[str], relevant: Mapping[str, int], k: int) -> float:
    """Share of the relevant documents among the first k."""
    wanted = {document for document, grade in relevant.items() if grade > 0}
    return len(wanted.intersection(ranking[:k])) / len(wanted) if wanted else 0.0


def reciprocal_rank(ranking: Sequence[str], relevant: Mapping[str, int], k: int) -> float:
    """1 / rank of the first relevant document among the first k, else 0."""
    return next((1 / rank for rank, doc in enumerate(ranking[:k], 1) if relevant.get(doc, 0) > 0), 0.0)


def ndcg(ranking: Sequence[str], relevant: Mapping[str, int], k: int) -> float:
    """Discounted gain of the first k, divided by that of the best possible order."""
    gain = sum(relevant.get(doc, 0) / math.log2(rank + 1) for rank, doc in enumerate(ranking[:k], 1))
    ideal = sorted((grade for grade in relevant.values() if grade > 0), reverse=True)[:k]
    best = sum(grade / math.log2(rank + 1) for rank, grade in enumerate(ideal, 1))
    return gain / best if best else 0.0


def quantile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least this share of the values does not exceed; 0 for none."""
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)] if ordered else 0.0


def mean(values: Sequence[float]) -> float:
    return fmean(values) if values else 0.0


def line_precision(found: frozenset[int], right: frozenset[int]) -> float:
    """Share of the found lines that are right. An empty answer counts 1, as in the OMoS-QA paper (arXiv 2407.15736)."""
    return len(found & right) / len(found) if found else 1.0


def line_recall(found: frozenset[int], right: frozenset[int]) -> float:
    """Share of the right lines that were found."""
    return len(found & right) / len(right) if right else 0.0


def harmonic_mean(one: float, other: float) -> float:
    return 2 * one * other / (one + other) if one + other else 0.0


def class_scores(predicted: Sequence[bool], actual: Sequence[bool]) -> dict[str, float]:
    """Precision, recall and F1 of one class over paired decisions."""
    hits = sum(said and true for said, true in zip(predicted, actual, strict=True))
    precision = hits / sum(predicted) if any(predicted) else 0.0
    recall = hits / sum(actual) if any(actual) else 0.0
    return {"precision": precision, "recall": recall, "f1": harmonic_mean(precision, recall)}


def area_under_roc(scores: Sequence[float], positive: Sequence[bool]) -> float:
    """Probability that a positive case scores above a negative one, ties counting half; 0.5 where one class is missing."""
    order = sorted(range(len(scores)), key=lambda index: scores[index])
    ranks = [0.0] * len(scores)
    start = 0
    while start < len(order):
        end = start
        while end + 1 < len(order) and scores[order[end + 1]] == scores[order[start]]:
            end += 1
        for index in order[start : end + 1]:
            ranks[index] = (start + end) / 2 + 1
        start = end + 1
    hits = sum(positive)
    others = len(positive) - hits
    if not hits or not others:
        return 0.5
    total = sum(rank for rank, wanted in zip(ranks, positive, strict=True) if wanted)
    return (total - hits * (hits + 1) / 2) / (hits * others)


def binary_scores(found: Sequence[bool], wanted: Sequence[bool]) -> dict[str, float]:
    """Precision, recall and F1 of the positive class, and the mean of both classes' recalls. A share of nothing is 0."""
    pairs = list(zip(found, wanted, strict=True))
    both = sum(one and other for one, other in pairs)
    neither = sum(not one and not other for one, other in pairs)
    precision = both / sum(found) if any(found) else 0.0
    recall = both / sum(wanted) if any(wanted) else 0.0
    specificity = neither / (len(pairs) - sum(wanted)) if len(pairs) > sum(wanted) else 0.0
    return {
        "precision": precision,
        "recall": recall,
        "f1": harmonic_mean(precision, recall),
        "balanced_accuracy": (recall + specificity) / 2,
    }
