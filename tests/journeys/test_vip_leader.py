"""A V1 the chairman announced: noted, confirmed, lined up for, prepared, rung at the gate, let in."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from hotel.staff.models import Duty, User
from tests.frontdesk.arriving import resident_id
from tests.journeys.conftest import Comes
from tests.journeys.people import Person, on_phone, with_tablet
from tests.journeys.receiving import (
    confirms,
    fills_notice,
    hands_in,
    item,
    news,
    opens_board,
    prepares,
    soon,
    task,
    wide,
)
from vip.models import Visit

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

Keep = Callable[[Page, str], Path]


def everybody_on_duty_but(username: str) -> None:
    """The roster of the hours around now."""
    period = (soon(-180), soon(180) + timedelta(hours=3))
    for person in User.objects.exclude(username=username).select_related("department"):
        Duty.objects.create(
            user=person, department=person.department, shift=Duty.Shift.DAY, period=period
        )


def takes_the_call(clerk: Person) -> Visit:
    fills_notice(
        clerk.page,
        soon(40),
        "V1",
        title="董事长",
        organisation="恒岳集团",
        plates="湘A8K6F2",
        banner_text="热烈欢迎恒岳集团",
    )
    return hands_in(clerk.page)


def lines_up(manager: Person, sales: Person, visit: Visit, keep_shot: Keep) -> None:
    """The roster names who stands in for the general manager; one more is put in line and told."""
    page = manager.page
    welcome = page.get_by_role("table", name="迎接")
    row = welcome.get_by_role("row").filter(has_text="总经理").first
    expect(row).to_contain_text("卢清和")
    expect(row).to_contain_text("秦望川")
    keep_shot(page, "leader-line-up")
    page.locator("#act-line-up summary").click()
    form = page.locator("#act-line-up form")
    form.locator("[name=place]").select_option("welcome:general_manager")
    form.locator("[name=person]").select_option(label="苏远航 sales_manager")
    with page.expect_navigation():
        form.locator("button[type=submit]").click()
    expect(row).to_contain_text("苏远航")
    sales.hears_the_bell()
    expect(news(sales.page).filter(has_text="列队")).to_have_count(1)
    keep_shot(sales.page, "leader-told-to-stand")


def is_refused_at_the_desk(clerk: Person, visit: Visit) -> None:
    """Before the room has passed nobody is let in, and the reason is read beside the form."""
    page = clerk.page
    page.goto(f"/check-in/{visit.stay_id}/")
    says_who_came(page)
    page.locator("#id_keys").press("Enter")
    expect(page.locator("#check-in .msg.is-bad").first).to_contain_text("VIP房五项查房")


def says_who_came(page: Page) -> None:
    page.locator("#id_p0-number").fill(resident_id("19700214"))
    page.locator("#id_p0-number").press("Tab")
    expect(page.locator("#p0-said")).to_contain_text("✓")
    page.locator("#id_deposit").fill("0")
    page.locator("#id_waive_reason").fill("V1 免押")
    if page.locator("#id_signed").count():
        page.locator("#id_signed").check()
    page.locator("#id_keys").fill("2")


def passes_the_room(inspector: Person, keep_shot: Keep) -> None:
    """The five points of the inspection, one after the other on a phone."""
    opens_board(inspector, "housekeeping")
    page = inspector.page
    task(page, "VIP房五项查房").get_by_role("link", name="VIP房五项查房").tap()
    page.locator("#panel footer [data-key=d]").tap()
    points = page.locator("#item-form .point")
    expect(points).to_have_count(5)
    for number in range(5):
        points.nth(number).locator(".answer.good").tap()
    keep_shot(page, "leader-inspection")
    assert wide(page) <= 390
    page.locator("#item-form .btn-done").tap()
    expect(task(page, "VIP房五项查房")).to_have_count(0)


def rings_from_the_gate(guard: Person, greeter: Person, keep_shot: Keep) -> None:
    page = guard.page
    page.goto("/vip/gate/")
    car = page.locator(".car", has_text="湘A8K6F2")
    expect(car).to_contain_text("沈砚秋")
    keep_shot(page, "leader-gate")
    car.get_by_role("button", name="车到门岗").tap()
    expect(page.locator(".car.is-here")).to_contain_text("湘A8K6F2")
    greeter.hears_the_bell()
    expect(greeter.page.locator(".news-toast").first).to_contain_text("沈砚秋")
    keep_shot(greeter.page, "leader-rung")


def registers_in_the_room(host: Person, visit: Visit, keep_shot: Keep) -> None:
    """On a tablet in the room: everybody registered, then the guest signs with a finger."""
    page = host.page
    page.goto(f"/vip/{visit.pk}/run-sheet/")
    keep_shot(page, "leader-run-sheet")
    page.get_by_role("link", name="房内登记").tap()
    page.get_by_role("link", name="登记并办理入住").tap()
    says_who_came(page)
    keep_shot(page, "leader-tablet-check-in")
    page.locator("#check-in .btn-primary").tap()
    page.wait_for_url(f"**/vip/{visit.pk}/registration/")
    expect(page.locator("main")).to_contain_text("沈砚秋")
    page.locator("[name=name]").fill("沈砚秋")
    signs(page)
    keep_shot(page, "leader-signed")
    page.locator("main form .btn-primary").tap()
    page.wait_for_url(f"**/vip/{visit.pk}/run-sheet/")


def signs(page: Page) -> None:
    box = page.locator("canvas").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 60, box["y"] + 60)
    page.mouse.down()
    page.mouse.move(box["x"] + 200, box["y"] + 120, steps=4)
    page.mouse.up()


def test_a_leaders_guest_is_received_from_the_call_to_the_signature(
    comes: Comes, keep_shot: Keep
) -> None:
    everybody_on_duty_but("general_manager")
    clerk, manager, sales = comes("receptionist"), comes("fo_manager"), comes("sales_manager")
    visit = takes_the_call(clerk)
    manager.page.goto(f"/vip/{visit.pk}/")
    confirms(manager.page, "806")
    visit.refresh_from_db()
    lines_up(manager, sales, visit, keep_shot)

    prepares(visit, but={"P05"})
    is_refused_at_the_desk(clerk, visit)
    passes_the_room(comes("hk_supervisor", on_phone), keep_shot)
    expect(manager.page.locator("#h-door + *")).to_be_attached()
    expect(manager.page.locator("section[aria-labelledby=h-door]")).to_contain_text("接待就绪")

    greeter = comes("greeter_lead", on_phone)
    opens_board(greeter, "etiquette")
    rings_from_the_gate(comes("security_officer", on_phone), greeter, keep_shot)
    registers_in_the_room(comes("fo_supervisor", with_tablet), visit, keep_shot)

    assert item(visit, "A07").evidence["name"] == "沈砚秋"
    expect(manager.page.locator("dl.facts").first).to_contain_text("✓")
    keep_shot(manager.page, "leader-arrived")
