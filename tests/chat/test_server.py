"""The server around the window: starting, doors, headers, own pages, one's own data."""

import base64
import hashlib
import json
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import httpx
import jwt
import pytest
from markdown_it import MarkdownIt

from assistant import wording
from assistant.chat.asking import _asked, _may_ask
from assistant.chat.gate import Gate
from assistant.chat.secret import VARIABLE, provide_secret
from assistant.chat.shell import clean_page
from assistant.errors import StoreError
from assistant.store.threads import count_threads
from assistant.store.turns import list_turns
from assistant.store.users import add_user, find_user, set_password
from tests.chat.conftest import PASSWORD, ROOT, Served, build_town_hall, make_settings, start_server
from tests.chat.protocol import Navigator

HTML = {"accept": "text/html"}
SCRIPT = {"accept": "application/json"}


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A machine on which nobody has made an account yet."""
    directory = tmp_path_factory.mktemp("frisch")
    build_town_hall(directory)
    running = start_server(directory)
    yield running
    running.stop()


def test_a_fresh_machine_opens_without_a_password(fresh: Served) -> None:
    with httpx.Client(base_url=fresh.url) as client:
        assert client.get("/auth/config").json()["headerAuth"] is True
        client.post("/auth/header").raise_for_status()
        assert client.get("/user").json()["identifier"] == "Gast"


@pytest.mark.parametrize(
    "headers", [{"x-forwarded-for": "10.0.0.1"}, {"host": "boese.example"}, {"forwarded": "for=10.0.0.1"}]
)
def test_a_guest_never_comes_from_elsewhere(fresh: Served, headers: dict[str, str]) -> None:
    assert httpx.post(f"{fresh.url}/auth/header", headers=headers).status_code == 401


def test_the_first_account_ends_the_guest(tmp_path: Path) -> None:
    build_town_hall(tmp_path)
    running = start_server(tmp_path)
    with httpx.Client(base_url=running.url) as client:
        client.post("/auth/header").raise_for_status()
        assert client.get("/meine-daten").status_code == 200
        add_user(running.engine, "anna", PASSWORD, "lotse", running.settings.store)
        assert client.get("/meine-daten", headers=SCRIPT).status_code == 401
        assert client.post("/auth/header").status_code == 401
        assert client.get("/auth/config").json()["headerAuth"] is False
    running.stop()


def test_alive_and_ready_are_different_questions(served: Served) -> None:
    assert httpx.get(f"{served.url}/health").json() == {"status": "ok"}
    ready = httpx.get(f"{served.url}/ready")
    assert (ready.status_code, ready.json()["status"]) == (200, "bereit")


async def test_without_a_corpus_the_window_opens_and_says_what_to_do(tmp_path: Path) -> None:
    settings = make_settings(tmp_path)
    settings.data_dir.mkdir(parents=True)
    (tmp_path / "corpus").mkdir()
    running = start_server(tmp_path)
    ready = httpx.get(f"{running.url}/ready")
    assert ready.status_code == 503
    assert "lotsenwissen corpus build" in ready.json()["reason"]
    client = httpx.Client(base_url=running.url)
    client.post("/auth/header").raise_for_status()
    assert "lotsenwissen corpus build" in client.get("/lage").json()["notice"]
    guest = await Navigator(running, client, "Gast").open()
    answer = await guest.say("Was kostet das Bürgerportal?")
    assert "lotsenwissen corpus build" in answer["output"]
    await guest.close()
    running.stop()


async def test_the_conversation_survives_a_killed_server(tmp_path: Path) -> None:
    settings = build_town_hall(tmp_path)
    running = start_server(tmp_path)
    add_user(running.engine, "anna", PASSWORD, "navigator", settings.store)
    anna = await Navigator(running, running.sign_in("anna"), "anna").open()
    answer = await anna.say("Wie hoch ist die Hundesteuer in Musterau?")
    thread, cookies = anna.thread, anna.client.cookies
    running.stop(signal.SIGKILL)
    await anna.close()
    again = start_server(tmp_path)
    kept = httpx.get(f"{again.url}/project/thread/{thread}", cookies=cookies).json()
    assert answer["output"] in [step["output"] for step in kept["steps"]]
    again.stop()


def test_a_taken_port_is_one_german_sentence_and_exit_1() -> None:
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = str(holder.getsockname()[1])
        command = [sys.executable, "-m", "assistant", "chat", "--port", port]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert (done.stdout, done.stderr) == ("", wording.PORT_TAKEN.format(port=port) + "\n")


def test_the_page_asks_nobody_else(served: Served) -> None:
    page = httpx.get(served.url).text
    assert '<html lang="de">' in page
    assert re.findall(r"""(?:href|src|content)=["']https?://[^"']+""", page) == []


def test_foreign_links_are_cut_out_of_the_page() -> None:
    page = '<html lang="en"><link rel="x"\n href="https://fonts.example/a.css" /><link href="/a.css"><script src="https://b.example/x.js">'
    assert clean_page(page) == '<html lang="de"><link href="/a.css">'


def test_the_policy_names_exactly_the_inline_scripts_of_the_page(served: Served) -> None:
    answer = httpx.get(served.url)
    policy = answer.headers["content-security-policy"]
    for script in re.findall(r"<script>(.*?)</script>", answer.text, re.S):
        assert base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() in policy
    assert "unsafe-eval" not in policy
    assert "'unsafe-inline'" not in policy.split("style-src")[0]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["x-frame-options"] == "DENY"


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/meine-daten"),
        ("GET", "/meine-daten/export"),
        ("POST", "/meine-daten/loeschen"),
        ("GET", "/quelle/irgendeine"),
        ("GET", "/dokumente/handbuch.pdf"),
        ("GET", "/lage"),
        ("GET", "/vorschlaege?frage=Hundesteuer"),
        ("GET", "/project/thread/irgendeines"),
        ("POST", "/project/threads"),
        ("PUT", "/feedback"),
        ("GET", "/user"),
    ],
)
def test_nothing_is_shown_to_those_who_are_not_signed_in(served: Served, method: str, path: str) -> None:
    body = {"pagination": {"first": 1}, "filter": {}, "feedback": {"forId": "x", "value": 1}, "sessionId": "x"}
    arguments = {"json": body} if method in {"POST", "PUT"} and "loeschen" not in path else {}
    assert httpx.request(method, served.url + path, headers=SCRIPT, **arguments).status_code == 401


