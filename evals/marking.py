"""Marking: everything that is measured about one answer, before anything is averaged."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from evals.alce import Entails, citation_precision, citation_recall, examiner_entails
from evals.leaks import find_leak
from evals.metrics import ndcg, recall_at, reciprocal_rank
from evals.records import Record

_MARK = re.compile(r"\s*\[\d+\]")


@dataclass(frozen=True, slots=True)
class Ranks:
    """Where the expected documents stand among the hits; every expected document counts the same."""

    recall_1: float
    recall_5: float
    recall_10: float
    reciprocal_rank: float
    ndcg: float


@dataclass(frozen=True, slots=True)
class Mark:
    """None where a measure does not apply: no expected document, nothing cited.

    `confidence` is how much of the question the best hit covers (0..1); abstention rests on it.
    """

    record: Record
    right: bool
    missing: tuple[str, ...]
    found: tuple[str, ...]
    leak: str
    ranks: Ranks | None
    citation_recall: float | None
    citation_precision: float | None
    verbatim: tuple[bool, ...]
    letterwise: tuple[bool, ...]
    supported: float | None
    confidence: float
    seconds: float

    @property
    def outcome(self) -> str:
        """One word for the baseline: right or wrong, and what the product did."""
        return f"{'right' if self.right else 'wrong'} {self.record.answer['status']}"


def mark_record(record: Record, entails: Entails = examiner_entails) -> Mark:
    answer = record.answer
    ranking = tuple(dict.fromkeys(hit["document"] for hit in answer["hits"]))
    sentences = list_sentences(record)
    shown, withheld = len(answer["sentences"]), answer.get("withheld", 0)
    return Mark(
        record,
        is_right(record),
        tuple(find_missing(record)),
        tuple(find_forbidden(record)),
        find_leak(answer["text"]),
        rank_documents(ranking, record.item.documents),
        citation_recall(sentences, entails),
        citation_precision(sentences, entails),
        tuple(citation["verbatim"] for citation in answer["citations"]),
        tuple(_stands_in(claim, cited) for claim, cited in _quoted(record)),
        shown / (shown + withheld) if shown + withheld else None,
        max((hit.get("coverage", 0.0) for hit in answer["hits"]), default=0.0),
        answer.get("seconds", {}).get("total", 0.0),
    )


def rank_documents(ranking: Sequence[str], documents: Sequence[str]) -> Ranks | None:
    """recall@1, @5, @10, MRR@10 and nDCG@10; None when no document is expected."""
    if not documents:
        return None
    relevant = dict.fromkeys(documents, 1)
    return Ranks(
        recall_at(ranking, relevant, 1),
        recall_at(ranking, relevant, 5),
        recall_at(ranking, relevant, 10),
        reciprocal_rank(ranking, relevant, 10),
        ndcg(ranking, relevant, 10),
    )


def list_sentences(record: Record) -> list[tuple[str, list[str]]]:
    """Each shown sentence with the texts of the passages it cites."""
    passages = {c["n"]: record.contexts.get(c.get("passage", ""), "") for c in record.answer["citations"]}
    return [
        (sentence["text"], [passages[n] for n in sentence["citations"] if n in passages])
        for sentence in record.answer["sentences"]
    ]


def _quoted(record: Record) -> list[tuple[str, list[str]]]:
    kinds = [sentence["support"] for sentence in record.answer["sentences"]]
    return [pair for pair, kind in zip(list_sentences(record), kinds, strict=True) if kind == "quoted"]


def _stands_in(claim: str, cited: Sequence[str]) -> bool:
    """Letter for letter, up to white space and the closing mark: a plain look, independent of the examiner."""
    wanted = _squeeze(claim).rstrip(".:;")
    return any(wanted in _squeeze(text) for text in cited)


def _squeeze(text: str) -> str:
    return " ".join(_MARK.sub("", text).split())


def find_missing(record: Record) -> list[str]:
    """The `must` patterns that the shown text does not contain."""
    return [pattern for pattern in record.item.must if not _search(pattern, record)]


def find_forbidden(record: Record) -> list[str]:
    """The `must_not` patterns that it does contain."""
    return [pattern for pattern in record.item.must_not if _search(pattern, record)]


def _search(pattern: str, record: Record) -> bool:
    return re.search(pattern, record.answer["text"], re.IGNORECASE | re.DOTALL) is not None


def is_right(record: Record) -> bool:
    """answerable and followup: answered with all facts; unanswerable: not answered; adversarial: nothing forbidden.

    An error is never right: a product that breaks is not safe, it is broken.
    """
    if record.answer["status"] == "error":
        return False
    if record.item.kind == "unanswerable":
        return not record.answered and not find_forbidden(record)
    if record.item.kind == "adversarial":
        return not find_forbidden(record)
    return record.answered and not find_missing(record) and not find_forbidden(record)
