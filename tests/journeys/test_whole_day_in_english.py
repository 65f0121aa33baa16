"""A guest's whole day with a staff that reads English only: booked, let in, moved, heard, let go."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from hotel.cashier import selectors as ledger
from hotel.rooms.models import Room
from hotel.staff.models import User
from hotel.stays.models import Stay
from hotel.web import clock
from tests.journeys.people import Person, at_desk, on_phone
from tests.journeys.reading import LOOK, Reader
from tests.stack import Stack

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

Keep = Callable[[Page, str], Path]
Enters = Callable[..., Reader]


@pytest.fixture
def enters(browser: Browser, open_hotel: Stack) -> Iterator[Enters]:
    """Signs somebody in who reads English, at a desk or with a phone in the hand."""
    User.objects.update(language="en")
    Room.objects.update(
        directions_zh="出电梯左转，第二间", directions_en="Left of the lift, second door"
    )
    inside: list[Person] = []

    def enter(username: str, path: str, door: Callable[..., Person] = at_desk) -> Reader:
        person = door(browser, open_hotel.url, username)
        inside.append(person)
        reader = Reader(username, person)
        reader.goes(path)
        person.waits_for_line()
        return reader

    yield enter
    for person in inside:
        person.context.close()


def day(offset: int) -> str:
    return f"{clock.today() + timedelta(days=offset):%Y-%m-%d}"


def books_by_telephone(clerk: Reader) -> None:
    page = clerk.page
    clerk.goes("/stays/new/")
    page.locator("#id_surname_latin").fill("WALKER")
    page.locator("#id_given_latin").fill("ELLA")
    page.locator("#id_sex").select_option("F")
    page.locator("#id_phone").fill("13873102266")
    page.locator("#id_arrival").fill(day(0))
    page.locator("#id_departure").fill(day(1))
    expect(page.locator("#left")).to_contain_text("Free for 1 night")
    page.locator("#left label", has_text="Standard king").click()
    page.locator("#id_requests").fill("A room away from the lift")
    clerk.reads()
    page.locator("#id_phone").press("Enter")
    page.wait_for_url("**/stays/reservations/**")
    clerk.reads()
    clerk.opens(page.locator("a[href*='/confirmation/']").first)


def gives_a_room(clerk: Reader) -> Stay:
    """From the list of arrivals to a room that is held for the guest."""
    page = clerk.page
    clerk.goes("/arrivals/")
    expect(page.locator("[data-row]", has_text="WALKER")).to_contain_text("No room assigned")
    page.locator("[data-row] .who a", has_text="WALKER").click()
    page.wait_for_url("**/stays/*/")
    clerk.reads()
    page.get_by_role("link", name="Assign room").first.click()
    page.wait_for_url("**/rooms/")
    clerk.reads()
    page.locator("[data-row]", has_text="801").get_by_role("button", name="Assign").click()
    page.wait_for_url(re.compile(r"/stays/\d+/$"))
    clerk.reads()
    return Stay.objects.get()


def lets_in(clerk: Reader, stay: Stay) -> None:
    page = clerk.page
    clerk.goes(f"/check-in/{stay.pk}/")
    # Pressed too early: what is refused is refused in English too.
    page.locator("#id_keys").press("Enter")
    expect(page.locator("#id_p0-number")).to_be_focused()
    clerk.reads()
    page.locator("#id_p0-kind").select_option("passport_foreign")
    page.locator("#id_p0-nationality").select_option("GBR")
    page.locator("#id_p0-number").fill("533380006")
    page.locator("#id_p0-valid_until").fill(day(900))
    page.locator("#id_p0-birth_date").fill("1988-06-14")
    page.locator("#id_p0-visa").fill("L 12345678")
    page.locator("#id_p0-entry_date").fill(day(-3))
    page.locator("#id_p0-entry_port").fill("Shanghai Pudong")
    expect(page.locator("#id_deposit")).to_have_value(re.compile(r"600"))
    page.locator("#id_signed").check()
    clerk.reads()
    page.locator("#id_keys").press("Enter")
    page.wait_for_url("**/done/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Checked in")
    expect(page.locator(".keycard")).to_have_count(1)
    clerk.reads()
    clerk.opens(page.locator("a[href$='/slip/']"))
    for path in (f"/check-in/{stay.pk}/form/", "/registrations/", "/in-house/", "/rack/"):
        clerk.goes(path)


def stays_on_and_moves(clerk: Reader, stay: Stay) -> None:
    page = clerk.page
    clerk.goes(f"/stays/{stay.pk}/extend/")
    page.locator("#id_departure").fill(day(2))
    expect(page.locator("#effect")).to_contain_text("1 night more")
    clerk.reads()
    page.get_by_role("button", name="Save").click()
    page.wait_for_url(f"**/stays/{stay.pk}/")
    expect(page.locator("#stay")).to_contain_text("2 nights")
    clerk.reads()
    clerk.goes(f"/stays/{stay.pk}/move/")
    page.locator("#id_reason").fill("The lift can be heard")
    page.locator(".pick", has_text="802").click()
    clerk.reads()
    page.get_by_role("button", name="Move").click()
    page.wait_for_url(f"**/stays/{stay.pk}/")
    expect(page.locator(".stay-head .roomno")).to_have_text("802")
    clerk.reads()


def acts(reader: Reader, act: str, **fields: str) -> None:
    """Fill in and send one of the small forms of the complaint's page."""
    details = reader.page.locator(f"#act-{act}")
    if not details.evaluate("each => each.open"):
        details.locator("summary").click()
    form = details.locator("form")
    for name, value in fields.items():
        control = form.locator(f"[name={name}]")
        kind = control.evaluate("each => each.type")
        if kind == "checkbox":
            control.check()
        elif kind.startswith("select"):
            control.select_option(value)
        else:
            control.fill(value)
    with reader.page.expect_navigation():
        form.locator("button[type=submit]").click()
    reader.reads()


