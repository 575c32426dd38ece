"""`python -m evals.bench`: search against three other engines on the same passages in the same run, as a table.

Passages are made by program: sentences of a BEIR set drawn at random, so that words and lengths are real.
"""

import argparse
import os
import platform
import random
import re
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path

import psutil

from assistant.corpus.document import Block, Document
from assistant.corpus.split import split_document
from assistant.search.german import terms
from assistant.search.index import build_index, open_index
from assistant.settings import Settings, get_settings
from evals.beir import load_beir
from evals.metrics import quantile
from evals.retrieval import TODAY

_SET = Path("../shared/bench/omos-retrieval")
_PASSAGE_CHARS = 760
_PASSAGES_PER_DOCUMENT = 10
_LIBRARIES = ("tantivy", "chromadb", "simplemma", "numpy", "rank-bm25", "bm25s")
_SENTENCE = re.compile(r"[^.!?\n]{30,300}[.!?]")

Search = Callable[[str], object]


@dataclass(frozen=True, slots=True)
class Row:
    """None is what was not measured. `processor` counts seconds of all cores: other load on the machine does not change it
    much. `memory` is what the process gained, `peak` the most it ever had."""

    engine: str
    build: float
    processor: float | None = None
    per_second: float | None = None
    p50: float | None = None
    p95: float | None = None
    disk: float | None = None
    memory: float | None = None
    peak: float | None = None


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m evals.bench", description=__doc__)
    parser.add_argument("--beir", type=Path, default=_SET, help="Satz, aus dessen Sätzen Passagen gewürfelt werden")
    parser.add_argument("--passages", type=int, nargs="+", default=[50_000], help="Zahl der Passagen")
    parser.add_argument("--alone", action="store_true", help="nur die eigene Suche, ohne die drei anderen")
    parser.add_argument(
        "--words", action="store_true", help="die eigene Suche auch ohne die Vektoren der Dokumente messen"
    )
    parser.add_argument("--queries", type=int, default=200)
    options = parser.parse_args()
    if not options.beir.is_dir():
        print(f"Kein Messsatz unter {options.beir}; bitte mit --beir einen Ordner nennen.", file=sys.stderr)
        return 0 if options.beir == _SET else 1
    benchmark = load_beir(options.beir)
    questions = [query.text for query in benchmark.queries[: options.queries]]
    print(_describe_machine())
    for size in options.passages:
        documents = make_documents(benchmark.documents, size)
        print(f"\n{size} Passagen in {len(documents)} Dokumenten\n")
        print(
            "| Suche | Bau s | davon Rechenzeit s | Passagen/s | p50 ms | p95 ms | MB auf Platte | MB Speicher dazu | MB Spitze |"
        )
        print("|---|---|---|---|---|---|---|---|---|")
        for row in measure_all(documents, questions, size, alone=options.alone, words=options.words):
            print(_format_row(row), flush=True)
    return 0


