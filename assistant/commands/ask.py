"""`lotsenwissen ask`: one question, one proven answer, as text or as JSON."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from assistant import wording
from assistant.answer.answer import Answer, Question, Turn
from assistant.errors import LotsenwissenError
from assistant.settings import Settings, get_settings


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "question", metavar="FRAGE", help="die Frage in Anführungszeichen; „-“ liest von der Standardeingabe"
    )
    parser.add_argument("--json", action="store_true", help="gibt ein JSON-Dokument aus und sonst nichts")
    parser.add_argument("--history", metavar="DATEI.json", type=Path, help="früheres Gespräch: [{question, answer}, …]")
    parser.add_argument(
        "--mode", choices=("quotes", "generated", "auto"), help="Zitate, Sprachmodell oder selbst wählen"
    )
    parser.add_argument("--today", metavar="JJJJ-MM-TT", type=_read_day, help="rechnet mit diesem Tag statt mit heute")


def run(arguments: argparse.Namespace) -> int:
    settings = get_settings()
    text = sys.stdin.read() if arguments.question == "-" else arguments.question
    question = Question(
        text=text,
        today=arguments.today or date.today(),
        history=read_history(arguments.history) if arguments.history else (),
        mode=arguments.mode or settings.mode,
    )
    answer = _ask(question, settings)
    if arguments.json:
        print(json.dumps(answer.as_json(), ensure_ascii=False, indent=2))
    else:
        print(format_answer(answer))
    return 0


def _ask(question: Question, settings: Settings) -> Answer:
    from assistant.answer.ask import ask
    from assistant.answer.library import open_library

    return ask(question, open_library(settings))


def read_history(path: Path) -> tuple[Turn, ...]:
    """Raises LotsenwissenError when the file is not a list of {question, answer}."""
    try:
        return tuple(
            Turn(str(turn["question"]), str(turn.get("answer") or "")) for turn in json.loads(path.read_text("utf-8"))
        )
    except (OSError, ValueError, TypeError, KeyError, AttributeError) as error:
        raise LotsenwissenError(wording.HISTORY_UNREADABLE.format(path=path)) from error


def format_answer(answer: Answer) -> str:
    """The answer for a terminal: text, notes, then each source with its quote."""
    lines = [answer.text]
    lines += [f"({note})" for note in answer.notes]
    if answer.citations:
        lines += ["", wording.SOURCES_HEADING]
    for citation in answer.citations:
        head, passage = citation.hit.head, citation.hit.passage
        place = [head.title, *passage.headings[-1:], *([f"Seite {passage.page}"] if passage.page else [])]
        until = f", gültig bis {head.valid_until:%d.%m.%Y}" if head.valid_until else ""
        lines.append(f"[{citation.n}] {' › '.join(place)}")
        lines.append(f"    {head.publisher}, {head.stand_text}{until}" + (f", {head.url}" if head.url else ""))
        lines.append(f"    „{citation.quote}“")
    return "\n".join(lines)


def _read_day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"„{text}“ ist kein Datum wie 2026-05-31") from error
