"""A Navigator without a browser: speaks the window's socket protocol."""

import asyncio
from typing import Any
from uuid import uuid4

import httpx
import socketio

from tests.chat.conftest import Served


class Navigator:
    """One session of one person. `events` is everything the server sent, in order."""

    def __init__(self, served: Served, client: httpx.Client, name: str) -> None:
        self.served, self.client, self.name = served, client, name
        self.session = str(uuid4())
        self.events: list[tuple[str, Any]] = []
        self.socket = socketio.AsyncClient(reconnection=False)
        self.socket.on("*", self._record)

    async def _record(self, event: str, *arguments: Any) -> None:
        self.events.append((event, arguments[0] if arguments else None))

    async def open(self, thread: str = "") -> "Navigator":
        cookies = "; ".join(f"{name}={value}" for name, value in self.client.cookies.items())
        auth = {
            "sessionId": self.session,
            "clientType": "webapp",
            "userEnv": "{}",
            "threadId": thread,
            "chatProfile": "",
        }
        await self.socket.connect(
            self.served.url,
            socketio_path="/ws/socket.io",
            transports=["websocket"],
            headers={"Cookie": cookies},
            auth=auth,
        )
        await self.socket.emit("connection_successful")
        await self.wait_for(lambda: self.of("chat_settings"))
        return self

    async def say(self, text: str) -> dict[str, Any]:
        """Ask, and wait for the answer as it is finally shown, with its buttons: they are sent after it."""
        answers, ends = len(self.answers()), len(self.of("task_end"))
        await self.send(text)
        await self.wait_for(lambda: len(self.answers()) > answers and len(self.of("task_end")) > ends)
        return self.answers()[-1]

    async def send(self, text: str) -> None:
        message = {"id": str(uuid4()), "threadId": "", "name": self.name, "type": "user_message", "output": text}
        await self.socket.emit(
            "client_message", {"message": {**message, "createdAt": None, "metadata": {}}, "fileReferences": []}
        )

    async def press(self, action: dict[str, Any]) -> httpx.Response:
        body = {"sessionId": self.session, "action": action}
        return await asyncio.to_thread(self.client.post, "/project/action", json=body)

    def of(self, event: str) -> list[Any]:
        return [data for name, data in self.events if name == event]

    def answers(self) -> list[dict[str, Any]]:
        return [step for step in self.of("new_message") if step["type"] == "assistant_message"]

    def actions(self, name: str) -> list[dict[str, Any]]:
        return [action for action in self.of("action") if action["name"] == name]

    def run(self) -> str:
        """The step that feedback on the last answer names."""
        return str([step["id"] for step in self.of("new_message") if step["name"] == "on_message"][-1])

    @property
    def thread(self) -> str:
        return str(self.answers()[-1]["threadId"])

    async def wait_for(self, condition: Any, seconds: float = 30) -> None:
        for _ in range(int(seconds * 20)):
            if condition():
                return
            await asyncio.sleep(0.05)
        raise AssertionError(
            f"waited in vain; seen: {[name for name, _ in self.events]}; log: {self.served.log()[-2000:]}"
        )

    async def close(self) -> None:
        await self.socket.disconnect()
