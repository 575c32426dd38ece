import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from assistant.corpus.addresses import FetchRefused, check_address, is_public
from assistant.corpus.fetch import Fetcher
from assistant.corpus.register import Source, read_register
from assistant.corpus.sync import Change, list_due_sources, make_fetcher, read_seen, sync_folder, sync_sources
from assistant.settings import CareSettings, Settings
from tests.conftest import TODAY
from tests.corpus.source_server import SourceServer, serve_sources

HOSTS = frozenset({"www.amt.example", "amt.example"})
FAST = CareSettings(fetch_seconds=1.0, fetch_megabytes=1, fetch_pause_seconds=0)


def public(_host: str, _port: int) -> list[str]:
    return ["93.184.215.14"]


@pytest.fixture(scope="module")
def running() -> Iterator[SourceServer]:
    with serve_sources() as server:
        yield server


@pytest.fixture
def server(running: SourceServer) -> SourceServer:
    running.fee, running.location = 10, "/seite"
    running.requests.clear()
    return running


@pytest.fixture
def fetcher(server: SourceServer) -> Fetcher:
    return Fetcher(HOSTS, FAST, trusted=[server.endpoint], resolve=public)


def make_source(server: SourceServer, path: str = "/seite") -> Source:
    return Source("SATZ", "Satzung", "Stadt", server.url(path), "frei", date(2026, 1, 1), 90)


def look(source: Source, fetcher: Fetcher, settings: Settings, today: date = TODAY) -> Change:
    (change,) = sync_sources([source], fetcher, settings, today)
    return change


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("http://www.amt.example/a", "https"),
        ("https://www.amt.example:8443/a", "https"),
        ("file:///etc/passwd", "https"),
        ("gopher://www.amt.example/", "https"),
        ("ftp://www.amt.example/a", "https"),
        ("//www.amt.example/a", "https"),
        ("https://user:pass@www.amt.example/", "Anmeldedaten"),
        ("https://www.amt.example@127.0.0.1/", "Anmeldedaten"),
        ("https://@www.amt.example/", "Anmeldedaten"),
        ("https://127.0.0.1/", "Nummer"),
        ("https://2130706433/", "Nummer"),
        ("https://0x7f000001/", "Nummer"),
        ("https://0177.0.0.1/", "Nummer"),
        ("https://127.1/", "Nummer"),
        ("https://[::1]/", "Nummer"),
        ("https://[::ffff:127.0.0.1]/", "Nummer"),
        ("https://[fe80::1%25eth0]/", "Nummer"),
        ("https://localhost/", "Nummer"),
        ("https://169.254.169.254/latest/meta-data", "Nummer"),
        ("https://evil.example/", "Quellenregister"),
        ("https://www.amt.example.evil.example/", "Quellenregister"),
        ("https://xn--amt-example/", "Nummer"),
        ("https://www.amt.example\\@evil.example/", "unbrauchbar"),
        ("https://www.amt.example/a b", "unbrauchbar"),
        ("https://www.amt.example/\r\nX: y", "unbrauchbar"),
        ("https://www.amt.example:99999/", "unbrauchbar"),
        ("https://[kaputt/", "unbrauchbar"),
    ],
)
def test_threat_08_addresses_beyond_the_register_are_refused(url: str, reason: str) -> None:
    with pytest.raises(FetchRefused, match=reason):
        check_address(url, HOSTS, resolve=public)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
     "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "2002:7f00:1::",
     "2001:0:7f00:1::", "64:ff9b:1::1", "ff02::1", "kein-name"],
)  # fmt: skip
def test_threat_08_a_name_that_leads_inside_is_refused(address: str) -> None:
    assert not is_public(address)
    with pytest.raises(FetchRefused, match="internen Netz"):
        check_address("https://www.amt.example/a", HOSTS, resolve=lambda _h, _p: ["93.184.215.14", address])


def test_a_host_of_the_register_is_pinned_to_the_address_that_was_checked() -> None:
    looked: list[str] = []

    def rebind(host: str, _port: int) -> list[str]:
        looked.append(host)
        return ["93.184.215.14"] if len(looked) == 1 else ["127.0.0.1"]

    target = check_address("https://www.amt.example/a?b=c", HOSTS, resolve=rebind)
    assert (target.address, target.host, target.path) == ("93.184.215.14", "www.amt.example", "/a?b=c")
    assert looked == ["www.amt.example"]


def test_an_unknown_name_is_reported() -> None:
    def fail(_host: str, _port: int) -> list[str]:
        raise OSError

    with pytest.raises(FetchRefused, match="nicht zu finden"):
        check_address("https://www.amt.example/", HOSTS, resolve=fail)


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://127.0.0.1:1/", "https"),
        ("https://127.0.0.1/", "Nummer"),
        ("https://10.0.0.1/", "Nummer"),
        ("https://[::1]/", "Nummer"),
        ("https://evil.example/", "Quellenregister"),
        ("file:///etc/passwd", "https"),
        ("https://user@www.amt.example/", "Anmeldedaten"),
    ],
)
def test_threat_08_a_redirect_is_checked_like_the_first_address(
    server: SourceServer, fetcher: Fetcher, location: str, reason: str
) -> None:
    server.location = location
    with pytest.raises(FetchRefused, match=reason):
        fetcher.fetch(server.url("/umleitung"))
    assert [path for path, _ in server.requests] == ["/umleitung"]


