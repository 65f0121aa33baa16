"""What is heard of an arrival, the car at the gate, and the run sheet (handbook A7.180, A7.209)."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from hotel.journal.models import Entry
from hotel.notifications.models import Notice
from hotel.stays import services as stays
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused
from tests.vip.conftest import Deliver, Desk, in_days, items
from vip import services
from vip.enums import LineUp
from vip.models import ArrivalNews, GateCall, Visit
from vip.standing import line_up

pytestmark = pytest.mark.django_db


def heard(visit: Visit) -> list[tuple[str, str]]:
    rows = ArrivalNews.objects.filter(visit=visit).order_by("pk")
    return [(row.source, row.confidence) for row in rows]


def fresh(visit: Visit) -> Visit:
    return Visit.objects.get(pk=visit.pk)


def on_the_way(desk: Desk, **fields: Any) -> Visit:
    soon = clock.now() + timedelta(hours=3)
    given = {"plates": ["湘A8K6F2"], "arrival_at": soon, "departure_at": in_days(3, 12), **fields}
    return desk.announced("B", "V2", **given)


# News of the arrival


def test_each_change_of_the_arrival_is_kept_with_where_it_was_heard(
    desk: Desk, deliver: Deliver
) -> None:
    visit = desk.announced()
    by = desk.cast.receptionist
    services.change_arrival(
        visit.pk,
        arrival_at=in_days(3, 17),
        source="flight",
        confidence="sure",
        note="CZ3148",
        by=by,
    )
    services.edit_notice(visit.pk, by=by, arrival_at=in_days(3, 18))
    stays.set_eta(int(visit.stay_id or 0), in_days(3, 19), by=by)
    deliver()
    assert heard(visit) == [
        ("notice", "likely"),
        ("flight", "sure"),
        ("contact", "likely"),
        ("desk", "likely"),
    ]
    assert fresh(visit).arrival_at == in_days(3, 19)


def test_the_plan_follows_what_was_heard(desk: Desk) -> None:
    visit = desk.announced()
    services.change_arrival(
        visit.pk, arrival_at=in_days(3, 18), source="flight", by=desk.cast.receptionist
    )
    assert items(visit)["P05"].due_at == in_days(3, 15)


def test_a_change_of_something_else_is_no_news_of_the_arrival(desk: Desk) -> None:
    visit = desk.announced()
    services.edit_notice(visit.pk, by=desk.cast.receptionist, bathing=True)
    assert heard(visit) == [("notice", "likely")]


# The car at the gate


def test_one_tap_rings_greeters_lift_and_floor_on_duty(desk: Desk, deliver: Deliver) -> None:
    visit = on_the_way(desk)
    deliver()
    services.ring_gate(visit.pk, by=desk.cast.security_officer, plate="湘A8K6F2")
    deliver()
    notices = Notice.objects.filter(code="vip.car_at_gate")
    rung = set(notices.values_list("recipient__username", flat=True))
    assert set(notices.values_list("level", flat=True)) == {"alarm"}
    assert {"greeter_lead", "etiquette", "fo_supervisor", "hk_supervisor", "room_attendant"} <= rung
    assert {notice.params["plate"] for notice in notices} == {"湘A8K6F2"}


def test_the_car_at_the_gate_moves_the_arrival_and_tells_no_department_twice(
    desk: Desk, deliver: Deliver
) -> None:
    visit = on_the_way(desk)
    deliver()
    last = Entry.objects.latest("pk")
    call = services.ring_gate(visit.pk, by=desk.cast.security_officer)
    deliver()
    assert fresh(visit).arrival_at == call.at + timedelta(minutes=2)
    assert heard(visit)[-1] == ("gate", "sure")
    told = Notice.objects.filter(entry__gt=last.pk)
    assert set(told.values_list("code", flat=True)) == {"vip.car_at_gate"}
    assert told.count() == told.values("recipient").distinct().count()


def test_a_second_tap_rings_nobody_again(desk: Desk) -> None:
    visit = on_the_way(desk)
    first = services.ring_gate(visit.pk, by=desk.cast.security_officer)
    assert services.ring_gate(visit.pk, by=desk.cast.greeter_lead) == first
    assert Entry.objects.filter(verb="vip.car_at_gate").count() == 1


def test_a_wrong_tap_is_taken_back_within_a_minute(desk: Desk, deliver: Deliver) -> None:
    visit = on_the_way(desk)
    was = visit.arrival_at
    call = services.ring_gate(visit.pk, by=desk.cast.security_officer)
    services.undo_gate(call.pk, by=desk.cast.security_officer)
    deliver()
    assert fresh(visit).arrival_at == was
    assert fresh(visit).arrival_source == "notice"
    assert Notice.objects.filter(code="vip.gate_undone").exists()
    services.ring_gate(visit.pk, by=desk.cast.security_officer)
    assert GateCall.objects.filter(visit=visit, undone_at=None).count() == 1


def test_after_a_minute_the_call_stands(desk: Desk) -> None:
    visit = on_the_way(desk)
    call = services.ring_gate(visit.pk, by=desk.cast.security_officer)
    with time_machine.travel(call.at + timedelta(seconds=61)), pytest.raises(Refused):
        services.undo_gate(call.pk, by=desk.cast.security_officer)


def test_the_bell_rings_also_where_the_plan_cannot_follow(desk: Desk) -> None:
    """A day early, in a sold-out house: the car is there all the same."""
    visit = on_the_way(desk, departure_at=clock.now() + timedelta(hours=30))
    Visit.objects.filter(pk=visit.pk).update(
        arrival_at=clock.now() - timedelta(minutes=1),
        departure_at=clock.now() + timedelta(seconds=30),
    )
    call = services.ring_gate(visit.pk, by=desk.cast.security_officer)
    assert (call.before, call.after) == (None, None)
    assert Entry.objects.filter(verb="vip.car_at_gate").exists()


def test_only_gate_and_door_announce_cars(desk: Desk) -> None:
    visit = on_the_way(desk)
    with pytest.raises(Forbidden):
        services.ring_gate(visit.pk, by=desk.cast.room_attendant)


def test_security_taps_on_the_page_of_the_gate(desk: Desk, enter: Any) -> None:
    visit = on_the_way(desk)
    client: Client = enter(desk.cast.security_officer)
    page = client.get(reverse("vip:gate")).content.decode()
    assert "湘A8K6F2" in page
    answer = client.post(reverse("vip:ring-gate", args=[visit.pk]), {"plate": "湘A8K6F2"})
    assert answer.status_code == 303
    call = GateCall.objects.get(visit=visit)
    assert (
        reverse("vip:undo-gate", args=[call.pk]) in client.get(reverse("vip:gate")).content.decode()
    )
    client.post(reverse("vip:undo-gate", args=[call.pk]))
    assert GateCall.objects.get(pk=call.pk).undone_by == desk.cast.security_officer


def test_the_gate_reads_no_confidential_name(desk: Desk, enter: Any) -> None:
    on_the_way(desk, confidential=True, public_alias="柏先生")
    page = enter(desk.cast.security_officer).get(reverse("vip:gate")).content.decode()
    assert "沈砚秋" not in page
    assert "柏先生" in page


# The run sheet


def test_the_run_sheet_shows_the_arrival_minute_by_minute(desk: Desk, enter: Any) -> None:
    visit = on_the_way(desk)
    html = enter(desk.cast.greeter_lead).get(reverse("vip:run-sheet", args=[visit.pk])).content
    page = html.decode()
    standing = items(visit)
    places = [page.index(f">{standing[code].title}<") for code in ("P19", "A02", "A05", "A07")]
    assert places == sorted(places)
    assert "N03" not in page
    assert standing["P04"].title not in page


def test_the_run_sheet_names_who_stands_in_line(desk: Desk, enter: Any) -> None:
    visit = on_the_way(desk)
    line = line_up(visit, LineUp.WELCOME)
    assert line is not None
    assert line.text
    page = enter(desk.cast.greeter_lead).get(reverse("vip:run-sheet", args=[visit.pk]))
    assert line.text in page.content.decode()
    assert visit.level.greeter_zh not in page.content.decode()


def test_a_step_is_ticked_off_on_the_run_sheet(desk: Desk, enter: Any) -> None:
    visit = on_the_way(desk)
    item = items(visit)["P19"]
    here = reverse("vip:run-sheet", args=[visit.pk])
    client: Client = enter(desk.cast.fo_supervisor)
    assert reverse("work:finish", args=[item.pk]) in client.get(here).content.decode()
    answer = client.post(reverse("work:finish", args=[item.pk]), {"next": here})
    assert answer.headers["Location"] == here
    assert items(visit)["P19"].status == "done"


def test_the_run_sheet_names_no_confidential_guest(desk: Desk, enter: Any) -> None:
    visit = on_the_way(desk, confidential=True, public_alias="柏先生", greeting="沈砚秋的同学")
    page = enter(desk.cast.pa_cleaner).get(reverse("vip:run-sheet", args=[visit.pk]))
    assert "沈砚秋" not in page.content.decode()
