"""From the notice to every department's board (handbook A7.178–182, B5, C1)."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from hotel.journal.models import Entry
from hotel.notifications.models import Notice, Receipt
from hotel.staff.models import User
from hotel.stays.models import Stay
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused, Stale
from tests.vip.conftest import Deliver, Desk, in_days, items, open_keys
from vip import services
from vip.enums import Status
from vip.models import Visit

pytestmark = pytest.mark.django_db


def test_a_notice_takes_its_sources_default_level(desk: Desk) -> None:
    assert [desk.note(source).level.code for source in "ABCD"] == ["V2", "V2", "V3", "V3"]


@pytest.mark.parametrize(("source", "level"), [("A", "V3"), ("B", "V4")])
def test_a_level_below_the_sources_lowest_is_refused(desk: Desk, source: str, level: str) -> None:
    with pytest.raises(Refused) as refusal:
        desk.note(source, level)
    assert refusal.value.field == "level"


def test_a_notice_without_the_person_who_gave_it_is_refused(desk: Desk) -> None:
    with pytest.raises(Refused) as refusal:
        desk.note(notifier_name=" ")
    assert refusal.value.field == "notifier_name"


@pytest.mark.parametrize(
    ("fields", "beside"),
    [
        ({"arrival_at": in_days(-2, 15)}, "arrival_at"),
        ({"departure_at": in_days(2, 12)}, "departure_at"),
        ({"party_size": 0}, "party_size"),
        ({"party_size": 31}, "rooms_needed"),
        ({"wake_up_at": in_days(1, 7)}, "wake_up_at"),
        ({"plates": ["湘A8K6F2湘A8K6F2湘A8K6F2"]}, "plates"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    desk: Desk, fields: dict[str, Any], beside: str
) -> None:
    guest = desk.guest()
    with pytest.raises(Refused) as refusal:
        desk.note(guest_id=guest.pk, **fields)
    assert (refusal.value.field, Visit.objects.count()) == (beside, 0)


def test_the_same_form_pressed_twice_makes_one_visit(desk: Desk) -> None:
    import uuid

    token, guest = uuid.uuid4(), desk.guest()
    made = {desk.note(guest_id=guest.pk, form_token=token).pk for _ in range(2)}
    assert (len(made), Visit.objects.count()) == (1, 1)


def test_a_notice_of_the_leaders_counts_as_approved(desk: Desk) -> None:
    visit = services.submit(desk.note("A").pk, by=desk.cast.receptionist)
    assert (visit.status, visit.awaits_approval) == (Status.APPROVED, False)


def test_a_notice_of_their_office_needs_no_approval_but_a_confirmed_level(desk: Desk) -> None:
    visit = services.submit(desk.note("B").pk, by=desk.cast.receptionist)
    assert (visit.status, visit.approved_at) == (Status.APPROVED, None)


def test_the_office_confirms_the_level_of_its_own_notice(desk: Desk) -> None:
    visit = services.submit(desk.note("B").pk, by=desk.cast.receptionist)
    assert services.approve(visit.pk, by=desk.cast.gm_office).approved_by == desk.cast.gm_office


def test_a_notice_of_the_desk_waits_for_the_levels_authority_within_its_time(desk: Desk) -> None:
    visit = services.submit(desk.note("C", "V1").pk, by=desk.cast.receptionist)
    assert visit.submitted_at is not None
    assert (visit.status, visit.approval_due_at) == (
        Status.PENDING,
        visit.submitted_at + timedelta(minutes=60),
    )


def test_only_the_levels_authority_approves(desk: Desk) -> None:
    visit = services.submit(desk.note("C", "V1").pk, by=desk.cast.receptionist)
    with pytest.raises(Forbidden):
        services.approve(visit.pk, by=desk.cast.deputy_gm)


def test_who_approves_may_change_the_level_within_their_authority(desk: Desk) -> None:
    visit = services.submit(desk.note("C", "V3").pk, by=desk.cast.receptionist)
    with pytest.raises(Forbidden):
        services.approve(visit.pk, level="V1", by=desk.cast.fo_manager)
    assert services.approve(visit.pk, level="V4", by=desk.cast.fo_manager).level.code == "V4"


def test_a_rejection_needs_a_reason(desk: Desk) -> None:
    visit = services.submit(desk.note("C").pk, by=desk.cast.receptionist)
    with pytest.raises(Refused) as refusal:
        services.reject(visit.pk, reason=" ", by=desk.cast.fo_manager)
    assert refusal.value.field == "reason"


def test_a_visit_is_not_announced_before_its_approval(desk: Desk) -> None:
    visit = services.submit(desk.note("C").pk, by=desk.cast.receptionist)
    with pytest.raises(Refused):
        services.announce(visit.pk, by=desk.cast.general_manager)


def test_a_receptionist_does_not_announce(desk: Desk) -> None:
    with pytest.raises(Forbidden):
        services.announce(desk.approved().pk, by=desk.cast.receptionist)


@pytest.mark.parametrize("missing", ["arrival_at", "departure_at"])
def test_an_announcement_needs_the_times(desk: Desk, missing: str) -> None:
    fields: dict[str, Any] = {missing: None}
    visit = desk.approved(**fields)
    with pytest.raises(Refused) as refusal:
        services.announce(visit.pk, by=desk.cast.fo_manager)
    assert refusal.value.field == missing


def test_an_announcement_needs_to_know_the_rooms(desk: Desk) -> None:
    visit = desk.approved(room_type_id=None)
    with pytest.raises(Refused) as refusal:
        services.announce(visit.pk, by=desk.cast.fo_manager)
    assert refusal.value.field == "room_type"


def test_announcing_books_the_room(desk: Desk) -> None:
    visit = desk.announced()
    stay = Stay.objects.get()
    assert (visit.stay_id, stay.guest_id, stay.eta) == (stay.pk, visit.guest_id, visit.arrival_at)


def test_three_rooms_are_booked_as_one_group(desk: Desk) -> None:
    visit = desk.announced(room_type_id=desk.house.king.pk, rooms_needed=3, party_size=5)
    stays = Stay.objects.order_by("id")
    assert [stay.adults for stay in stays] == [2, 2, 1]
    assert {stay.reservation_id for stay in stays} == {stays[0].reservation_id}
    assert visit.stay_id == stays[0].pk


def test_without_a_free_room_nothing_is_announced(desk: Desk) -> None:
    for _ in range(2):
        desk.announced()
    visit = desk.approved()
    with pytest.raises(Refused):
        services.announce(visit.pk, by=desk.cast.fo_manager)
    visit.refresh_from_db()
    assert (visit.status, items(visit)) == (Status.APPROVED, {})


@pytest.mark.parametrize(
    ("source", "level", "count"),
    [("A", "V1", 46), ("A", "V2", 46), ("C", "V3", 44), ("C", "V4", 25)],
)
def test_announcing_makes_the_plan_of_the_level(
    desk: Desk, source: str, level: str, count: int
) -> None:
    """Without meals, bathing, cars, wake-up; daily and outing tasks come with the guest."""
    assert len(items(desk.announced(source, level))) == count


def test_what_is_done_already_comes_done(desk: Desk) -> None:
    found = items(desk.announced())
    assert {key for key, item in found.items() if item.status == "done"} == {"N01", "N02"}


def test_a_room_assigned_with_the_booking_is_done_too(desk: Desk) -> None:
    room = desk.house.room("806")
    visit = services.announce(desk.approved().pk, room_id=room.pk, by=desk.cast.fo_manager)
    assert (items(visit)["N06"].status, items(visit)["P05"].room_id) == ("done", room.pk)


def test_the_announcement_is_one_entry_with_the_departments_concerned(desk: Desk) -> None:
    desk.announced()
    entry = Entry.objects.get(verb="vip.announced")
    assert set(entry.data["departments"]) == {
        "front_office",
        "cashier",
        "housekeeping",
        "food_beverage",
        "sales",
        "etiquette",
        "engineering",
        "management",
    }


def test_every_department_concerned_owes_its_receipt(desk: Desk, deliver: Deliver) -> None:
    desk.announced()
    deliver()
    entry = Entry.objects.get(verb="vip.announced")
    owed = {receipt.department.code for receipt in Receipt.objects.all()}
    assert owed == set(entry.data["departments"])


def test_each_person_hears_of_an_announcement_once(desk: Desk, deliver: Deliver) -> None:
    desk.announced()
    deliver()
    notices = Notice.objects.filter(entry__verb="vip.announced")
    assert notices.count() == notices.values("recipient").distinct().count() > 8


def test_who_announced_is_not_told(desk: Desk, deliver: Deliver) -> None:
    desk.announced()
    deliver()
    told = Notice.objects.filter(entry__verb="vip.announced", recipient=desk.cast.fo_manager)
    assert not told.exists()


def test_the_written_notice_is_done_when_the_last_department_has_acknowledged(
    desk: Desk, deliver: Deliver
) -> None:
    from hotel.notifications.services import acknowledge
    from hotel.staff.models import User

    visit = desk.announced()
    deliver()
    *first, last = Receipt.objects.select_related("department")
    for receipt in first:
        acknowledge(receipt.pk, by=User.objects.filter(department=receipt.department)[0])
    deliver()
    assert items(visit)["N05"].status == "waiting"
    acknowledge(last.pk, by=User.objects.filter(department=last.department)[0])
    deliver()
    assert items(visit)["N05"].status == "done"


def test_those_who_may_approve_are_told(desk: Desk, deliver: Deliver) -> None:
    services.submit(desk.note("C", "V3").pk, by=desk.cast.receptionist)
    deliver()
    told = Notice.objects.filter(entry__verb="vip.submitted").values_list(
        "recipient__username", flat=True
    )
    assert set(told) == {"sales_manager", "fo_manager", "deputy_gm"}


def test_reminding_reaches_only_departments_that_owe_their_receipt(
    desk: Desk, deliver: Deliver
) -> None:
    from hotel.notifications.services import acknowledge

    visit = desk.announced()
    deliver()
    receipt = Receipt.objects.get(department__code="housekeeping")
    acknowledge(receipt.pk, by=desk.cast.hk_supervisor)
    codes = services.remind(visit.pk, by=desk.cast.fo_manager)
    assert "housekeeping" not in codes
    assert len(codes) == 7


def test_an_unannounced_guest_is_received_before_approval_by_the_assistant_manager(
    desk: Desk,
) -> None:
    visit = services.submit(desk.note("D", arrival_at=None).pk, by=desk.cast.receptionist)
    announced = services.announce(visit.pk, by=desk.cast.assistant_manager)
    assert (announced.status, announced.awaits_approval) == (Status.ANNOUNCED, True)


def test_an_unannounced_guest_waits_thirty_minutes_for_approval(desk: Desk) -> None:
    visit = services.submit(desk.note("D", arrival_at=None).pk, by=desk.cast.receptionist)
    assert visit.submitted_at
    assert visit.approval_due_at
    assert visit.approval_due_at - visit.submitted_at == timedelta(minutes=30)


def test_a_supervisor_does_not_receive_an_unannounced_guest_before_approval(desk: Desk) -> None:
    visit = services.submit(desk.note("D", arrival_at=None).pk, by=desk.cast.receptionist)
    with pytest.raises(Forbidden):
        services.announce(visit.pk, by=desk.cast.fo_supervisor)


def test_above_v3_an_unannounced_guest_needs_approval_first(desk: Desk) -> None:
    visit = services.submit(desk.note("D", "V2", arrival_at=None).pk, by=desk.cast.receptionist)
    with pytest.raises(Refused):
        services.announce(visit.pk, by=desk.cast.assistant_manager)


def test_a_late_approval_at_another_level_changes_the_walk_ins_plan(desk: Desk) -> None:
    visit = services.submit(desk.note("D", arrival_at=None).pk, by=desk.cast.receptionist)
    services.announce(visit.pk, by=desk.cast.assistant_manager)
    assert "A05" in open_keys(visit)
    services.approve(visit.pk, level="V4", by=desk.cast.fo_manager)
    assert "A05" not in open_keys(visit)
    assert items(visit)["N02"].status == "done"


def test_a_stale_form_shows_what_stands_now(desk: Desk) -> None:
    visit = desk.note()
    services.edit_notice(visit.pk, by=desk.cast.receptionist, party_size=3)
    with pytest.raises(Stale) as refusal:
        services.edit_notice(
            visit.pk, by=desk.cast.receptionist, seen_version=visit.version, party_size=1
        )
    assert 3 in refusal.value.theirs.values()


def test_a_notice_received_late_leaves_ten_minutes(desk: Desk) -> None:
    visit = desk.announced(arrival_at=clock.now() + timedelta(hours=1))
    assert visit.announced_at is not None
    item = items(visit)["P05"]
    assert (item.due_at, item.compressed) == (visit.announced_at + timedelta(minutes=10), True)


def test_whoever_types_a_leaders_notice_approved_nothing(desk: Desk, enter: Any) -> None:
    clerk = desk.cast.receptionist
    visit = services.submit(desk.note("A", by=clerk).pk, by=clerk)
    assert (visit.status, visit.approved_by) == (Status.APPROVED, None)
    assert visit.approved_at is not None
    User.objects.filter(pk=desk.cast.fo_manager.pk).update(language="en")
    page = enter(desk.cast.fo_manager).get(reverse("vip:visit", args=[visit.pk]))
    assert "counts as approved" in page.content.decode()