def is_heard(clerk: Reader, owner: Reader, stay: Stay) -> None:
    """The complaint is taken from the stay; its owner hears of it, promises and keeps it."""
    page = clerk.page
    clerk.goes(f"/complaints/new/stay/{stay.pk}/")
    page.locator("#category").select_option("noise")
    expect(page.locator("#beside")).to_contain_text("Meng Tingyu")
    page.locator("#statement").fill("The lift kept my daughter awake all afternoon.")
    clerk.reads()
    page.locator("#statement").press("Control+Enter")
    page.wait_for_url(re.compile(r"/complaints/\d+/$"))
    clerk.reads()
    expect(owner.page.locator("#complaints [data-row]")).to_have_count(1)
    owner.reads()
    owner.goes(page.url)
    acts(owner, "acknowledge", restated="1")
    acts(owner, "promise", what="Tell how quiet the new room is", minutes="10")
    expect(owner.page.locator(".clock .big")).to_contain_text(":")
    clerk.goes(f"/stays/{stay.pk}/")
    expect(page.locator("#complaints-of-stay")).to_contain_text("Tell how quiet the new room is")
    acts(owner, "contacted", told="802 is quiet", what="Ask once more", minutes="20")
    acts(owner, "option", kind="replace", text="Breakfast in the room", cost="0")
    acts(
        owner,
        "resolve",
        solution="replace",
        what_was_done="Moved to 802",
        guest_agreed="1",
        happy="yes",
    )
    acts(owner, "follow-up", outcome="satisfied", note="Slept well")
    acts(owner, "close", lesson="Families sleep away from the lift")
    for path in ("/complaints/", "/inbox/", "/"):
        owner.goes(path)


def is_cleaned(attendant: Reader, inspector: Reader) -> None:
    """The room that was left: cleaned by one on foot, passed by another."""
    room = Room.objects.get(number="801")
    mine = attendant.page
    attendant.goes("/housekeeping/mine/")
    mine.locator("#free summary").first.tap()
    left = mine.locator("article", has_text="801")
    left.get_by_role("button", name="Start").tap()
    left.get_by_role("button", name="Cleaning finished").tap()
    expect(mine.locator("#done-rooms")).to_contain_text("801")
    attendant.reads()
    look = inspector.page.locator("article", has_text="801")
    expect(look).to_contain_text("Luo Xiaoman")
    inspector.reads()
    inspector.opens(look.locator("a[href$='/inspect/']").first)
    inspector.goes("/housekeeping/mine/")
    look.get_by_role("button", name="Pass").tap()
    expect(look.get_by_role("button", name="Pass")).to_have_count(0)
    inspector.goes(f"/housekeeping/rooms/{room.pk}/")
    inspector.goes("/housekeeping/")
    expect(inspector.page.locator(f"#room-{room.pk}")).to_contain_text("VI")


