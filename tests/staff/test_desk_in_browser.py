"""At a real desk: what was typed survives the lock, an expired session and a stale form."""

import re
import time

import pytest
from playwright.sync_api import Page, expect

from hotel.web import clock
from tests.cast import PASSWORD
from tests.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.served]

IDLE = "localStorage.setItem('yb-acted', String(Date.now() - 3600 * 1000))"


def sign_in(page: Page, username: str) -> None:
    page.fill("#id_username", username)
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")


@pytest.fixture
def roster(page: Page, served: Stack) -> Page:
    """The front office's roster with a form half filled in."""
    page.goto(f"{served.url}/sign-in/?next=/roster/")
    sign_in(page, "fo_supervisor")
    page.wait_for_url("**/roster/")
    page.select_option("#id_user", label="林见夏")
    page.select_option("#id_shift", "night")
    return page


def typed(page: Page) -> tuple[str, str]:
    name = page.locator("#id_user option:checked").inner_text()
    return name, page.input_value("#id_shift")


def press_put(page: Page) -> None:
    page.locator("form[action='/roster/put/'] button[type=submit]").click()


def test_a_locked_desk_opens_into_the_same_page_within_three_seconds(roster: Page) -> None:
    roster.evaluate(IDLE)
    roster.wait_for_url("**/unlock/**")
    began = time.monotonic()
    roster.fill("#id_secret", PASSWORD)
    roster.press("#id_secret", "Enter")
    expect(roster.locator("#toasts .toast-x")).to_be_visible()
    took = time.monotonic() - began
    assert (typed(roster), took < 3) == (("林见夏", "night"), True)


def test_an_expired_session_keeps_what_was_typed(roster: Page) -> None:
    roster.context.clear_cookies(name="sessionid")
    press_put(roster)
    sign_in(roster, "fo_supervisor")
    roster.wait_for_url("**/roster/")
    expect(roster.locator("#toasts .toast-x")).to_be_visible()
    assert typed(roster) == ("林见夏", "night")


def test_what_one_typed_is_not_shown_to_another(roster: Page) -> None:
    roster.context.clear_cookies(name="sessionid")
    press_put(roster)
    sign_in(roster, "fo_manager")
    roster.wait_for_url("**/roster/")
    roster.wait_for_load_state()
    assert typed(roster)[1] == "early"


def test_a_form_of_an_earlier_sign_in_is_offered_again(roster: Page, served: Stack) -> None:
    roster.context.add_cookies([{"name": "csrftoken", "value": "x" * 32, "url": served.url}])
    press_put(roster)
    roster.click("[data-restore]")
    expect(roster.locator("#toasts .toast-x")).to_be_visible()
    assert typed(roster) == ("林见夏", "night")


def test_a_double_click_puts_on_duty_once(roster: Page) -> None:
    roster.fill("#id_day", clock.today().isoformat())
    roster.locator("form[action='/roster/put/'] button[type=submit]").dblclick()
    expect(roster.locator("#toasts .toast-x")).to_be_visible()
    assert roster.locator(".roster .person", has_text="林见夏").count() == 1


def test_back_shows_nothing_after_sign_out(roster: Page) -> None:
    roster.click("button.me")
    roster.click("header form[action='/sign-out/'] button")
    roster.wait_for_url("**/sign-in/")
    roster.go_back()
    expect(roster).to_have_url(re.compile(r"/sign-in/"))


def test_the_question_mark_lists_the_keys(roster: Page) -> None:
    roster.locator("h1").click()
    roster.keyboard.press("?")
    expect(roster.locator("#keyhelp [data-page-keys] dt")).to_have_count(2)
