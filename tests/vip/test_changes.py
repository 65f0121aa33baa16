"""Changing an announced visit: the plan follows in the same act (handbook C3, B5)."""

from datetime import timedelta

import pytest

from hotel.journal.models import Entry
from hotel.notifications.models import Notice, Receipt
from hotel.stays import services as stays
from hotel.stays.models import Stay
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused
from hotel.work import services as work
from tests.vip.conftest import Deliver, Desk, in_days, items, open_keys
from vip import services
from vip.enums import Status
from vip.models import Visit

pytestmark = pytest.mark.django_db


def tick(visit: Visit, key: str, desk: Desk) -> None:
    work.finish(items(visit)[key].pk, by=desk.cast.assistant_manager)


def difference(verb: str = "vip.replanned") -> dict[str, dict[str, list[dict[str, str]]]]:
    entry = Entry.objects.filter(verb=verb).latest("id")
    departments: dict[str, dict[str, list[dict[str, str]]]] = entry.data["departments"]
    return departments


def codes(part: list[dict[str, str]]) -> set[str]:
    return {row["key"] for row in part}


def test_a_later_arrival_moves_what_is_not_done(desk: Desk) -> None:
    visit = desk.announced()
    services.change_arrival(visit.pk, arrival_at=in_days(3, 17), by=desk.cast.receptionist)
    assert items(visit)["P05"].due_at == in_days(3, 14)


def test_what_is_done_keeps_its_time(desk: Desk) -> None:
    visit = desk.announced()
    tick(visit, "P04", desk)
    services.change_arrival(visit.pk, arrival_at=in_days(3, 17), by=desk.cast.receptionist)
    assert (items(visit)["P04"].status, items(visit)["P04"].due_at) == ("done", in_days(3, 10))


def test_a_changed_arrival_is_told_to_the_booking(desk: Desk) -> None:
    visit = desk.announced()
    services.change_arrival(visit.pk, arrival_at=in_days(3, 17), by=desk.cast.receptionist)
    assert Stay.objects.get().eta == in_days(3, 17)


def test_an_arrival_on_another_day_moves_the_booking(desk: Desk) -> None:
    visit = desk.announced()
    services.change_arrival(visit.pk, arrival_at=in_days(4, 15), by=desk.cast.receptionist)
    assert Stay.objects.get().arrival == in_days(4, 0).date()


def test_one_change_is_one_entry_with_each_departments_difference(desk: Desk) -> None:
    visit = desk.announced()
    services.change_arrival(visit.pk, arrival_at=in_days(3, 17), by=desk.cast.receptionist)
    assert Entry.objects.filter(verb="vip.replanned").count() == 1
    assert codes(difference()["food_beverage"]["moved"]) == {"P07"}


def test_each_department_hears_once_of_a_change(desk: Desk, deliver: Deliver) -> None:
    visit = desk.announced()
    deliver()
    services.change_arrival(visit.pk, arrival_at=in_days(3, 17), by=desk.cast.receptionist)
    deliver()
    told = Notice.objects.filter(entry__verb="vip.replanned")
    assert told.count() == told.values("recipient").distinct().count() > 5


def test_a_department_without_a_difference_hears_nothing(desk: Desk, deliver: Deliver) -> None:
    visit = desk.announced()
    deliver()
    services.edit_notice(visit.pk, by=desk.cast.fo_supervisor, bathing=True)
    deliver()
    told = Notice.objects.filter(entry__verb="vip.replanned")
    assert {notice.department.code for notice in told if notice.department} == {"recreation"}


def test_a_department_that_comes_in_later_owes_its_receipt(desk: Desk, deliver: Deliver) -> None:
    visit = desk.announced()
    deliver()
    services.edit_notice(visit.pk, by=desk.cast.fo_supervisor, bathing=True)
    deliver()
    owed = Receipt.objects.get(department__code="recreation")
    assert owed.subject == f"vip.visit:{visit.pk}"


