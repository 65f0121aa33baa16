"""A guest leaves: the room is looked into while the guest waits, the deposit goes back, a word is said."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from hotel.cashier import selectors as ledger
from hotel.rooms.models import Room
from hotel.stays.models import Stay
from hotel.stays.selectors import stay as find_stay
from tests.frontdesk.leaving import Counter
from tests.house import House
from tests.journeys.people import Person, at_desk, on_phone
from tests.stack import Stack
from tests.stays.makers import Desk

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

Keep = Callable[[Page, str], Path]


@pytest.fixture
def leaving(open_hotel: Stack) -> Stay:
    """Somebody in room 801 who left ¥600 by WeChat and carries one card."""
    cast = open_hotel.cast()
    rooms = {room.number: room for room in Room.objects.select_related("room_type")}
    types = {room.room_type.code: room.room_type for room in rooms.values()}
    house = House(types["KING"], types["TWIN"], types["SUITE"], rooms)
    return Counter(Desk(cast, house)).guest("801", deposit="600")


@pytest.fixture
def clerk(browser: Browser, open_hotel: Stack) -> Iterator[Person]:
    person = at_desk(browser, open_hotel.url, "receptionist")
    yield person
    person.context.close()


@pytest.fixture
def attendant(browser: Browser, open_hotel: Stack) -> Iterator[Person]:
    """On the floor, the phone in the hand."""
    person = on_phone(browser, open_hotel.url, "room_attendant")
    person.page.goto("/housekeeping/mine/")
    person.waits_for_line()
    yield person
    person.context.close()


def test_a_guest_leaves_while_the_floor_answers(
    clerk: Person, attendant: Person, leaving: Stay, keep_shot: Keep
) -> None:
    desk = clerk.page
    desk.goto(f"/check-out/{leaving.pk}/")
    clerk.waits_for_line()
    desk.get_by_label("客人意见").fill("住得很好")
    desk.get_by_label("5", exact=True).check()

    # The floor hears of it and answers; the desk sees it without touching anything.
    desk.get_by_role("button", name="通知客房查房").click()
    asked = attendant.page.locator("article", has_text="801")
    asked.locator("button[formaction$='/go/']").click()
    expect(desk.locator("#leave-work")).to_contain_text("罗小满")
    keep_shot(desk, "check-out-waiting")
    asked.locator("a[href*='/inspections/']").click()
    report = attendant.page
    report.locator(".pick input").first.fill("1")
    report.locator(".form-foot .btn-primary").click()
    expect(desk.locator("#dues-form")).to_contain_text("查房")

    # The bill: the night and what was found, then the rest of the deposit goes back.
    desk.get_by_role("button", name="勾选入账").click()
    expect(desk.locator("#dues-form")).to_have_count(0)
    keep_shot(desk, "check-out-settling")
    desk.locator("#back-form").get_by_role("button").click()
    expect(desk.locator("#settle-act")).to_contain_text("无应付")

    # The primary leads to what is still open, then lets the guest go. What was typed has stayed.
    desk.get_by_role("button", name="办理离店").click()
    desk.get_by_label("随身物品已带齐").check()
    desk.get_by_role("button", name="办理离店").click()

    expect(desk.locator("h1")).to_contain_text("已离店")
    expect(desk.locator("#gone-room")).to_contain_text("住得很好")
    expect(desk.locator("#gone-room .chip.room")).to_contain_text("VD")
    keep_shot(desk, "check-out-done")
    folio = ledger.folio_of_stay(leaving.pk)
    assert folio is not None
    assert (find_stay(leaving.pk).status, ledger.balance(folio.pk)) == ("departed", Decimal("0.00"))


def test_the_primary_leads_to_the_first_thing_still_open(clerk: Person, leaving: Stay) -> None:
    desk = clerk.page
    desk.goto(f"/check-out/{leaving.pk}/")

    desk.locator("[data-leave]").click()

    expect(desk.get_by_role("button", name="通知客房查房")).to_be_focused()
