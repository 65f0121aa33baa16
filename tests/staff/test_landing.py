"""Sign-in takes nearly everybody to the page of the day; a few have a page of their own instead."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import NoReverseMatch, reverse

from tests.cast import NAMES, Cast


def landing(client: Client, cast: Cast, role: str) -> str:
    client.force_login(cast.holding(role))
    return client.get("/").headers.get("Location", "")


@pytest.mark.parametrize("role", sorted(set(NAMES) - {"admin", "room_attendant"}))
def test_everybody_reads_the_page_of_the_day(client: Client, cast: Cast, role: str) -> None:
    assert landing(client, cast, role) == ""


def test_an_attendant_lands_on_the_own_rooms(client: Client, cast: Cast) -> None:
    try:
        mine = reverse("housekeeping:my-rooms")
    except NoReverseMatch:
        mine = ""
    assert landing(client, cast, "room_attendant") == mine


def test_the_administrator_lands_in_the_settings(client: Client, cast: Cast) -> None:
    assert landing(client, cast, "admin") == "/admin/"


@pytest.mark.parametrize("role", sorted(NAMES))
def test_the_first_page_opens(client: Client, cast: Cast, role: str) -> None:
    client.force_login(cast.holding(role))
    assert client.get("/", follow=True).status_code == 200


Thumbs = Callable[[str], list[str]]


@pytest.fixture
def thumbs(cast: Cast, rf: Any) -> Thumbs:
    """The areas at the bottom of a phone, by role."""
    from hotel.web.shell import Frame

    def keys(role: str) -> list[str]:
        request = rf.get("/")
        request.user = cast.holding(role)
        return [link.item.key for link in Frame(request).phone_nav]

    return keys


@pytest.mark.parametrize("role", sorted(NAMES))
def test_a_phone_has_at_most_four_areas(thumbs: Thumbs, role: str) -> None:
    assert 2 <= len(thumbs(role)) <= 4


def test_a_supervisor_of_rooms_has_the_day_first(thumbs: Thumbs) -> None:
    assert thumbs("hk_supervisor")[0] == "home"
