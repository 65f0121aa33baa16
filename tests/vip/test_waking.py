"""Wake-up calls by a person: dialled again, sent up, done by whom."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from hotel.journal.models import Entry
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused
from hotel.web.today import NEXT
from hotel.work.models import Item
from tests.vip.conftest import Desk, in_days, items
from vip import services, today, waking
from vip.models import Visit, WakeUpCall

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(desk: Desk) -> Visit:
    """A guest who wants to be woken tomorrow at seven."""
    soon = clock.now() + timedelta(minutes=5)
    return desk.announced(
        "B", "V3", arrival_at=soon, departure_at=in_days(3, 12), wake_up_at=in_days(1, 7)
    )


def call_of(visit: Visit) -> Item:
    return next(item for item in items(visit).values() if item.code == "S03")


def test_answered_is_done_by_whoever_called(desk: Desk, visit: Visit) -> None:
    by = desk.cast.fo_supervisor
    for _press in range(2):
        services.wake_answered(call_of(visit).pk, by=by)
    item, call = call_of(visit), WakeUpCall.objects.get()
    assert (item.status, item.done_by, call.status, call.tries) == ("done", by, "answered", 1)
    assert Entry.objects.filter(verb="vip.wake_up_called").count() == 1


def test_not_answered_twice_somebody_goes_up_and_wakes_the_guest(desk: Desk, visit: Visit) -> None:
    by, item_id = desk.cast.fo_supervisor, call_of(visit).pk
    again = services.wake_unanswered(item_id, by=by)
    assert again.again_at is not None
    assert timedelta(minutes=2) < again.again_at - clock.now() <= timedelta(minutes=3)
    assert services.wake_send_up(item_id, who="罗小满", by=by).tries == 2
    assert call_of(visit).is_open
    services.wake_woken(item_id, by=by)
    assert (call_of(visit).status, WakeUpCall.objects.get().sent) == ("done", "罗小满")


def test_nobody_is_sent_up_before_the_second_call(desk: Desk, visit: Visit) -> None:
    with pytest.raises(Refused):
        services.wake_send_up(call_of(visit).pk, who="罗小满", by=desk.cast.fo_supervisor)


def test_who_goes_up_is_said(desk: Desk, visit: Visit, client: Client) -> None:
    by, item_id = desk.cast.fo_supervisor, call_of(visit).pk
    services.wake_unanswered(item_id, by=by)
    client.force_login(by)
    answer = client.post(reverse("vip:wake-send-up", args=[item_id]), {"who": " "})
    assert (answer.status_code, "is-invalid" in answer.content.decode()) == (422, True)
    assert WakeUpCall.objects.get().status == "again"


def test_the_floors_record_no_calls(desk: Desk, visit: Visit) -> None:
    with pytest.raises(Forbidden):
        services.wake_answered(call_of(visit).pk, by=desk.cast.room_attendant)


def test_the_page_tells_what_comes_next(desk: Desk, visit: Visit, client: Client) -> None:
    client.force_login(desk.cast.fo_supervisor)
    path = reverse("vip:wake-unanswered", args=[call_of(visit).pk])
    assert path in client.get(reverse("vip:wake-ups")).content.decode()
    client.post(path)
    page = client.get(reverse("vip:wake-ups")).content.decode()
    assert path not in page
    assert reverse("vip:wake-send-up", args=[call_of(visit).pk]) in page


def test_a_call_of_tomorrow_is_not_pressed_by_mistake(
    desk: Desk, visit: Visit, client: Client
) -> None:
    client.force_login(desk.cast.fo_supervisor)

    def filled() -> bool:
        page = client.get(reverse("vip:wake-ups")).content.decode()
        return "btn-primary" in page.partition('id="wake-')[2].partition("</tr>")[0]

    assert not filled()
    Item.objects.filter(pk=call_of(visit).pk).update(due_at=clock.now() - timedelta(seconds=5))
    assert filled()


def test_a_call_past_its_hour_is_late(desk: Desk, visit: Visit) -> None:
    due = call_of(visit).due_at
    (line,) = waking.lines(desk.cast.operator, due - timedelta(minutes=1))
    assert line.state == "later"
    (line,) = waking.lines(desk.cast.operator, due + timedelta(seconds=30))
    assert line.state == "due"
    (line,) = waking.lines(desk.cast.operator, due + timedelta(minutes=30))
    assert line.state == "late"


def test_the_home_page_says_whom_to_wake(desk: Desk, visit: Visit) -> None:
    with time_machine.travel(call_of(visit).due_at - timedelta(hours=1), tick=False):
        (line,) = today.wake_ups(desk.cast.fo_supervisor)
    assert (line.kind, line.chip, "沈砚秋" in line.text) == (NEXT, "V3", True)
