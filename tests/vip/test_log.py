"""The log of visits to VIPs in house, for the general manager's office (handbook A7.214)."""

from datetime import date, time, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from hotel.notifications.models import Notice
from hotel.work import services as work
from tests.vip.conftest import Deliver, Desk, in_days, items
from vip import log, services
from vip.models import LogDay, Visit

pytestmark = pytest.mark.django_db
DAY = date(2026, 11, 22)


@pytest.fixture
def visit(desk: Desk) -> Visit:
    made = desk.announced("A", arrival_at=in_days(0, 23), departure_at=in_days(3, 12))
    services.record_arrival(made.pk, by=desk.cast.receptionist, at=in_days(0, 0))
    return made


def page(enter: Any, user: Any) -> Any:
    return enter(user).get(reverse("vip:log"), {"day": in_days(1, 0).date().isoformat()})


def test_the_entry_of_the_daily_task_is_read_by_the_office(
    enter: Any, desk: Desk, visit: Visit
) -> None:
    task = items(visit)[f"D08@{in_days(1, 0).date()}"]
    assert "work/" in page(enter, desk.cast.gm_office).content.decode()
    work.finish(task.pk, by=desk.cast.assistant_manager, evidence={"text": "客人想延住一晚"})
    html = page(enter, desk.cast.gm_office).content.decode()
    assert "客人想延住一晚" in html
    assert desk.cast.assistant_manager.name_zh in html


def test_until_the_evening_the_office_reads_the_day_before() -> None:
    assert log.collected(DAY, time(9)) == DAY.replace(day=21)
    assert log.collected(DAY, time(21)) == DAY


def test_a_day_without_vips_says_so(enter: Any, desk: Desk) -> None:
    assert page(enter, desk.cast.gm_office).status_code == 200


def test_the_log_is_not_for_everybody(enter: Any, desk: Desk, visit: Visit) -> None:
    assert page(enter, desk.cast.receptionist).status_code == 403
    assert page(enter, desk.cast.sales_manager).status_code == 403


# By nine it is with the office


def hand_in(hour: int, minute: int = 0) -> LogDay | None:
    with time_machine.travel(in_days(2, hour) + timedelta(minutes=minute), tick=False):
        return services.hand_in_log()


def heard(code: str) -> set[str]:
    rows = Notice.objects.filter(code=code).values_list("recipient__username", flat=True)
    return set(rows)


def test_before_nine_nothing_is_handed_in(visit: Visit) -> None:
    assert hand_in(8, 59) is None


def test_at_nine_the_office_is_told_once(desk: Desk, visit: Visit, deliver: Deliver) -> None:
    told = hand_in(9)
    assert told
    assert (told.entries, told.owed) == (1, 1)
    assert hand_in(9, 1) is None
    deliver()
    assert desk.cast.gm_office.username in heard("vip.log_handed_in")


def test_who_still_owes_an_entry_is_reminded(desk: Desk, visit: Visit, deliver: Deliver) -> None:
    hand_in(9)
    deliver()
    assert desk.cast.assistant_manager.username in heard("vip.log_owed")


def test_a_complete_log_reminds_nobody(desk: Desk, visit: Visit, deliver: Deliver) -> None:
    task = items(visit)[f"D08@{in_days(1, 0).date()}"]
    work.finish(task.pk, by=desk.cast.assistant_manager, evidence={"text": "客人满意"})
    hand_in(9)
    deliver()
    assert heard("vip.log_owed") == set()


def test_a_day_without_a_visit_is_not_spoken_of(desk: Desk) -> None:
    assert hand_in(9) is None
