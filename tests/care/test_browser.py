"""The whole round in the real browser: hand in, review, build, publish, ask, replace, see the impact, erase, look for bytes."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from assistant.settings import Settings, load_settings
from assistant.store.database import open_database
from assistant.store.users import add_user
from tests.care.conftest import make_pdf
from tests.chat.browser import ask, launch_browser, sign_in, wait_to_fit
from tests.conftest import build_and_publish

ROOT = Path(__file__).parents[2]
CORPUS = ROOT / "tests/chat/corpus"
PASSWORD = "richtig-lang-genug"


@dataclass(frozen=True)
class Served:
    """Window and workshop in a process of their own."""

    url: str
    settings: Settings


MARKER = "Mondsteinpflaster"
OLD = make_pdf("Stand: 1. März 2026", f"Die Parkgebühr in Musterau beträgt auf dem {MARKER} zwei Euro je Stunde.")
NEW = make_pdf("Stand: 1. Oktober 2026", f"Die Parkgebühr in Musterau beträgt auf dem {MARKER} drei Euro je Stunde.")
QUESTION = f"Wie hoch ist die Parkgebühr in Musterau auf dem {MARKER}?"

pytestmark = pytest.mark.browser


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    shutil.copytree(CORPUS, tmp_path / "corpus")
    (tmp_path / "corpus/documents/rathaus/handbuch.md").unlink()  # its original is made elsewhere
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    places = {"data_dir": tmp_path / "var", "corpus_dir": tmp_path / "corpus"}
    settings = load_settings(**places, database_url=None, model=None, mode="quotes", host="127.0.0.1", port=port)
    build_and_publish(settings)
    engine = open_database(settings)
    for name, role in (("anna", "navigator"), ("lotte", "lotse"), ("lars", "lotse")):
        add_user(engine, name, PASSWORD, role, settings.store)
    engine.dispose()
    env = {key: value for key, value in os.environ.items() if not key.startswith(("CHAINLIT_", "LOTSENWISSEN_"))}
    for name in ("data_dir", "corpus_dir", "host", "port", "mode"):
        env[f"LOTSENWISSEN_{name.upper()}"] = str(getattr(settings, name))
    with (tmp_path / "server.log").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.care.serve"], env=env, cwd=ROOT, stdout=log, stderr=log
        )
    url = f"http://127.0.0.1:{port}"
    try:
        wait_until_alive(url, process, tmp_path / "server.log")
        yield Served(url, settings)
    finally:
        process.terminate()
        process.wait(30)


def wait_until_alive(url: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    for _ in range(400):
        assert process.poll() is None, log.read_text()
        try:
            httpx.get(f"{url}/health", timeout=5)
            return
        except httpx.TransportError:
            time.sleep(0.2)
    raise AssertionError(log.read_text())


@pytest.fixture
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = launch_browser(playwright)
        yield launched
        launched.close()


def open_page(browser: Browser, served: Served, name: str, **options: object) -> Page:
    page = browser.new_context(locale="de-DE", **options).new_page()  # type: ignore[arg-type]
    sign_in(page, served.url, name, PASSWORD)
    return page


def hand_in(page: Page, served: Served, pdf: bytes, document: str = "") -> str:
    page.goto(f"{served.url}/pflege/aufnehmen")
    page.set_input_files("#datei", {"name": "satzung.pdf", "mimeType": "application/pdf", "buffer": pdf})
    page.select_option("#f-sources", "SATZ")
    if document:
        page.fill("#f-id", document)
    else:
        page.click("summary")
        page.fill("#f-title", "Parkgebühren Musterau")
    page.click("button.haupt")
    expect(page.locator("h1")).to_contain_text("Parkgebühren Musterau")
    return re.sub(r"\?.*", "", page.url)


def approve_and_publish(page: Page, served: Served, proposal: str) -> None:
    page.goto(proposal)
    page.click("button:has-text('Freigeben')")
    expect(page.locator("[role=status]")).to_contain_text("Freigegeben")
    page.goto(f"{served.url}/pflege/staende")
    page.click("button.haupt")
    expect(page.locator(".hinweis")).to_contain_text("kann veröffentlicht werden", timeout=90_000)
    page.locator("button:has-text('Veröffentlichen')").first.click()
    expect(page.locator(".mitteilung")).to_contain_text("Parkgebühren Musterau", timeout=30_000)


@pytest.mark.timeout(420)
def test_a_document_lives_and_dies(browser: Browser, served: Served) -> None:
    lotte, lars, anna = (open_page(browser, served, name) for name in ("lotte", "lars", "anna"))
    approve_and_publish(lars, served, hand_in(lotte, served, OLD))
    answer = ask(anna, QUESTION)
    expect(answer).to_contain_text("zwei Euro je Stunde")
    answer.locator("a[href^='#beleg-']").first.click()
    expect(anna.locator("#side-view-content")).to_contain_text("Seite 2", timeout=15_000)

    approve_and_publish(lars, served, hand_in(lotte, served, NEW, "parkgebuehren-musterau"))
    expect(ask(anna, QUESTION)).to_contain_text("drei Euro je Stunde")
    lotte.goto(f"{served.url}/pflege/auswirkung")
    expect(lotte.locator("tbody tr")).to_have_count(1)
    expect(lotte.locator("tbody tr")).to_contain_text("Fundstelle geändert")

    lotte.goto(f"{served.url}/pflege/dokumente/parkgebuehren-musterau/loeschen")
    lotte.fill("#sicher", "parkgebuehren-musterau")
    lotte.click("button.gefahr")
    expect(lotte.locator("[role=status]")).to_contain_text("Gelöscht", timeout=60_000)
    sentence = b"auf dem " + MARKER.encode() + b" drei Euro"
    old = b"auf dem " + MARKER.encode() + b" zwei Euro"
    assert find_bytes(served, sentence, old) == []


def find_bytes(served: Served, *needles: bytes) -> list[str]:
    places = (served.settings.data_dir, served.settings.corpus_dir)
    files = [path for place in places for path in place.rglob("*") if path.is_file()]
    return [str(path) for path in files if any(needle in path.read_bytes() for needle in needles)]


@pytest.mark.timeout(240)
def test_pages_fit_a_phone_and_do_without_scripts(browser: Browser, served: Served) -> None:
    lotte = open_page(browser, served, "lotte")
    state = lotte.context.storage_state()
    phone = browser.new_context(
        locale="de-DE", storage_state=state, java_script_enabled=False, viewport={"width": 390, "height": 844}
    ).new_page()
    foreign: list[str] = []
    phone.on("request", lambda request: foreign.append(request.url) if not request.url.startswith(served.url) else None)
    for path in (
        "",
        "/vorschlaege",
        "/aufnehmen",
        "/luecken",
        "/gueltigkeit",
        "/quellen",
        "/staende",
        "/dokumente",
        "/fragen",
    ):
        response = phone.goto(f"{served.url}/pflege{path}")
        assert response is not None and response.status == 200
        wait_to_fit(phone, 390)
        expect(phone.locator("h1")).to_be_visible()
    assert foreign == []