def make_documents(sources: Sequence[Document], passages: int) -> list[Document]:
    """Documents of about ten passages each, the same for the same size."""
    dice = random.Random(passages)
    sentences = [found for document in sources for found in _SENTENCE.findall(document.text)]
    documents = []
    for number in range(passages // _PASSAGES_PER_DOCUMENT):
        head = replace(dice.choice(sources).head, id=f"seite-{number}", municipality=None)
        blocks = (Block(_draw_text(sentences, dice)) for _ in range(_PASSAGES_PER_DOCUMENT))
        documents.append(Document(head, tuple(blocks)))
    return documents


def _draw_text(sentences: Sequence[str], dice: random.Random) -> str:
    text = dice.choice(sentences)
    while len(text) < _PASSAGE_CHARS:
        text += " " + dice.choice(sentences)
    return text


def measure_all(
    documents: list[Document], questions: list[str], size: int, *, alone: bool, words: bool
) -> Iterator[Row]:
    settings = get_settings()
    yield from measure_own("diese", documents, questions, settings)
    if words:
        plain = settings.model_copy(update={"search": settings.search.model_copy(update={"local_vectors": False})})
        yield from measure_own("diese, nur nach Wörtern", documents, questions, plain)
    if alone:
        return
    texts = [block.text for document in documents for block in document.blocks][:size]
    for name, build in (("SQLite FTS5", build_fts5), ("bm25s", build_bm25s), ("rank_bm25", build_rank_bm25)):
        yield _measure(name, lambda build=build: build(texts), questions[:50], len(texts))  # type: ignore[misc]


def measure_own(name: str, documents: list[Document], questions: list[str], settings: Settings) -> Iterator[Row]:
    size = sum(len(split_document(document, settings.corpus)) for document in documents)
    with tempfile.TemporaryDirectory() as folder:
        directory = Path(folder) / "index"

        def build() -> Search:
            build_index(directory, documents, settings)
            searcher = open_index(directory, settings)
            return lambda question: searcher.retrieve(question, today=TODAY)

        row = _measure(name, build, questions, size)
        yield replace(row, disk=_megabytes(directory), peak=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3)
        changed = [replace(documents[0], blocks=(Block("Der Winterdienst räumt ab sieben Uhr."),)), *documents[1:]]
        for document in changed:
            _ = document.digest  # the manifest of a release needs it in any case
        begun, worked = time.perf_counter(), time.process_time()
        build_index(Path(folder) / "next", changed, settings, reuse_from=directory)
        seconds = time.perf_counter() - begun
        worked = time.process_time() - worked
        shares = f"{seconds / row.build:.1%} nach der Uhr, {worked / (row.processor or worked):.1%} der Rechenzeit"
        yield Row(f"ein Dokument geändert ({shares})", seconds, worked)


def _measure(name: str, build: Callable[[], Search], questions: Sequence[str], size: int) -> Row:
    before = psutil.Process().memory_info().rss
    begun, worked = time.perf_counter(), time.process_time()
    search = build()
    seconds, worked = time.perf_counter() - begun, time.process_time() - worked
    for question in questions[:10]:  # caches warm, as in a running window
        search(question)
    times = []
    for question in questions:
        begun = time.perf_counter()
        search(question)
        times.append(1000 * (time.perf_counter() - begun))
    memory = (psutil.Process().memory_info().rss - before) / 1e6
    return Row(name, seconds, worked, size / seconds, quantile(times, 0.5), quantile(times, 0.95), memory=memory)


def build_fts5(texts: Sequence[str]) -> Search:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE passages USING fts5(words)")
    database.executemany("INSERT INTO passages VALUES (?)", ((" ".join(terms(text)),) for text in texts))

    def search(question: str) -> object:
        words = " OR ".join(f'"{word}"' for word in terms(question)) or '"x"'
        query = "SELECT rowid FROM passages WHERE passages MATCH ? ORDER BY bm25(passages) LIMIT 12"
        return database.execute(query, (words,)).fetchall()

    return search


def build_bm25s(texts: Sequence[str]) -> Search:
    import bm25s

    engine = bm25s.BM25()
    engine.index([terms(text) for text in texts], show_progress=False)
    return lambda question: engine.retrieve([terms(question)], k=12, show_progress=False)


def build_rank_bm25(texts: Sequence[str]) -> Search:
    from rank_bm25 import BM25Okapi

    engine = BM25Okapi([terms(text) for text in texts])
    return lambda question: engine.get_top_n(terms(question), texts, n=12)


def _megabytes(directory: Path) -> float:
    return sum(file.stat().st_size for file in directory.rglob("*") if file.is_file()) / 1e6


def _describe_machine() -> str:
    memory = psutil.virtual_memory().total / 2**30
    libraries = ", ".join(f"{name} {version(name)}" for name in _LIBRARIES)
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} Kerne, {memory:.0f} GiB, Last {os.getloadavg()[0]:.1f}, "
        f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {libraries}"
    )


def _format_row(row: Row) -> str:
    numbers = (
        (row.build, 2),
        (row.processor, 2),
        (row.per_second, 0),
        (row.p50, 1),
        (row.p95, 1),
        (row.disk, 0),
        (row.memory, 0),
        (row.peak, 0),
    )
    return " | ".join([f"| {row.engine}", *("–" if n is None else f"{n:.{digits}f}" for n, digits in numbers)]) + " |"


if __name__ == "__main__":
    sys.exit(main())
