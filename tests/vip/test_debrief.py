"""The debrief, and what it is turned into (handbook C4 X14, issue: the remembered guest)."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from complaints import defaults as complaint_defaults
from hotel.guests import alerts
from hotel.guests.models import Preference
from hotel.journal.models import Entry
from hotel.stays.models import Stay
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused
from hotel.work import services as work
from tests.vip.conftest import Deliver, Desk, in_days, items
from vip import services
from vip.models import Debrief, MakeRight, Visit

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """Whatever the hour outside, today's calls lie ahead."""
    with time_machine.travel(in_days(0, 9)):
        yield


@pytest.fixture
def visit(desk: Desk, deliver: Deliver) -> Visit:
    """In house since yesterday, leaving tomorrow, with one call made and one task failed."""
    complaint_defaults.load()
    made = desk.announced("A", arrival_at=in_days(0, 23), departure_at=in_days(2, 12))
    services.record_arrival(made.pk, by=desk.cast.receptionist, at=in_days(0, 0))
    call = items(made)[f"D06@{in_days(0, 0).date()}"]
    given = services.Answers(room=5, outlets=3, overall="早餐粥品不错")
    services.answer_call(call.pk, answers=given, by=desk.cast.sales_manager)
    work.fail(items(made)["P02"].pk, reason="印刷机故障", by=desk.cast.assistant_manager)
    deliver()
    return made


def leave(visit: Visit) -> None:
    """As the desk's check-out leaves the stay; the news itself is what is tried."""
    now = clock.now()
    Stay.objects.filter(pk=visit.stay_id or 0).update(
        status="departed", arrived_at=now - timedelta(days=1), departed_at=now
    )
    services.follow_stay(visit.pk, by=None)


@pytest.fixture
def left(visit: Visit, deliver: Deliver) -> Visit:
    leave(visit)
    deliver()
    visit.refresh_from_db()
    return visit


def test_the_debrief_stands_when_the_news_of_the_departure_is_delivered(left: Visit) -> None:
    debrief = Debrief.objects.get(visit=left)
    assert debrief.made_at - (left.departed_at or debrief.made_at) < timedelta(minutes=1)
    assert [row["reason"] for row in debrief.found["failed"]] == ["印刷机故障"]
    assert debrief.found["words"][0]["text"] == "早餐粥品不错"
    assert sorted(debrief.found["scores"]) == [3, 5]


def test_the_same_news_twice_makes_one_debrief(left: Visit) -> None:
    assert services.make_debrief(left.pk) is None
    assert Debrief.objects.count() == 1


def test_a_late_task_says_by_how_many_minutes(desk: Desk, visit: Visit, deliver: Deliver) -> None:
    task = items(visit)["P04"]
    with time_machine.travel(task.due_at + timedelta(minutes=25), tick=False):
        work.finish(task.pk, by=desk.cast.assistant_manager)
    leave(visit)
    deliver()
    late = {row["item"]: row["minutes"] for row in Debrief.objects.get().found["late"]}
    assert late[task.pk] == 25


def test_there_is_no_debrief_while_the_guest_is_here(desk: Desk, visit: Visit) -> None:
    assert services.make_debrief(visit.pk) is None
    with pytest.raises(Refused):
        services.complete_debrief(visit.pk, highlights="好", by=desk.cast.assistant_manager)


def test_completing_it_finishes_the_plans_task(desk: Desk, left: Visit) -> None:
    services.complete_debrief(
        left.pk, highlights="欢迎有序", faults="水牌迟了", by=desk.cast.assistant_manager
    )
    task = items(left)["X14"]
    assert task.status == "done"
    assert "水牌迟了" in task.evidence["text"]
    with pytest.raises(Refused):
        services.complete_debrief(left.pk, faults="再写", by=desk.cast.assistant_manager)


def test_an_empty_debrief_is_refused(desk: Desk, left: Visit) -> None:
    with pytest.raises(Refused):
        services.complete_debrief(left.pk, by=desk.cast.assistant_manager)


