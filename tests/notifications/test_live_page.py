"""An open page in a real browser: news comes by itself, nobody's typing is replaced, a lost line says so."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django import DjangoDbBlocker

from hotel.journal.services import record
from hotel.notifications import services
from hotel.notifications.announce import ACTION, ALARM
from hotel.notifications.models import Notice, Receipt
from hotel.staff.models import User
from tests.notifications.scene import SUBJECT, announcing_news, news
from tests.notifications.serving import running_stack
from tests.stack import Stack, until

# The served pages do not know the test's own words; these are the product's.
KNOWN: dict[str, Any] = {
    "code": "receipt.reminded",
    "params": {"what": {"zh": "包先生到店", "en": "Mr Bao arrives"}},
}

pytestmark = [pytest.mark.browser, pytest.mark.served]


@pytest.fixture(scope="module")
def running(django_db_blocker: DjangoDbBlocker) -> Iterator[Stack]:
    with running_stack(django_db_blocker, "web", "worker") as stack:
        yield stack


@pytest.fixture
def hotel(running: Stack, django_db_blocker: DjangoDbBlocker) -> Iterator[Stack]:
    with django_db_blocker.unblock():
        yield running


def _sign_in(context: BrowserContext, hotel: Stack, username: str) -> Page:
    cookies = hotel.signed_in(username).cookies
    context.add_cookies([{"name": k, "value": v, "url": hotel.url} for k, v in cookies.items()])
    return context.new_page()


@pytest.fixture
def page_of_engineer(context: BrowserContext, hotel: Stack) -> Page:
    """The engineer's inbox, with the line up."""
    Notice.objects.all().delete()
    Receipt.objects.all().delete()
    page = _sign_in(context, hotel, "engineer")
    page.add_init_script(
        "document.addEventListener('bell:rang', e => { window.rang = (window.rang || []).concat(e.detail.alarm) });"
    )
    page.goto(f"{hotel.url}/inbox/")
    page.wait_for_selector("html[data-line='up']")
    return page


def _tell(**more: Any) -> None:
    """What the worker does with an act of an app above: the notices, then a nudge of their readers."""
    actor = User.objects.get(username="fo_manager")
    topics = [f"user:{User.objects.get(username='engineer').pk}"]
    with transaction.atomic():
        entry = record("test.announced", actor, by=actor, about=[SUBJECT], topics=topics)
        with announcing_news(news(roles=("engineer",), **(KNOWN | more))):
            services.tell(entry)


def _rings(page: Page) -> list[bool]:
    """What the page has rung so far: true for an alarm."""
    rings: list[bool] = page.evaluate("window.rang || []")
    return rings


def test_a_new_notice_shows_itself_without_a_reload(page_of_engineer: Page) -> None:
    _tell(level=ACTION)

    expect(page_of_engineer.locator("#inbox .news > li")).to_contain_text("包先生到店")
    expect(page_of_engineer.locator("#bell .n")).to_have_text("1")
    assert page_of_engineer.title().startswith("(1) ")
    assert _rings(page_of_engineer) == [False]


def test_on_any_other_page_a_card_tells_of_it(page_of_engineer: Page, hotel: Stack) -> None:
    page_of_engineer.goto(f"{hotel.url}/me/")
    page_of_engineer.wait_for_selector("html[data-line='up']")
    _tell(level=ACTION)

    card = page_of_engineer.locator("#news-toasts li")
    expect(card).to_contain_text("包先生到店")
    card.locator(".btn").click()
    page_of_engineer.wait_for_url("**/vip/7/")
    assert Notice.objects.get().seen_at is not None


def test_an_alarm_rings_again_until_it_is_seen(page_of_engineer: Page) -> None:
    _tell(level=ALARM)
    until(lambda: len(_rings(page_of_engineer)) >= 2, 25, "it rings again")

    page_of_engineer.locator("#inbox .news > li .acts .btn").first.click()
    page_of_engineer.wait_for_url("**/vip/7/")
    assert _rings(page_of_engineer) == []


def test_a_departments_receipt_goes_from_every_screen_with_one_tap(
    page_of_engineer: Page, hotel: Stack
) -> None:
    actor = User.objects.get(username="fo_manager")
    with transaction.atomic():
        entry = record("test.announced", actor, by=actor, topics=["dept:engineering"])
        with announcing_news(news(departments=("engineering",), needs_receipt=True)):
            services.tell(entry)
    second = page_of_engineer.context.new_page()
    second.goto(f"{hotel.url}/inbox/")

    page_of_engineer.locator(".receipt button").click()
    expect(page_of_engineer.locator(".receipt")).to_have_count(0)
    expect(second.locator(".receipt")).to_have_count(0)
    assert Receipt.objects.get().acknowledged_by == User.objects.get(username="engineer")


def test_what_somebody_types_is_not_replaced_but_marked_as_stale(page_of_engineer: Page) -> None:
    # Put there and typed in one breath: a refetch of the freshly opened page would take it away.
    page_of_engineer.evaluate(
        "document.getElementById('inbox').insertAdjacentHTML('beforeend',"
        " '<form><input id=typed></form>');"
        " const typed = document.getElementById('typed'); typed.value = 'halb';"
        " typed.dispatchEvent(new Event('input', { bubbles: true }))"
    )
    _tell()

    strip = page_of_engineer.locator(".live-stale")
    expect(strip).to_be_visible()
    expect(page_of_engineer.locator("#typed")).to_have_value("halb")
    strip.locator("button").click()
    expect(page_of_engineer.locator("#inbox .news > li")).to_have_count(1)
    expect(strip).to_have_count(0)


def test_focus_stays_where_it_was(page_of_engineer: Page) -> None:
    _tell()
    row = page_of_engineer.locator("#inbox .news > li").first
    expect(row).to_be_visible()
    focused = row.get_attribute("id")
    row.focus()
    _tell()

    expect(page_of_engineer.locator("#inbox .news > li")).to_have_count(2)
    assert page_of_engineer.evaluate("document.activeElement.id") == focused


def test_a_lost_line_says_since_when_and_what_was_missed_comes_with_its_return(
    page_of_engineer: Page, hotel: Stack
) -> None:
    hotel.kill("web")
    strip = page_of_engineer.locator(".live-strip")
    expect(strip).to_be_visible(timeout=15000)
    assert strip.inner_text().count(":") >= 1

    _tell()
    hotel.start("web")
    expect(strip).to_have_count(0, timeout=40000)
    expect(page_of_engineer.locator("#inbox .news > li")).to_have_count(1, timeout=20000)


def test_a_countdown_ticks_and_speaks_of_lateness(page_of_engineer: Page) -> None:
    shown = page_of_engineer.evaluate(
        """() => [90.5 * 60, 7 * 60 + 52.5, -32 * 60 - 5].map((seconds) => {
            const each = document.createElement("time");
            each.dataset.countdown = new Date(window.yingbin.now() + seconds * 1000).toISOString();
            document.body.append(each);
            document.dispatchEvent(new Event("live:refreshed"));
            return each.textContent;
        })"""
    )

    assert shown[:2] == ["1:30", "7:52"]
    assert "32" in shown[2]
