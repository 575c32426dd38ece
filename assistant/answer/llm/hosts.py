"""Which Ollama server to ask: addresses checked, the least busy first, failed ones passed over for a while."""

import ipaddress
import socket
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from assistant.errors import SettingsError
from assistant.wording import HOST_INVALID, HOST_PUBLIC

_DEFAULT_PORT = 11434


@dataclass(slots=True)
class Host:
    """One server. `running` counts requests that are on their way to it."""

    url: str
    running: int = 0
    failed_at: float | None = field(default=None, repr=False)


def parse_host(text: str) -> str:
    """Normalise an address to scheme://host:port.

    The client library falls back to 127.0.0.1 for addresses it does not understand, so an unreadable one is an error here.
    """
    address = text if "://" in text else f"http://{text}"
    try:
        parts = urlsplit(address)
        name, port = parts.hostname, parts.port
    except ValueError:
        raise SettingsError(HOST_INVALID.format(host=_printable(text))) from None
    plain = not (parts.username or parts.password or parts.query or parts.fragment) and parts.path in ("", "/")
    if parts.scheme not in ("http", "https") or not name or not plain or not _is_name(name):
        raise SettingsError(HOST_INVALID.format(host=_printable(text)))
    if port is None:
        port = 443 if parts.scheme == "https" else _DEFAULT_PORT
    return f"{parts.scheme}://{f'[{name}]' if ':' in name else name}:{port}"


def _printable(text: str) -> str:
    """The address without a password, fit for a message."""
    return text.rsplit("@", 1)[-1][:100]


def _is_name(name: str) -> bool:
    known = "." in name or ":" in name or name == "localhost" or name.replace("-", "").isalnum()
    return known and name.isascii() and " " not in name


def check_private(url: str, allow_public: bool) -> None:
    """Raise SettingsError if the host resolves to an address outside the own network (names that don't resolve pass)."""
    if allow_public:
        return
    name = urlsplit(url).hostname or ""
    if any(_is_public(address) for address in _resolve(name)):
        raise SettingsError(HOST_PUBLIC.format(host=url))


def _resolve(name: str) -> list[str]:
    try:
        return [str(entry[4][0]) for entry in socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError):
        return []


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.split("%", 1)[0])
    mapped = ip.ipv4_mapped if isinstance(ip, ipaddress.IPv6Address) else None
    return (mapped or ip).is_global


class HostPool:
    """The configured servers. Safe to use from several threads."""

    def __init__(self, urls: Sequence[str], retry_seconds: float) -> None:
        self._hosts = [Host(url) for url in dict.fromkeys(parse_host(url) for url in urls or ("",))]
        self._retry_seconds = retry_seconds
        self._lock = threading.Lock()

    @property
    def urls(self) -> tuple[str, ...]:
        return tuple(host.url for host in self._hosts)

    def in_order(self) -> list[str]:
        """All addresses, the best to ask first: not lately failed, then least busy, then as configured."""
        with self._lock:
            return [host.url for host in sorted(self._hosts, key=lambda host: (self._has_failed(host), host.running))]

    def _has_failed(self, host: Host) -> bool:
        return host.failed_at is not None and time.monotonic() - host.failed_at < self._retry_seconds

    @contextmanager
    def using(self, url: str) -> Iterator[None]:
        """Count a request to this server while it runs."""
        self._add(url, 1)
        try:
            yield
        finally:
            self._add(url, -1)

    def _add(self, url: str, change: int) -> None:
        with self._lock:
            self._find(url).running += change

    def mark(self, url: str, *, failed: bool) -> None:
        with self._lock:
            self._find(url).failed_at = time.monotonic() if failed else None

    def _find(self, url: str) -> Host:
        return next(host for host in self._hosts if host.url == url)
