"""What a reader sees while an answer is being made: how far it is, then each proven sentence as it comes."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from typing import Any

import chainlit as cl

from assistant.answer.answer import Answer, Question, Sentence
from assistant.answer.llm.reply import Progress
from assistant.chat.product import Product
from assistant.chat.render import render_sentence

Item = Sentence | Progress
_ANSWERING_AT_ONCE = 16  # beside those who wait for the model


async def ask_live(product: Product, question: Question, reply: Any, turn: str, cancelled: threading.Event) -> Answer:
    """Ask in a thread; verified sentences appear while the rest is still being written."""
    loop = asyncio.get_running_loop()
    ready: asyncio.Queue[Item | None] = asyncio.Queue()

    def hand_on(item: Item | None) -> None:
        loop.call_soon_threadsafe(ready.put_nowait, item)

    def work() -> Answer:
        try:
            return product.ask(question, product.library, hand_on, cancelled, hand_on)
        finally:
            hand_on(None)

    working = loop.run_in_executor(_threads(product.settings.models.queue_limit + _ANSWERING_AT_ONCE), work)
    screen = Screen(reply, turn)
    try:
        while (item := await ready.get()) is not None:
            await screen.show(item)
    except asyncio.CancelledError:
        cancelled.set()
        working.add_done_callback(_expect_end)
        raise
    finally:
        await screen.end_progress()
    return await working


@cache
def _threads(places: int) -> ThreadPoolExecutor:
    """Threads of their own: those who wait for the model must not hold up signing in, reading and keeping."""
    return ThreadPoolExecutor(places, thread_name_prefix="frage")


def _expect_end(working: "asyncio.Future[Answer]") -> None:
    """Nobody waits for a stopped answer any more; that it ends with Cancelled is no news."""
    with suppress(asyncio.CancelledError):
        working.exception()


class Screen:
    """One message under way. Progress is a line beside it, never part of what is kept."""

    def __init__(self, reply: Any, turn: str) -> None:
        self.reply, self.turn = reply, turn
        self._told = ""
        self._anew = False

    async def show(self, item: Item) -> None:
        if isinstance(item, Sentence):
            await self.end_progress()
            await self.reply.stream_token(render_sentence(item, self.turn), is_sequence=self._anew)
            self._anew = False
            return
        self._anew = self._anew or item.step == "quoting"
        if self._anew or not self.reply.content:
            await self._tell(f"{item.step}-{item.position}|{item.text}")

    async def end_progress(self) -> None:
        if self._told:
            await self._tell("")

    async def _tell(self, text: str) -> None:
        """`step-position|text`: what is spoken aloud changes with the part before the bar only, not every second."""
        self._told = text
        await cl.send_window_message(f"fortschritt:{text}")
