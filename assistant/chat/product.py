"""What the window works with: opened once at start, read by every handler (Chainlit's callbacks take no arguments)."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from sqlalchemy import Engine

from assistant.answer.answer import Answer, Question, Sentence
from assistant.answer.library import Library
from assistant.answer.llm.reply import OnProgress
from assistant.settings import Settings


class Ask(Protocol):
    def __call__(
        self,
        question: Question,
        library: Library,
        on_sentence: Callable[[Sentence], None] | None = None,
        cancelled: threading.Event | None = None,
        on_progress: OnProgress | None = None,
    ) -> Answer: ...


@dataclass(frozen=True, slots=True)
class Product:
    settings: Settings
    engine: Engine
    library: Library
    ask: Ask


_installed: list[Product] = []


def install_product(product: Product) -> None:
    _installed[:] = [product]


def get_product() -> Product:
    return _installed[0]