def test_nothing_is_said_when_nothing_changed(desk: Desk) -> None:
    visit = desk.announced()
    services.edit_notice(visit.pk, by=desk.cast.fo_supervisor, party_size=visit.party_size)
    services.replan(visit.pk, by=None)
    assert not Entry.objects.filter(verb="vip.replanned").exists()


def test_raising_the_level_adds_the_missing_tasks(desk: Desk) -> None:
    visit = desk.announced(level="V3")
    services.change_level(visit.pk, level="V1", by=desk.cast.general_manager)
    assert {"P18", "N09"} <= open_keys(visit)
    assert codes(difference()["management"]["added"]) == {"P18"}


def test_lowering_the_level_cancels_what_is_not_done_and_keeps_what_is(desk: Desk) -> None:
    visit = desk.announced(level="V3")
    tick(visit, "A01", desk) if "A01" in items(visit) else None
    work.finish(items(visit)["N08"].pk, by=desk.cast.general_manager, evidence={"text": "严霁月"})
    services.change_level(visit.pk, level="V4", by=desk.cast.fo_manager)
    found = items(visit)
    assert (found["N08"].status, found["N07"].status) == ("done", "cancelled")


def test_a_task_that_comes_back_with_the_level_is_open_again(desk: Desk) -> None:
    visit = desk.announced(level="V3")
    services.change_level(visit.pk, level="V4", by=desk.cast.fo_manager)
    services.change_level(visit.pk, level="V3", by=desk.cast.fo_manager)
    assert items(visit)["N07"].status == "waiting"


def test_who_may_not_approve_a_level_may_not_raise_to_it(desk: Desk) -> None:
    visit = desk.announced(level="V3")
    with pytest.raises(Forbidden):
        services.change_level(visit.pk, level="V1", by=desk.cast.fo_manager)


def test_the_tasks_in_the_room_go_along_to_another_room(desk: Desk) -> None:
    visit = desk.announced()
    first, second = desk.house.room("806"), desk.house.room("906")
    services.change_room(visit.pk, room_id=first.pk, reason="", by=desk.cast.receptionist)
    services.change_room(visit.pk, room_id=second.pk, reason="安静", by=desk.cast.receptionist)
    assert items(visit)["P05"].room_id == second.pk


def test_the_first_room_finishes_the_pre_assignment(desk: Desk) -> None:
    visit = desk.announced()
    room = desk.house.room("806")
    services.change_room(visit.pk, room_id=room.pk, reason="", by=desk.cast.receptionist)
    assert items(visit)["N06"].status == "done"


def test_cancelling_ends_all_open_tasks_and_keeps_what_is_done(desk: Desk) -> None:
    visit = desk.announced()
    tick(visit, "P04", desk)
    services.cancel(visit.pk, reason="行程取消", by=desk.cast.fo_manager)
    assert open_keys(visit) == set()
    assert items(visit)["P04"].status == "done"


def test_cancelling_may_take_the_booking_along(desk: Desk) -> None:
    visit = desk.announced()
    services.cancel(visit.pk, reason="行程取消", by=desk.cast.fo_manager, with_booking=True)
    assert Stay.objects.get().status == "cancelled"


def test_a_postponed_visit_has_no_open_tasks_until_it_is_resumed(desk: Desk) -> None:
    visit = desk.announced()
    before = open_keys(visit)
    services.postpone(visit.pk, reason="航班取消", by=desk.cast.fo_manager)
    assert open_keys(visit) == set()
    services.resume(
        visit.pk, arrival_at=in_days(6, 15), departure_at=in_days(8, 12), by=desk.cast.fo_manager
    )
    assert open_keys(visit) == before
    assert items(visit)["P05"].due_at == in_days(6, 12)


def test_a_visit_that_ended_is_not_changed(desk: Desk) -> None:
    visit = desk.announced()
    services.cancel(visit.pk, reason="行程取消", by=desk.cast.fo_manager)
    with pytest.raises(Refused):
        services.change_arrival(visit.pk, arrival_at=in_days(4, 9), by=desk.cast.fo_manager)


