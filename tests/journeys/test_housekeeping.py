"""An attendant cleans and an inspector passes a room, each on a phone; the desk sees it ready."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from hotel.rooms.models import Room
from hotel.staff.models import User
from housekeeping import services
from housekeeping.models import CleaningTask
from tests.journeys.people import Person, at_desk, on_phone
from tests.stack import Stack

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

Keep = Callable[[Page, str], Path]


@pytest.fixture
def task(open_hotel: Stack) -> CleaningTask:
    """Room 801 was left dirty and is the attendant's."""
    room = Room.objects.get(number="801")
    Room.objects.filter(pk=room.pk).update(cleanliness="dirty")
    services.follow_rooms([room.pk], by=None)
    attendant = User.objects.get(username="room_attendant")
    leader = User.objects.get(username="hk_supervisor")
    services.assign([room.pk], attendant.pk, by=leader)
    return CleaningTask.objects.get(room=room)


@pytest.fixture
def desk(browser: Browser, open_hotel: Stack, task: CleaningTask) -> Iterator[Person]:
    person = at_desk(browser, open_hotel.url, "receptionist")
    person.page.goto("/housekeeping/")
    person.waits_for_line()
    yield person
    person.context.close()


@pytest.fixture
def attendant(browser: Browser, open_hotel: Stack, task: CleaningTask) -> Iterator[Person]:
    person = on_phone(browser, open_hotel.url, "room_attendant")
    person.page.wait_for_url("**/housekeeping/mine/")
    person.waits_for_line()
    yield person
    person.context.close()


@pytest.fixture
def inspector(browser: Browser, open_hotel: Stack) -> Iterator[Person]:
    person = on_phone(browser, open_hotel.url, "hk_supervisor")
    person.page.goto("/housekeeping/mine/")
    person.waits_for_line()
    yield person
    person.context.close()


def test_from_dirty_to_ready_before_the_desks_eyes(
    desk: Person, attendant: Person, inspector: Person, task: CleaningTask, keep_shot: Keep
) -> None:
    tile = desk.page.locator(f"#room-{task.room_id}")
    mine = attendant.page.locator(f"#item-{task.pk}")
    expect(tile).to_contain_text("VD")
    keep_shot(attendant.page, "floors-to-do")

    mine.get_by_role("button", name="开始").tap()
    mine.get_by_role("button", name="清扫完成").tap()
    expect(tile).to_contain_text("VC")

    inspected = inspector.page.locator(f"#item-{task.pk}")
    keep_shot(inspector.page, "floors-to-inspect")
    inspected.get_by_role("button", name="合格").tap()

    expect(tile).to_contain_text("VI")
    for person in (attendant, inspector):
        assert person.page.evaluate("document.documentElement.scrollWidth") <= 390
    keep_shot(desk.page, "floors-ready")


def test_what_is_tapped_without_a_line_is_sent_when_it_is_back(
    desk: Person, attendant: Person, task: CleaningTask
) -> None:
    mine = attendant.page.locator(f"#item-{task.pk}")
    attendant.context.set_offline(True)
    mine.get_by_role("button", name="开始").tap()
    expect(attendant.page.locator("#queue")).to_be_visible()

    attendant.context.set_offline(False)

    expect(mine.get_by_role("button", name="清扫完成")).to_be_visible(timeout=60_000)
    task.refresh_from_db()
    assert task.state == "in_progress"