def test_threat_08_a_redirect_to_a_registered_name_that_leads_inside_is_refused(server: SourceServer) -> None:
    server.location = "https://www.amt.example/intern"
    inside = Fetcher(HOSTS, FAST, trusted=[server.endpoint], resolve=lambda _h, _p: ["192.168.0.10"])
    with pytest.raises(FetchRefused, match="internen Netz"):
        inside.fetch(server.url("/umleitung"))


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/404", "Fehler 404"),
        ("/500", "Fehler 500"),
        ("/kreis", "leitet zu oft"),
        ("/langsam", "nicht innerhalb"),
        ("/zaeh", "nicht innerhalb"),
        ("/riesig", "größer als 1 MB"),
        ("/verspricht_mehr", "weniger geliefert"),
        ("/leer", "nichts geliefert"),
    ],
)
def test_what_a_source_does_wrong_is_said_in_one_sentence(
    server: SourceServer, fetcher: Fetcher, path: str, reason: str
) -> None:
    begun = time.monotonic()
    with pytest.raises(FetchRefused, match=reason):
        fetcher.fetch(server.url(path))
    assert time.monotonic() - begun < 8


def test_more_than_announced_is_not_read(server: SourceServer, fetcher: Fetcher) -> None:
    assert len(fetcher.fetch(server.url("/verspricht_weniger")).body or b"") == 60


def test_a_redirect_on_the_same_server_is_followed(server: SourceServer, fetcher: Fetcher) -> None:
    assert "10 Euro" in (fetcher.fetch(server.url("/umleitung")).body or b"").decode()


def test_the_program_says_who_it_is_and_waits_between_two_requests(server: SourceServer) -> None:
    polite = Fetcher(HOSTS, FAST.model_copy(update={"fetch_pause_seconds": 0.3}), trusted=[server.endpoint])
    begun = time.monotonic()
    polite.fetch(server.url("/seite"))
    polite.fetch(server.url("/seite"))
    assert time.monotonic() - begun >= 0.3
    assert server.requests[0][1]["user-agent"].startswith("Lotsenwissen/")


def test_the_first_look_is_a_baseline_and_the_second_is_conditional(
    server: SourceServer, fetcher: Fetcher, toy: Settings
) -> None:
    source = make_source(server)
    assert look(source, fetcher, toy).outcome == "first"
    assert look(source, fetcher, toy).outcome == "unchanged"
    assert server.requests[1][1]["if-none-match"] == '"fassung-10"'
    assert server.requests[1][1]["if-modified-since"] == "Mon, 02 Nov 2026 10:00:00 GMT"


def test_a_change_comes_as_readable_text_and_never_into_the_corpus(
    server: SourceServer, fetcher: Fetcher, toy: Settings
) -> None:
    before = {path: path.read_bytes() for path in toy.corpus_dir.rglob("*") if path.is_file()}
    look(make_source(server), fetcher, toy)
    server.fee = 12
    change = look(make_source(server), fetcher, toy)
    assert change.outcome == "changed"
    assert "-Die Gebühr beträgt 10 Euro." in change.difference
    assert "+Die Gebühr beträgt 12 Euro." in change.difference
    assert (sync_folder(toy) / "originals" / change.file).is_file()
    assert {path: path.read_bytes() for path in toy.corpus_dir.rglob("*") if path.is_file()} == before


def test_a_failure_is_reported_and_looked_at_again(server: SourceServer, fetcher: Fetcher, toy: Settings) -> None:
    change = look(make_source(server, "/500"), fetcher, toy)
    assert (change.outcome, "Fehler 500" in change.reason) == ("failed", True)
    assert read_seen(sync_folder(toy)) == {}


def test_an_unreadable_version_does_not_replace_the_readable_one(
    server: SourceServer, fetcher: Fetcher, toy: Settings
) -> None:
    look(make_source(server), fetcher, toy)
    kept = read_seen(sync_folder(toy))["SATZ"].file
    change = look(make_source(server, "/unlesbar"), fetcher, toy)
    assert (change.outcome, "nicht lesbar" in change.reason) == ("failed", True)
    assert read_seen(sync_folder(toy))["SATZ"].file == kept


def test_an_unchecked_address_is_never_fetched(server: SourceServer, fetcher: Fetcher, toy: Settings) -> None:
    change = look(replace(make_source(server), url_checked=False), fetcher, toy)
    assert change.outcome == "skipped"
    assert server.requests == []


def test_due_is_what_was_not_looked_at_for_its_interval(server: SourceServer, fetcher: Fetcher, toy: Settings) -> None:
    source = make_source(server)
    sources = {"SATZ": source, "OHNE": replace(source, key="OHNE", url=None)}
    assert [s.key for s in list_due_sources(sources, {}, source.retrieved + timedelta(days=89))] == []
    assert [s.key for s in list_due_sources(sources, {}, source.retrieved + timedelta(days=90))] == ["SATZ"]
    look(source, fetcher, toy)
    assert list_due_sources(sources, read_seen(sync_folder(toy)), TODAY) == []


def test_a_damaged_memory_costs_one_fetch_and_no_error(tmp_path: Path) -> None:
    (tmp_path / "seen.json").write_text("{")
    assert read_seen(tmp_path) == {}


def test_the_fetcher_of_the_product_knows_only_the_hosts_of_the_register(toy: Settings) -> None:
    fetcher = make_fetcher(read_register(toy.corpus_dir / "sources.yaml"), toy)
    with pytest.raises(FetchRefused, match="Quellenregister"):
        fetcher.fetch("https://anders.example/")
