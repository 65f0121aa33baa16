"""A booking typed into a desk whose session has ended: sign in again, what was typed is back."""

import pytest
from playwright.sync_api import Page, expect

from tests.cast import PASSWORD
from tests.stack import Stack

pytestmark = [pytest.mark.browser, pytest.mark.served]

TYPED = {
    "#id_name_zh": "欧阳修远",
    "#id_phone": "13807310001",
    "#id_requests": "غرفة هادئة 🌙 <script>alert(1)</script>",
    "#id_contact_name": "接机",
}


def sign_in(page: Page) -> None:
    page.fill("#id_username", "receptionist")
    page.fill("#id_password", PASSWORD)
    page.press("#id_password", "Enter")


@pytest.fixture
def booking(page: Page, served: Stack) -> Page:
    page.goto(f"{served.url}/sign-in/?next=/stays/new/")
    sign_in(page)
    page.wait_for_url("**/stays/new/")
    for where, text in TYPED.items():
        page.fill(where, text)
    page.locator("[name=room_type]").first.check()
    return page


def test_a_booking_survives_an_expired_session(booking: Page) -> None:
    booking.context.clear_cookies(name="sessionid")
    booking.locator("#booking [type=submit]").click()
    sign_in(booking)
    booking.wait_for_url("**/stays/new/")
    expect(booking.locator("#toasts .toast-x")).to_be_visible()
    assert {where: booking.input_value(where) for where in TYPED} == TYPED
    expect(booking.locator("[name=room_type]:checked")).to_have_count(1)
    booking.locator("#booking [type=submit]").click()
    booking.wait_for_url("**/stays/reservations/*/")
    expect(booking.get_by_role("heading", level=1)).to_contain_text("R")
