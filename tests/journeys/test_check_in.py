"""The counter's arrivals in a browser: booked by telephone, walked in, and a room that is gone."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from hotel.web import clock
from tests.frontdesk.arriving import resident_id
from tests.journeys.people import Person, at_desk
from tests.stack import Stack

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

Keep = Callable[[Page, str], Path]


@pytest.fixture
def clerk(browser: Browser, open_hotel: Stack) -> Iterator[Person]:
    person = at_desk(browser, open_hotel.url, "receptionist")
    yield person
    person.context.close()


def day(offset: int) -> str:
    return f"{clock.today() + timedelta(days=offset):%Y-%m-%d}"


def books_by_telephone(page: Page, name: str) -> None:
    """Key N on the list of arrivals' way: a booking from today on with a king."""
    page.goto("/stays/new/")
    page.locator("#id_name_zh").fill(name)
    page.locator("#id_phone").fill("13873102266")
    page.locator("#id_arrival").fill(day(0))
    page.locator("#id_departure").fill(day(2))
    page.locator("#left label", has_text="标准大床房").click()
    page.locator("#id_phone").press("Enter")
    page.wait_for_url("**/stays/reservations/**")


def says_document(page: Page, number: str) -> None:
    page.locator("#id_p0-number").fill(number)
    page.locator("#id_p0-number").press("Tab")
    expect(page.locator("#p0-said")).to_contain_text("✓")


def test_a_telephone_booking_is_checked_in_by_keyboard(clerk: Person, keep_shot: Keep) -> None:
    page = clerk.page
    books_by_telephone(page, "许听澜")
    page.goto("/arrivals/")
    row = page.locator("[data-row]", has_text="许听澜")
    expect(row).to_contain_text("未排房")
    page.keyboard.press("ArrowDown")
    row.focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/check-in/**")

    # Pressed too early it shows the first problem.
    page.locator("#id_keys").press("Enter")
    expect(page.locator("#id_p0-number")).to_be_focused()
    keep_shot(page, "check-in-refused")

    says_document(page, resident_id("19880614"))
    expect(page.locator("#id_p0-birth_date")).to_have_value("1988-06-14")
    page.locator("#id_signed").focus()
    page.keyboard.press("Space")
    page.locator("#id_keys").fill("2")
    keep_shot(page, "check-in-ready")
    page.locator("#id_keys").press("Enter")

    page.wait_for_url("**/done/")
    expect(page.get_by_role("heading", level=1)).to_have_text("已入住")
    expect(page.locator(".keycard")).to_have_count(2)
    keep_shot(page, "checked-in")
    page.keyboard.press("f")
    page.wait_for_url("**/form/")
    expect(page.locator(".reg-sheet")).to_contain_text("许听澜")


def walks_in(page: Page, *, surname: str, passport: str) -> None:
    """Fill the walk-in form for somebody with a passport, up to the button."""
    page.goto("/walk-in/")
    page.locator("#left label", has_text="标准大床房").click()
    page.locator("#left label", has_text="801").click()
    page.locator("#id_p0-surname_latin").fill(surname)
    page.locator("#id_p0-given_latin").fill("MARTA")
    page.locator("#id_p0-kind").select_option("passport_foreign")
    page.locator("#id_p0-number").fill(passport)
    page.locator("#id_p0-valid_until").fill(day(900))
    page.locator("#id_p0-sex").select_option("F")
    page.locator("#id_p0-birth_date").fill("1991-04-09")
    page.locator("#id_p0-nationality").select_option("POL")
    page.locator("#id_p0-visa").fill("L 12345678")
    page.locator("#id_p0-entry_date").fill(day(-3))
    page.locator("#id_p0-entry_port").fill("上海浦东机场")
    page.locator("#id_deposit").fill("600")
    page.locator("#id_signed").check()


def test_a_walk_in_with_a_passport_gets_a_room(clerk: Person, keep_shot: Keep) -> None:
    page = clerk.page
    walks_in(page, surname="KOWALSKA", passport="EN1234567")
    keep_shot(page, "walk-in")
    page.locator("#walk-in .btn-primary").click()
    page.wait_for_url("**/done/")
    page.goto("/registrations/")
    row = page.locator("[data-row]", has_text="KOWALSKA")
    expect(row).to_contain_text("境外")
    row.locator("[name=receipt_no]").fill("HN-2026-1")
    row.locator("button").click()
    expect(page.locator("[data-row]", has_text="KOWALSKA")).to_have_count(0)


def test_a_room_somebody_was_faster_to_take_is_refused_with_all_kept(
    clerk: Person, browser: Browser, open_hotel: Stack, keep_shot: Keep
) -> None:
    other = at_desk(browser, open_hotel.url, "fo_supervisor")
    walks_in(clerk.page, surname="KOWALSKA", passport="EN1234567")
    walks_in(other.page, surname="NOVAK", passport="EN7654321")
    clerk.page.locator("#walk-in .btn-primary").click()
    clerk.page.wait_for_url("**/done/")

    other.page.locator("#walk-in .btn-primary").click()

    expect(other.page.locator("#id_room_error")).to_be_visible()
    expect(other.page.locator("#id_p0-surname_latin")).to_have_value("NOVAK")
    expect(other.page.locator("#id_p0-number")).to_have_value("EN7654321")
    expect(other.page.locator("#id_p0-entry_port")).to_have_value("上海浦东机场")
    keep_shot(other.page, "walk-in-refused")
    other.page.locator("#left label", has_text="802").click()
    other.page.locator("#id_signed").check()
    other.page.locator("#walk-in .btn-primary").click()
    other.page.wait_for_url("**/done/")
    other.context.close()
