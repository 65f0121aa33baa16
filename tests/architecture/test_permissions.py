"""Every route and every role, over HTTP, as tests/permissions.csv says. Nothing may be missing."""

import csv
from pathlib import Path

import pytest
from django.test import Client

from hotel.staff.models import User
from hotel.web.access import ANYONE
from hotel.web.routes import Route, routes
from tests.cast import NAMES, Cast

TABLE = Path(__file__).parent.parent / "permissions.csv"
AGAIN = "run `manage.py print_permissions` and read the difference"


def table() -> dict[str, dict[str, str]]:
    with TABLE.open() as file:
        return {row["route"]: row for row in csv.DictReader(file)}


def answer(user: User | None, route: Route) -> str:
    """`yes`, `-` for refused, `sign in`, or the status of something broken."""
    status, where = _ask(user, route, "get")
    if status == 405:
        status, where = _ask(user, route, "post")
    if status in (302, 303) and where.startswith("/sign-in/") and route.name != "staff:sign-out":
        return "sign in"
    if status == 403:
        return "-"
    return "yes" if status < 500 else f"broken: {status}"


def _ask(user: User | None, route: Route, method: str) -> tuple[int, str]:
    # A new browser each time: some routes sign out or lock the desk.
    client = Client(raise_request_exception=False)
    if user is not None:
        client.force_login(user)
    response = getattr(client, method)(route.example)
    return response.status_code, response.headers.get("Location", "")


def test_every_route_declares_its_permission() -> None:
    assert [route.name for route in routes() if route.permission is None] == []


def test_every_route_is_in_the_table() -> None:
    assert {route.name: str(route.permission) for route in routes()} == {
        name: row["permission"] for name, row in table().items()
    }, AGAIN


@pytest.mark.parametrize("role", sorted(NAMES))
def test_role_opens_exactly_its_routes(role: str, cast: Cast) -> None:
    expected = table()
    wrong = {
        route.name: f"{said} instead of {expected[route.name][role]}"
        for route in routes()
        if (said := answer(cast.holding(role), route)) != expected[route.name][role]
    }
    assert wrong == {}


@pytest.mark.parametrize("who", ["anonymous", "disabled"])
def test_who_is_not_signed_in_is_led_to_the_door(who: str, cast: Cast) -> None:
    user = None
    if who == "disabled":
        user = cast.general_manager
        User.objects.filter(pk=user.pk).update(is_active=False)
    wrong = {
        route.name: said
        for route in routes()
        if (said := answer(user, route)) != ("yes" if route.permission == ANYONE else "sign in")
    }
    assert wrong == {}
