"""Sign-in takes each role to its own page."""

import pytest
from django.test import Client

from hotel.staff.rules import MANAGERS
from tests.cast import NAMES, Cast


def landing(client: Client, cast: Cast, role: str) -> str:
    client.force_login(cast.holding(role))
    return client.get("/").headers.get("Location", "")


@pytest.mark.parametrize("role", MANAGERS)
def test_those_who_lead_land_on_the_vip_overview(client: Client, cast: Cast, role: str) -> None:
    assert landing(client, cast, role) == "/vip/"


@pytest.mark.parametrize("role", sorted(set(NAMES) - set(MANAGERS) - {"admin"}))
def test_everybody_else_lands_on_the_departments_board(
    client: Client, cast: Cast, role: str
) -> None:
    code = cast.holding(role).department.code
    assert landing(client, cast, role) == f"/boards/{code}/"


def test_the_administrator_lands_in_the_settings(client: Client, cast: Cast) -> None:
    assert landing(client, cast, "admin") == "/admin/"


@pytest.mark.parametrize("role", sorted(NAMES))
def test_the_first_page_opens(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.holding(role))
    assert client.get("/", follow=True).status_code == 200
