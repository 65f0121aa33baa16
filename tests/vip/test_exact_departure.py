"""The departure confirmed in X01 is the visit's; no departure ever lies before the arrival (C4)."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from hotel.stays.models import Stay
from hotel.web import clock
from hotel.work import services as work
from tests.vip.conftest import Deliver, Desk, in_days, items
from tests.vip.test_pages import Browser, pages  # noqa: F401  the fixture
from vip import services
from vip.models import Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(desk: Desk) -> Visit:
    """In house since midnight, leaving in two days at noon."""
    made = desk.announced("A", arrival_at=in_days(0, 23), departure_at=in_days(2, 12))
    services.record_arrival(made.pk, by=desk.cast.receptionist, at=in_days(0, 0))
    return made


def confirm(desk: Desk, visit: Visit, moment: datetime) -> None:
    task = items(visit)["X01"]
    said = {"departure_at": f"{clock.local(moment):%Y-%m-%dT%H:%M}"}
    work.finish(task.pk, by=desk.cast.sales_manager, evidence=said)


def test_a_confirmed_departure_moves_what_hangs_on_it(
    desk: Desk, visit: Visit, deliver: Deliver
) -> None:
    before = items(visit)["X08"].due_at
    confirm(desk, visit, in_days(2, 16))
    deliver()
    visit.refresh_from_db()
    assert visit.departure_at == in_days(2, 16)
    assert items(visit)["X08"].due_at - before == timedelta(hours=4)


def test_the_same_departure_changes_nothing(desk: Desk, visit: Visit, deliver: Deliver) -> None:
    confirm(desk, visit, in_days(2, 12))
    deliver()
    assert services.adopt_departure(items(visit)["X01"].pk) is None


def test_a_departure_before_the_arrival_is_not_taken_over(
    desk: Desk, visit: Visit, deliver: Deliver
) -> None:
    confirm(desk, visit, in_days(-1, 12))
    deliver()
    visit.refresh_from_db()
    assert visit.departure_at == in_days(2, 12)


def test_an_arrival_expected_after_the_departure_takes_the_departure_along(desk: Desk) -> None:
    visit = desk.announced("A", arrival_at=in_days(3, 15), departure_at=in_days(5, 12))
    Stay.objects.filter(pk=visit.stay_id or 0).update(eta=in_days(5, 14))
    services.follow_stay(visit.pk, by=desk.cast.receptionist)
    visit.refresh_from_db()
    assert visit.arrival_at == in_days(5, 14)
    assert visit.departure_at
    assert visit.departure_at > in_days(5, 14)


def test_a_resumed_visit_leaves_after_arriving(pages: Browser) -> None:  # noqa: F811
    desk = pages.desk
    visit = desk.announced("A")
    services.postpone(visit.pk, reason="航班取消", by=desk.cast.fo_manager)
    times = {"arrival_at": in_days(6, 15), "departure_at": in_days(6, 12)}
    said = {name: f"{clock.local(at):%Y-%m-%dT%H:%M}" for name, at in times.items()}
    path = reverse("vip:resume", args=[visit.pk])
    answer = pages.as_(desk.cast.fo_manager).post(path, said)
    visit.refresh_from_db()
    assert (answer.status_code, visit.status) == (422, "postponed")
    assert "has to be after the arrival" in answer.content.decode()
