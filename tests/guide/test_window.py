"""A whole guide in the real browser, as a Navigator makes one: from the first question to a file on the own disk."""

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from docx import Document
from playwright.sync_api import Browser, Page, expect, sync_playwright

from assistant.store.guides import list_guides
from assistant.store.users import find_user
from tests.chat import browser
from tests.chat.conftest import PASSWORD, Served

pytestmark = pytest.mark.browser
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}
Open = Callable[..., Page]


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = browser.launch_browser(playwright)
        yield launched
        launched.close()


@pytest.fixture
def open_window(chromium: Browser, saxony: Served) -> Iterator[Open]:
    contexts = []

    def open_page(name: str = "anna", **options: Any) -> Page:
        context = chromium.new_context(locale="de-DE", **{"viewport": {"width": 1280, "height": 900}, **options})
        contexts.append(context)
        page = context.new_page()
        browser.sign_in(page, saxony.url, name, PASSWORD)
        return page

    yield open_page
    for context in contexts:
        context.close()


def type_words(page: Page, text: str) -> None:
    page.fill("#chat-input", text)
    expect(page.locator("#chat-submit")).to_be_enabled(timeout=20_000)
    page.keyboard.press("Enter")


def wait_for(page: Page, text: str) -> None:
    expect(page.locator('[data-step-type="assistant_message"]').last).to_contain_text(text, timeout=20_000)


def press(page: Page, label: str) -> None:
    page.get_by_role("button", name=label, exact=True).last.click()


def talk_through(page: Page) -> None:
    """Eight questions, by typing and by pressing."""
    type_words(page, "Leitfaden erstellen")
    wait_for(page, "Frage 1 von 8")
    type_words(page, "Borna")
    wait_for(page, "Frage 2 von 8")
    press(page, "10.000 bis 20.000")
    wait_for(page, "Frage 3 von 8")
    press(page, "eine Leistung online anbieten")
    wait_for(page, "Gewählt: eine Leistung online anbieten")
    press(page, "Gebühren online bezahlen lassen")
    wait_for(page, "Gebühren online bezahlen lassen")
    press(page, "Weiter")
    wait_for(page, "Frage 4 von 8")
    press(page, "Personenstandsurkunden")
    for number in (5, 6, 7, 8):
        wait_for(page, f"Frage {number} von 8")
        if number == 6:
            type_words(page, "Rat oder Leitung ist nicht überzeugt")
        else:
            press(page, "Weiter")
    wait_for(page, "Das haben Sie angegeben")


def test_a_guide_is_made_edited_and_downloaded(open_window: Open, saxony: Served, tmp_path: Path) -> None:
    page = open_window()
    talk_through(page)
    press(page, "Leitfaden erstellen")
    wait_for(page, "ist fertig")
    expect(page.get_by_role("link", name="Ansehen und bearbeiten").last).to_be_in_viewport()
    href = page.get_by_role("link", name="Ansehen und bearbeiten").last.get_attribute("href")
    page.goto(f"{saxony.url}{href}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Leitfaden für Borna")
    expect(page.locator("#steps")).to_be_visible()
    assert Axe().run(page, options=WCAG).response["violations"] == []
    page.screenshot(path=tmp_path / "leitfaden.png", full_page=True)

    page.get_by_role("link", name="Bearbeiten").click()
    gone = page.locator("section[aria-labelledby=begin] li").first.inner_text().split("[")[0].strip()
    page.get_by_role("button", name="Entfernen:").first.click()
    expect(page.get_by_role("status")).to_have_text("Gespeichert als neue Fassung.")
    page.locator("#text").fill("Frau im Standesamt fragen <b>zuerst</b> =1+1")
    page.get_by_role("button", name="Notiz hinzufügen").click()
    expect(page.locator(".notiz")).to_contain_text("eigene Notiz: Frau im Standesamt fragen <b>zuerst</b> =1+1")
    assert Axe().run(page, options=WCAG).response["violations"] == []

    with page.expect_download() as loading:
        page.get_by_role("link", name="Word (DOCX)").click()
    assert re.fullmatch(r"leitfaden-fuer-borna-\d{4}-\d\d-\d\d\.docx", loading.value.suggested_filename)
    text = "\n".join(p.text for p in Document(BytesIO(Path(loading.value.path()).read_bytes())).paragraphs)
    assert "Leitfaden für Borna" in text
    assert "eigene Notiz: Frau im Standesamt fragen <b>zuerst</b> =1+1" in text
    assert "Schritt 1: " in text
    assert gone not in text


def test_an_interrupted_conversation_goes_on_where_it_was(open_window: Open, saxony: Served) -> None:
    page = open_window("bernd")
    type_words(page, "Leitfaden")
    wait_for(page, "Frage 1 von 8")
    type_words(page, "Göda")
    wait_for(page, "Frage 2 von 8")
    page.close()
    again = open_window("bernd")
    type_words(again, "Leitfaden fortsetzen")
    wait_for(again, "Frage 2 von 8")
    type_words(again, "zurück")
    wait_for(again, "Gewählt: Göda")
    type_words(again, "später")
    wait_for(again, "Gespeichert.")
    account = find_user(saxony.engine, "bernd")
    assert account
    assert [guide.title for guide in list_guides(saxony.engine, account.id)] == ["Leitfaden für Göda"]


def test_an_answer_becomes_a_file(open_window: Open, saxony: Served) -> None:
    page = open_window()
    browser.ask(page, "Was kosten uns die Basiskomponenten?").get_by_role("button", name="Als Datei").click()
    wait_for(page, "Als Vermerk")
    href = page.get_by_role("link", name="Word").first.get_attribute("href")
    answer = page.request.get(f"{saxony.url}{href}")
    assert answer.headers["content-disposition"].startswith('attachment; filename="vermerk-was-kosten-uns')
    assert answer.headers["x-content-type-options"] == "nosniff"
    text = "\n".join(p.text for p in Document(BytesIO(answer.body())).paragraphs)
    assert "kostenfrei" in text
    assert "Fundstellen" in text


@pytest.mark.parametrize("width", [1280, 390])
def test_towns_are_ranked_and_compared_side_by_side(open_window: Open, saxony: Served, width: int) -> None:
    page = open_window(viewport={"width": width, "height": 900})
    page.goto(f"{saxony.url}/vergleich?thema=Hundesteuer")
    boxes = page.get_by_role("checkbox")
    assert boxes.count() >= 3
    boxes.nth(0).check()
    boxes.nth(1).check()
    page.get_by_role("button", name="Auswahl vergleichen").click()
    for label in ("Aufwand", "Ergebnis", "Was sie anders machen würden"):
        expect(page.get_by_role("rowheader", name=label)).to_be_visible()
    browser.wait_to_fit(page, width)
    assert Axe().run(page, options=WCAG).response["violations"] == []


def test_towns_are_found_from_the_window(open_window: Open) -> None:
    page = open_window()
    type_words(page, "Städte wie meine")
    wait_for(page, "Erfahrungsberichte, die am besten passen")
    href = page.get_by_role("link", name="Nebeneinander vergleichen").last.get_attribute("href")
    assert href
    assert href.startswith("/vergleich?thema=&fall=")
