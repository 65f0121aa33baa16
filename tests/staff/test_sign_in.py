"""The door: who comes in, who is kept out, and where each lands."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from hotel.staff.models import User
from hotel.staff.views import client_ip
from tests.cast import PASSWORD, Cast

DOOR = "/sign-in/"


def knock(client: Client, username: str, password: str, **more: str) -> str:
    """Try to sign in; the page's text, or the path led to."""
    response = client.post(DOOR, {"username": username, "password": password, **more})
    return response.headers.get("Location") or response.content.decode()


def test_number_and_password_open_the_door(client: Client, cast: Cast) -> None:
    knock(client, "receptionist", PASSWORD)
    assert client.session["_auth_user_id"] == str(cast.receptionist.pk)


def test_a_new_session_begins_with_each_sign_in(client: Client, cast: Cast) -> None:
    client.force_login(cast.cashier)
    before = client.session.session_key
    knock(client, "receptionist", PASSWORD)
    assert client.session.session_key != before


def test_sign_in_returns_to_the_page_that_was_asked_for(client: Client, cast: Cast) -> None:
    assert knock(client, "receptionist", PASSWORD, next="/roster/") == "/roster/"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "/\\evil"]
)
def test_sign_in_never_leads_out_of_the_house(client: Client, cast: Cast, elsewhere: str) -> None:
    assert knock(client, "receptionist", PASSWORD, next=elsewhere) == "/"


def test_a_wrong_password_says_how_many_tries_are_left(client: Client, cast: Cast) -> None:
    client.post("/language/", {"language": "en"})
    knock(client, "receptionist", "wrong")
    assert "3 more tries." in knock(client, "receptionist", "wrong")


def test_what_was_typed_stays_except_the_password(client: Client, cast: Cast) -> None:
    page = knock(client, "receptionist", "secret-that-was-wrong")
    assert ('value="receptionist"' in page, "secret-that-was-wrong" in page) == (True, False)


def test_somebody_let_go_is_answered_like_a_stranger(client: Client, cast: Cast) -> None:
    User.objects.filter(pk=cast.receptionist.pk).update(is_active=False)
    assert "msg is-bad" in knock(client, "receptionist", PASSWORD)


def test_after_five_wrong_tries_the_right_password_does_not_open(
    client: Client, cast: Cast
) -> None:
    for _try in range(5):
        knock(client, "receptionist", "wrong")
    response = client.post(DOOR, {"username": "receptionist", "password": PASSWORD})
    assert (response.status_code, "_auth_user_id" in client.session) == (429, False)


def test_the_locked_door_says_when_it_opens(client: Client, cast: Cast) -> None:
    opens = timezone.localtime(timezone.now() + timedelta(minutes=15))
    for _try in range(5):
        page = knock(client, "receptionist", "wrong")
    assert any(f"{opens + timedelta(minutes=late):%H:%M}" in page for late in (0, 1))


def test_a_locked_door_opens_again_after_its_time(client: Client, cast: Cast) -> None:
    for _try in range(5):
        knock(client, "receptionist", "wrong")
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        assert knock(client, "receptionist", PASSWORD) == "/"


def test_one_persons_failures_do_not_lock_the_desk(client: Client, cast: Cast) -> None:
    for _try in range(5):
        knock(client, "receptionist", "wrong")
    assert knock(client, "cashier", PASSWORD) == "/"


def test_signing_out_ends_the_session(client: Client, cast: Cast) -> None:
    client.force_login(cast.receptionist)
    client.post("/sign-out/")
    assert client.get("/me/").headers["Location"].startswith(DOOR)


def test_nothing_signed_in_is_stored_by_the_browser(client: Client, cast: Cast) -> None:
    client.force_login(cast.receptionist)
    assert client.get("/me/").headers["Cache-Control"] == "no-store"


def test_an_expired_form_comes_back_to_where_it_lives(client: Client, cast: Cast) -> None:
    response = client.post("/me/taste/", headers={"Referer": "http://testserver/me/"})
    assert response.headers["Location"] == f"{DOOR}?expired=1&next=%2Fme%2F"


def test_an_expired_htmx_form_opens_the_door_as_a_page(client: Client, cast: Cast) -> None:
    response = client.post(
        "/me/taste/",
        headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/me/"},
    )
    assert response.headers["HX-Redirect"] == f"{DOOR}?expired=1&next=%2Fme%2F"


def test_a_form_sent_from_another_site_leads_to_the_start(client: Client, cast: Cast) -> None:
    response = client.post("/me/taste/", headers={"Referer": "http://evil.example/me/"})
    assert response.headers["Location"] == f"{DOOR}?expired=1&next=%2F"


def test_a_stale_token_explains_and_offers_the_form_again(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(cast.receptionist)
    response = strict.post("/me/taste/", headers={"Referer": "http://testserver/me/"})
    page = response.content.decode()
    assert (response.status_code, 'href="/me/" data-restore' in page) == (403, True)


def test_the_admin_has_no_door_of_its_own(client: Client) -> None:
    response = client.get("/admin/login/?next=/admin/")
    assert response.headers["Location"] == f"{DOOR}?next=%2Fadmin%2F"


@pytest.mark.parametrize(
    ("forwarded", "proxies", "expected"),
    [
        ("203.0.113.9", [], "127.0.0.1"),
        ("203.0.113.9", ["127.0.0.1"], "203.0.113.9"),
        ("198.51.100.7, 203.0.113.9", ["127.0.0.1"], "203.0.113.9"),
        ("198.51.100.7, 10.0.0.2", ["127.0.0.1", "10.0.0.2"], "198.51.100.7"),
        ("", ["127.0.0.1"], "127.0.0.1"),
    ],
)
def test_a_forwarded_address_counts_only_from_our_proxy(
    rf: "pytest.FixtureRequest", settings: object, forwarded: str, proxies: list[str], expected: str
) -> None:
    settings.TRUSTED_PROXIES = proxies  # type: ignore[attr-defined]
    request = rf.get("/", headers={"X-Forwarded-For": forwarded})  # type: ignore[attr-defined]
    assert client_ip(request) == expected
