"""Records: what the product answered, kept as JSONL, so that answers can be scored again without asking again."""

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from assistant import wording
from assistant.answer.answer import Answer
from assistant.errors import LotsenwissenError
from evals.items import Item, parse_item
from evals.product import Product

ANSWERED = ("answered", "partial")
BROKEN = {"status": "error", "text": "", "sentences": [], "citations": [], "hits": [], "notes": [], "withheld": 0}


@dataclass(frozen=True, slots=True)
class Record:
    """`answer` is the JSON of `ask`; its citations also carry `passage` and `verbatim`, its hits `coverage`.

    `contexts` are the texts of all passages hit or cited, by id, as the release holds them.
    """

    item: Item
    answer: dict[str, Any]
    contexts: dict[str, str]

    @property
    def answered(self) -> bool:
        return self.answer["status"] in ANSWERED


def record_answer(item: Item, answer: Answer, product: Product) -> Record:
    """Passages are read from the release again, so that a quote is not held against what the answer itself claims."""
    data = answer.as_json()
    contexts: dict[str, str] = {}
    for hit in (*answer.hits, *(citation.hit for citation in answer.citations)):
        contexts.setdefault(hit.passage.id, product.passage_text(hit.passage.id))
    for hit, shown in zip(answer.hits, data["hits"], strict=True):
        shown["coverage"] = round(hit.coverage, 4)
    for citation, shown in zip(answer.citations, data["citations"], strict=True):
        shown["passage"] = citation.hit.passage.id
        shown["verbatim"] = bool(citation.quote) and citation.quote in contexts[citation.hit.passage.id]
    return Record(item, data, contexts)


def record_failure(item: Item, error: LotsenwissenError) -> Record:
    """An error of the product counts as an answer that is wrong; it is not hidden."""
    return Record(item, {**BROKEN, "text": str(error)}, {})


def write_records(path: Path, records: Iterable[Record]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8") as file:
        for record in records:
            line = {"item": record.item.as_json(), "answer": record.answer, "contexts": record.contexts}
            file.write(json.dumps(line, ensure_ascii=False) + "\n")


def read_records(path: Path, items: Sequence[Item] = ()) -> list[Record]:
    """`items` replace the recorded questions of the same id, so that a corrected expectation counts at once.

    Raises LotsenwissenError when the file is not a records file.
    """
    changed = {item.id: item for item in items}
    try:
        with path.open(encoding="utf-8") as file:
            lines = [json.loads(line) for line in file if line.strip()]
        records = [Record(parse_item(line["item"]), line["answer"], line["contexts"]) for line in lines]
    except (OSError, ValueError, KeyError, TypeError, re.error) as error:
        raise LotsenwissenError(wording.RECORDS_UNREADABLE.format(path=path)) from error
    return [replace(record, item=changed.get(record.item.id, record.item)) for record in records]
