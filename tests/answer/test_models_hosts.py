"""Addresses of Ollama: normalised, or refused in German; never silently replaced."""

import pytest

from assistant.answer.llm.hosts import HostPool, check_private, parse_host
from assistant.errors import SettingsError


@pytest.mark.parametrize(("given", "expected"), [
    ("http://127.0.0.1:11434", "http://127.0.0.1:11434"),
    ("127.0.0.1", "http://127.0.0.1:11434"),
    ("localhost:8080", "http://localhost:8080"),
    ("http://ollama", "http://ollama:11434"),
    ("https://ki.rathaus.lan", "https://ki.rathaus.lan:443"),
    ("http://[::1]:11434/", "http://[::1]:11434"),
    ("http://192.168.10.5", "http://192.168.10.5:11434"),
])  # fmt: skip
def test_an_address_is_normalised(given: str, expected: str) -> None:
    assert parse_host(given) == expected


@pytest.mark.parametrize("given", [
    "", "http://", "ftp://127.0.0.1", "file:///etc/passwd", "http://127.0.0.1:port", "http://127.0.0.1:99999",
    "http://user:geheim@127.0.0.1", "http://127.0.0.1/v1", "http://127.0.0.1?x=1", "http://a b", "://", "http://[::1",
])  # fmt: skip
def test_an_unreadable_address_is_an_error_and_not_the_default(given: str) -> None:
    with pytest.raises(SettingsError, match="LOTSENWISSEN_OLLAMA_HOST") as raised:
        parse_host(given)
    assert "geheim" not in str(raised.value)


@pytest.mark.parametrize("url", [
    "http://8.8.8.8:11434", "http://[2001:4860:4860::8888]:11434", "http://134744072:11434", "http://[::ffff:8.8.8.8]:11434",
])  # fmt: skip
def test_a_public_address_needs_an_explicit_permission(url: str) -> None:
    with pytest.raises(SettingsError, match="ALLOW_PUBLIC_HOST"):
        check_private(url, allow_public=False)
    check_private(url, allow_public=True)


@pytest.mark.parametrize("url", [
    "http://127.0.0.1:11434", "http://[::1]:1", "http://10.1.2.3:11434", "http://192.168.0.9:11434", "http://172.16.0.1:1",
    "http://100.64.0.7:1", "http://localhost:1",
])  # fmt: skip
def test_the_own_network_is_allowed(url: str) -> None:
    check_private(url, allow_public=False)


def test_a_failed_server_is_passed_over_for_a_while_and_then_tried_again() -> None:
    pool = HostPool(("http://a", "http://b"), retry_seconds=60)
    pool.mark("http://a:11434", failed=True)
    assert pool.in_order() == ["http://b:11434", "http://a:11434"]
    pool.mark("http://a:11434", failed=False)
    assert pool.in_order()[0] == "http://a:11434"
    forgetful = HostPool(("http://a", "http://b"), retry_seconds=0)
    forgetful.mark("http://a:11434", failed=True)
    assert forgetful.in_order()[0] == "http://a:11434"
