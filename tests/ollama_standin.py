"""A server that speaks Ollama's HTTP and NDJSON on loopback and says what a test scripts: words, errors, silence, death.

Nothing in `assistant` knows of it; the real client libraries talk to it over real sockets.
"""

import json
import select
import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

CREATED = "2026-11-22T08:00:00.000000Z"


@dataclass(frozen=True)
class Say:
    """One token; `after` seconds of silence come first."""

    text: str
    after: float = 0.0


@dataclass(frozen=True)
class Think:
    text: str


@dataclass(frozen=True)
class Wait:
    seconds: float


@dataclass(frozen=True)
class Raw:
    """Bytes instead of a JSON line."""

    data: bytes


@dataclass(frozen=True)
class ErrorLine:
    """What Ollama sends when the model crashes in the middle."""

    text: str = "an error was encountered while running the model: CUDA error"


@dataclass(frozen=True)
class Status:
    """An HTTP error instead of a stream; must be the first step."""

    code: int
    error: str = "internal server error"


@dataclass(frozen=True)
class Die:
    """The connection is torn down without an end."""


@dataclass(frozen=True)
class Done:
    """The last line. `prompt` None means: what a usual tokenizer would have counted; -1 leaves the count out."""

    reason: str = "stop"
    prompt: int | None = None
    answer: int | None = None


Step = Say | Think | Wait | Raw | ErrorLine | Status | Die | Done
Script = Callable[[dict[str, Any]], Iterable[Step]]


def speak(text: str, tokens_per_second: float = 0.0, done: Done | None = None) -> list[Step]:
    """A whole reply cut into tokens of four characters, then the last line."""
    pause = 1 / tokens_per_second if tokens_per_second else 0.0
    return [*(Say(text[i : i + 4], pause) for i in range(0, len(text), 4)), done or Done()]


