"""The arrival confirmed in P01 is the visit's, and the plan moves with it (handbook C4)."""

from datetime import datetime, timedelta

import pytest

from hotel.stays.models import Stay
from hotel.web import clock
from hotel.work import services as work
from tests.vip.conftest import Deliver, Desk, in_days, items
from vip import services
from vip.models import Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(desk: Desk) -> Visit:
    """Expected in three days at three."""
    return desk.announced("C", "V3")


def confirm(desk: Desk, visit: Visit, moment: datetime) -> None:
    said = {
        "contact": "陈秘书",
        "arrival_at": f"{clock.local(moment):%Y-%m-%dT%H:%M}",
        "party_size": 2,
    }
    work.finish(items(visit)["P01"].pk, by=desk.cast.fo_supervisor, evidence=said)


def heard(visit: Visit) -> tuple[datetime | None, str, str]:
    visit.refresh_from_db()
    return visit.arrival_at, visit.arrival_source, visit.arrival_confidence


def test_a_confirmed_arrival_moves_plan_and_booking(
    desk: Desk, visit: Visit, deliver: Deliver
) -> None:
    before = items(visit)["P05"].due_at
    confirm(desk, visit, in_days(3, 18))
    deliver()
    assert heard(visit) == (in_days(3, 18), "contact", "sure")
    assert items(visit)["P05"].due_at - before == timedelta(hours=3)
    assert Stay.objects.get().eta == in_days(3, 18)


def test_the_news_of_it_says_whose_word_it_is(desk: Desk, visit: Visit, deliver: Deliver) -> None:
    confirm(desk, visit, in_days(3, 18))
    deliver()
    assert visit.arrival_news.get(arrival_at=in_days(3, 18)).note == "陈秘书"


def test_the_same_time_makes_it_sure(desk: Desk, visit: Visit, deliver: Deliver) -> None:
    confirm(desk, visit, in_days(3, 15))
    deliver()
    assert heard(visit) == (in_days(3, 15), "contact", "sure")
    assert services.adopt_arrival(items(visit)["P01"].pk) is None


def test_later_news_stands(desk: Desk, visit: Visit, deliver: Deliver) -> None:
    confirm(desk, visit, in_days(3, 18))
    services.change_arrival(
        visit.pk, arrival_at=in_days(3, 20), source="flight", by=desk.cast.receptionist
    )
    deliver()
    assert heard(visit) == (in_days(3, 20), "flight", "likely")


def test_an_arrival_after_the_departure_is_not_taken_over(
    desk: Desk, visit: Visit, deliver: Deliver
) -> None:
    confirm(desk, visit, in_days(9, 12))
    deliver()
    assert heard(visit)[0] == in_days(3, 15)
