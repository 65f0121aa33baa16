"""The main job: a confirmed VIP booking reaches every department's open board."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from hotel.web import clock
from tests.journeys.people import Person, at_desk, on_phone
from tests.journeys.receiving import (
    confirms,
    fills_notice,
    hands_in,
    opens_board,
    task,
    tasks,
    wide,
)
from tests.stack import Stack

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

Keep = Callable[[Page, str], Path]

DEPARTMENTS = {
    "housekeeping": "hk_supervisor",
    "food_beverage": "fnb_supervisor",
    "sales": "sales_manager",
}


@pytest.fixture
def arrival() -> datetime:
    """Tomorrow at three in the afternoon, on the hotel's clock."""
    tomorrow = clock.local(clock.now()).date() + timedelta(days=1)
    return clock.local(clock.at(tomorrow, datetime.min.time())) + timedelta(hours=15)


@pytest.fixture
def manager(browser: Browser, open_hotel: Stack) -> Iterator[Person]:
    person = at_desk(browser, open_hotel.url, "general_manager")
    yield person
    person.context.close()


@pytest.fixture
def boards(browser: Browser, open_hotel: Stack) -> Iterator[dict[str, Person]]:
    """Three departments at work, each with its board open and its line up."""
    people = {
        code: at_desk(browser, open_hotel.url, username) for code, username in DEPARTMENTS.items()
    }
    for code, person in people.items():
        opens_board(person, code)
    yield people
    for person in people.values():
        person.context.close()


def writes_notice(page: Page, arrival: datetime, level: str) -> None:
    """A leader's notice taken on the telephone: source A, a new guest, a suite for one night."""
    told = {"title": "董事长", "organisation": "恒岳集团", "party_size": "2"}
    fills_notice(page, arrival, level, **told)
    hands_in(page)


def test_a_confirmed_visit_reaches_every_open_board_and_is_acknowledged(
    manager: Person, boards: dict[str, Person], arrival: datetime, keep_shot: Keep
) -> None:
    for person in boards.values():
        expect(tasks(person.page)).to_have_count(0)

    writes_notice(manager.page, arrival, "V2")
    confirms(manager.page)

    for code, person in boards.items():
        expect(tasks(person.page).first).to_be_visible()
        expect(person.page.locator(".vhead")).to_contain_text("沈砚秋 董事长")
        person.hears_the_bell()
        keep_shot(person.page, f"confirmed-{code}")
        person.page.locator("#receipts .receipt .btn-done").first.click()
        expect(person.page.locator("#receipts .receipt")).to_have_count(0)
    receipts = manager.page.locator("section[aria-labelledby=h-receipts]")
    for department in ("客房部", "餐饮部", "营销部"):
        expect(receipts.get_by_role("row", name=department)).to_contain_text("✓")
    keep_shot(manager.page, "confirmed-manager")


def test_a_greeter_works_the_board_on_a_phone(
    manager: Person, browser: Browser, open_hotel: Stack, arrival: datetime, keep_shot: Keep
) -> None:
    writes_notice(manager.page, arrival, "V1")
    confirms(manager.page)
    greeter = on_phone(browser, open_hotel.url, "greeter_lead")
    opens_board(greeter, "etiquette")
    sign = task(greeter.page, "条幅/水牌到位")

    sign.locator("button.take").click()

    expect(sign).to_contain_text("已接", timeout=45_000)
    assert wide(greeter.page) <= 390
    keep_shot(greeter.page, "greeter-phone")


def test_what_happened_while_the_line_was_down_is_there_when_it_is_back(
    manager: Person, boards: dict[str, Person], arrival: datetime, keep_shot: Keep
) -> None:
    kitchen = boards["food_beverage"]
    kitchen.context.set_offline(True)
    kitchen.page.wait_for_function("() => !window.lineUp", timeout=90_000)
    writes_notice(manager.page, arrival, "V2")
    confirms(manager.page)
    expect(tasks(boards["sales"].page).first).to_be_visible()
    expect(tasks(kitchen.page)).to_have_count(0)
    keep_shot(kitchen.page, "line-down")

    kitchen.context.set_offline(False)

    expect(tasks(kitchen.page).first).to_be_visible(timeout=60_000)
    kitchen.hears_the_bell()
