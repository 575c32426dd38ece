"""Many Navigators at once, over the window's real protocol. What a person saw is what counts as acknowledged."""

import asyncio
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import httpx
import socketio

from tests.chat.conftest import PASSWORD

_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer as it was shown; `began` in seconds since the measurement's start."""

    began: float
    seconds: float
    turn: str
    thread: str
    text: str


@dataclass
class Person:
    """Signs in once, keeps a socket, and comes back with the same conversation when it breaks."""

    url: str
    name: str
    replies: list[Reply] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    thread: str = ""
    session: str = ""
    connections: int = 0
    _cookies: dict[str, str] = field(default_factory=dict)
    _socket: Any = None
    _answered: asyncio.Event = field(default_factory=asyncio.Event)
    _settled: asyncio.Event = field(default_factory=asyncio.Event)
    _step: dict[str, Any] = field(default_factory=dict)

    async def sign_in(self, client: httpx.AsyncClient) -> None:
        answer = await client.post(f"{self.url}/login", data={"username": self.name, "password": PASSWORD})
        answer.raise_for_status()
        self._cookies = dict(answer.cookies)

    async def connect(self) -> None:
        """A new session of the window; the balancer recognises it by its cookie, as a browser would send it."""
        await self.leave()
        self.session = str(uuid4())
        self._settled.clear()
        self._socket = socketio.AsyncClient(reconnection=False)
        self._socket.on("new_message", self._receive)
        self._socket.on("disconnect", self._lose)
        self._socket.on("chat_settings", lambda _data: self._settled.set())
        cookies = {**self._cookies, "X-Chainlit-Session-id": self.session}
        header = "; ".join(f"{name}={value}" for name, value in cookies.items())
        auth = {
            "sessionId": self.session,
            "clientType": "webapp",
            "userEnv": "{}",
            "threadId": self.thread,
            "chatProfile": "",
        }
        await self._socket.connect(
            self.url,
            socketio_path="/ws/socket.io",
            transports=["websocket"],
            headers={"Cookie": header},
            auth=auth,
            wait_timeout=20,
        )
        await self._socket.emit("connection_successful")
        await asyncio.wait_for(self._settled.wait(), 30)
        self.connections += 1

    async def _receive(self, step: dict[str, Any]) -> None:
        if step.get("type") == "assistant_message" and (step.get("metadata") or {}).get("turn"):
            self._step = step
            self._answered.set()

    async def _lose(self, *_reason: Any) -> None:
        """A browser notices at once and connects again; nobody waits for an answer that cannot come."""
        self._step = {}
        self._answered.set()

    async def ask(self, question: str, start: float) -> None:
        """Raises whatever breaks; the reply is kept the moment it is seen."""
        self._answered.clear()
        began = time.monotonic()
        message = {
            "id": str(uuid4()),
            "threadId": self.thread,
            "name": self.name,
            "type": "user_message",
            "output": question,
        }
        await self._socket.emit(
            "client_message", {"message": {**message, "createdAt": None, "metadata": {}}, "fileReferences": []}
        )
        await asyncio.wait_for(self._answered.wait(), _PATIENCE)
        step = self._step
        if not step:
            raise ConnectionError("the window went away")
        self.thread = str(step["threadId"])
        seconds = time.monotonic() - began
        self.replies.append(
            Reply(began - start, seconds, str(step["metadata"]["turn"]), self.thread, str(step["output"]))
        )

    async def leave(self) -> None:
        if self._socket is not None:
            try:
                await asyncio.wait_for(self._socket.disconnect(), 5)
            except Exception:  # a dead server cannot say goodbye
                self._socket = None
            self._socket = None


async def sign_in_all(people: Sequence[Person]) -> None:
    async with httpx.AsyncClient(timeout=60) as client:
        for person in people:
            await person.sign_in(client)


async def work(
    person: Person, questions: Sequence[str], start: float, until: float, think: tuple[float, float], seed: int
) -> None:
    """Ask, read, ask again. What fails is written down and the person comes back."""
    chance = random.Random(seed)
    await asyncio.sleep(chance.uniform(0, think[1]))
    while time.monotonic() < until:
        try:
            if person._socket is None or not person._socket.connected:
                await person.connect()
            await person.ask(chance.choice(questions), start)
        except (TimeoutError, OSError, socketio.exceptions.SocketIOError) as error:
            person.failures.append(f"{time.monotonic() - start:.1f} s: {type(error).__name__} {error}"[:200])
            await person.leave()
            await asyncio.sleep(0.5)
            continue
        await asyncio.sleep(chance.uniform(*think))
    await person.leave()
