"""A desk that was left is locked, whatever the browser does, and opens again into the same page."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from hotel.staff import services
from tests.cast import PASSWORD, Cast


@pytest.fixture
def desk(client: Client, cast: Cast) -> Client:
    """The receptionist's desk, a moment after she acted."""
    services.set_quick_code(cast.receptionist.pk, "2580", by=cast.receptionist)
    client.force_login(cast.receptionist)
    client.get("/me/")
    return client


def unlock(desk: Client, secret: str, back: str = "/roster/") -> str:
    response = desk.post("/unlock/", {"secret": secret, "next": back})
    return response.headers.get("Location", "")


def test_a_locked_desk_shows_no_page(desk: Client) -> None:
    desk.post("/lock/")
    assert desk.get("/me/").headers["Location"] == "/unlock/?next=%2Fme%2F"


def test_a_locked_desk_refuses_an_act_and_knows_its_form(desk: Client) -> None:
    desk.post("/lock/")
    response = desk.post("/me/taste/", headers={"Referer": "http://testserver/me/"})
    assert response.headers["Location"] == "/unlock/?next=%2Fme%2F"


def test_a_fragment_of_a_locked_desk_opens_the_lock(desk: Client) -> None:
    desk.post("/lock/")
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/roster/"}
    response = desk.get("/roster/", headers=headers)
    assert response.headers["HX-Redirect"] == "/unlock/?next=%2Froster%2F"


def test_the_quick_code_opens_into_the_same_page(desk: Client) -> None:
    desk.post("/lock/")
    assert unlock(desk, "2580") == "/roster/"
    assert desk.get("/me/").status_code == 200


def test_the_password_opens_too(desk: Client) -> None:
    desk.post("/lock/")
    assert unlock(desk, PASSWORD) == "/roster/"


def test_five_wrong_quick_codes_end_the_session(desk: Client) -> None:
    desk.post("/lock/")
    for _try in range(5):
        last = unlock(desk, "1470")
    assert (last.startswith("/sign-in/"), "_auth_user_id" in desk.session) == (True, False)


def test_somebody_elses_password_does_not_open(desk: Client, cast: Cast) -> None:
    services.set_password(cast.receptionist.pk, "another-2026", by=None)
    desk.force_login(cast.cashier)
    desk.post("/lock/")
    assert unlock(desk, "another-2026") == ""


def test_a_left_desk_locks_itself_on_the_server(desk: Client) -> None:
    with time_machine.travel(timezone.now() + timedelta(minutes=6)):
        assert desk.get("/me/").headers["Location"].startswith("/unlock/")


def test_a_page_that_refreshes_itself_keeps_nobody_here(desk: Client) -> None:
    start = timezone.now()
    for minute in range(1, 7):
        with time_machine.travel(start + timedelta(minutes=minute)):
            response = desk.get("/roster/", headers={"X-Idle-Seconds": str(minute * 60)})
    assert response.headers["Location"].startswith("/unlock/")


def test_a_background_request_without_a_word_keeps_nobody_here(desk: Client) -> None:
    start = timezone.now()
    for minute in range(1, 7):
        with time_machine.travel(start + timedelta(minutes=minute)):
            response = desk.get("/roster/", headers={"Sec-Fetch-Mode": "cors"})
    assert response.headers["Location"].startswith("/unlock/")


def test_somebody_who_types_for_long_stays_in(desk: Client) -> None:
    start = timezone.now()
    for minute in range(1, 7):
        with time_machine.travel(start + timedelta(minutes=minute)):
            desk.post("/active/", headers={"X-Idle-Seconds": "0"})
    with time_machine.travel(start + timedelta(minutes=7)):
        assert desk.get("/me/").status_code == 200


def test_somebody_else_signs_in_afresh(desk: Client) -> None:
    desk.post("/lock/")
    desk.post("/sign-out/")
    assert desk.get("/unlock/").headers["Location"].startswith("/sign-in/")


@pytest.mark.parametrize("code", ["123", "1234567", "12a4", "１２３４", "0000", "1234"])
def test_a_poor_quick_code_is_refused(client: Client, cast: Cast, code: str) -> None:
    client.force_login(cast.receptionist)
    response = client.post("/me/quick-code/", {"quick-code": code, "quick-password": PASSWORD})
    cast.receptionist.refresh_from_db()
    assert (response.status_code, cast.receptionist.quick_code) == (422, "")
