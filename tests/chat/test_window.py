"""The window in the real browser, as a Navigator uses it."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import httpx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from assistant.store.feedback import list_feedback
from assistant.store.handovers import list_handovers
from tests.chat import browser
from tests.chat.browser import PHONE, wait_to_fit
from tests.chat.conftest import PASSWORD, Served

pytestmark = pytest.mark.browser

QUESTION = "Wie hoch ist die Hundesteuer in Musterau?"
WCAG = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa"], "resultTypes": ["violations"]}
Open = Callable[..., Page]
expect.set_options(timeout=20_000)  # a busy machine is no failure


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = browser.launch_browser(playwright)
        yield launched
        launched.close()


@pytest.fixture
def open_window(chromium: Browser, served: Served) -> Iterator[Open]:
    """Opens the window signed in; afterwards asserts that the browser asked nobody but our own server."""
    foreign: list[str] = []
    contexts = []

    def note(request: Any) -> None:
        if not request.url.startswith((served.url, "data:", "blob:")):
            foreign.append(request.url)

    def open_page(name: str = "anna", **options: Any) -> Page:
        context = chromium.new_context(locale="de-DE", **{"viewport": {"width": 1280, "height": 800}, **options})
        contexts.append(context)
        context.add_cookies(sign_in_once(served, name))
        page = context.new_page()
        page.on("request", note)
        page.goto(served.url)
        browser.wait_until_connected(page)
        return page

    yield open_page
    for context in contexts:
        context.close()
    assert foreign == []


@cache
def _cookies(url: str, name: str) -> tuple[tuple[str, str], ...]:
    answer = httpx.post(f"{url}/login", data={"username": name, "password": PASSWORD}, timeout=30)
    return tuple(answer.raise_for_status().cookies.items())


def sign_in_once(served: Served, name: str) -> list[Any]:
    """The form is filled in by one test; the others bring its cookie, which saves a page each."""
    return [{"name": key, "value": value, "url": served.url} for key, value in _cookies(served.url, name)]


def test_a_navigator_signs_in_by_name_and_password(chromium: Browser, served: Served) -> None:
    page = chromium.new_page(locale="de-DE")
    browser.sign_in(page, served.url, "anna", PASSWORD)
    expect(page.locator("#chat-input")).to_be_visible()
    page.close()


def ask(page: Page, question: str = QUESTION) -> Locator:
    return browser.ask(page, question)


def test_a_question_is_answered_and_the_mark_opens_its_quote(open_window: Open) -> None:
    page = open_window()
    answer = ask(page)
    expect(answer).to_contain_text("96 Euro")
    answer.locator("a.beleg").first.click()
    quoted = page.locator("#side-view-content .italic > .font-bold").first
    expect(quoted).to_contain_text("96 Euro")
    pane = page.locator("#side-view-content")
    expect(pane).to_contain_text("Wie hoch ist die Hundesteuer in Musterau?")
    expect(pane).to_contain_text("Stadt Musterau")
    expect(pane).to_contain_text("Stand 01.01.2026")
    expect(pane.locator('code[data-kennzeichen="gültig"]')).to_be_visible()
    expect(pane.locator('code[data-kennzeichen="Gesetz"]')).to_be_visible()
    expect(pane.get_by_role("link", name="Zum Original")).to_have_attribute("href", "https://musterau.example/satzung")


def test_hovering_a_mark_shows_publisher_stand_and_quote(open_window: Open) -> None:
    page = open_window()
    ask(page).locator("a.beleg").first.hover()
    hint = page.locator("#hinweis-beleg")
    expect(hint).to_contain_text("Stadt Musterau · Stand 01.01.2026")
    expect(hint).to_contain_text("96 Euro")


def test_everything_goes_by_keyboard_alone(open_window: Open) -> None:
    page = open_window()
    mark = ask(page).locator("a.beleg").first
    mark.focus()
    expect(page.locator("#hinweis-beleg")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page.locator("#side-view-title")).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#side-view-title")).to_have_count(0)
    expect(mark).to_be_focused()


def test_the_window_says_that_no_language_model_is_at_work(open_window: Open) -> None:
    page = open_window()
    page.wait_for_selector("#welcome-screen[data-lage*='Ohne Sprachmodell']")
    ask(page)
    page.wait_for_selector(".watermark[data-lage*='Ohne Sprachmodell']")


def test_a_new_conversation_stands_in_the_list_by_its_question(open_window: Open) -> None:
    page = open_window()
    question = "Bis wann muss ein Hund in Musterau angemeldet werden?"
    ask(page, question)
    expect(page.locator('a[href^="/thread/"]').first).to_contain_text(question)
    expect(page.locator("#chat-input")).to_be_visible()


def test_starters_lead_to_a_question(open_window: Open) -> None:
    page = open_window()
    page.get_by_role("button", name="Geld").click()
    expect(page.locator("#starters button")).to_have_count(7)


def test_a_confirmed_answer_is_offered_while_typing(open_window: Open) -> None:
    page = open_window()
    page.locator("#chat-input").press_sequentially("Ersetzt das Bürgerportal die Schriftform", delay=5)
    page.locator("#bestaetigte button").click()
    answer = page.locator('[data-step-type="assistant_message"]').last
    expect(answer).to_contain_text("mit dem Personalausweis anmeldet")
    expect(answer.locator('code[data-kennzeichen="vom Lotsen bestätigt"]')).to_be_visible()
    expect(page.locator("#chat-input")).to_have_value("")


def test_a_follow_up_is_one_press(open_window: Open) -> None:
    page = open_window()
    answer = ask(page)
    follow_up = answer.get_by_role("button", name="angemeldet werden?")
    follow_up.click()
    expect(page.locator('[data-step-type="assistant_message"]').last).to_contain_text("zwei Wochen")


def test_a_thumb_down_with_reason_is_kept(open_window: Open, served: Served) -> None:
    page = open_window("bernd")
    ask(page).get_by_role("button", name="Nicht hilfreich").click()
    page.locator("[role=dialog] textarea").fill("Die Zahl ist alt.")
    page.click("#submit-feedback")
    page.get_by_role("button", name="Veraltet").click()
    expect(page.locator('[data-step-type="assistant_message"]').last).to_contain_text("Vermerkt: Veraltet")
    assert ("veraltet", "Die Zahl ist alt.") in [(one.reason, one.comment) for one in list_feedback(served.engine)]


def test_handing_over_is_one_press(open_window: Open, served: Served) -> None:
    page = open_window("bernd")
    ask(page, "Wer ist in Musterau von der Hundesteuer befreit?").get_by_role(
        "button", name="An Lotsen übergeben"
    ).click()
    expect(page.locator('[data-step-type="assistant_message"]').last).to_contain_text("Übergeben:")
    assert "Wer ist in Musterau von der Hundesteuer befreit?" in [one.question for one in list_handovers(served.engine)]


@pytest.mark.parametrize("device", [{}, PHONE])
def test_the_conversation_is_there_after_reloading(open_window: Open, device: dict[str, Any]) -> None:
    page = open_window(**device)
    ask(page)
    page.wait_for_url("**/thread/*")
    page.reload()
    answer = page.locator('[data-step-type="assistant_message"]').last
    expect(answer).to_contain_text("96 Euro", timeout=20_000)
    answer.locator("a.beleg").first.click()
    expect(page.locator("#side-view-content .italic > .font-bold").first).to_contain_text("96 Euro")


def test_an_original_pdf_opens_at_the_page_of_each_quote(open_window: Open) -> None:
    page = open_window()
    answer = ask(page, "Wie lange dauert die Urnenabfrage auf dem Friedhof?")
    answer.locator("a.beleg").first.click()
    pane = page.locator("#side-view-content")
    expect(pane).to_contain_text("Seite 2")
    expect(pane.locator(".page-pdf canvas").first).to_be_visible(timeout=20_000)


def test_a_tampered_question_stays_text(open_window: Open) -> None:
    page = open_window()
    page.on("dialog", lambda dialog: pytest.fail(f"script ran: {dialog.message}"))
    ask(page, "Was kostet <img src=x onerror=alert(1)> das Bürgerportal <script>alert(2)</script> eine Gemeinde?")
    expect(page.locator('[data-step-type="user_message"]').last).to_contain_text("<img src=x onerror=alert(1)>")


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_never_scrolls_sideways(open_window: Open, width: int) -> None:
    page = open_window(**{**PHONE, "viewport": {"width": width, "height": 780}})
    answer = ask(page)
    wait_to_fit(page, width)
    answer.locator("a.beleg").first.click()
    expect(page.locator("#side-view-content .italic > .font-bold").first).to_be_visible()
    wait_to_fit(page, width)


_ROOM_BETWEEN = """least => {
    const [top, bottom] = ["#header", "#message-composer"].map(one => document.querySelector(one).getBoundingClientRect())
    return bottom.top - top.bottom >= least
}"""


def test_enlarged_fourfold_the_answer_still_has_room(open_window: Open) -> None:
    """1280 by 1024 points at 400 %."""
    page = open_window(viewport={"width": 320, "height": 256})
    answer = ask(page)
    wait_to_fit(page, 320)
    page.wait_for_function(_ROOM_BETWEEN, arg=120, timeout=20_000)
    expect(page.get_by_role("button", name="Anleitung")).to_be_visible()
    answer.locator("a.beleg").first.press("Enter")
    expect(page.locator("#side-view-title")).to_be_focused()


def test_the_empty_window_shows_first_questions(open_window: Open) -> None:
    page = open_window()
    expect(page.locator("#starters button")).to_have_count(7)
    expect(page.locator("#chat-input")).to_have_value("")


def test_only_a_lotse_is_shown_the_way_to_the_workshop(open_window: Open) -> None:
    expect(open_window("lotte").get_by_role("link", name="Pflege")).to_have_attribute("href", "/pflege")
    navigator = open_window("anna")
    navigator.wait_for_selector("#welcome-screen[data-lage]")
    expect(navigator.get_by_role("link", name="Pflege")).to_have_count(0)


def test_the_same_source_again_is_said_more_quietly(open_window: Open) -> None:
    answer = ask(open_window())
    expect(answer.locator("a.beleg.wieder")).to_have_count(1)
    expect(answer.locator("a.beleg:not(.wieder)")).to_have_count(1)


def test_progress_is_seen_every_second_and_spoken_once_a_step(open_window: Open) -> None:
    page = open_window()

    def tell(text: str) -> None:
        page.evaluate("text => window.postMessage('fortschritt:' + text, window.location.origin)", text)

    line, spoken = page.locator("#fortschritt"), page.locator("[role=status].nur-vorlesen")
    tell("queued-3|Sie sind Nummer 3.")
    expect(line).to_have_text("Sie sind Nummer 3.")
    expect(spoken).to_have_text("Sie sind Nummer 3.")
    for second in (11, 12):
        tell(f"loading-0|Das Modell wird geladen ({second} s).")
        expect(line).to_have_text(f"Das Modell wird geladen ({second} s).")
        expect(spoken).to_have_text("Das Modell wird geladen (11 s).")
    tell("")
    expect(line).to_be_hidden()


def test_nothing_moves_for_those_who_asked_for_calm(open_window: Open) -> None:
    page = open_window(reduced_motion="reduce")
    ask(page)
    moving = page.evaluate(
        "[...document.querySelectorAll('*')].filter(n => parseFloat(getComputedStyle(n).transitionDuration) > 0.001).length"
    )
    assert moving == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_window_has_no_violations_of_wcag_aa(open_window: Open, scheme: str) -> None:
    page = open_window()
    page.evaluate(f"localStorage.setItem('vite-ui-theme', '{scheme}')")
    page.reload()
    browser.wait_until_connected(page)
    assert violations(page) == {}
    answer = ask(page)
    answer.locator("a.beleg").first.click()
    page.wait_for_selector("#side-view-content .italic > .font-bold")
    assert violations(page) == {}


def test_the_sign_in_page_has_no_violations_of_wcag_aa(chromium: Browser, served: Served) -> None:
    page = chromium.new_page()
    page.goto(served.url)
    page.wait_for_selector("#password")
    assert violations(page) == {}
    page.close()


@pytest.mark.parametrize("path", ["/meine-daten", "/barrierefreiheit", "/gibt-es/nicht.pdf"])
def test_our_own_pages_have_no_violations_of_wcag_aa(open_window: Open, path: str) -> None:
    page = open_window()
    page.goto(page.url.split("/thread")[0].rstrip("/") + ("/dokumente" + path if path.endswith(".pdf") else path))
    assert violations(page) == {}


STILL = """async () => {
    const running = () => document.getAnimations().filter(move =>
        move.playState === "running" && move.effect.getComputedTiming().endTime !== Infinity);
    const frame = () => new Promise(requestAnimationFrame);
    for (await frame(), await frame(); running().length; await frame())
        await Promise.allSettled(running().map(move => move.finished));
}"""


def violations(page: Page) -> dict[str, list[str]]:
    """What axe finds once everything has slid into its place: half-transparent text has no contrast."""
    page.evaluate(STILL)
    found = Axe().run(page, options=WCAG).response["violations"]
    return {one["id"]: [node["html"][:200] for node in one["nodes"]] for one in found}
