"""Nothing grave for axe on any page, in both themes; no page breaks for anybody who may open it."""

from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser, Page

from tests import walk
from tests.browser import axe
from tests.cast import PASSWORD
from tests.journeys.people import DESK, PHONE
from tests.live import ARTIFACTS
from tests.stack import Stack
from tests.walk import Place

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("accessibility")]

# Their pages are made for a phone in the hand.
ON_FOOT = ("room_attendant",)

# A bar of the rack is as high as its row; whatever it does the panel beside it does too.
EXCUSED = {("frontdesk:rack", "target-size")}


class Screens:
    """A browser window for each person, with axe in it and nothing moving."""

    def __init__(self, browser: Browser, url: str) -> None:
        self.browser, self.url = browser, url
        self.pages: dict[str | None, Page] = {}
        self.on_foot = {user.username for role in ON_FOOT if (user := walk.somebody(role))}

    def of(self, username: str | None) -> Page:
        if username not in self.pages:
            self.pages[username] = self._open(username)
        return self.pages[username]

    def _open(self, username: str | None) -> Page:
        small = username in self.on_foot
        window = self.browser.new_context(
            base_url=self.url,
            viewport=PHONE if small else DESK,
            is_mobile=small,
            has_touch=small,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
        )
        window.add_init_script(path=axe.SOURCE)
        page = window.new_page()
        if username is not None:
            page.goto("/sign-in/")
            page.locator("#id_username").fill(username)
            page.locator("#id_password").fill(PASSWORD)
            page.locator("#id_password").press("Enter")
            page.wait_for_url(lambda address: "/sign-in/" not in address)
        return page


@pytest.fixture
def demo_pages(demo_stack: Stack) -> Stack:
    return demo_stack.start("web")


def findings(page: Page, place: Place) -> list[str]:
    page.goto(place.path)
    if place.path.startswith("/admin/"):  # the markup is Django's; it has one theme
        return axe.look(page, tags=axe.LAWS)
    light = [line for line in axe.look(page) if (place.route, line.split()[0]) not in EXCUSED]
    page.evaluate("document.documentElement.dataset.bsTheme = 'dark'")
    dark = axe.look(page, only=["color-contrast"])
    return [*light, *(f"dark: {line}" for line in dark)]


def report(found: dict[Place, list[str]]) -> Path:
    """One line a page, kept for people to read."""
    ARTIFACTS.mkdir(exist_ok=True)
    kept = ARTIFACTS / "accessibility.txt"
    lines = [f"{timezone.now():%Y-%m-%d %H:%M} UTC, {len(found)} pages"]
    for place, problems in found.items():
        lines.append(f"{place.path:48} {place.username or '-':10} {len(problems)}")
        lines += [f"    {problem}" for problem in problems]
    kept.write_text("\n".join(lines) + "\n")
    return kept


def test_axe_finds_nothing_grave_on_any_page(browser: Browser, demo_pages: Stack) -> None:
    places, broken = walk.visit()
    assert broken == []
    assert len(places) > 60
    screens = Screens(browser, demo_pages.url)
    found = {place: findings(screens.of(place.username), place) for place in places}
    kept = report(found)
    grave = {place.path: problems for place, problems in found.items() if problems}
    assert grave == {}, f"see {kept}"
