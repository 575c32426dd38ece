"""A local web server that answers as sources do, and as attackers do."""

import socketserver
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler
from typing import Any

PAGE = "<html><head><title>Satzung</title></head><body><p>Die Gebühr beträgt {fee} Euro.</p><p>Sie ist im Voraus fällig.</p></body></html>"


class SourceServer(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.fee = 10
        self.location = "/seite"
        self.requests: list[tuple[str, dict[str, str]]] = []

    @property
    def endpoint(self) -> tuple[str, int]:
        return "127.0.0.1", int(self.server_address[1])

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.endpoint[1]}{path}"


class _Handler(BaseHTTPRequestHandler):
    server: SourceServer

    def do_GET(self) -> None:
        self.server.requests.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
        try:
            getattr(self, "serve_" + self.path.strip("/").split("/")[0], self.serve_404)()
        except OSError:
            return  # the other side has hung up: that is what some tests are about

    def serve_seite(self) -> None:
        etag = f'"fassung-{self.server.fee}"'
        if self.headers.get("If-None-Match") == etag:
            self._send(304, b"")
            return
        self._send(
            200, PAGE.format(fee=self.server.fee).encode(), ETag=etag, Last_Modified="Mon, 02 Nov 2026 10:00:00 GMT"
        )

    def serve_404(self) -> None:
        self._send(404, b"weg")

    def serve_500(self) -> None:
        self._send(500, b"kaputt")

    def serve_umleitung(self) -> None:
        self._send(302, b"", Location=self.server.location)

    def serve_kreis(self) -> None:
        self._send(302, b"", Location="/kreis")

    def serve_langsam(self) -> None:
        """One byte at a time: no single wait is long enough for a timeout of the socket."""
        self._head(200, {"Content-Type": "text/html"})
        for _ in range(200):
            self.wfile.write(b".")
            self.wfile.flush()
            time.sleep(0.05)

    def serve_zaeh(self) -> None:
        """A header that never ends."""
        self.wfile.write(b"HTTP/1.1 200 OK\r\nX-Lang: ")
        for _ in range(200):
            self.wfile.write(b"a")
            self.wfile.flush()
            time.sleep(0.05)

    def serve_riesig(self) -> None:
        self._head(200, {"Content-Type": "text/html"})
        for _ in range(64):
            self.wfile.write(b"x" * (1 << 16))

    def serve_verspricht_mehr(self) -> None:
        self._head(200, {"Content-Type": "text/html", "Content-Length": "5000"})
        self.wfile.write(b"<html>kurz</html>")

    def serve_verspricht_weniger(self) -> None:
        self._head(200, {"Content-Type": "text/html", "Content-Length": "60"})
        self.wfile.write(PAGE.format(fee=99).encode())

    def serve_leer(self) -> None:
        self._send(200, b"")

    def serve_unlesbar(self) -> None:
        self._send(200, b"%PDF-1.7 nichts dahinter", Content_Type="application/pdf")

    def _send(self, status: int, body: bytes, **headers: str) -> None:
        fields = {"Content-Type": "text/html; charset=utf-8", "Content-Length": str(len(body))}
        fields |= {name.replace("_", "-"): value for name, value in headers.items()}
        self._head(status, fields)
        self.wfile.write(body)

    def _head(self, status: int, headers: dict[str, str]) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Silent."""


@contextmanager
def serve_sources() -> Iterator[SourceServer]:
    with SourceServer() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join(10)
