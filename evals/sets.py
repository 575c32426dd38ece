"""The project's own examination: which question files there are, and how they are run on one release."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant import wording
from assistant.errors import LotsenwissenError
from evals.exam import run_exam
from evals.items import Item, read_items
from evals.product import Product, build_product
from evals.records import Record
from evals.scorecard import CONFLICTS

DATASETS = Path(__file__).parent / "datasets"
CONFLICT_CORPUS = "konflikte"


@dataclass(frozen=True, slots=True)
class Examination:
    """`on_release` is asked of the release under examination, `on_conflicts` of a small corpus of its own."""

    on_release: tuple[Item, ...]
    on_conflicts: tuple[Item, ...] = ()
    conflict_corpus: Path | None = None

    @property
    def documents(self) -> frozenset[str]:
        """All documents that some answerable question expects in the release."""
        return frozenset(document for item in self.on_release for document in item.documents)


def load_examination(folder: Path = DATASETS) -> Examination:
    """All question files of the folder. Raises LotsenwissenError naming a broken line or an id given twice."""
    items = [item for path in sorted(folder.glob("*.jsonl")) if path.stem != CONFLICTS for item in read_items(path)]
    corpus = folder / CONFLICT_CORPUS
    questions = folder / f"{CONFLICTS}.jsonl"
    conflicts = read_items(questions) if questions.is_file() and corpus.is_dir() else []
    twice = [id for id, count in Counter(item.id for item in (*items, *conflicts)).items() if count > 1]
    if twice:
        raise LotsenwissenError(wording.EXAM_ID_TWICE.format(id=twice[0], path=folder))
    return Examination(tuple(items), tuple(conflicts), corpus if conflicts else None)


def run_examination(examination: Examination, product: Product, day: date, mode: str = "quotes") -> list[Record]:
    records = run_exam(examination.on_release, product, mode, day)
    if examination.conflict_corpus is not None:
        with build_product(product.library.settings, examination.conflict_corpus) as elsewhere:
            records += run_exam(examination.on_conflicts, elsewhere, mode, day)
    return records


def is_about(examination: Examination, documents: Sequence[str]) -> bool:
    """Whether the questions are about this corpus at all: a town hall's own corpus has none of the expected documents."""
    return not examination.documents or bool(examination.documents.intersection(documents))
