"""People of the journeys at their screens: each in a browser window of their own."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page, ViewportSize, expect

from tests.cast import PASSWORD

expect.set_options(timeout=15_000)

DESK: ViewportSize = {"width": 1366, "height": 768}
PHONE: ViewportSize = {"width": 390, "height": 844}
TABLET: ViewportSize = {"width": 820, "height": 1180}
# Counts the bell's chimes, since a headless browser has no ear, and knows whether the line is up.
EAR = """
window.rang = 0;
window.lineUp = false;
document.addEventListener("bell:rang", () => { window.rang += 1; });
document.addEventListener("live:state", (event) => { window.lineUp = event.detail.up; });
"""


@dataclass
class Person:
    """Somebody signed in: `person.page` is the screen."""

    page: Page
    context: BrowserContext

    def hears_the_bell(self) -> None:
        self.page.wait_for_function("() => window.rang > 0")

    def waits_for_line(self) -> None:
        self.page.wait_for_function("() => window.lineUp")


def at_desk(browser: Browser, url: str, username: str, **context: Any) -> Person:
    """Sign somebody in through the page, on a desk screen unless `viewport` says otherwise."""
    options: dict[str, Any] = {
        "base_url": url,
        "viewport": DESK,
        "locale": "zh-CN",
        "timezone_id": "Asia/Shanghai",
        **context,
    }
    window = browser.new_context(**options)
    window.add_init_script(EAR)
    page = window.new_page()
    page.goto("/sign-in/")
    page.get_by_label("工号").fill(username)
    page.locator("#id_password").fill(PASSWORD)
    page.locator("#id_password").press("Enter")
    page.wait_for_url(lambda address: "/sign-in/" not in address)
    return Person(page, window)


def on_phone(browser: Browser, url: str, username: str) -> Person:
    return at_desk(browser, url, username, viewport=PHONE, has_touch=True, is_mobile=True)


def with_tablet(browser: Browser, url: str, username: str) -> Person:
    return at_desk(browser, url, username, viewport=TABLET, has_touch=True, is_mobile=True)
