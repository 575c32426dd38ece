"""Debian's Chromium, and the two things every visit begins with."""

from playwright.sync_api import Browser, Locator, Page, Playwright, expect

_ARGUMENTS = (
    "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
PHONE = {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True, "device_scale_factor": 2}


def launch_browser(playwright: Playwright) -> Browser:
    return playwright.chromium.launch(executable_path="/usr/bin/chromium", args=_ARGUMENTS.split())


def ask(page: Page, question: str) -> Locator:
    """Ask by keyboard and return the answer once it is complete and the composer, which takes the focus then, is ready again."""
    buttons = page.locator("button:has-text('An Lotsen übergeben')")
    before = buttons.count()
    page.fill("#chat-input", question)
    expect(page.locator("#chat-submit")).to_be_enabled(timeout=20_000)
    page.keyboard.press("Enter")
    expect(buttons).to_have_count(before + 1, timeout=20_000)
    expect(page.locator("#stop-button")).to_have_count(0, timeout=20_000)
    return page.locator('[data-step-type="assistant_message"]').last


def sign_in(page: Page, url: str, name: str, password: str) -> None:
    page.goto(url)
    page.fill("#email", name)
    page.fill("#password", password)
    page.click("button[type=submit]")
    wait_until_connected(page)


def wait_until_connected(page: Page) -> None:
    """The settings arrive over the socket; before that Chainlit builds the page anew and forgets what was typed."""
    page.wait_for_selector("#chat-settings-open-modal")


def wait_to_fit(page: Page, width: int) -> None:
    """Until nothing stands out sideways: while something slides in, a busy machine shows it half way."""
    page.wait_for_function(f"document.documentElement.scrollWidth <= {width}", timeout=20_000)
