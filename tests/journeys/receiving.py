"""What people do to receive a VIP, as verbs of the journeys: notice, confirmation, boards, the day."""

from datetime import datetime, timedelta
from typing import Any

from playwright.sync_api import Locator, Page, expect

from hotel.rooms.models import Room
from hotel.staff.models import User
from hotel.stays import services as desk
from hotel.web import clock
from hotel.work import evidence
from hotel.work.models import Item
from tests.journeys.people import Person
from tests.vip.ready import BEFORE, make_done
from vip.models import Visit


def soon(minutes: int) -> datetime:
    """In so many minutes, on the hotel's clock, and still today: the house opens for today only."""
    now = clock.local(clock.now()).replace(second=0, microsecond=0)
    return min(now + timedelta(minutes=minutes), now.replace(hour=23, minute=59))


def typed(moment: datetime) -> str:
    """As a field for date and time takes it."""
    return f"{clock.local(moment):%Y-%m-%dT%H:%M}"


def fills_notice(page: Page, arrival: datetime, level: str, **told: str) -> None:
    """A notice as taken on the telephone, of a new guest for one night; `told` by the field's name."""
    page.goto("/vip/new/")
    asked = {"source": "A", "name_zh": "沈砚秋", "notifier_name": "陈秘书", **told}
    page.locator(f"label[for=source_{asked.pop('source')}]").click()
    page.locator("#level").select_option(level)
    page.locator("#room_type").select_option(label=asked.pop("room_type", "行政套房"))
    page.locator("#arrival_at").fill(typed(arrival))
    page.locator("#departure_at").fill(typed(arrival + timedelta(hours=21)))
    for name, value in asked.items():
        _unfolds(page.locator(f"#{name}"))
        page.locator(f"#{name}").fill(value)


def _unfolds(control: Locator) -> None:
    control.evaluate(
        "each => { const part = each.closest('details'); if (part) part.open = true; }"
    )


def hands_in(page: Page) -> Visit:
    """Press the form's own button; the visit it made."""
    page.locator("#notice .page-head .btn-primary").click()
    page.wait_for_url(lambda address: address.rstrip("/").rsplit("/", 1)[-1].isdigit())
    return Visit.objects.get(pk=page.url.rstrip("/").rsplit("/", 1)[-1])


def confirms(page: Page, room: str = "") -> None:
    """Tell the departments, with this room if one is given."""
    form = page.locator("form[action$='/announce/']")
    if room:
        form.locator("[name=room]").select_option(str(Room.objects.get(number=room).pk))
    form.locator("button[type=submit]").first.click()
    expect(page.locator("#h-receipts")).to_be_visible()


def answers(page: Page, act: str, **fields: str) -> None:
    """Fill in and send one of the small forms of the visit's page."""
    details = page.locator(f"#act-{act}")
    if not details.evaluate("each => each.open"):
        details.locator("summary").click()
    form = details.locator("form")
    for name, value in fields.items():
        control = form.locator(f"[name={name}]")
        if control.evaluate("each => each.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)
    with page.expect_navigation():
        form.locator("button[type=submit]").click()


def opens_board(person: Person, code: str, query: str = "") -> None:
    person.page.goto(f"/boards/{code}/{query}")
    person.waits_for_line()
    # Browsers let a page sound only after a person has touched it.
    person.page.keyboard.press("x")


def tasks(page: Page) -> Locator:
    return page.locator("#board [data-item]")


def task(page: Page, title: str) -> Locator:
    return tasks(page).filter(has=page.locator(".c-ttl", has_text=title))


def news(page: Page) -> Locator:
    """The notices of the inbox."""
    page.goto("/inbox/")
    return page.locator("#inbox [data-row]")


def item(visit: Visit, key: str) -> Item:
    found: Item = Item.objects.get(subject_type="vip.visit", subject_id=visit.pk, key=key)
    return found


def prepares(visit: Visit, *, but: set[str]) -> None:
    """The house did what is owed before the arrival, all but these: not what these journeys are about."""
    attendant = User.objects.get(username="room_attendant")
    owed = Item.objects.filter(subject_type="vip.visit", subject_id=visit.pk, phase__in=BEFORE)
    for each in owed.exclude(key__in=but).filter(status__in=("waiting", "accepted")):
        make_done(each, attendant)


def moves_in(visit: Visit) -> None:
    """Everything is ready and the guest is in the house."""
    prepares(visit, but=set())
    inspector = User.objects.get(username="hk_supervisor")
    inspection = item(visit, "P05")
    Item.objects.filter(pk=inspection.pk).update(
        done_by=inspector, evidence=evidence.all_good(inspection)
    )
    desk.check_in(int(visit.stay_id or 0), by=User.objects.get(username="receptionist"))


def wide(page: Page) -> Any:
    """How wide the page is laid out, in pixels: on a phone never more than its screen."""
    return page.evaluate("document.documentElement.scrollWidth")
