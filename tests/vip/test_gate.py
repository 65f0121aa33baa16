"""No VIP checks in before the visit is ready, and the inspection is signed by another (handbook C5)."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from hotel.journal.models import Entry
from hotel.stays import services as stays
from hotel.stays.models import Stay
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused
from hotel.work import evidence
from hotel.work import services as work
from tests.frontdesk.arriving import arrive
from tests.vip.conftest import Deliver, Desk, in_days, items
from tests.vip.ready import make_done, make_ready, owed
from vip import readiness, services
from vip.models import Override, Visit

pytestmark = pytest.mark.django_db


def expected_today(desk: Desk, source: str = "B", level: str = "V3", **fields: Any) -> Visit:
    """Announced, in room 806, expected in a few minutes."""
    soon = clock.now() + timedelta(minutes=5)
    visit = desk.announced(source, level, arrival_at=soon, departure_at=in_days(2, 12), **fields)
    room = desk.house.room("806")
    stays.assign_room(int(visit.stay_id or 0), room.pk, by=desk.cast.receptionist)
    services.replan(visit.pk, by=desk.cast.receptionist)
    visit.refresh_from_db()
    return visit


def check_in(desk: Desk, visit: Visit) -> Stay:
    return stays.check_in(int(visit.stay_id or 0), by=desk.cast.receptionist)


def refusal(desk: Desk, visit: Visit) -> Refused:
    with pytest.raises(Refused) as refused:
        check_in(desk, visit)
    assert Stay.objects.get(pk=int(visit.stay_id or 0)).status == "confirmed"
    return refused.value


def test_an_unready_vip_is_refused_and_the_reasons_are_named(desk: Desk) -> None:
    visit = expected_today(desk)
    make_ready(desk, visit, but={"P08"})
    no = refusal(desk, visit)
    assert no.code == "gate"
    assert visit.number in no.text
    assert items(visit)["P08"].title in no.text


def test_a_ready_vip_checks_in(desk: Desk) -> None:
    visit = expected_today(desk)
    make_ready(desk, visit)
    assert check_in(desk, visit).status == "in_house"


def test_the_counter_refuses_as_well(desk: Desk) -> None:
    visit = expected_today(desk, party_size=1)
    stay = Stay.objects.get(pk=int(visit.stay_id or 0))
    with pytest.raises(Refused) as refused:
        arrive(desk.cast.receptionist, stay)
    assert refused.value.code == "gate"


def test_a_task_rightly_set_aside_keeps_nobody_waiting(desk: Desk) -> None:
    visit = expected_today(desk)
    make_ready(desk, visit, but={"P16"})
    work.not_applicable(items(visit)["P16"].pk, reason="大堂翻新", by=desk.cast.fo_manager)
    assert check_in(desk, visit).status == "in_house"


def test_a_failed_task_keeps_the_guest_waiting(desk: Desk) -> None:
    visit = expected_today(desk)
    make_ready(desk, visit, but={"P16"})
    work.fail(items(visit)["P16"].pk, reason="没有人手", by=desk.cast.pa_cleaner)
    assert items(visit)["P16"].title in refusal(desk, visit).text


def test_an_inspection_cannot_be_set_aside(desk: Desk) -> None:
    visit = expected_today(desk)
    make_ready(desk, visit, but={"P05"})
    work.not_applicable(items(visit)["P05"].pk, reason="来不及", by=desk.cast.general_manager)
    assert "806" in refusal(desk, visit).text


def test_who_did_the_work_does_not_sign_that_it_is_good(desk: Desk) -> None:
    visit = expected_today(desk)
    make_ready(desk, visit)
    make_done(items(visit)["P05"], desk.cast.room_attendant)
    assert "806" in refusal(desk, visit).text


def test_a_point_that_is_not_good_is_no_inspection(desk: Desk) -> None:
    visit = expected_today(desk)
    make_ready(desk, visit)
    inspection = items(visit)["P05"]
    points = evidence.all_good(inspection)["points"]
    points["hygiene"]["ok"] = False
    inspection.evidence = {"points": points}
    inspection.save()
    assert "806" in refusal(desk, visit).text


def test_a_guest_moved_after_the_inspection_waits_for_a_new_one(
    desk: Desk, deliver: Deliver
) -> None:
    visit = expected_today(desk)
    make_ready(desk, visit)
    by = desk.cast.hk_supervisor
    services.change_room(
        visit.pk, room_id=desk.house.room("906").pk, reason="空调", by=desk.cast.fo_manager
    )
    assert "906" in refusal(desk, visit).text
    work.reopen(items(visit)["P05"].pk, reason="换房", by=by)
    deliver()
    again = items(visit)["P05"]
    assert again.room_id == desk.house.room("906").pk
    work.finish(again.pk, by=by, evidence=evidence.all_good(again))
    assert check_in(desk, visit).status == "in_house"


def test_a_visit_not_announced_keeps_its_guest_waiting(desk: Desk) -> None:
    stay = desk_stay(desk)
    visit = desk.approved(stay_id=stay.pk, guest_id=stay.guest_id)
    with pytest.raises(Refused) as refused:
        stays.check_in(stay.pk, by=desk.cast.receptionist)
    assert visit.number in refused.value.text


def desk_stay(desk: Desk) -> Stay:
    return stays.book(
        guest_id=desk.guest().pk,
        room_type_id=desk.house.suite.pk,
        room_id=desk.house.room("806").pk,
        arrival=in_days(0, 0).date(),
        departure=in_days(2, 0).date(),
        by=desk.cast.receptionist,
    )


def test_an_unannounced_guest_is_let_in_with_what_is_open_shown(desk: Desk) -> None:
    visit = desk.announced(
        "D", "V3", arrival_at=None, departure_at=in_days(2, 12), by=desk.cast.assistant_manager
    )
    room = desk.house.room("806")
    stays.assign_room(int(visit.stay_id or 0), room.pk, by=desk.cast.receptionist)
    services.replan(visit.pk, by=desk.cast.receptionist)
    assert readiness.of(visit).open
    assert check_in(desk, visit).status == "in_house"


# Let in nevertheless


def test_the_assistant_manager_lets_the_guest_in_with_a_reason(desk: Desk) -> None:
    visit = expected_today(desk)
    services.let_in(visit.pk, reason="客人提前到店", by=desk.cast.assistant_manager)
    assert check_in(desk, visit).status == "in_house"
    entry = Entry.objects.get(verb="vip.let_in")
    assert (entry.reason, entry.actor) == ("客人提前到店", desk.cast.assistant_manager)
    assert f"stays.stay:{visit.stay_id}" in entry.about


@pytest.mark.parametrize("role", ["receptionist", "fo_supervisor", "hk_manager"])
def test_below_the_assistant_manager_nobody_lets_a_guest_in(desk: Desk, role: str) -> None:
    visit = expected_today(desk)
    with pytest.raises(Forbidden):
        services.let_in(visit.pk, reason="着急", by=desk.cast.holding(role))


def test_without_a_reason_nobody_is_let_in(desk: Desk) -> None:
    visit = expected_today(desk)
    with pytest.raises(Refused):
        services.let_in(visit.pk, reason="  ", by=desk.cast.assistant_manager)
    with pytest.raises(IntegrityError), transaction.atomic():
        Override.objects.create(
            visit=visit, covers=["P08"], reason="", at=visit.received_at, by=desk.cast.admin
        )


def test_what_opens_afterwards_is_not_covered(desk: Desk) -> None:
    visit = expected_today(desk)
    make_ready(desk, visit, but={"P08"})
    services.let_in(visit.pk, reason="鲜花稍后送", by=desk.cast.assistant_manager)
    work.reopen(items(visit)["P16"].pk, reason="大堂又脏了", by=desk.cast.pa_cleaner)
    no = refusal(desk, visit)
    assert items(visit)["P16"].title in no.text
    assert items(visit)["P08"].title not in no.text


def test_a_ready_visit_needs_nobody_to_let_it_in(desk: Desk) -> None:
    visit = expected_today(desk)
    make_ready(desk, visit)
    assert owed(visit) == []
    with pytest.raises(Refused):
        services.let_in(visit.pk, reason="以防万一", by=desk.cast.assistant_manager)


# Pages


def test_the_visit_shows_what_is_open_and_who_let_the_guest_in(desk: Desk, enter: Any) -> None:
    visit = expected_today(desk)
    manager: Client = enter(desk.cast.assistant_manager)
    page = reverse("vip:visit", args=[visit.pk])
    assert 'id="owed"' in manager.get(page).content.decode()
    answer = manager.post(reverse("vip:let-in", args=[visit.pk]), {"reason": "客人提前到店"})
    assert answer.status_code == 303
    html = manager.get(page).content.decode()
    assert "客人提前到店" in html
    assert "act-let-in" not in html


def test_the_stay_shows_why_the_guest_was_let_in(desk: Desk, enter: Any) -> None:
    visit = expected_today(desk)
    services.let_in(visit.pk, reason="客人提前到店", by=desk.cast.assistant_manager)
    client: Client = enter(desk.cast.receptionist)
    html = client.get(reverse("stays:stay-beneath", args=[visit.stay_id])).content.decode()
    assert "客人提前到店" in html


def test_a_clerk_is_offered_no_override(desk: Desk, enter: Any) -> None:
    visit = expected_today(desk)
    client: Client = enter(desk.cast.receptionist)
    html = client.get(reverse("vip:visit", args=[visit.pk])).content.decode()
    assert "act-let-in" not in html
    assert 'id="owed"' in html
    answer = client.post(reverse("vip:let-in", args=[visit.pk]), {"reason": "着急"})
    assert answer.status_code == 403


def test_a_companion_waits_for_the_own_room_only(desk: Desk) -> None:
    visit = expected_today(desk, rooms_needed=2, party_size=2)
    further = visit.party_rooms.get().stay_id
    stays.assign_room(further, desk.house.room("906").pk, by=desk.cast.receptionist)
    services.replan(visit.pk, by=desk.cast.receptionist)
    with pytest.raises(Refused) as refused:
        stays.check_in(further, by=desk.cast.receptionist)
    assert refused.value.code == "gate"
    room = desk.house.room("906").pk
    make_ready(desk, visit, but={key for key, i in items(visit).items() if i.room_id != room})
    assert stays.check_in(further, by=desk.cast.receptionist).status == "in_house"
    assert refusal(desk, visit).code == "gate"
