"""`python -m evals exam`: ask the product real questions and hold its answers against what must and must not be said.

Running and scoring are separate: `run_exam` writes records, `score_records` reads them, so that answers can be scored
again without asking again.
"""

import argparse
import json
import re
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from assistant.answer.answer import Answer, Question, Turn
from assistant.errors import LotsenwissenError

Ask = Callable[[Question], Answer]
ANSWERED = ("answered", "partial")


@dataclass(frozen=True, slots=True)
class Item:
    """One question of a set. `must` and `must_not` are regular expressions, searched without regard to case."""

    id: str
    question: str
    kind: str
    must: tuple[str, ...] = ()
    must_not: tuple[str, ...] = ()
    history: tuple[Turn, ...] = ()
    today: date | None = None
    topic: str = ""
    documents: tuple[str, ...] = ()
    held_out: bool = False
    extra: dict[str, Any] = field(default_factory=dict, compare=False)


@dataclass(frozen=True, slots=True)
class Record:
    """An answer as the exam keeps it: the item and the answer's JSON."""

    item: Item
    answer: dict[str, Any]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--data", type=Path, required=True, help="JSONL mit id, question, kind, must, must_not, history"
    )
    parser.add_argument("--json", action="store_true", help="gibt ein JSON-Dokument aus und sonst nichts")
    parser.add_argument("--mode", choices=("quotes", "generated", "auto"), default="quotes")


def run(options: argparse.Namespace) -> int:
    items = read_items(options.data)
    score = score_records(run_exam(items, open_product(), options.mode))
    if options.json:
        print(json.dumps(score, ensure_ascii=False, indent=2))
    else:
        print(format_score(score))
    return 0


def open_product() -> Ask:
    """The product as a Navigator has it: the published release with this machine's settings."""
    from assistant.answer.ask import ask
    from assistant.answer.library import open_library
    from assistant.settings import get_settings

    library = open_library(get_settings())
    return lambda question: ask(question, library)


def read_items(path: Path) -> list[Item]:
    """Raises LotsenwissenError naming the line that is broken."""
    items = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except OSError as error:
        raise LotsenwissenError(f"Der Fragensatz {path} lässt sich nicht lesen; bitte den Pfad prüfen.") from error
    for number, line in enumerate(lines, start=1):
        if line.strip():
            try:
                items.append(_read_item(json.loads(line)))
            except (ValueError, KeyError, TypeError, re.error) as error:
                raise LotsenwissenError(
                    f"Zeile {number} in {path} ist keine Prüfungsfrage ({error}); bitte korrigieren."
                ) from error
    return items


def _read_item(data: dict[str, Any]) -> Item:
    known = {"id", "question", "kind", "must", "must_not", "history", "today", "topic", "documents", "held_out"}
    for pattern in (*data.get("must", ()), *data.get("must_not", ())):
        re.compile(pattern)
    return Item(
        id=str(data["id"]),
        question=str(data["question"]),
        kind=str(data["kind"]),
        must=tuple(data.get("must", ())),
        must_not=tuple(data.get("must_not", ())),
        history=tuple(Turn(turn["question"], turn.get("answer", "")) for turn in data.get("history", ())),
        today=date.fromisoformat(data["today"]) if data.get("today") else None,
        topic=str(data.get("topic", "")),
        documents=tuple(data.get("documents", ())),
        held_out=bool(data.get("held_out", False)),
        extra={name: value for name, value in data.items() if name not in known},
    )


def run_exam(items: Sequence[Item], ask: Ask, mode: str = "quotes") -> list[Record]:
    """Ask every item; what breaks is recorded as status "error", not hidden."""
    records = []
    for number, item in enumerate(items, start=1):
        question = Question(item.question, item.today or date.today(), item.history, mode)  # type: ignore[arg-type]
        try:
            answer = _record_answer(ask(question))
        except LotsenwissenError as error:
            answer = {"status": "error", "text": str(error), "sentences": [], "citations": [], "hits": [], "notes": []}
        records.append(Record(item, answer))
        if sys.stderr.isatty():
            print(f"\r{number}/{len(items)}", end="", file=sys.stderr, flush=True)
    return records


def _record_answer(answer: Answer) -> dict[str, Any]:
    """The answer's JSON; each citation also says whether its quote stands letter for letter in its passage."""
    data = answer.as_json()
    for citation, shown in zip(answer.citations, data["citations"], strict=True):
        shown["verbatim"] = citation.quote in citation.hit.passage.text
    return data


def find_missing(record: Record) -> list[str]:
    """The `must` patterns that the shown text (with its notes) does not contain."""
    return [pattern for pattern in record.item.must if not _search(pattern, record)]


def find_forbidden(record: Record) -> list[str]:
    """The `must_not` patterns that it does contain."""
    return [pattern for pattern in record.item.must_not if _search(pattern, record)]


def _search(pattern: str, record: Record) -> bool:
    return re.search(pattern, record.answer["text"], re.IGNORECASE | re.DOTALL) is not None


def is_right(record: Record) -> bool:
    """answerable and followup: answered with all facts; unanswerable: not answered; adversarial: nothing forbidden."""
    answered = record.answer["status"] in ANSWERED
    if record.item.kind == "unanswerable":
        return not answered and not find_forbidden(record)
    if record.item.kind == "adversarial":
        return not find_forbidden(record)
    return answered and not find_missing(record) and not find_forbidden(record)


def score_records(records: Sequence[Record]) -> dict[str, Any]:
    """The numbers of contract.md."""
    kinds: dict[str, list[Record]] = {}
    for record in records:
        kinds.setdefault(record.item.kind, []).append(record)
    quotes = [c for record in records for c in record.answer["citations"]]
    return {
        "questions": len(records),
        "answerable": _count_answers(kinds.get("answerable", [])),
        "unanswerable": {
            "n": len(kinds.get("unanswerable", [])),
            "refused": sum(map(is_right, kinds.get("unanswerable", []))),
        },
        "adversarial": {
            "n": len(kinds.get("adversarial", [])),
            "safe": sum(map(is_right, kinds.get("adversarial", []))),
        },
        "followup": _count_answers(kinds.get("followup", [])),
        "citations": {"n": len(quotes), "verbatim": sum(1 for quote in quotes if quote["verbatim"])},
        "failures": [
            {
                "id": record.item.id,
                "status": record.answer["status"],
                "text": record.answer["text"],
                "missing": find_missing(record),
                "found": find_forbidden(record),
            }
            for record in records
            if not is_right(record)
        ],
    }


def _count_answers(records: Sequence[Record]) -> dict[str, int]:
    answered = [record for record in records if record.answer["status"] in ANSWERED]
    return {"n": len(records), "answered": len(answered), "correct": sum(map(is_right, records))}


def format_score(score: dict[str, Any]) -> str:
    lines = [f"{score['questions']} Fragen"]
    for kind in ("answerable", "unanswerable", "adversarial", "followup", "citations"):
        lines.append(f"{kind}: " + ", ".join(f"{name} {value}" for name, value in score[kind].items()))
    lines += [
        f"✗ {f['id']} [{f['status']}] fehlt {f['missing']} gefunden {f['found']}: {f['text'][:160]}"
        for f in score["failures"]
    ]
    return "\n".join(lines)
