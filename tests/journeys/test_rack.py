"""The room rack in a browser, by keyboard and by mouse."""

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from hotel.rooms.models import Room
from hotel.staff.models import User
from tests.journeys.people import Person, at_desk
from tests.stack import Stack
from tests.stays.makers import make_stay, night

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

Keep = Callable[[Page, str], Path]


@pytest.fixture
def clerk(browser: Browser, open_hotel: Stack) -> Iterator[Person]:
    person = at_desk(browser, open_hotel.url, "receptionist")
    yield person
    person.context.close()


def bars(page: Page, number: str) -> Locator:
    return page.get_by_role("group", name=number).locator(".bar")


def book(number: str) -> str:
    """Somebody at the other desk books the room for two nights; the guest's name."""
    by = User.objects.get(username="receptionist")
    stay = make_stay(by, Room.objects.get(number=number), nights=2)
    return str(stay.guest.name)


def test_arrows_find_a_stay_enter_opens_it_and_an_empty_night_is_booked(
    clerk: Person, keep_shot: Keep
) -> None:
    page = clerk.page
    name = book("801")
    page.goto("/rack/")
    page.locator("#rack").focus()
    page.keyboard.press("ArrowDown")
    expect(bars(page, "801").first).to_be_focused()

    page.keyboard.press("Enter")
    expect(page.get_by_role("complementary")).to_contain_text(name)
    keep_shot(page, "rack-panel")
    page.keyboard.press("Escape")
    expect(page.locator("#panel")).to_be_hidden()

    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    page.wait_for_url("**/stays/new/**")
    expect(page.locator("#id_room")).to_have_value("801")
    expect(page.locator("#id_arrival")).to_have_value(night(2).isoformat())
    expect(page.locator("#id_departure")).to_have_value(night(3).isoformat())


def test_three_nights_are_drawn_with_the_mouse(clerk: Person) -> None:
    page = clerk.page
    page.goto("/rack/")
    track = page.get_by_role("group", name="902").locator(".track")
    box = track.bounding_box()
    assert box is not None
    day = box["width"] / 14
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + 3.5 * day, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + 5.5 * day, middle, steps=4)
    page.mouse.up()
    page.wait_for_url("**/stays/new/**")
    asked = parse_qs(urlsplit(page.url).query)
    assert asked == {
        "room": ["902"],
        "arrival": [night(2).isoformat()],
        "departure": [night(5).isoformat()],
    }


def test_what_the_other_desk_books_appears_and_the_cursor_stays(clerk: Person) -> None:
    page = clerk.page
    page.goto("/rack/")
    clerk.waits_for_line()
    page.locator("#rack").focus()
    for _press in range(3):
        page.keyboard.press("ArrowDown")
    expect(page.get_by_role("group", name="803").locator(".cell")).to_be_focused()
    expect(bars(page, "801")).to_have_count(0)

    name = book("801")

    expect(bars(page, "801")).to_contain_text(name)
    expect(page.get_by_role("group", name="803").locator(".cell")).to_be_focused()
