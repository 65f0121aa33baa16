"""Tidies, turndown and care calls a day by level, and the hours in which a guest may be called."""

from datetime import datetime, time

import pytest

from hotel.guests.services import change_guest
from hotel.web import clock
from tests.vip.conftest import Deliver, Desk, in_days, items
from tests.vip.scheme import ARRIVAL, DEPARTURE, NOTICE, in_house, tasks
from vip import services
from vip.hours import Hours, hours_of, spans_of
from vip.plan import plan_for

DAY = ARRIVAL.date().replace(day=24)
HOTEL = {"not_before": "10:00", "not_after": "20:30", "rest": ["12:30", "14:30"]}


def at(text: str) -> datetime:
    return clock.at(DAY, time.fromisoformat(text))


def hours(own: str = "") -> Hours:
    return hours_of(HOTEL, spans_of(own))


@pytest.mark.parametrize(
    ("own", "wanted", "permitted"),
    [
        ("", "16:00", "16:00"),
        ("", "09:00", "10:00"),
        ("", "12:30", "14:30"),
        ("", "14:29", "14:30"),
        ("", "20:30", "20:30"),
        ("", "21:15", "20:30"),
        ("15:00–17:00", "16:00", "17:00"),
        ("14:00-21:00", "16:00", "12:29"),
        ("19:00至09:00", "20:00", "18:59"),
        ("22:00–09:00,15:30~18:15", "16:00", "18:15"),
        ("00:00–24:00", "16:00", "16:00"),
        ("在午休", "16:00", "16:00"),
    ],
)
def test_a_call_is_moved_into_permitted_hours(own: str, wanted: str, permitted: str) -> None:
    assert hours(own).nearest(at(wanted)) == at(permitted)


def plan(level: str, code: str, **more: object) -> list[tuple[str, str]]:
    found = plan_for(in_house(level, **more), tasks(), notice_at=NOTICE, now=ARRIVAL)
    day = [item for item in found if item.code == code and DAY.isoformat() in item.key]
    return [
        (item.key.removeprefix(f"{code}@{DAY}"), f"{clock.local(item.due_at):%H:%M}")
        for item in sorted(day, key=lambda item: item.key)
    ]


def test_the_small_tidies_of_a_day_are_spread_over_the_afternoon() -> None:
    found = plan("V1", "D04", per_day={"D04": 3})
    assert found == [("", "16:30"), ("#2", "18:30"), ("#3", "14:45")]


def test_a_level_without_turndown_has_none() -> None:
    assert plan("V3", "D07", per_day={"D07": 0}) == []
    assert plan("V3", "D07", per_day={"D07": 1}) == [("", "20:30")]


def test_the_care_call_keeps_off_the_guests_own_hours() -> None:
    assert plan("V1", "D06", quiet=spans_of("15:00–17:30")) == [("", "17:30")]


def test_no_small_tidy_after_the_guest_has_left() -> None:
    found = plan_for(in_house("V1", per_day={"D04": 3}), tasks(), notice_at=NOTICE, now=ARRIVAL)
    assert all(item.due_at < DEPARTURE for item in found if item.code == "D04")


@pytest.mark.django_db
def test_quiet_hours_that_are_told_later_move_the_care_call(desk: Desk, deliver: Deliver) -> None:
    arrival = in_days(0, 0)
    visit = desk.announced("A", arrival_at=in_days(1, 8), departure_at=in_days(3, 12))
    services.record_arrival(visit.pk, by=desk.cast.receptionist, at=arrival)
    change_guest(visit.guest_id, by=desk.cast.receptionist, quiet_hours="15:00–17:00")
    deliver()
    calls = {key: item for key, item in items(visit).items() if item.code == "D06"}
    moved = calls[f"D06@{in_days(1, 0).date()}"]
    assert moved.due_at == in_days(1, 17)
