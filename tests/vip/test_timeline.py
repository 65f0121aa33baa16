"""The managers' board: where a visit is drawn, what stands beside it, and for whom."""

import re
from datetime import datetime, time, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from hotel.staff.models import User
from hotel.web import clock
from tests.vip.conftest import Deliver, Desk, in_days
from vip import services
from vip.seeing.timeline import Window, reach, window_of

pytestmark = pytest.mark.django_db


def test_an_instant_stands_where_its_share_of_the_days_is() -> None:
    window = Window(clock.today(), days=10)
    assert [window.percent(clock.at(clock.today(), time(hour))) for hour in (0, 12)] == [0.0, 5.0]


def test_what_lies_outside_stands_at_the_edge() -> None:
    window = Window(clock.today(), days=10)
    far = timedelta(days=99)
    assert [window.percent(window.start - far), window.percent(window.end + far)] == [0.0, 100.0]


def test_an_unreadable_day_shows_the_days_from_yesterday() -> None:
    today = clock.today()
    assert window_of("yesterday", today) == Window(today - timedelta(days=1))


@pytest.mark.parametrize(
    ("arrived", "departs", "ends"),
    [(True, -1, 0), (True, 5, 5), (False, 5, 5), (False, None, 24)],
)
def test_a_guest_still_here_is_drawn_at_least_to_now(
    arrived: bool, departs: int | None, ends: int
) -> None:
    now = clock.now()

    def hours(count: int | None) -> datetime | None:
        return None if count is None else now + timedelta(hours=count)

    begin = hours(-9) if arrived else now
    visit: Any = SimpleNamespace(
        arrival=begin,
        departure=hours(departs),
        arrived_at=begin if arrived else None,
        departed_at=None,
    )
    assert reach(visit, now) == (begin, hours(ends))


def open_as(enter: Any, user: User, **asked: str) -> str:
    User.objects.filter(pk=user.pk).update(language="en")
    user.refresh_from_db()
    client: Client = enter(user)
    answer = client.get(reverse("vip:board"), asked)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_board_draws_the_visit_with_who_acknowledged_when(
    enter: Any, desk: Desk, deliver: Deliver
) -> None:
    desk.announced("A")
    deliver()
    html = open_as(enter, desk.cast.general_manager)
    assert "沈砚秋 董事长" in html
    assert re.search(r'class="tl-bar coming" x="\d+\.\d+%" width="\d+\.\d+%"', html)
    assert "✉ Not acknowledged" in html


def test_a_visit_of_other_days_is_found_on_those_days(enter: Any, desk: Desk) -> None:
    desk.announced("A", arrival_at=in_days(20, 15), departure_at=in_days(22, 12))
    assert "沈砚秋" not in open_as(enter, desk.cast.general_manager)
    other = (clock.today() + timedelta(days=21)).isoformat()
    assert "沈砚秋" in open_as(enter, desk.cast.general_manager, **{"from": other})


def test_a_confidential_guest_is_an_alias_without_a_room_at_the_desk(
    enter: Any, desk: Desk
) -> None:
    visit = desk.approved("A", confidential=True, public_alias="S 先生", by=desk.cast.gm_office)
    room = desk.house.room("806").pk
    services.announce(visit.pk, room_id=room, by=desk.cast.general_manager)
    told = open_as(enter, desk.cast.receptionist)
    assert "S 先生" in told
    assert all(secret not in told for secret in ("沈砚秋", "恒岳集团", "806"))
    assert "沈砚秋" in open_as(enter, desk.cast.general_manager)


def test_a_cancelled_visit_is_not_drawn(enter: Any, desk: Desk) -> None:
    visit = desk.announced("A")
    services.cancel(visit.pk, reason="行程取消", by=desk.cast.fo_manager)
    assert "沈砚秋" not in open_as(enter, desk.cast.general_manager)


def test_the_board_asks_as_often_for_six_visits_as_for_one(
    enter: Any, desk: Desk, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    client: Client = enter(desk.cast.fo_manager)

    def count() -> int:
        with django_assert_max_num_queries(30) as asked:
            client.get(reverse("vip:board"))
        return len(asked)

    desk.announced("A", room_type_id=desk.house.king.pk)
    count()
    first = count()
    for _ in range(5):
        desk.announced("A", room_type_id=desk.house.king.pk)
    assert count() == first