@dataclass
class Standin:
    """`requests` are (path, body) in order; `broken_off` are the times at which a client went away early.

    `forgets_connections`: a second request on the same connection is cut, as by a server that just gave it up as idle.
    """

    script: Script = lambda body: speak("Guten Tag.")
    models: tuple[str, ...] = ("testmodell:latest",)
    running: tuple[str, ...] = ("testmodell:latest",)
    context_length: int = 32768
    allocated: int = 0
    size: int = 4_000_000_000
    vector: Callable[[str], list[float]] = lambda text: [float(len(text)), 1.0, 0.0]
    parallel: int = 4
    status_of_tags: int = 200
    forgets_connections: bool = False
    requests: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    broken_off: list[float] = field(default_factory=list)
    port: int = 0
    url: str = ""

    def __post_init__(self) -> None:
        self.places = threading.Semaphore(self.parallel)
        self.stopping = threading.Event()
        self.sockets: list[socket.socket] = []

    def kill(self) -> None:
        """As if the process died: every connection is cut, the port is closed."""
        self.stopping.set()
        for connection in list(self.sockets):
            cut_connection(connection)
        self.server.shutdown()
        self.server.server_close()

    def asked(self, path: str) -> list[dict[str, Any]]:
        return [body for seen, body in self.requests if seen == path]

    def start(self) -> "Standin":
        handler = type("Handler", (_Handler,), {"standin": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", self.port), handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()
        return self


def cut_connection(connection: socket.socket) -> None:
    with suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)


@contextmanager
def ollama(**options: Any) -> Iterator[Standin]:
    """A running stand-in, stopped at the end of the block."""
    standin = Standin(**options).start()
    try:
        yield standin
    finally:
        if not standin.stopping.is_set():
            standin.kill()


class _ClientGone(Exception):
    pass


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    standin: Standin

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def setup(self) -> None:
        super().setup()
        self.standin.sockets.append(self.connection)

    def parse_request(self) -> bool:
        self.seen = getattr(self, "seen", 0) + 1
        if self.standin.forgets_connections and self.seen > 1:
            cut_connection(self.connection)
            self.close_connection = True
            return False
        return super().parse_request()

    def finish(self) -> None:
        self.standin.sockets.remove(self.connection)
        with suppress(OSError):
            super().finish()

    def do_GET(self) -> None:
        self.standin.requests.append((self.path, {}))
        if self.path == "/api/tags":
            listed = [_describe(name, self.standin.size) for name in self.standin.models]
            self._send(self.standin.status_of_tags, {"models": listed})
        elif self.path == "/api/ps":
            length = self.standin.allocated or None
            running = [
                {**_describe(name, self.standin.size), "expires_at": CREATED, "size_vram": 0, "context_length": length}
                for name in self.standin.running
            ]
            self._send(200, {"models": running})
        else:
            self._send(404, {"error": "not found"})

    def do_POST(self) -> None:
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.standin.requests.append((self.path, body))
        name = body.get("model", "")
        if name not in self.standin.models and f"{name}:latest" not in self.standin.models:
            self._send(404, {"error": f"model '{name}' not found"})
        elif self.path == "/api/show":
            info = {"general.architecture": "toy", "toy.context_length": self.standin.context_length}
            self._send(200, {"model_info": info, "details": {"family": "toy"}, "capabilities": ["completion"]})
        elif self.path == "/api/embed":
            texts = body["input"] if isinstance(body["input"], list) else [body["input"]]
            self._send(200, {"model": name, "embeddings": [self.standin.vector(text) for text in texts]})
        elif self.path == "/api/chat":
            with self.standin.places:
                self._chat(body)
        else:
            self._send(404, {"error": "not found"})

    def _send(self, status: int, data: dict[str, Any]) -> None:
        content = json.dumps(data).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def _chat(self, body: dict[str, Any]) -> None:
        steps = iter(self.standin.script(body))
        try:
            first = next(steps, None)
            if isinstance(first, Status):
                self._send(first.code, {"error": first.error})
                return
            self._begin_stream()
            for step in [first] if first else []:
                self._perform(step, body)
            for step in steps:
                self._perform(step, body)
            self.wfile.write(b"0\r\n\r\n")
        except (_ClientGone, OSError):
            self.close_connection = True
            if not self.standin.stopping.is_set():
                self.standin.broken_off.append(time.monotonic())

    def _begin_stream(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "application/x-ndjson")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()

    def _perform(self, step: Step, body: dict[str, Any]) -> None:
        if isinstance(step, Wait):
            self._wait(step.seconds)
        elif isinstance(step, Raw):
            self._write(step.data)
        elif isinstance(step, ErrorLine):
            self._line({"error": step.text})
        elif isinstance(step, Die):
            cut_connection(self.connection)
            raise OSError
        elif isinstance(step, Done):
            self._line(_last_line(step, body))
        elif isinstance(step, Say):
            self._wait(step.after)
            self._line(_line_of(body, {"role": "assistant", "content": step.text}))
        elif isinstance(step, Think):
            self._line(_line_of(body, {"role": "assistant", "content": "", "thinking": step.text}))

    def _line(self, data: dict[str, Any]) -> None:
        self._write(json.dumps(data, ensure_ascii=False).encode() + b"\n")

    def _write(self, data: bytes) -> None:
        self.wfile.write(f"{len(data):x}\r\n".encode() + data + b"\r\n")
        self.wfile.flush()

    def _wait(self, seconds: float) -> None:
        """Silence, during which a client that hangs up is noticed at once."""
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and not self.standin.stopping.is_set():
            readable, _, _ = select.select([self.connection], [], [], min(left, 0.05))
            if readable and not self.connection.recv(1, socket.MSG_PEEK):
                raise _ClientGone


def _describe(name: str, size: int) -> dict[str, Any]:
    return {
        "name": name,
        "model": name,
        "modified_at": CREATED,
        "size": size,
        "digest": "0" * 64,
        "details": {"format": "gguf", "family": "toy", "parameter_size": "8B", "quantization_level": "Q4_K_M"},
    }


def _line_of(body: dict[str, Any], message: dict[str, Any]) -> dict[str, Any]:
    return {"model": body["model"], "created_at": CREATED, "message": message, "done": False}


def _last_line(step: Done, body: dict[str, Any]) -> dict[str, Any]:
    characters = sum(len(message["content"]) for message in body["messages"])
    line = {
        **_line_of(body, {"role": "assistant", "content": ""}),
        "done": True,
        "done_reason": step.reason,
        "total_duration": 2_000_000_000,
        "load_duration": 100_000_000,
        "prompt_eval_count": characters * 10 // 36 if step.prompt is None else step.prompt,
        "prompt_eval_duration": 400_000_000,
        "eval_count": 60 if step.answer is None else step.answer,
        "eval_duration": 1_500_000_000,
    }
    if step.prompt == -1:
        del line["prompt_eval_count"]
    return line