def is_looked_into(clerk: Reader, attendant: Reader) -> None:
    """The floor hears of the departure and answers; the desk sees it without touching anything."""
    desk, report = clerk.page, attendant.page
    desk.get_by_role("button", name="Ask housekeeping to inspect").click()
    asked = report.locator("article", has_text="802")
    expect(asked).to_contain_text("Lin Jianxia")
    attendant.reads()
    asked.get_by_role("button", name="I go").tap()
    expect(desk.locator("#leave-work")).to_contain_text("Luo Xiaoman is in the room")
    clerk.reads()
    asked.locator("a[href*='/inspections/']").tap()
    report.wait_for_url("**/inspections/**")
    attendant.reads()
    report.locator(".pick input").first.fill("1")
    report.locator(".form-foot .btn-primary").tap()
    expect(desk.locator("#dues-form")).to_contain_text("Mineral water")
    clerk.reads()


def lets_go(clerk: Reader, attendant: Reader, stay: Stay) -> None:
    desk = clerk.page
    clerk.goes("/departures/")
    clerk.goes(f"/check-out/{stay.pk}/")
    clerk.person.waits_for_line()
    is_looked_into(clerk, attendant)
    desk.get_by_role("button", name="Post what is ticked").click()
    expect(desk.locator("#dues-form")).to_have_count(0)
    clerk.reads()
    desk.locator("#back-form").get_by_role("button").click()
    expect(desk.locator("#settle-act")).to_contain_text("Nothing is owed")
    clerk.reads()
    desk.get_by_label("The guest's words").fill("Kind people")
    desk.get_by_label("5", exact=True).check()
    desk.get_by_label("All belongings are with the guest").check()
    expect(desk.locator("#leave-checks [data-problem]")).to_have_count(0)
    desk.get_by_role("button", name="Check out").click()
    expect(desk.locator("h1")).to_contain_text("has left")
    expect(desk.locator("#gone-room")).to_contain_text("Kind people")
    expect(desk.locator("#gone-room .chip.room")).to_contain_text("VD")
    clerk.reads()
    folio = ledger.folio_of_stay(stay.pk)
    assert folio is not None
    stay.refresh_from_db()
    assert (stay.status, ledger.balance(folio.pk)) == ("departed", Decimal("0.00"))
    for path in (
        f"/cashier/{folio.pk}/",
        f"/cashier/{folio.pk}/bill/",
        f"/stays/{stay.pk}/",
        f"/guests/{stay.guest_id}/",
        "/departures/",
        "/inbox/",
        "/",
    ):
        clerk.goes(path)


def test_the_whole_day_is_read_in_english(enters: Enters, keep_shot: Keep) -> None:
    clerk = enters("receptionist", "/")
    owner = enters("assistant_manager", "/complaints/")
    attendant = enters("room_attendant", "/housekeeping/mine/", on_phone)
    inspector = enters("hk_supervisor", "/housekeeping/mine/", on_phone)

    books_by_telephone(clerk)
    stay = gives_a_room(clerk)
    lets_in(clerk, stay)
    stays_on_and_moves(clerk, stay)
    is_heard(clerk, owner, stay)
    is_cleaned(attendant, inspector)
    lets_go(clerk, attendant, stay)
    keep_shot(clerk.page, "english-day-done")

    readers = (clerk, owner, attendant, inspector)
    assert sum(len(each.read) for each in readers) > 30
    assert sorted({line for each in readers for line in each.found}) == []


STRANGE = """<html lang="en"><p lang="zh-Hans">您好</p><p lang="en">Stay of WALKER</p>
<p>客房</p><details><b title="房号">801</b></details><p>%(num)s rooms</p><p>None</p></html>"""


def test_a_reader_finds_what_is_not_english(page: Page) -> None:
    page.set_content(STRANGE)

    assert page.evaluate(LOOK) == [
        "p: 客房",
        "b[title]: 房号",
        "p, unfilled: %(num)s rooms",
        "p, unfilled: None",
    ]