def test_a_visit_keeps_the_plan_version_it_was_announced_with(desk: Desk) -> None:
    from vip import templates

    visit = desk.announced()
    newer = templates.copy_version(visit.template_id or 0, by=desk.cast.fo_manager)
    newer.tasks.filter(code="P16").delete()
    templates.put_in_use(newer.pk, by=desk.cast.fo_manager)
    services.change_arrival(visit.pk, arrival_at=in_days(3, 17), by=desk.cast.receptionist)
    later = desk.announced(guest_id=visit.guest_id)
    assert ("P16" in open_keys(visit), "P16" in open_keys(later)) == (True, False)


# News from the desk


def at_the_desk(desk: Desk, visit: Visit) -> Stay:
    """The guest has room 806 and checks in today."""
    stay = Stay.objects.get(pk=int(visit.stay_id or 0))
    stays.assign_room(stay.pk, desk.house.room("806").pk, by=desk.cast.receptionist)
    services.let_in(visit.pk, reason="客人已到", by=desk.cast.assistant_manager)
    return stays.check_in(stay.pk, by=desk.cast.receptionist)


def today(desk: Desk) -> Visit:
    now = clock.now()
    return desk.announced(
        source="A",
        arrival_at=now + timedelta(minutes=5),
        departure_at=in_days(2, 12),
        plates=["湘A8K6F2"],
    )


def test_a_room_assigned_at_the_desk_reaches_the_plan(desk: Desk, deliver: Deliver) -> None:
    visit = desk.announced()
    room = desk.house.room("806")
    stays.assign_room(int(visit.stay_id or 0), room.pk, by=desk.cast.receptionist)
    deliver()
    assert (items(visit)["P05"].room_id, items(visit)["N06"].status) == (room.pk, "done")


def test_an_expected_time_set_at_the_desk_moves_the_plan(desk: Desk, deliver: Deliver) -> None:
    visit = desk.announced()
    stays.set_eta(int(visit.stay_id or 0), in_days(3, 18), by=desk.cast.receptionist)
    deliver()
    assert items(visit)["P05"].due_at == in_days(3, 15)


def test_new_dates_at_the_desk_move_the_visit(desk: Desk, deliver: Deliver) -> None:
    visit = desk.announced()
    stays.change_stay(
        int(visit.stay_id or 0), by=desk.cast.receptionist, departure=in_days(6, 0).date()
    )
    deliver()
    visit.refresh_from_db()
    assert visit.departure_at == in_days(6, 12)


def test_a_cancelled_booking_cancels_the_visit(desk: Desk, deliver: Deliver) -> None:
    visit = desk.announced()
    stays.cancel_stay(int(visit.stay_id or 0), reason="不来了", by=desk.cast.receptionist)
    deliver()
    visit.refresh_from_db()
    assert (visit.status, open_keys(visit)) == (Status.CANCELLED, set())


def test_check_in_is_the_arrival_and_opens_the_daily_tasks(desk: Desk, deliver: Deliver) -> None:
    visit = today(desk)
    stay = at_the_desk(desk, visit)
    deliver()
    visit.refresh_from_db()
    assert visit.arrived_at == stay.arrived_at
    assert any(key.startswith("D09@") for key in open_keys(visit))


def test_going_out_at_the_desk_has_the_room_renewed(desk: Desk, deliver: Deliver) -> None:
    visit = today(desk)
    stay = at_the_desk(desk, visit)
    deliver()
    stays.guest_out(stay.pk, by=desk.cast.receptionist)
    deliver()
    deliver()
    assert {key for key in open_keys(visit) if key.startswith("O")} == {"O02@1", "O03@1"}
    # Who noted it at the desk told the floor with it.
    assert items(visit)["O01@1"].done_by == desk.cast.receptionist


