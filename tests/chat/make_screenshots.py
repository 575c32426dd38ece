"""`make screenshots`: pictures of the real window over the real corpus, written to docs/bilder."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from assistant.store.users import add_user
from tests.chat import browser
from tests.chat.browser import PHONE, ask
from tests.chat.conftest import PASSWORD, ROOT, make_settings, start_server
from tests.conftest import build_and_publish

TARGET = ROOT / "docs" / "bilder"
QUESTION = "Ab wann gilt ein Bescheid im Postfach als bekannt gegeben?"
DESKTOP: dict[str, Any] = {"viewport": {"width": 1280, "height": 800}}


def make_screenshots(directory: Path) -> None:
    shutil.copytree(ROOT / "corpus", directory / "corpus")
    settings = make_settings(directory)
    build_and_publish(settings)
    served = start_server(directory)
    add_user(served.engine, "navigatorin", PASSWORD, "navigator", settings.store)
    try:
        with sync_playwright() as playwright:
            chromium = browser.launch_browser(playwright)
            show_views(chromium, served.url, "fenster", DESKTOP)
            show_views(chromium, served.url, "telefon", PHONE)
            show_views(chromium, served.url, "dunkel", {**DESKTOP, "color_scheme": "dark"})
            chromium.close()
    finally:
        served.stop()


def show_views(chromium: Browser, url: str, name: str, device: dict[str, Any]) -> None:
    context = chromium.new_context(locale="de-DE", **device)
    page = context.new_page()
    if device.get("color_scheme") == "dark":
        page.add_init_script("localStorage.setItem('vite-ui-theme', 'dark')")
    page.goto(url)
    page.wait_for_selector("#password")
    take(page, f"{name}-anmeldung")
    browser.sign_in(page, url, "navigatorin", PASSWORD)
    take(page, f"{name}-start")
    answer = ask(page, QUESTION)
    take(page, f"{name}-antwort")
    answer.locator("a.beleg").first.click()
    page.wait_for_selector("#side-view-content .italic > .font-bold")
    take(page, f"{name}-beleg")
    context.close()


def take(page: Page, name: str) -> None:
    page.wait_for_timeout(1200)  # panes slide in
    page.screenshot(path=TARGET / f"{name}.png")


if __name__ == "__main__":
    TARGET.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as directory:
        make_screenshots(Path(directory))
