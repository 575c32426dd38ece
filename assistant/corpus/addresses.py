"""Which addresses may be fetched: https on hosts of the register, resolved to public machines only (threat: SSRF)."""

import ipaddress
import re
import socket
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from urllib.parse import urlsplit

from assistant import wording

Resolve = Callable[[str, int], Iterable[str]]  # host, port → IP addresses
Endpoint = tuple[str, int]
_HOST = re.compile(r"^(?=.{4,253}$)([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z]$")
_HTTPS = 443


class FetchRefused(Exception):
    """The address must not or cannot be fetched; the text is the German reason."""


@dataclass(frozen=True, slots=True)
class Target:
    """Where to connect: `address` is the one IP that was checked, so a second look-up cannot lead elsewhere."""

    scheme: str
    host: str
    port: int
    path: str
    address: str


def resolve_host(host: str, port: int) -> list[str]:
    return [str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def check_address(
    url: str, hosts: frozenset[str], trusted: frozenset[Endpoint] = frozenset(), resolve: Resolve = resolve_host
) -> Target:
    """The target behind `url`. Raises FetchRefused.

    `trusted` names exact endpoints that are exempt from all rules; only tests with a server of their own use it.
    """
    scheme, host, port, path = _split(url)
    if (host, port) in trusted:
        return Target(scheme, host, port, path, host)
    if scheme != "https" or port != _HTTPS:
        raise FetchRefused(wording.FETCH_NOT_HTTPS)
    if not _HOST.match(host):
        raise FetchRefused(wording.FETCH_NO_NAME)
    if host not in hosts:
        raise FetchRefused(wording.FETCH_FOREIGN_HOST.format(host=host))
    return Target(scheme, host, port, path, _check_resolved(host, port, resolve))


def _split(url: str) -> tuple[str, str, int, str]:
    if re.search(r"[\x00-\x20\x7f\\]", url):
        raise FetchRefused(wording.FETCH_UNUSABLE)
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port or {"https": _HTTPS, "http": 80}.get(parts.scheme, 0)
        host = host.encode("idna").decode("ascii").lower() if host else ""
    except (ValueError, UnicodeError) as error:
        raise FetchRefused(wording.FETCH_UNUSABLE) from error
    if parts.username is not None or parts.password is not None:
        raise FetchRefused(wording.FETCH_USERINFO)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return parts.scheme, host, port, path


def _check_resolved(host: str, port: int, resolve: Resolve) -> str:
    """The first address, when every one of them is public: one private among them is an attack, not a choice."""
    try:
        addresses = list(resolve(host, port))
    except OSError as error:
        raise FetchRefused(wording.FETCH_UNKNOWN_HOST.format(host=host)) from error
    if not addresses or not all(is_public(address) for address in addresses):
        raise FetchRefused(wording.FETCH_PRIVATE.format(host=host))
    return addresses[0]


def is_public(address: str) -> bool:
    try:
        parsed = ipaddress.ip_address(address.split("%", maxsplit=1)[0])
    except ValueError:
        return False
    inner = getattr(parsed, "ipv4_mapped", None) or getattr(parsed, "sixtofour", None)
    teredo = getattr(parsed, "teredo", None)
    if inner is not None or teredo is not None:
        return False  # an IPv4 address in disguise has no place in a register of authorities
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved
