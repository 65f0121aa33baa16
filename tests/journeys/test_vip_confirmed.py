"""The main job: a confirmed VIP booking reaches every department's open board."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from hotel.web import clock
from tests.journeys.people import Person, at_desk, on_phone
from tests.stack import Stack

pytestmark = [pytest.mark.journey, pytest.mark.xdist_group("journeys")]

Keep = Callable[[Page, str], Path]

DEPARTMENTS = {
    "housekeeping": "hk_supervisor",
    "food_beverage": "fnb_supervisor",
    "sales": "sales_manager",
}


@pytest.fixture
def arrival() -> datetime:
    """Tomorrow at three in the afternoon, on the hotel's clock."""
    tomorrow = clock.local(clock.now()).date() + timedelta(days=1)
    return clock.local(clock.at(tomorrow, datetime.min.time())) + timedelta(hours=15)


@pytest.fixture
def manager(browser: Browser, open_hotel: Stack) -> Iterator[Person]:
    person = at_desk(browser, open_hotel.url, "general_manager")
    yield person
    person.context.close()


@pytest.fixture
def boards(browser: Browser, open_hotel: Stack) -> Iterator[dict[str, Person]]:
    """Three departments at work, each with its board open and its line up."""
    people = {
        code: at_desk(browser, open_hotel.url, username) for code, username in DEPARTMENTS.items()
    }
    for code, person in people.items():
        opens_board(person, code)
    yield people
    for person in people.values():
        person.context.close()


def opens_board(person: Person, code: str) -> None:
    person.page.goto(f"/boards/{code}/")
    person.waits_for_line()
    # Browsers let a page sound only after a person has touched it.
    person.page.keyboard.press("x")


def writes_notice(page: Page, arrival: datetime, level: str) -> None:
    """A leader's notice taken on the telephone: source A, a new guest, a suite for one night."""
    page.goto("/vip/new/")
    page.locator("label[for=source_A]").click()
    page.locator("#level").select_option(level)
    page.locator("#notifier_name").fill("陈秘书")
    page.locator("#name_zh").fill("沈砚秋")
    page.locator("#title").fill("董事长")
    page.locator("#organisation").fill("恒岳集团")
    page.locator("#party_size").fill("2")
    page.locator("#arrival_at").fill(f"{arrival:%Y-%m-%dT%H:%M}")
    page.locator("#departure_at").fill(f"{arrival + timedelta(hours=21):%Y-%m-%dT%H:%M}")
    page.locator("#room_type").select_option(label="行政套房")
    page.locator("#notice .page-head .btn-primary").click()
    page.wait_for_url(lambda address: address.rstrip("/").rsplit("/", 1)[-1].isdigit())


def confirms(page: Page) -> None:
    page.locator("form[action$='/announce/'] button[type=submit]").first.click()
    expect(page.locator("#h-receipts")).to_be_visible()


def answers(page: Page, act: str, **fields: str) -> None:
    """Fill in and send one of the small forms of the visit's page."""
    page.locator(f"#act-{act} summary").click()
    form = page.locator(f"#act-{act} form")
    for name, value in fields.items():
        control = form.locator(f"[name={name}]")
        if control.evaluate("each => each.tagName") == "SELECT":
            control.select_option(value)
        else:
            control.fill(value)
    form.locator("button[type=submit]").click()
    page.wait_for_load_state()


def tasks(page: Page) -> Locator:
    return page.locator("#board [data-item]")


def task(page: Page, title: str) -> Locator:
    return tasks(page).filter(has=page.locator(".c-ttl", has_text=title))


def test_a_confirmed_visit_reaches_every_open_board_and_is_acknowledged(
    manager: Person, boards: dict[str, Person], arrival: datetime, keep_shot: Keep
) -> None:
    for person in boards.values():
        expect(tasks(person.page)).to_have_count(0)

    writes_notice(manager.page, arrival, "V2")
    confirms(manager.page)

    for code, person in boards.items():
        expect(tasks(person.page).first).to_be_visible()
        expect(person.page.locator(".vhead")).to_contain_text("沈砚秋 董事长")
        person.hears_the_bell()
        keep_shot(person.page, f"confirmed-{code}")
        person.page.locator("#receipts .receipt .btn-done").first.click()
        expect(person.page.locator("#receipts .receipt")).to_have_count(0)
    receipts = manager.page.locator("section[aria-labelledby=h-receipts]")
    for department in ("客房部", "餐饮部", "营销部"):
        expect(receipts.get_by_role("row", name=department)).to_contain_text("✓")
    keep_shot(manager.page, "confirmed-manager")


