"""The house that the benchmark fills in bulk is one the services could have made."""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from pytest_django import DjangoDbBlocker

from bench import acts, forms, pages, people
from bench.house import filled
from bench.sizes import Size
from hotel.guests.selectors import search
from hotel.rooms.models import Room
from hotel.seed.house import STAFF
from hotel.staff.models import User
from hotel.stays import selectors as stays
from hotel.stays.history import check_invariants
from hotel.stays.models import Reservation, Stay
from tests.stack import Stack

TINY = Size("tiny", rooms=20, stays=400, guests=300, rooms_a_floor=5)

pytestmark = pytest.mark.xdist_group("bench")


@pytest.fixture(scope="module")
def house(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stack]:
    with django_db_blocker.unblock(), filled(TINY) as stack:
        yield stack


@pytest.fixture
def manager(house: Stack) -> Client:
    client = Client()
    client.force_login(_manager())
    return client


def _manager() -> User:
    number = next(post.number for post in STAFF if "fo_manager" in post.roles)
    return User.objects.get(username=number)


def test_it_has_as_many_rooms_and_stays_as_were_asked_for(house: Stack) -> None:
    assert (Room.objects.count(), Stay.objects.count()) == (20, 400)


def test_it_breaks_no_law_of_the_house(house: Stack) -> None:
    assert check_invariants() == []


def test_tonight_about_eight_rooms_in_ten_are_let(house: Stack) -> None:
    today = stays.business_date()
    tonight = Stay.objects.filter(
        status__in=("in_house", "confirmed"), arrival__lte=today, departure__gt=today
    )

    assert 14 <= tonight.count() <= 18


def test_a_rare_name_is_found_once_and_a_common_one_often(house: Stack) -> None:
    assert len(search(people.rare_names()[0])) == 1
    assert len(search("王")) >= 10


@pytest.mark.parametrize("path", ["/rack/?days=30", "/arrivals/", "/departures/", "/in-house/"])
def test_the_pages_of_today_open(manager: Client, path: str) -> None:
    assert manager.get(path).status_code == 200


def test_the_arrivals_show_everybody_due_in(manager: Client) -> None:
    shown = manager.get("/arrivals/").content.decode()
    due = stays.arrivals(stays.business_date())

    assert len(due) >= 3
    assert [stay.guest.name for stay in due if stay.guest.name not in shown] == []


def test_an_arrival_prepared_for_measuring_passes_the_counter(manager: Client) -> None:
    (stay,) = acts.booked(_manager(), 1)
    page = manager.get(f"/check-in/{stay}/").content.decode()
    fields = forms.typed(forms.fields_of(page, "check-in"), signed="on")
    answer = manager.post(f"/check-in/{stay}/", dict(fields))

    assert answer.headers.get("Location") == f"/check-in/{stay}/done/"
    acts.leave([stay])
    assert check_invariants() == []


def test_a_booking_typed_over_the_empty_form_is_made(manager: Client) -> None:
    before = Reservation.objects.count()
    fields = acts.booking_typed(manager.get("/stays/new/").content.decode(), 1)
    answer = manager.post("/stays/new/", dict(fields))

    assert answer.status_code == 303
    assert Reservation.objects.count() == before + 1


def test_every_stay_to_be_opened_is_there(manager: Client) -> None:
    opened = pages.stays_to_open()

    assert len(opened) > 100
    assert manager.get(f"/stays/{opened[0][0]}/").status_code == 200


def test_the_filling_leaves_no_table_of_its_own(house: Stack) -> None:
    assert [name for name in connection.introspection.table_names() if "bench" in name] == []
