"""VIP pages in Chromium: a visit in the hand, its notice on paper, the wall across the lobby."""

import pytest
from playwright.sync_api import Browser, expect

from tests import walk
from tests.journeys.people import at_desk, on_phone
from tests.stack import Stack
from vip.enums import Status
from vip.models import Visit

pytestmark = [pytest.mark.browser, pytest.mark.served]

WALLS = [(1280, 720), (1366, 768), (1600, 900), (1920, 1080), (3840, 2160)]


@pytest.fixture
def demo(demo_stack: Stack) -> Stack:
    return demo_stack.start("web")


def receptionist() -> str:
    user = walk.somebody("receptionist")
    assert user is not None
    return user.username


def announced() -> Visit:
    return Visit.objects.filter(status=Status.ANNOUNCED, arrived_at=None, confidential=False)[0]


def test_a_phone_shows_the_room_then_what_to_do_then_the_plan(
    browser: Browser, demo: Stack
) -> None:
    visit = announced()
    person = on_phone(browser, demo.url, receptionist())
    page = person.page
    page.goto(f"/vip/{visit.pk}/")
    expect(page.locator(".page-head .only-phone .roomno")).to_be_visible()
    tops = page.evaluate(
        """() => [".page-head .only-phone .roomno", ".visit-facts", ".visit-acts", ".visit-door",
          "#h-ready", ".plan-phase"].map((one) => document.querySelector(one).getBoundingClientRect().top)"""
    )
    assert tops == sorted(tops)
    person.context.close()


def test_the_printed_notice_names_no_other_visit(browser: Browser, demo: Stack) -> None:
    visit = announced()
    person = at_desk(browser, demo.url, receptionist())
    person.page.goto(f"/vip/{visit.pk}/notice/")
    expect(person.page.locator("#receipts .receipt").first).to_be_visible()
    person.page.emulate_media(media="print")
    expect(person.page.locator("#receipts")).to_be_hidden()
    person.context.close()


def test_a_wall_of_any_size_shows_everything(browser: Browser, demo: Stack) -> None:
    person = at_desk(browser, demo.url, receptionist())
    for width, height in WALLS:
        person.page.set_viewport_size({"width": width, "height": height})
        person.page.goto("/vip/wall/")
        below, over = person.page.evaluate(
            """() => [Math.max(...[...document.querySelectorAll(".w-visit, .w-list li, footer")]
                .map((one) => one.getBoundingClientRect().bottom)),
              document.querySelector(".wall > footer").getBoundingClientRect().top
                - Math.max(...[...document.querySelectorAll(".w-visit, .w-list li")]
                  .map((one) => one.getBoundingClientRect().bottom))]"""
        )
        assert below <= height + 1, (width, height)
        assert over >= 0, (width, height)
    person.context.close()
