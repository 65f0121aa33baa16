"""A V3 reservations reported, approved and announced; and a guest who stood in the lobby unannounced."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from hotel.web import clock
from tests.frontdesk.arriving import resident_id
from tests.journeys.conftest import Comes
from tests.journeys.people import on_phone
from tests.journeys.receiving import (
    confirms,
    fills_notice,
    hands_in,
    item,
    news,
    opens_board,
    soon,
    task,
    tasks,
)

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

Keep = Callable[[Page, str], Path]


def test_a_v3_of_reservations_waits_for_its_approval(comes: Comes, keep_shot: Keep) -> None:
    clerk, sales, kitchen = comes("receptionist"), comes("sales_manager"), comes("fnb_supervisor")
    opens_board(kitchen, "food_beverage")
    opens_board(sales, "sales")
    fills_notice(
        clerk.page,
        soon(1440),
        "V3",
        source="C",
        name_zh="许听澜",
        organisation="湘江旅行社",
        room_type="标准大床房",
    )
    visit = hands_in(clerk.page)
    expect(clerk.page.locator(".page-head")).to_contain_text("待审批")
    expect(
        clerk.page.locator("form[action$='/announce/'], form[action$='/approve/']")
    ).to_have_count(0)
    keep_shot(clerk.page, "approval-waits")

    sales.hears_the_bell()
    asked = sales.page.locator(".news-toast", has_text="许听澜")
    asked.get_by_role("button", name="打开").click()
    sales.page.wait_for_url(f"**/vip/{visit.pk}/")
    expect(tasks(kitchen.page)).to_have_count(0)
    keep_shot(sales.page, "approval-asked")
    sales.page.locator("form[action$='/approve/'] button[type=submit]").first.click()
    confirms(sales.page, "801")

    expect(task(kitchen.page, "送水果、干果到房")).to_be_visible()
    expect(news(clerk.page).filter(has_text="已批准").filter(has_text="许听澜")).to_have_count(1)
    visit.refresh_from_db()
    assert visit.approved_by is not None
    assert visit.approved_by.username == "sales_manager"


def test_a_walk_in_is_received_first_and_approved_within_thirty_minutes(
    comes: Comes, keep_shot: Keep
) -> None:
    lobby, kitchen = comes("assistant_manager"), comes("fnb_supervisor", on_phone)
    office = comes("fo_manager")
    opens_board(kitchen, "food_beverage")
    opens_board(office, "front_office")
    page = lobby.page
    fills_notice(
        page, soon(0), "V3", source="D", name_zh="沈砚秋", title="董事长", notifier_name="孟听雨"
    )
    keep_shot(page, "walk-in-notice")
    visit = hands_in(page)
    expect(page.locator("#h-receipts")).to_be_visible()
    expect(
        page.locator("dl.facts", has_text="29 分").or_(page.locator("dl.facts", has_text="30 分"))
    ).to_be_visible()
    keep_shot(page, "walk-in-announced")

    fruit = task(kitchen.page, "15分钟内补送水果干果")
    expect(fruit).to_be_visible()
    kitchen.hears_the_bell()
    keep_shot(kitchen.page, "walk-in-kitchen")
    visit.refresh_from_db()
    assert visit.approved_at is None
    assert visit.approval_due_at is not None
    assert visit.approval_due_at - visit.received_at <= timedelta(minutes=30, seconds=5)
    assert visit.announced_at is not None
    assert clock.now() < visit.approval_due_at

    office.hears_the_bell()
    office.page.goto(f"/vip/{visit.pk}/")
    keep_shot(office.page, "walk-in-to-approve")
    office.page.locator("form[action$='/approve/'] button[type=submit]").first.click()
    expect(office.page.locator("dl.facts", has_text="严霁月")).to_be_visible()
    expect(
        tasks(kitchen.page).filter(has=kitchen.page.locator(".c-ttl", has_text="15分钟内"))
    ).to_have_count(1)

    # An unannounced guest is not kept waiting for what nobody could prepare.
    page.goto(f"/check-in/{visit.stay_id}/")
    page.locator("label", has_text="806").first.click()
    page.locator("#id_p0-number").fill(resident_id("19700214"))
    page.locator("#id_p0-number").press("Tab")
    expect(page.locator("#p0-said")).to_contain_text("✓")
    page.locator("#id_signed").check()
    page.locator("#id_keys").press("Enter")
    page.wait_for_url("**/done/")
    page.goto(f"/vip/{visit.pk}/")
    expect(page.locator(".page-head")).to_contain_text("在住")
    assert item(visit, "A04").is_open
    keep_shot(page, "walk-in-in-house")
