"""A reply of the language model while it comes in: text to iterate over, progress to show, usage at the end."""

import queue
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from assistant.answer.llm.waiting import Cancelled, WaitingLine
from assistant.errors import ModelBroken
from assistant.wording import (
    MODEL_STALLED,
    PROGRESS_LOADING,
    PROGRESS_QUEUED,
    PROGRESS_QUOTING,
    PROGRESS_READING,
    PROGRESS_THINKING,
    PROGRESS_WRITING,
)

if TYPE_CHECKING:
    from langchain_core.messages import AIMessageChunk

Step = Literal["queued", "loading", "reading", "thinking", "writing", "quoting"]
_POLL_SECONDS = 0.05
_TICK_SECONDS = 1.0
_STEP_TEXTS: dict[Step, str] = {
    "queued": PROGRESS_QUEUED,
    "loading": PROGRESS_LOADING,
    "reading": PROGRESS_READING,
    "thinking": PROGRESS_THINKING,
    "writing": PROGRESS_WRITING,
    "quoting": PROGRESS_QUOTING,
}


@dataclass(frozen=True, slots=True)
class Progress:
    """What the window shows while nothing is readable yet."""

    step: Step
    position: int = 0
    seconds: float = 0.0

    @property
    def text(self) -> str:
        return _STEP_TEXTS[self.step].format(position=self.position, seconds=self.seconds)


@dataclass(frozen=True, slots=True)
class Usage:
    """What the server reported at the end. Counts are None where it did not say; `cut` means the length limit hit."""

    prompt_tokens: int | None
    answer_tokens: int | None
    cut: bool
    eval_seconds: float | None = None

    @property
    def tokens_per_second(self) -> float | None:
        if not self.eval_seconds or not self.answer_tokens:
            return None
        return self.answer_tokens / self.eval_seconds


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Moved:
    step: Step


Item = Text | Moved | Usage
Events = queue.SimpleQueue[Item | Exception | None]
OnProgress = Callable[[Progress], None]


def read_usage(chunk: "AIMessageChunk") -> Usage | None:
    """The figures of the last line of a reply; None for every other line."""
    report = chunk.response_metadata
    if not report.get("done"):
        return None
    nanoseconds = report.get("eval_duration")
    return Usage(
        report.get("prompt_eval_count"),
        report.get("eval_count"),
        report.get("done_reason") == "length",
        nanoseconds / 1e9 if nanoseconds else None,
    )


class Reply:
    """Iterate once. Raises a ModelError when the server fails, Cancelled when the person has had enough."""

    def __init__(
        self,
        start: Callable[[Events], "Future[None]"],
        line: WaitingLine,
        *,
        user: str,
        model: str,
        total_seconds: float,
        cancelled: threading.Event | None,
        on_progress: OnProgress | None,
    ) -> None:
        self._start, self._line = start, line
        self._user, self._model, self._total_seconds = user, model, total_seconds
        self._cancelled = cancelled or threading.Event()
        self._on_progress = on_progress or (lambda progress: None)
        self.usage: Usage | None = None

    def __iter__(self) -> Iterator[str]:
        with self._line.place(self._user, self._cancelled, self._show_position):
            events: Events = queue.SimpleQueue()
            request = self._start(events)
            try:
                yield from self._read(events)
            finally:
                request.cancel()  # ends the HTTP request, also when the reader stops half-way

    def _show_position(self, position: int) -> None:
        self._on_progress(Progress("queued", position=position))

    def _read(self, events: Events) -> Iterator[str]:
        begun = shown = time.monotonic()
        step: Step = "reading"
        while True:
            item = self._next(events, begun)
            if isinstance(item, Exception):
                raise item
            if isinstance(item, Text):
                yield item.text
            elif isinstance(item, Usage):
                self.usage = item
            elif isinstance(item, Moved):
                step, shown = item.step, 0.0
            elif item is None:
                return
            if step != "writing" or shown == 0.0:
                shown = self._show_step(step, begun, shown)

    def _next(self, events: Events, begun: float) -> "Item | Exception | Literal['nothing yet'] | None":
        if self._cancelled.is_set():
            raise Cancelled
        if time.monotonic() - begun > self._total_seconds:
            raise ModelBroken(MODEL_STALLED.format(model=self._model))
        try:
            return events.get(timeout=_POLL_SECONDS)
        except queue.Empty:
            return "nothing yet"

    def _show_step(self, step: Step, begun: float, shown: float) -> float:
        """Once when a step begins, then every second; returns when it was last shown."""
        now = time.monotonic()
        if now - shown < _TICK_SECONDS:
            return shown
        self._on_progress(Progress(step, seconds=now - begun))
        return now