def test_what_the_visit_taught_is_a_preference(desk: Desk, left: Visit) -> None:
    services.remember_preference(left.pk, kind="tea", text="白茶", by=desk.cast.assistant_manager)
    assert Preference.objects.get(guest=left.guest_id, kind="tea").text == "白茶"


def owe(desk: Desk, left: Visit) -> MakeRight:
    return services.owe(
        left.pk, text="补送生日卡", department="front_office", by=desk.cast.assistant_manager
    )


def test_what_is_owed_stands_beside_the_guests_name(desk: Desk, left: Visit) -> None:
    owe(desk, left)
    told = alerts.alerts_for([left.guest_id], desk.cast.receptionist)[left.guest_id]
    assert any("补送生日卡" in alert.text for alert in told)


def next_visit(desk: Desk, left: Visit) -> Visit:
    return desk.announced(
        "A", guest_id=left.guest_id, arrival_at=in_days(20, 15), departure_at=in_days(22, 12)
    )


def test_what_is_owed_is_a_task_of_the_next_visit_and_done_with_it(
    desk: Desk, left: Visit, deliver: Deliver
) -> None:
    owed = owe(desk, left)
    coming = next_visit(desk, left)
    task = items(coming)[f"MR{owed.pk}"]
    assert task.department.code == "front_office"
    assert task.due_at == in_days(20, 13)
    work.finish(task.pk, by=desk.cast.receptionist)
    deliver()
    owed.refresh_from_db()
    assert owed.kept_in_id == coming.pk
    services.replan(coming.pk, by=None)
    assert items(coming)[f"MR{owed.pk}"].status == "done"


def test_a_visit_announced_before_gets_the_task_at_once(desk: Desk, left: Visit) -> None:
    coming = next_visit(desk, left)
    owed = owe(desk, left)
    assert f"MR{owed.pk}" in items(coming)
    assert f"MR{owed.pk}" not in items(left)
    entry = Entry.objects.filter(verb="vip.replanned").latest("id")
    assert entry.data["cause"] == "make_right"


def test_a_receptionist_writes_no_debrief(desk: Desk, left: Visit) -> None:
    with pytest.raises(Forbidden):
        services.complete_debrief(left.pk, faults="迟", by=desk.cast.receptionist)


def test_the_page_shows_what_was_found_and_takes_each_act(
    enter: Any, desk: Desk, left: Visit
) -> None:
    client = enter(desk.cast.assistant_manager)
    html = client.get(reverse("vip:debrief", args=[left.pk])).content.decode()
    assert "印刷机故障" in html
    assert "早餐粥品不错" in html
    posts = {
        "vip:owe": {"text": "补送生日卡", "department": "front_office"},
        "vip:keep-preference": {"kind": "tea", "text": "白茶"},
        "vip:complete-debrief": {"highlights": "好", "cost": "880.00"},
    }
    for route, data in posts.items():
        assert client.post(reverse(route, args=[left.pk]), data).status_code == 303
    html = client.get(reverse("vip:debrief", args=[left.pk])).content.decode()
    assert "补送生日卡" in html
    assert "880.00" in html


def test_a_refused_act_keeps_what_was_typed(enter: Any, desk: Desk, left: Visit) -> None:
    client = enter(desk.cast.assistant_manager)
    answer = client.post(reverse("vip:owe", args=[left.pk]), {"text": "", "department": "sales"})
    assert answer.status_code == 422


def test_the_cost_begins_with_the_amenities_that_were_brought(
    enter: Any, desk: Desk, visit: Visit, deliver: Deliver
) -> None:
    order = visit.amenity_orders.filter(unit_cost__gt=0)[0]
    services.deliver_amenity(order.pk, by=desk.cast.general_manager)
    leave(visit)
    deliver()
    html = enter(desk.cast.fo_manager).get(reverse("vip:debrief", args=[visit.pk])).content
    assert f'value="{order.unit_cost * order.quantity}"' in html.decode()
