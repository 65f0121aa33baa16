"""A complaint's promise comes due and rings in its owner's browser, and the guest is remembered."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from complaints.models import Complaint, Promise
from hotel.rooms.models import Room
from hotel.stays.models import Stay
from hotel.web import clock
from tests.journeys.people import Person, at_desk
from tests.stack import Stack
from tests.stays.makers import make_in_house, make_stay

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

Keep = Callable[[Page, str], Path]


@pytest.fixture
def clerk(browser: Browser, open_hotel: Stack) -> Iterator[Person]:
    person = at_desk(browser, open_hotel.url, "receptionist")
    yield person
    person.context.close()


@pytest.fixture
def owner(browser: Browser, open_hotel: Stack) -> Iterator[Person]:
    person = at_desk(browser, open_hotel.url, "assistant_manager")
    yield person
    person.context.close()


@pytest.fixture
def stay(open_hotel: Stack) -> Stay:
    """A guest in 801."""
    by = open_hotel.cast().receptionist
    return make_in_house(by, Room.objects.get(number="801"), nights=2)


def press(page: Page, act: str, **fields: str) -> None:
    """Fill in and send one of the small forms of the complaint's page."""
    details = page.locator(f"#act-{act}")
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
    form.locator("button[type=submit]").click()
    page.wait_for_load_state()


def test_a_promise_comes_due_rings_and_is_kept_to_the_end(
    clerk: Person, owner: Person, stay: Stay, keep_shot: Keep
) -> None:
    owner.page.goto("/complaints/")
    owner.waits_for_line()
    owner.page.keyboard.press("x")

    # Taken from the stay, while the consequences stand beside the form.
    page = clerk.page
    page.goto(f"/complaints/new/stay/{stay.pk}/")
    page.locator("#category").select_option("noise")
    expect(page.locator("#beside")).to_contain_text("S2")
    expect(page.locator("#beside")).to_contain_text("孟听雨")
    page.locator("#statement").fill("隔壁施工到十一点多，孩子一直没睡着。")
    keep_shot(page, "complaint-taken")
    page.locator("#statement").press("Control+Enter")
    page.wait_for_url(lambda address: address.rstrip("/").rsplit("/", 1)[-1].isdigit())

    # It appears on the owner's open list; the owner takes it and promises.
    row = owner.page.locator("#complaints [data-row]")
    expect(row).to_have_count(1)
    owner.hears_the_bell()
    owner.page.goto(page.url.replace(page.url.split("/complaints/")[0], ""))
    press(owner.page, "acknowledge", restated="1")
    press(owner.page, "promise", what="答复换房安排", minutes="10")
    expect(owner.page.locator(".clock .big")).to_contain_text(":")
    keep_shot(owner.page, "complaint-promised")

    # Its time comes: beat looks, the worker rings, the open page hears it.
    owner.waits_for_line()
    owner.page.keyboard.press("x")
    owner.page.evaluate("() => { window.rang = 0; }")
    promise = Promise.objects.get(result="")
    moment = clock.now() - clock.minutes(6)
    Promise.objects.filter(pk=promise.pk).update(
        made_at=moment, due_at=clock.now() + clock.minutes(1) / 30
    )
    owner.page.wait_for_function("() => window.rang > 0", timeout=60_000)
    expect(owner.page.locator("#news-toasts .alarm")).to_contain_text("801")
    expect(owner.page.locator(".promise.late")).to_be_visible()
    keep_shot(owner.page, "complaint-rings")

    # The guest is contacted, the next promise runs, the alarm falls silent.
    press(owner.page, "contacted", told="工程部今晚停工", what="确认换房", minutes="20")
    expect(owner.page.locator("#bell")).to_have_attribute("data-alarms", "0")
    expect(owner.page.locator(".promise.late")).to_have_count(0)
    promise.refresh_from_db()
    assert promise.result == "late"

    # Solved, followed up, closed.
    press(
        owner.page,
        "resolve",
        solution="replace",
        what_was_done="换至 806 安静房",
        guest_agreed="1",
        happy="yes",
    )
    press(owner.page, "follow-up", outcome="satisfied", note="睡得很好")
    press(owner.page, "close", lesson="抢修前通知邻房")
    expect(owner.page.locator(".flow li:last-child[aria-current=step]")).to_be_visible()
    keep_shot(owner.page, "complaint-closed")
    assert Complaint.objects.get().status == "closed"

    # The guest books again: whoever looks at the booking is warned.
    made = Complaint.objects.get()
    by = made.registered_by
    booked = make_stay(by, Room.objects.get(number="902"), guest=made.guest, arrival=None)
    page.goto(f"/stays/{booked.pk}/")
    expect(page.locator(f"#main a.chip[href='/complaints/{made.pk}/']")).to_be_visible()
    keep_shot(page, "complaint-remembered")
