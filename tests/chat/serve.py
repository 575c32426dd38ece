"""Started as its own process by the tests: the real product, with one way to make it fail and one to make it slow."""

import threading
import time
from collections.abc import Callable

from assistant.answer.answer import Answer, Question, Sentence
from assistant.answer.ask import ask
from assistant.answer.library import Library
from assistant.answer.llm.reply import OnProgress
from assistant.chat.server import serve
from assistant.settings import load_settings


def ask_or_fail(
    question: Question,
    library: Library,
    on_sentence: Callable[[Sentence], None] | None = None,
    cancelled: threading.Event | None = None,
    on_progress: OnProgress | None = None,
) -> Answer:
    if "Kabelbrand" in question.text:
        raise RuntimeError("geheime interne Meldung aus /etc/passwd")
    if "gemächlich" in question.text:
        _write_slowly(on_sentence, cancelled)
    return ask(question, library, on_sentence, cancelled, on_progress)


def _write_slowly(on_sentence: Callable[[Sentence], None] | None, cancelled: threading.Event | None) -> None:
    for number in range(100):
        if cancelled is not None and cancelled.is_set():
            return
        if on_sentence is not None:
            on_sentence(Sentence(f"Langsamer Satz {number}.", (1,), "quoted"))
        time.sleep(0.2)


def run() -> None:
    serve(load_settings(), ask=ask_or_fail)
