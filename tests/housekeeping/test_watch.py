"""Late departure inspections: each alarm once, at its minute, and not for what was answered."""

from datetime import datetime, timedelta

import pytest

from hotel.house.models import HouseRules
from hotel.journal.models import Entry
from hotel.web import clock
from housekeeping import services
from housekeeping.models import DepartureInspection
from tests.stays.makers import Desk


@pytest.fixture
def asked(desk: Desk) -> DepartureInspection:
    return services.request_inspection(desk.in_house("801").pk, by=desk.by)


def at(asked: DepartureInspection, minutes: float) -> datetime:
    return asked.requested_at + timedelta(minutes=minutes)


def alarms() -> list[tuple[int, bool]]:
    told = Entry.objects.filter(verb="inspection.late").order_by("pk")
    return [(entry.data["minutes"], entry.data["again"]) for entry in told]


def test_before_three_minutes_nothing_is_late(asked: DepartureInspection) -> None:
    assert services.alarm_late_inspections(at(asked, 2.9)) == 0


def test_at_three_and_at_five_minutes_once_each(asked: DepartureInspection) -> None:
    for minutes in (2, 3, 3.5, 4.9, 5, 5.1, 30):
        services.alarm_late_inspections(at(asked, minutes))
    assert alarms() == [(3, False), (5, True)]


def test_a_watch_that_slept_gives_the_louder_alarm_only(asked: DepartureInspection) -> None:
    for minutes in (9, 10):
        services.alarm_late_inspections(at(asked, minutes))
    assert alarms() == [(9, True)]


def test_what_is_reported_is_not_late(desk: Desk, asked: DepartureInspection) -> None:
    services.report_inspection(asked.pk, by=desk.cast.room_attendant)
    assert services.alarm_late_inspections(at(asked, 9)) == 0


def test_somebody_in_the_room_is_late_all_the_same(desk: Desk, asked: DepartureInspection) -> None:
    services.start_inspection(asked.pk, by=desk.cast.room_attendant)
    assert services.alarm_late_inspections(at(asked, 3)) == 1


def test_the_house_sets_the_minutes(desk: Desk, asked: DepartureInspection) -> None:
    HouseRules.objects.update_or_create(pk=1, defaults={"inspection_minutes": 8})
    moments = [services.alarm_late_inspections(at(asked, minutes)) for minutes in (7, 8, 9, 10)]
    assert moments == [0, 1, 0, 1]


def test_the_watch_looks_at_the_clock_by_itself(desk: Desk) -> None:
    asked = clock.now() - timedelta(minutes=4)
    services.request_inspection(desk.in_house("801").pk, by=desk.by, at=asked)
    assert (services.watch(), services.watch()) == (1, 0)