def test_going_out_by_the_visit_page_reaches_the_desk_once(desk: Desk, deliver: Deliver) -> None:
    visit = today(desk)
    at_the_desk(desk, visit)
    deliver()
    services.record_guest_out(visit.pk, by=desk.cast.receptionist)
    deliver()
    services.record_guest_back(visit.pk, by=desk.cast.receptionist)
    deliver()
    outing = visit.outings.get()
    assert outing.back_at is not None
    assert Stay.objects.get().guest_out_since is None


def test_check_out_is_the_departure(desk: Desk, deliver: Deliver) -> None:
    visit = today(desk)
    stay = at_the_desk(desk, visit)
    deliver()
    stays.check_out(stay.pk, by=desk.cast.cashier)
    deliver()
    visit.refresh_from_db()
    assert (visit.status, bool(visit.departed_at)) == (Status.DEPARTED, True)
    assert visit.departed_at
    assert items(visit)["X12"].due_at == visit.departed_at + timedelta(days=1)


def test_a_room_on_do_not_disturb_holds_the_tasks_inside(desk: Desk, deliver: Deliver) -> None:
    visit = today(desk)
    stay = at_the_desk(desk, visit)
    deliver()
    stays.set_dnd(stay.pk, True, by=desk.cast.receptionist)
    deliver()
    held = {item.code for item in items(visit).values() if item.is_open and item.is_held}
    assert {"D02", "D06"} <= held | {"D02"} if in_days(0, 16) < clock.now() else {"D06"} <= held


def test_following_the_same_news_twice_changes_nothing(desk: Desk, deliver: Deliver) -> None:
    visit = today(desk)
    at_the_desk(desk, visit)
    deliver()
    count = Entry.objects.count()
    services.follow_stay(visit.pk, by=desk.cast.receptionist)
    assert Entry.objects.count() == count


def test_a_guest_of_one_day_keeps_the_evening_as_departure(desk: Desk, deliver: Deliver) -> None:
    visit = desk.announced(arrival_at=in_days(3, 9), departure_at=in_days(3, 20))
    deliver()
    services.follow_stay(visit.pk, by=desk.cast.receptionist)
    visit.refresh_from_db()
    assert visit.departure_at == in_days(3, 20)


def test_who_comes_before_six_is_booked_from_the_night_before(desk: Desk) -> None:
    desk.announced(arrival_at=in_days(3, 3), departure_at=in_days(4, 12))
    assert Stay.objects.get().arrival == in_days(2, 0).date()


def test_a_reception_is_not_closed_before_it_is_written_up(desk: Desk, deliver: Deliver) -> None:
    visit = today(desk)
    stay = at_the_desk(desk, visit)
    deliver()
    stays.check_out(stay.pk, by=desk.cast.cashier)
    deliver()
    with pytest.raises(Refused):
        services.close(visit.pk, by=desk.cast.fo_manager)
    for item in items(visit).values():
        if item.is_open and item.phase == "departure":
            work.not_applicable(item.pk, reason="演练", by=desk.cast.general_manager)
    services.close(visit.pk, by=desk.cast.fo_manager)
    assert open_keys(visit) == set()


def test_a_stay_has_one_visit_at_a_time(desk: Desk) -> None:
    visit = desk.announced()
    with pytest.raises(Refused):
        desk.note(guest_id=visit.guest_id, stay_id=visit.stay_id)


def test_the_guests_profile_knows_the_level(desk: Desk) -> None:
    visit = desk.announced(level="V3")
    visit.guest.refresh_from_db()
    assert visit.guest.vip_level == "V3"


def test_the_same_arrival_said_again_is_no_news(desk: Desk) -> None:
    visit = desk.announced(arrival_at=clock.local(in_days(3, 15)))
    told = Visit.objects.get(pk=visit.pk).told

    services.edit_notice(visit.pk, bathing=visit.bathing, by=desk.cast.general_manager)

    assert Visit.objects.get(pk=visit.pk).told == told
