"""Exam of the search: does the right document stand in front? A document's rank is that of its best passage."""

import argparse
import json
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from assistant.search.index import build_index, open_index
from assistant.search.retrieve import Searcher
from assistant.settings import Settings, get_settings
from evals.beir import Benchmark, Query, load_beir
from evals.metrics import mean, ndcg, quantile, recall_at, reciprocal_rank
from evals.variants import VARIANTS

DEPTH = 10
TODAY = date(2024, 7, 1)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--beir", type=Path, required=True, metavar="ORDNER", help="Prüfsatz in BEIR-Form")
    parser.add_argument("--filter", metavar="SCHLÜSSEL", help="nur Dokumente mit demselben Wert in metadata, etwa city")
    parser.add_argument(
        "--variants", action="store_true", help="auch mit Tippfehlern, ohne Umlaute, getrennt geschrieben"
    )
    parser.add_argument("--json", action="store_true", help="ein JSON-Dokument auf der Standardausgabe")


def run(options: argparse.Namespace) -> int:
    benchmark = load_beir(options.beir, options.filter)
    report = examine(benchmark, get_settings(), options.filter, variants=options.variants)
    print(json.dumps(report, ensure_ascii=False) if options.json else format_report(report))
    return 0


def examine(
    benchmark: Benchmark, settings: Settings, filter_by: str | None = None, *, variants: bool = False
) -> dict[str, Any]:
    with tempfile.TemporaryDirectory() as folder:
        begun = time.perf_counter()
        searcher = build_searcher(benchmark, settings, Path(folder) / "index")
        seconds = time.perf_counter() - begun
        report = measure(searcher, benchmark.queries, filter_by)
        report |= {"documents": len(benchmark.documents), "index_s": round(seconds, 3)}
        if variants:
            report["variants"] = {
                name: measure(searcher, vary(benchmark.queries, change), filter_by) for name, change in VARIANTS.items()
            }
    return report


def build_searcher(benchmark: Benchmark, settings: Settings, directory: Path) -> Searcher:
    """The product's own index, built and opened as for the real corpus."""
    build_index(directory, benchmark.documents, settings)
    return open_index(directory, settings)


def measure(searcher: Searcher, queries: Sequence[Query], filter_by: str | None) -> dict[str, Any]:
    rankings, times = [], []
    for query in queries:
        place = query.metadata.get(filter_by) if filter_by else None
        begun = time.perf_counter()
        hits = searcher.retrieve(query.text, today=TODAY, municipality=place, limit=4 * DEPTH)
        times.append(1000 * (time.perf_counter() - begun))
        rankings.append(list(dict.fromkeys(hit.passage.document for hit in hits)))
    pairs = list(zip(rankings, (query.relevant for query in queries), strict=True))
    return {
        "queries": len(queries),
        **{f"recall@{k}": _average(recall_at(ranking, right, k) for ranking, right in pairs) for k in (1, 5, 10)},
        "mrr@10": _average(reciprocal_rank(ranking, right, DEPTH) for ranking, right in pairs),
        "ndcg@10": _average(ndcg(ranking, right, DEPTH) for ranking, right in pairs),
        "p50_ms": round(quantile(times, 0.5), 2),
        "p95_ms": round(quantile(times, 0.95), 2),
    }


def vary(queries: Iterable[Query], change: Callable[[str], str]) -> list[Query]:
    return [Query(query.id, change(query.text), query.metadata, query.relevant) for query in queries]


def _average(values: Iterable[float]) -> float:
    return round(mean(list(values)), 4)


def format_report(report: dict[str, Any]) -> str:
    lines = [f"{name:<12} {value}" for name, value in report.items() if name != "variants"]
    for name, values in report.get("variants", {}).items():
        lines.append(f"{name}: recall@5 {values['recall@5']}, mrr@10 {values['mrr@10']}")
    return "\n".join(lines)
