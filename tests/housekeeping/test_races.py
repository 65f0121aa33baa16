"""16 hands at once: one room begun, one report, one inspection, one clean, one alarm.

Each race has its negative control: with what protects it taken away, the same race goes wrong.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from hotel.journal.models import Entry
from hotel.rooms import services as rooms
from hotel.rooms.models import Room
from hotel.staff import selectors as staff
from hotel.staff import services as hiring
from hotel.staff.models import User
from hotel.stays import services as stays
from hotel.stays.models import Stay
from hotel.web import clock
from housekeeping import services
from housekeeping.models import CleaningDay, CleaningTask, DepartureInspection, Finding
from housekeeping.services import cleaning as acts
from housekeeping.services import departing, laying_out
from tests import races
from tests.cast import hire_cast
from tests.house import build_house
from tests.housekeeping.makers import cleaning
from tests.housekeeping.test_departing import WATER
from tests.stays.makers import Desk

pytestmark = pytest.mark.django_db(transaction=True)


@contextmanager
def without_index(table: str, name: str) -> Iterator[None]:
    """Take a partial unique index away for a negative control; the table is emptied before it returns."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT indexdef FROM pg_indexes WHERE indexname = %s", [name])
        (definition,) = cursor.fetchone()
        cursor.execute(f"DROP INDEX {name}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"TRUNCATE {table} CASCADE")
            cursor.execute(definition)


@pytest.fixture
def crowd(transactional_db: None) -> Desk:
    stays.open_business_date(clock.today())
    return Desk(hire_cast(), build_house())


@pytest.fixture
def attendants(crowd: Desk) -> list[User]:
    """One for each hand: a second tap of the same person is no race."""
    return [
        hiring.hire(
            username=f"HK-{hand}",
            name_zh=f"何{hand}",
            department=staff.department("housekeeping"),
            roles=[staff.role("room_attendant")],
            password="yingbin-2026",
            by=None,
        )
        for hand in range(races.HANDS)
    ]


def starts(crowd: Desk, attendants: list[User], rounds: int) -> list[int]:
    counts = []
    with races.race() as hands:
        for _turn in range(rounds):
            CleaningTask.objects.all().delete()
            task = cleaning(crowd)
            outcomes = hands.run(
                lambda hand: services.start_cleaning(task.pk, by=attendants[hand])  # noqa: B023
            )
            counts.append(len(races.winners(outcomes)))
    return counts


def test_a_room_is_begun_by_one(crowd: Desk, attendants: list[User]) -> None:
    assert starts(crowd, attendants, races.ROUNDS) == [1] * races.ROUNDS


def test_control_unlocked_a_room_is_begun_by_many(
    crowd: Desk, attendants: list[User], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(acts, "locked_task", lambda pk: CleaningTask.objects.get(pk=pk))
    monkeypatch.setattr(rooms, "set_cleanliness", lambda *_args, **_facts: None)
    assert max(starts(crowd, attendants, 3)) > 1


def requests(crowd: Desk, rounds: int) -> list[int]:
    counts = []
    with races.race() as hands:
        for _turn in range(rounds):
            Room.objects.filter(number="801").update(cleanliness="inspected")
            stay = crowd.in_house("801")
            hands.run(lambda hand: services.request_inspection(stay.pk, by=crowd.by))  # noqa: B023
            counts.append(DepartureInspection.objects.filter(stay=stay).count())
            DepartureInspection.objects.filter(stay=stay).update(
                state="waived", waived_at=clock.now(), waived_because="x"
            )
            stays.check_out(stay.pk, by=crowd.by)
    return counts


def test_sixteen_requests_are_one_inspection(crowd: Desk) -> None:
    assert requests(crowd, races.ROUNDS) == [1] * races.ROUNDS
    assert Entry.objects.filter(verb="inspection.requested").count() == races.ROUNDS


def test_control_unlocked_many_are_asked_for(crowd: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def read(stay_id: int) -> Stay:
        return Stay.objects.select_related("reservation", "guest").get(pk=stay_id)

    monkeypatch.setattr(departing, "locked_stay", read)
    name = "housekeeping_inspect_once"
    with without_index("housekeeping_departureinspection", name):
        assert max(requests(crowd, 3)) > 1


def reports(crowd: Desk, rounds: int) -> list[int]:
    counts = []
    stay = crowd.in_house("801")
    with races.race() as hands:
        for _turn in range(rounds):
            asked = services.request_inspection(stay.pk, by=crowd.by, again=True)
            hands.run(
                lambda hand: services.report_inspection(
                    asked.pk,  # noqa: B023
                    by=crowd.cast.room_attendant,
                    findings=[WATER],
                )
            )
            counts.append(Finding.objects.filter(inspection=asked).count())
    return counts


def test_a_bottle_is_reported_once(crowd: Desk) -> None:
    assert reports(crowd, races.ROUNDS) == [1] * races.ROUNDS


def test_control_unlocked_it_is_paid_many_times(
    crowd: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(inspection_id: int) -> DepartureInspection:
        return DepartureInspection.objects.get(pk=inspection_id)

    monkeypatch.setattr(departing, "_locked", read)
    assert max(reports(crowd, 3)) > 1


def departures(crowd: Desk, rounds: int) -> list[int]:
    """The news of a dirty room is delivered sixteen times."""
    room_id = crowd.house.rooms["801"].pk
    counts = []
    with races.race() as hands:
        for _turn in range(rounds):
            CleaningTask.objects.all().delete()
            Room.objects.filter(pk=room_id).update(cleanliness="dirty")
            hands.run(lambda hand: services.follow_rooms([room_id], by=None))
            counts.append(CleaningTask.objects.count())
    return counts


def test_a_departure_makes_one_clean_however_often_it_is_told(crowd: Desk) -> None:
    assert departures(crowd, races.ROUNDS) == [1] * races.ROUNDS


def test_control_unlocked_there_are_many_cleans(
    crowd: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(room_ids: Any) -> list[Room]:
        return list(Room.objects.filter(pk__in=room_ids))

    monkeypatch.setattr(laying_out, "lock_rooms", read)
    with without_index("housekeeping_cleaningtask", "housekeeping_one_checkout"):
        assert max(departures(crowd, 3)) > 1


def at_once(act: Callable[[int], Any]) -> None:
    with races.race() as hands:
        hands.run(act)


def test_a_day_is_opened_once_by_sixteen_clocks(crowd: Desk) -> None:
    crowd.in_house("801", nights=3)
    Room.objects.filter(number__in=("801", "802")).update(cleanliness="dirty")
    at_once(lambda _hand: services.open_day())
    assert (CleaningDay.objects.count(), CleaningTask.objects.count()) == (1, 2)
    assert Entry.objects.filter(verb="cleaning.day_opened").count() == 1


def test_an_alarm_is_given_once_by_sixteen_clocks(crowd: Desk) -> None:
    asked = clock.now() - timedelta(minutes=4)
    services.request_inspection(crowd.in_house("801").pk, by=crowd.by, at=asked)
    at_once(lambda _hand: services.alarm_late_inspections())
    assert Entry.objects.filter(verb="inspection.late").count() == 1
