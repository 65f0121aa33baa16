"""What changes while a VIP is on the way or in the house: each department is told once, and what."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from hotel.web import clock
from hotel.work.models import Item
from tests.journeys.conftest import Comes
from tests.journeys.people import on_phone
from tests.journeys.receiving import (
    answers,
    confirms,
    fills_notice,
    hands_in,
    item,
    moves_in,
    news,
    opens_board,
    soon,
    task,
    tasks,
    typed,
)
from vip.models import Visit

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

Keep = Callable[[Page, str], Path]


def tomorrow_at(hour: int) -> datetime:
    midnight = clock.at(clock.today() + timedelta(days=1), datetime.min.time())
    return clock.local(midnight) + timedelta(hours=hour)


def announced(page: Page, arrival: datetime, level: str, room: str, **told: str) -> Visit:
    fills_notice(page, arrival, level, **told)
    visit = hands_in(page)
    confirms(page, room)
    visit.refresh_from_db()
    return visit


def of_code(visit: Visit, code: str) -> list[str]:
    """The keys of this task's open items."""
    found = Item.objects.filter(subject_type="vip.visit", subject_id=visit.pk, code=code)
    return sorted(found.filter(status="waiting").values_list("key", flat=True))


def finishes(page: Page, title: str) -> None:
    """Take one's work and say it is done, on a phone."""
    mine = task(page, title)
    mine.get_by_role("button", name="接单").tap()
    mine.get_by_role("button", name="完成").tap()
    expect(mine).to_have_count(0)


def test_an_arrival_brought_forward_moves_the_tasks_and_is_told_once(
    comes: Comes, keep_shot: Keep
) -> None:
    manager = comes("general_manager")
    visit = announced(manager.page, tomorrow_at(18), "V2", "806", name_zh="顾南乔")
    kitchen, floors = comes("fnb_supervisor"), comes("hk_supervisor", on_phone)
    opens_board(kitchen, "food_beverage")
    opens_board(floors, "housekeeping")
    fruit = task(kitchen.page, "送水果、干果到房")
    expect(fruit).to_contain_text("16:00")
    before = tasks(kitchen.page).count()

    clerk = comes("receptionist")
    clerk.page.goto(f"/vip/{visit.pk}/")
    answers(clerk.page, "arrival", arrival_at=typed(tomorrow_at(15)), source="flight", note="改签")

    expect(fruit).to_contain_text("13:00")
    expect(tasks(kitchen.page)).to_have_count(before)
    expect(task(floors.page, "VIP房五项查房")).to_contain_text("12:00")
    expect(clerk.page.locator("section[aria-labelledby=h-diff]")).to_contain_text("15:00")
    keep_shot(clerk.page, "forward-visit")
    for person in (kitchen, floors):
        person.hears_the_bell()
        told = news(person.page).filter(has_text="顾南乔").filter(has_text="抵店时间改为")
        expect(told).to_have_count(1)
        expect(told).to_contain_text("15:00")
        expect(told).to_contain_text("调整")
    keep_shot(kitchen.page, "forward-news")
    keep_shot(floors.page, "forward-news-phone")


def test_a_level_raised_in_the_house_brings_each_department_its_difference_once(
    comes: Comes, keep_shot: Keep
) -> None:
    manager = comes("general_manager")
    stay = {"source": "B", "name_zh": "陆昭宁", "departure_at": typed(soon(5) + timedelta(days=2))}
    visit = announced(manager.page, soon(5), "V3", "906", **stay)
    moves_in(visit)
    floors, kitchen = comes("hk_supervisor", on_phone), comes("fnb_supervisor")
    opens_board(floors, "housekeeping", "?until=all")
    opens_board(kitchen, "food_beverage", "?until=all")
    tidies = task(floors.page, "房间小整理")
    expect(tidies).to_have_count(len(of_code(visit, "D04")))
    inspected = item(visit, "P05")
    manager.page.goto(f"/vip/{visit.pk}/")
    answers(manager.page, "level", level="V1", reason="董事长亲自陪同")

    tomorrow = clock.today() + timedelta(days=1)
    expect(tidies).to_have_count(len(of_code(visit, "D04")))
    assert len([key for key in of_code(visit, "D04") if key.startswith(f"D04@{tomorrow}")]) == 3
    again = item(visit, "P05")
    assert (again.pk, again.done_by_id) == (inspected.pk, inspected.done_by_id)
    for person, difference in ((floors, "房间小整理"), (kitchen, "红葡萄酒")):
        person.hears_the_bell()
        told = news(person.page).filter(has_text="陆昭宁").filter(has_text="等级调整为 V1")
        expect(told).to_have_count(1)
        expect(told).to_contain_text(difference)
    keep_shot(floors.page, "raised-floors")
    keep_shot(kitchen.page, "raised-kitchen")


def test_a_guest_goes_out_and_finds_the_room_renewed(comes: Comes, keep_shot: Keep) -> None:
    manager = comes("general_manager")
    visit = announced(manager.page, soon(5), "V1", "806", name_zh="林致远")
    moves_in(visit)
    attendant, inspector = comes("room_attendant", on_phone), comes("hk_supervisor", on_phone)
    clerk = comes("receptionist")
    opens_board(attendant, "housekeeping")
    opens_board(inspector, "housekeeping")
    clerk.page.goto(f"/vip/{visit.pk}/")
    answers(clerk.page, "guest-out", expected_back_at=typed(soon(90)))
    where = clerk.page.locator(".page-head")
    expect(where).to_contain_text("外出")
    keep_shot(clerk.page, "out-visit")

    renew = task(attendant.page, "马上清扫并补齐")
    expect(renew).to_be_visible()
    attendant.hears_the_bell()
    expect(attendant.page.locator(".news-toast").last).to_contain_text("806")
    out_at = visit.outings.get().out_at
    due = {key: item(visit, f"{key}@1").due_at - out_at for key in ("O01", "O02", "O03")}
    assert due == {
        key: timedelta(minutes=count) for key, count in (("O01", 2), ("O02", 30), ("O03", 40))
    }

    finishes(attendant.page, "马上清扫并补齐")
    finishes(inspector.page, "复查并报前厅完成")
    expect(where).to_contain_text("已备好")
    clerk.hears_the_bell()
    keep_shot(clerk.page, "out-ready")
    answers(clerk.page, "guest-back")
    expect(where).to_contain_text("在住")
    expect(news(clerk.page).filter(has_text="房间已备好")).to_have_count(1)
