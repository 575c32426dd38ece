"""Fetch one source: pinned to the checked address, every redirect checked anew, hard limits on time and size."""

import contextlib
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urljoin

from assistant import __version__, wording
from assistant.corpus.addresses import Endpoint, FetchRefused, Resolve, Target, check_address, resolve_host
from assistant.settings import CareSettings

_AGENT = f"Lotsenwissen/{__version__} (Abgleich amtlicher Quellen, eine Anfrage je Frist)"
_CHUNK = 1 << 16
_REDIRECTS = (301, 302, 303, 307, 308)


@dataclass(frozen=True, slots=True)
class Fetched:
    """`body` is None when the server says that nothing changed (304)."""

    url: str
    body: bytes | None
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""


class _Pinned(http.client.HTTPConnection):
    """Connects to the checked IP; TLS still verifies the name of the host."""

    def __init__(self, target: Target, seconds: float) -> None:
        super().__init__(target.host, target.port, timeout=seconds)
        self._target = target
        self.wire: socket.socket | None = None  # http.client forgets `sock` once the answer has begun

    def connect(self) -> None:
        # Known to the clock before the handshake, which may be dragged out as well.
        self.sock = self.wire = socket.create_connection((self._target.address, self._target.port), self.timeout)
        if self._target.scheme == "https":
            context = ssl.create_default_context()
            self.sock = self.wire = context.wrap_socket(self.wire, server_hostname=self._target.host)


class Fetcher:
    """Fetches only from `hosts`. `trusted` endpoints are for tests with a server of their own."""

    def __init__(
        self,
        hosts: Iterable[str],
        settings: CareSettings,
        trusted: Iterable[Endpoint] = (),
        resolve: Resolve = resolve_host,
    ) -> None:
        self._hosts = frozenset(hosts)
        self._settings = settings
        self._trusted = frozenset(trusted)
        self._resolve = resolve
        self._last: dict[str, float] = {}

    def fetch(self, url: str, etag: str = "", last_modified: str = "") -> Fetched:
        """Raises FetchRefused with a German reason, for rules and for failures alike."""
        headers = {"User-Agent": _AGENT, "Accept-Encoding": "identity", "Accept": "*/*", "Connection": "close"}
        headers |= {"If-None-Match": etag} if etag else {}
        headers |= {"If-Modified-Since": last_modified} if last_modified else {}
        deadline = time.monotonic() + self._settings.fetch_seconds
        for _ in range(self._settings.fetch_redirects + 1):
            target = check_address(url, self._hosts, self._trusted, self._resolve)
            self._wait_politely(target.host)
            answer = self._request(target, url, headers, deadline)
            if isinstance(answer, Fetched):
                return answer
            url = urljoin(url, answer)
        raise FetchRefused(wording.FETCH_REDIRECTS)

    def _wait_politely(self, host: str) -> None:
        pause = self._last.get(host, float("-inf")) + self._settings.fetch_pause_seconds - time.monotonic()
        time.sleep(max(0.0, pause))
        self._last[host] = time.monotonic()

    def _request(self, target: Target, url: str, headers: dict[str, str], deadline: float) -> Fetched | str:
        """What came, or the address of a redirect."""
        seconds = deadline - time.monotonic()
        if seconds <= 0:
            raise FetchRefused(self._too_slow())
        connection = _Pinned(target, seconds)
        # A server that sends one byte a second never runs into a timeout of the socket; the clock closes it.
        clock = threading.Timer(seconds, _hang_up, (connection,))
        clock.daemon = True
        clock.start()
        try:
            connection.request("GET", target.path, headers=headers)
            answer = self._read(connection.getresponse(), url)
        except (OSError, ValueError, http.client.HTTPException, FetchRefused) as error:
            late = time.monotonic() >= deadline or isinstance(error, TimeoutError)
            known = str(error) if isinstance(error, FetchRefused) else wording.FETCH_FAILED
            raise FetchRefused(self._too_slow() if late else known) from error
        finally:
            clock.cancel()
            connection.close()
        if time.monotonic() >= deadline:  # the clock hung up, which looks like an early end
            raise FetchRefused(self._too_slow())
        return answer

    def _read(self, response: http.client.HTTPResponse, url: str) -> Fetched | str:
        if response.status == 304:
            return Fetched(url, None)
        if response.status in _REDIRECTS and response.headers.get("Location"):
            return str(response.headers["Location"])
        if response.status != 200:
            raise FetchRefused(wording.FETCH_STATUS.format(status=response.status))
        body = self._read_body(response)
        kind = response.headers.get_content_type()
        etag, modified = response.headers.get("ETag", ""), response.headers.get("Last-Modified", "")
        return Fetched(url, body, kind, etag, modified)

    def _read_body(self, response: http.client.HTTPResponse) -> bytes:
        """Counts what really comes: a Content-Length may lie in both directions."""
        limit = self._settings.fetch_megabytes << 20
        body = bytearray()
        while chunk := response.read(_CHUNK):
            body += chunk
            if len(body) > limit:
                raise FetchRefused(wording.FETCH_HUGE.format(megabytes=self._settings.fetch_megabytes))
        if response.length:
            raise FetchRefused(wording.FETCH_CUT)
        if not body:
            raise FetchRefused(wording.FETCH_EMPTY)
        return bytes(body)

    def _too_slow(self) -> str:
        return wording.FETCH_SLOW.format(seconds=round(self._settings.fetch_seconds))


def _hang_up(connection: _Pinned) -> None:
    if connection.wire is not None:
        with contextlib.suppress(OSError):
            connection.wire.shutdown(socket.SHUT_RDWR)
