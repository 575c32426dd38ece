"""The only door to Ollama: health, streaming, cancelling. A model that cannot answer raises one of the ModelErrors."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator, Sequence
from concurrent.futures import Future
from contextlib import aclosing
from functools import partial
from typing import TYPE_CHECKING, Literal, cast

from assistant.answer.llm.background import BackgroundLoop
from assistant.answer.llm.clients import explain, make_chat, make_client
from assistant.answer.llm.health import NO_MODEL, ModelHealth, examine_host, sum_up
from assistant.answer.llm.hosts import HostPool, check_private
from assistant.answer.llm.reply import Events, Item, Moved, OnProgress, Progress, Reply, Text, Usage, read_usage
from assistant.answer.llm.waiting import Cancelled, WaitingLine
from assistant.errors import ModelBroken, ModelError, ModelMissing, PromptTruncated
from assistant.settings import Settings
from assistant.wording import MODEL_EMPTY, MODEL_UNREACHABLE, MODEL_UNSET

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator

    from langchain_core.messages import AIMessageChunk
    from langchain_ollama import ChatOllama
    from ollama import AsyncClient

__all__ = ["Cancelled", "Message", "ModelHealth", "Models", "Progress", "Reply", "Usage"]

Message = tuple[Literal["system", "human"], str]


class Models:
    """One per process: it holds the queue, the connections and what is known about the servers."""

    def __init__(self, settings: Settings) -> None:
        limits = settings.models
        self.settings = settings
        self.pool = HostPool(settings.ollama_host, limits.retry_host_seconds)
        places = limits.parallel_per_host * len(self.pool.urls)
        self.line = WaitingLine(places, limits.per_user, limits.queue_limit, limits.queue_seconds)
        self._background = BackgroundLoop()
        self._lock = threading.Lock()
        self._chats: dict[str, ChatOllama] = {}
        self._clients: dict[str, AsyncClient] = {}
        self._health = NO_MODEL
        self._examined_at: float | None = None
        self._running: Future[ModelHealth] | None = None

    @property
    def name(self) -> str:
        return self.settings.model or ""

    def close(self) -> None:
        self._background.close()

    def health(self, *, fresh: bool = False) -> ModelHealth:
        """What is true now, or was a few seconds ago: `auto` notices a server that comes or goes without a restart.

        A server that does not answer at once delays nobody: the last finding holds until the next one is there.
        """
        if not self.settings.model:
            return NO_MODEL
        examination = self._examination(fresh)
        patient = fresh or self._examined_at is None
        try:
            if examination is not None:
                return examination.result(None if patient else self.settings.models.health_patience_seconds)
        except TimeoutError:
            pass
        return self._health

    def _examination(self, fresh: bool) -> "Future[ModelHealth] | None":
        """The running look at the servers, one for all who ask; None while the last finding is young enough."""
        with self._lock:
            age = None if self._examined_at is None else time.monotonic() - self._examined_at
            if not fresh and age is not None and age < self.settings.models.health_seconds:
                return None
            if self._running is None or self._running.done():
                self._running = self._background.start(self._examine(self.name))
            return self._running

    async def _examine(self, model: str) -> ModelHealth:
        seconds = 4 * self.settings.models.connect_seconds + 5
        try:
            async with asyncio.timeout(seconds):
                health = await self._examine_all(model)
        except TimeoutError:
            health = ModelHealth(model, (), MODEL_UNREACHABLE.format(host=", ".join(self.pool.urls)))
        for host in health.hosts:
            self.pool.mark(host.url, failed=not host.ok)
        self._health, self._examined_at = health, time.monotonic()
        return health

    async def _examine_all(self, model: str) -> ModelHealth:
        clients = [(url, self._client(url)) for url in self.pool.urls]
        return sum_up(
            model, await asyncio.gather(*(examine_host(client, url, model, self.settings) for url, client in clients))
        )

    def _client(self, url: str) -> "AsyncClient":
        if url not in self._clients:
            self._clients[url] = make_client(self.settings, url)
        return self._clients[url]

    @property
    def at_hand(self) -> bool:
        """Loaded, and nobody is waiting: worth a small request before the real one."""
        return self.health().loaded and self.line.length == 0

    def context_size(self) -> int:
        """Tokens that really fit: the setting, or less where the smallest server's model holds less."""
        known = [host.context for host in self.health().hosts if host.ok and host.context]
        return min([self.settings.num_ctx, *known])

    def chat_model(self, url: str | None = None) -> "ChatOllama":
        """LangChain's chat model for one server, the best one by default."""
        if not self.settings.model:
            raise ModelMissing(MODEL_UNSET)
        url = url or self.pool.in_order()[0]
        check_private(url, self.settings.models.allow_public_host)
        if url not in self._chats:
            self._chats[url] = make_chat(self.settings, url)
        return self._chats[url]

    def stream(
        self,
        messages: Sequence[Message],
        *,
        user: str = "",
        cancelled: threading.Event | None = None,
        on_progress: OnProgress | None = None,
    ) -> Reply:
        """Put messages to the model. Nothing is sent before the reply is iterated; `user` counts for the queue."""
        return Reply(
            partial(self._start, tuple(messages)),
            self.line,
            user=user,
            model=self.name,
            total_seconds=self.settings.models.total_seconds,
            cancelled=cancelled,
            on_progress=on_progress,
        )

    def _start(self, messages: Sequence[Message], events: Events) -> "Future[None]":
        return self._background.start(self._pump(messages, events))

    async def _pump(self, messages: Sequence[Message], events: Events) -> None:
        """Hand everything the server says to the reader. None ends it; an exception reaches him instead of silence."""
        try:
            async with aclosing(self._ask_until_one_answers(messages)) as items:
                async for item in items:
                    events.put(item)
        except Exception as error:
            events.put(error)
        else:
            events.put(None)

    async def _ask_until_one_answers(self, messages: Sequence[Message]) -> "AsyncGenerator[Item, None]":
        """Try the servers in order; after the first text there is no second try, or one would read it twice."""
        first_error: ModelError | None = None
        for url in self.pool.in_order():
            started = False
            try:
                with self.pool.using(url):
                    async with aclosing(self._ask(url, messages)) as items:
                        async for item in items:
                            started = started or isinstance(item, Text)
                            yield item
                return
            except ModelError as error:
                if started or isinstance(error, PromptTruncated):
                    raise
                self.pool.mark(url, failed=True)
                first_error = first_error or error
        raise first_error or ModelBroken(MODEL_EMPTY.format(model=self.name))

    async def _ask(self, url: str, messages: Sequence[Message]) -> "AsyncGenerator[Item, None]":
        chat = await asyncio.to_thread(self.chat_model, url)
        loaded = any(host.loaded for host in self._health.hosts if host.url == url)
        yield Moved("reading" if loaded else "loading")
        started, limits = False, self.settings.models
        try:
            async with aclosing(self._read_chunks(chat, messages)) as items:
                async for item in items:
                    started = started or isinstance(item, Text)
                    yield item
        except Exception as error:
            seconds = limits.first_token_seconds
            raise explain(error, host=url, model=self.name, seconds=seconds, started=started) from error
        if not started:
            raise ModelBroken(MODEL_EMPTY.format(model=self.name))

    async def _read_chunks(self, chat: "ChatOllama", messages: Sequence[Message]) -> "AsyncGenerator[Item, None]":
        from langsmith.run_helpers import tracing_context

        step, seconds = "", self.settings.models.first_token_seconds
        # A LangSmith variable in the environment would otherwise send every question to a foreign server.
        with tracing_context(enabled=False):
            stream = cast("AsyncGenerator[AIMessageChunk, None]", chat.astream(list(messages)))
            async with aclosing(stream) as chunks:
                while (chunk := await _next_chunk(chunks, seconds)) is not None:
                    seconds = self.settings.models.next_token_seconds
                    usage = read_usage(chunk)
                    if chunk.text:
                        if step != "writing":
                            yield Moved(step := "writing")
                        yield Text(str(chunk.text))
                    elif not step and usage is None:  # a thinking model: its thoughts come as empty text
                        yield Moved(step := "thinking")
                    if usage is not None:
                        yield usage


async def _next_chunk(chunks: AsyncIterator["AIMessageChunk"], seconds: float) -> "AIMessageChunk | None":
    try:
        async with asyncio.timeout(seconds):
            return await anext(chunks)
    except StopAsyncIteration:
        return None