@pytest.mark.parametrize("path", ["/mcp", "/auth/jwt", "/project/file", "/project/thread/share"])
def test_features_this_product_does_not_have_are_closed(served: Served, path: str) -> None:
    with served.sign_in("anna") as anna:
        assert anna.post(path, json={}).status_code == 404


def test_a_page_for_people_leads_to_the_sign_in(served: Served) -> None:
    answer = httpx.get(f"{served.url}/meine-daten", headers=HTML)
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")


def test_the_sign_in_cookie_is_hidden_from_scripts_and_ends_after_a_working_day(served: Served) -> None:
    answer = httpx.post(f"{served.url}/login", data={"username": "anna", "password": PASSWORD})
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert f"max-age={served.settings.chat.session_hours * 3600}" in cookie


def test_a_wrong_password_is_refused(served: Served) -> None:
    answer = httpx.post(f"{served.url}/login", data={"username": "anna", "password": "falsch-aber-lang"})
    assert answer.status_code == 401


def test_a_forged_or_foreign_token_opens_nothing(served: Served) -> None:
    forged = jwt.encode({"identifier": "anna", "metadata": {}, "exp": 2**31, "iat": 2**30}, "falscher-schluessel" * 3)
    for token in (forged, "unsinn"):
        answer = httpx.get(f"{served.url}/lage", cookies={"access_token": token}, headers=SCRIPT)
        assert answer.status_code == 401
        assert (
            httpx.get(f"{served.url}/lage", headers={**SCRIPT, "authorization": f"Bearer {token}"}).status_code == 401
        )


def test_a_new_password_ends_open_sign_ins(served: Served) -> None:
    add_user(served.engine, "dora", PASSWORD, "navigator", served.settings.store)
    with served.sign_in("dora") as dora:
        assert dora.get("/lage").status_code == 200
        time.sleep(2.1)  # tokens count whole seconds
        set_password(served.engine, "dora", PASSWORD + "-neu", served.settings.store)
        assert dora.get("/lage", headers=SCRIPT).status_code == 401


def test_a_passage_has_a_page_of_its_own(served: Served) -> None:
    with served.sign_in("anna") as anna:
        page = anna.get("/quelle/" + quote(_passage_of(served, "hundesteuer"), safe=""), headers=HTML)
        assert page.status_code == 200
        for expected in ("96 Euro", "Stadt Musterau", "01.01.2026", "Gesetz", "gültig"):
            assert expected in page.text
        assert anna.get("/quelle/gibt-es-nicht", headers=HTML).status_code == 404