def test_the_boards_follow_a_later_arrival_and_a_higher_level(
    manager: Person, boards: dict[str, Person], arrival: datetime, keep_shot: Keep
) -> None:
    writes_notice(manager.page, arrival, "V2")
    confirms(manager.page)
    fruit = task(boards["food_beverage"].page, "送水果、干果到房")
    expect(fruit).to_contain_text("13:00")

    later = arrival + timedelta(hours=2)
    answers(manager.page, "arrival", arrival_at=f"{later:%Y-%m-%dT%H:%M}")

    expect(fruit).to_contain_text("15:00")
    expect(task(boards["housekeeping"].page, "VIP房五项查房")).to_contain_text("14:00")
    expect(manager.page.locator("section[aria-labelledby=h-diff]")).to_contain_text("客房部")
    keep_shot(manager.page, "arrival-moved")


def test_a_raised_level_brings_its_missing_tasks(
    manager: Person, browser: Browser, open_hotel: Stack, arrival: datetime, keep_shot: Keep
) -> None:
    supervisor = at_desk(browser, open_hotel.url, "fo_supervisor")
    reservations = at_desk(browser, open_hotel.url, "assistant_manager")
    opens_board(supervisor, "front_office")
    page = reservations.page
    writes_special_attention(page, arrival)
    expect(task(supervisor.page, "备好房卡和预填登记单")).to_be_visible()
    expect(task(supervisor.page, "设置保密与来电筛选")).to_have_count(0)

    manager.page.goto(page.url)
    answers(manager.page, "level", level="V1")

    expect(task(supervisor.page, "设置保密与来电筛选")).to_be_visible()
    keep_shot(supervisor.page, "level-raised")


def writes_special_attention(page: Page, arrival: datetime) -> None:
    """A V4 reported by the desk, approved and announced by the assistant manager."""
    page.goto("/vip/new/")
    page.locator("label[for=source_C]").click()
    page.locator("#level").select_option("V4")
    page.locator("#notifier_name").fill("林见夏")
    page.locator("#name_zh").fill("许听澜")
    page.locator("#arrival_at").fill(f"{arrival:%Y-%m-%dT%H:%M}")
    page.locator("#departure_at").fill(f"{arrival + timedelta(hours=21):%Y-%m-%dT%H:%M}")
    page.locator("#room_type").select_option(label="标准大床房")
    page.locator("#notice .page-head .btn-primary").click()
    page.wait_for_url(lambda address: address.rstrip("/").rsplit("/", 1)[-1].isdigit())
    page.locator("form[action$='/approve/'] button[type=submit]").first.click()
    page.wait_for_load_state()
    confirms(page)


def test_a_greeter_works_the_board_on_a_phone(
    manager: Person, browser: Browser, open_hotel: Stack, arrival: datetime, keep_shot: Keep
) -> None:
    writes_notice(manager.page, arrival, "V1")
    confirms(manager.page)
    greeter = on_phone(browser, open_hotel.url, "greeter_lead")
    opens_board(greeter, "etiquette")
    sign = task(greeter.page, "条幅/水牌到位")

    sign.locator("button.take").click()

    expect(sign).to_contain_text("已接")
    wide = greeter.page.evaluate("document.documentElement.scrollWidth")
    assert wide <= 390
    keep_shot(greeter.page, "greeter-phone")


def test_what_happened_while_the_line_was_down_is_there_when_it_is_back(
    manager: Person, boards: dict[str, Person], arrival: datetime, keep_shot: Keep
) -> None:
    kitchen = boards["food_beverage"]
    kitchen.context.set_offline(True)
    kitchen.page.wait_for_function("() => !window.lineUp", timeout=90_000)
    writes_notice(manager.page, arrival, "V2")
    confirms(manager.page)
    expect(tasks(boards["sales"].page).first).to_be_visible()
    expect(tasks(kitchen.page)).to_have_count(0)
    keep_shot(kitchen.page, "line-down")

    kitchen.context.set_offline(False)

    expect(tasks(kitchen.page).first).to_be_visible(timeout=60_000)
    kitchen.hears_the_bell()
