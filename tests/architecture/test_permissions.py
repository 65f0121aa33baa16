"""Every route and every role, over HTTP, as tests/permissions.csv says. Nothing may be missing."""

import csv
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
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


# After these the browser is no longer where it was: it signs in anew.
DOORS = {"staff:sign-out", "staff:sign-in"}
LEAVES = {*DOORS, "staff:lock"}


class Visitor:
    """Somebody who tries one route after another in one browser."""

    def __init__(self, user: User | None) -> None:
        self.user = user
        self._open_browser()

    def _open_browser(self) -> None:
        self.browser = Client(raise_request_exception=False)
        if self.user is not None:
            self.browser.force_login(self.user)

    def tries(self, route: Route) -> str:
        """`yes`, `-` for refused, `sign in`, or the status of something broken."""
        response = self.browser.get(route.example)
        if response.status_code == 405:
            response = self.browser.post(route.example)
        if route.name in LEAVES:
            self._open_browser()
        if response.headers.get("Location", "").startswith("/admin/login/"):
            response = self.browser.get(response.headers["Location"])
        status, where = response.status_code, response.headers.get("Location", "")
        if status in (302, 303) and where.startswith("/sign-in/") and route.name not in DOORS:
            return "sign in"
        if status == 403:
            return "-"
        # 503 is how the health page says, as it should, that no worker runs beside a test.
        return "yes" if status < 500 or status == 503 else f"broken: {status}"


def test_every_route_declares_its_permission() -> None:
    assert [route.name for route in routes() if route.permission is None] == []


def test_every_route_is_in_the_table() -> None:
    assert {route.name: str(route.permission) for route in routes()} == {
        name: row["permission"] for name, row in table().items()
    }, AGAIN


@pytest.fixture
def everybody(cast: Cast) -> Cast:
    """The cast in a hotel with all it ships with: some rules read the shipped levels."""
    call_command("load_defaults", stdout=StringIO())
    return cast


@pytest.mark.parametrize("role", sorted(NAMES))
def test_role_opens_exactly_its_routes(role: str, everybody: Cast) -> None:
    expected, visitor = table(), Visitor(everybody.holding(role))
    wrong = {
        route.name: f"{said} instead of {expected.get(route.name, {}).get(role)}"
        for route in routes()
        if (said := visitor.tries(route)) != expected.get(route.name, {}).get(role)
    }
    assert wrong == {}


@pytest.mark.parametrize("who", ["anonymous", "disabled"])
def test_who_is_not_signed_in_is_led_to_the_door(who: str, cast: Cast) -> None:
    user = None
    if who == "disabled":
        user = cast.general_manager
        User.objects.filter(pk=user.pk).update(is_active=False)
    visitor = Visitor(user)
    wrong = {
        route.name: said
        for route in routes()
        if (said := visitor.tries(route)) != ("yes" if route.permission == ANYONE else "sign in")
    }
    assert wrong == {}
