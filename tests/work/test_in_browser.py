"""The board in Chromium: one tap, undo, the panel, and a minute without a line."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from hotel.journal.models import Entry
from hotel.work.models import Item, Status
from tests.journeys.people import Person, at_desk, on_phone
from tests.stack import Stack, until
from tests.work.owing import POINTS, again, owed

pytestmark = [pytest.mark.browser, pytest.mark.served]


@pytest.fixture
def item(served: Stack) -> Item:
    return owed(title_zh="按客人喜好布置房间")


@pytest.fixture
def desk(browser: Browser, served: Stack, item: Item) -> Iterator[Person]:
    person = at_desk(browser, served.url, "hk_supervisor")
    person.page.goto("/boards/housekeeping/")
    yield person
    person.context.close()


def did(verb: str) -> int:
    return Entry.objects.filter(verb=f"work.{verb}").count()


def test_keys_accept_and_finish_and_the_toast_undoes(desk: Person, item: Item) -> None:
    desk.page.keyboard.press("ArrowDown")
    desk.page.keyboard.press("a")
    expect(desk.page.locator(".toast-x")).to_contain_text("按客人喜好布置房间")
    desk.page.locator(f"#item-{item.pk} .btn-done").wait_for()
    desk.page.keyboard.press("d")
    desk.page.locator(".toast-x button").click()
    until(lambda: did("reopened") == 1, 10, "the act was taken back")
    assert again(item).status == Status.ACCEPTED


def test_a_double_click_is_one_act(desk: Person, item: Item) -> None:
    desk.page.locator(f"#item-{item.pk} .take").dblclick()
    until(lambda: did("accepted") == 1, 10, "it was accepted")
    desk.page.locator(f"#item-{item.pk} .btn-done").wait_for()
    assert again(item).version == 1


def test_an_inspection_with_a_fault_goes_back_with_its_note(
    browser: Browser, served: Stack
) -> None:
    item = owed("P05", evidence="checklist", evidence_spec=POINTS)
    person = on_phone(browser, served.url, "hk_supervisor")
    page = person.page
    page.goto("/boards/housekeeping/")
    page.locator(f"#item-{item.pk} .c-ttl a").click()
    page.locator("#panel footer [data-key=d]").click()
    page.locator(".answer.good").nth(0).click()
    page.locator(".answer.bad").nth(1).click()
    page.locator("#item-form [type=submit]").click()
    expect(page.locator(".invalid-feedback")).to_be_visible()
    page.locator(".wrong input:visible").fill("12 频道无信号")
    page.locator("#item-form [type=submit]").click()
    expect(page.locator(f"#item-{item.pk} .c-note")).to_contain_text("12 频道无信号")
    person.context.close()


def test_a_tap_without_a_line_is_kept_and_sent_once(
    browser: Browser, served: Stack, item: Item
) -> None:
    person = on_phone(browser, served.url, "hk_supervisor")
    page = person.page
    page.goto("/boards/housekeeping/")
    person.context.set_offline(True)
    page.locator(f"#item-{item.pk} .take").click()
    expect(page.locator("#queue")).to_be_visible()
    assert again(item).status == Status.WAITING
    person.context.set_offline(False)
    expect(page.locator("#queue")).to_be_hidden()
    assert (again(item).status, did("accepted")) == (Status.ACCEPTED, 1)
    person.context.close()


def test_a_task_finished_on_its_page_without_a_line_is_kept_shown_and_sent_once(
    browser: Browser, served: Stack, item: Item
) -> None:
    person = on_phone(browser, served.url, "hk_supervisor")
    page = person.page
    page.goto(f"/work/{item.pk}/")
    page.locator("#panel footer .btn-primary").click()
    page.locator("#panel footer .btn-done").wait_for()
    person.context.set_offline(True)
    page.locator("#panel footer .btn-done").click()
    expect(page.locator("#queue")).to_be_visible()
    expect(page.locator("#item-panel")).to_have_class(re.compile("queued"))
    assert again(item).status == Status.ACCEPTED
    person.context.set_offline(False)
    expect(page.locator("#queue")).to_be_hidden()
    expect(page.locator("#panel footer .btn-done")).to_have_count(0)
    assert (again(item).status, did("done")) == (Status.DONE, 1)
    person.context.close()