def test_an_original_opens_only_by_the_name_the_corpus_knows(served: Served) -> None:
    with served.sign_in("anna") as anna:
        original = anna.get("/dokumente/handbuch.pdf")
        assert original.headers["content-type"] == "application/pdf"
        assert original.headers["content-disposition"].startswith("inline")
        assert original.content.startswith(b"%PDF-")
        for name in ("..%2fsources.yaml", "..%252fsources.yaml", "/etc/passwd", "%2fetc%2fpasswd", "anderes.pdf", ""):
            assert anna.get(f"/dokumente/{name}").status_code == 404


async def test_own_data_is_exported_and_deleted_by_its_owner_only(served: Served) -> None:
    for name in ("emil", "frieda"):
        add_user(served.engine, name, PASSWORD, "navigator", served.settings.store)
        session = await Navigator(served, served.sign_in(name), name).open()
        await session.say("Wie hoch ist die Hundesteuer in Musterau?")
        await session.close()
    emil, frieda = served.sign_in("emil"), served.sign_in("frieda")
    data = emil.get("/meine-daten/export").json()
    assert data["konto"]["name"] == "emil"
    assert "96 Euro" in str(data["gespraeche"])
    token = re.search(r'name="token" value="(\w+)"', emil.get("/meine-daten", headers=HTML).text)
    assert token is not None
    assert frieda.post("/meine-daten/loeschen", data={"token": token[1], "sicher": "ja"}).status_code == 403
    assert emil.post("/meine-daten/loeschen", data={"token": token[1]}).headers["location"].endswith("fehlt=true")
    assert _threads(served, "emil") == 1
    assert (
        emil.post("/meine-daten/loeschen", data={"token": token[1], "sicher": "ja"})
        .headers["location"]
        .endswith("geloescht=1")
    )
    assert (_threads(served, "emil"), _threads(served, "frieda")) == (0, 1)


def test_the_signing_key_is_made_once_and_readable_for_the_owner_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    provide_secret(tmp_path)
    first = os.environ[VARIABLE]
    assert stat.S_IMODE((tmp_path / "sitzungsschluessel").stat().st_mode) == 0o600
    monkeypatch.delenv(VARIABLE)
    provide_secret(tmp_path)
    assert (os.environ[VARIABLE], len(first) > 40) == (first, True)
    monkeypatch.setenv(VARIABLE, "aus-der-umgebung")
    provide_secret(tmp_path)
    assert os.environ[VARIABLE] == "aus-der-umgebung"


def test_a_folder_that_cannot_hold_the_key_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    (tmp_path / "datei").write_text("kein Ordner")
    with pytest.raises(StoreError, match="Sitzungsschlüssel"):
        provide_secret(tmp_path / "datei")


def test_one_account_cannot_flood_a_small_machine() -> None:
    _asked.clear()
    assert [_may_ask("anna", 3) for _ in range(4)] == [True, True, True, False]
    assert _may_ask("bernd", 3)
    _asked.clear()


def test_the_german_texts_are_complete_and_say_sie() -> None:
    package = find_spec("chainlit")  # its folder only: importing it would create files here
    assert package is not None
    assert package.origin is not None
    ours = json.loads((ROOT / "assistant/chat/shell/translations/de-DE.json").read_text("utf-8"))
    english = json.loads((Path(package.origin).parent / "translations/en-US.json").read_text("utf-8"))
    assert _leaves(ours).keys() == _leaves(english).keys()
    familiar = re.compile(r"\b(?:du|dich|dir|dein\w*|Chat|Thread)\b", re.I)
    assert [text for text in _leaves(ours).values() if familiar.search(text)] == []


def test_the_guide_is_markdown_without_foreign_links() -> None:
    guide = (ROOT / "chainlit.md").read_text("utf-8")
    assert "http" not in MarkdownIt().render(guide)


def test_the_gate_knows_which_doors_stay_shut() -> None:
    gate = Gate(lambda *_: None, None, "x")  # type: ignore[arg-type, return-value]
    assert gate._is_closed("/project/file", {"method": "POST"})
    assert not gate._is_closed("/project/file/abc", {"method": "GET"})
    assert not gate._is_closed("/project/files", {"method": "GET"})


def _leaves(tree: dict[str, object], path: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in tree.items():
        found |= _leaves(value, f"{path}{key}.") if isinstance(value, dict) else {path + key: str(value)}
    return found


def _passage_of(served: Served, document: str) -> str:
    from assistant.answer.library import open_library

    return open_library(served.settings).current().searcher.passages_of(document)[0].id


def _threads(served: Served, name: str) -> int:
    user = find_user(served.engine, name)
    assert user is not None
    assert list_turns(served.engine, "gibt-es-nicht", user.id, 1) == []
    return count_threads(served.engine, user.id)
