"""The queue before the language model: fair between people, with a position to show, bounded in length and time.

Ollama has a queue of its own, but it is first come first served for all users together and tells nobody their place.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from assistant.errors import ModelOverloaded
from assistant.wording import MODEL_QUEUE_FULL, MODEL_QUEUE_SLOW, MODEL_USER_LIMIT

_POLL_SECONDS = 0.1


@dataclass(frozen=True, slots=True, order=True)
class _Ticket:
    """Sorted by round, then arrival: a person's second question waits until everybody else's first is served."""

    round: int
    arrival: int
    user: str


class Cancelled(Exception):
    """The person does not want the answer any more; not an error."""


class WaitingLine:
    """Hands out `places` at a time. Safe to use from several threads."""

    def __init__(self, places: int, per_user: int, limit: int, seconds: float) -> None:
        self._places, self._per_user, self._limit, self._seconds = places, per_user, limit, seconds
        self._changed = threading.Condition()
        self._waiting: list[_Ticket] = []
        self._running: list[_Ticket] = []
        self._arrivals = 0
        self._round = 0

    @property
    def length(self) -> int:
        """How many are waiting, not counting those being answered."""
        with self._changed:
            return len(self._waiting)

    @contextmanager
    def place(
        self, user: str, cancelled: threading.Event, on_position: Callable[[int], None] = lambda position: None
    ) -> Iterator[None]:
        """Wait for a place and hold it. Raises ModelOverloaded when full, over the user's limit or too slow.

        An empty `user` is nobody in particular: such callers are not counted together.
        """
        ticket = self._join(user)
        try:
            self._wait(ticket, cancelled, on_position)
            yield
        finally:
            self._leave(ticket)

    def _join(self, user: str) -> _Ticket:
        with self._changed:
            own = [ticket for ticket in (*self._waiting, *self._running) if user and ticket.user == user]
            if len(own) >= self._per_user:
                raise ModelOverloaded(MODEL_USER_LIMIT.format(count=len(own)))
            if len(self._running) >= self._places and len(self._waiting) >= self._limit:
                raise ModelOverloaded(MODEL_QUEUE_FULL.format(count=len(self._waiting)))
            turn = max([self._round, *(ticket.round + 1 for ticket in own)])
            ticket = _Ticket(turn, self._arrivals, user)
            self._arrivals += 1
            self._waiting.append(ticket)
            self._waiting.sort()
            return ticket

    def _wait(self, ticket: _Ticket, cancelled: threading.Event, on_position: Callable[[int], None]) -> None:
        deadline = time.monotonic() + self._seconds
        shown = 0
        while (position := self._try_enter(ticket)) > 0:
            if cancelled.is_set():
                raise Cancelled
            if time.monotonic() > deadline:
                raise ModelOverloaded(MODEL_QUEUE_SLOW)
            if position != shown:
                on_position(position)
                shown = position
            with self._changed:
                self._changed.wait(_POLL_SECONDS)

    def _try_enter(self, ticket: _Ticket) -> int:
        """0 when the place is taken now, else the position in the line."""
        with self._changed:
            position = self._waiting.index(ticket) + 1
            if position > self._places - len(self._running):
                return position
            self._waiting.remove(ticket)
            self._running.append(ticket)
            self._round = max(self._round, ticket.round)
            return 0

    def _leave(self, ticket: _Ticket) -> None:
        with self._changed:
            for tickets in (self._waiting, self._running):
                if ticket in tickets:
                    tickets.remove(ticket)
            self._changed.notify_all()
