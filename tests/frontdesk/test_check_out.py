"""A guest leaves through the counter, or is told what is still missing."""

from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
import time_machine

from frontdesk import services
from frontdesk.models import CheckOut, KeyCard
from frontdesk.selectors.dues import LATE, House, dues_of
from hotel.cashier import selectors as ledger
from hotel.cashier import services as cashier
from hotel.guests.services import set_vip_level
from hotel.journal import outbox
from hotel.journal.models import Entry
from hotel.notifications.models import Notice
from hotel.stays import services as stays
from hotel.stays.models import Stay
from hotel.stays.selectors import stay as find_stay
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused, Stale
from housekeeping import services as floors
from housekeeping.services import Found
from tests.frontdesk.leaving import Counter
from tests.stays.makers import night

D = Decimal


def refused(act: Any, *args: Any, **facts: Any) -> Refused:
    with pytest.raises(Refused) as caught:
        act(*args, **facts)
    return caught.value


def test_a_guest_leaves_and_the_room_turns_vacant_and_dirty(counter: Counter) -> None:
    stay = counter.ready("801")
    counter.leave(stay, rating=5, comment="很安静", membership="accepted")
    room = counter.desk.house.room("801")
    assert find_stay(stay.pk).status == "departed"
    assert (room.occupancy, room.cleanliness) == ("vacant", "dirty")


def test_what_was_said_is_kept(counter: Counter) -> None:
    counter.leave(counter.ready(), rating=4, comment="早餐少", membership="declined")
    kept = CheckOut.objects.get()
    assert (kept.rating, kept.comment, kept.membership) == (4, "早餐少", "declined")


def test_the_same_form_twice_is_one_check_out(counter: Counter) -> None:
    stay, token = counter.ready(), uuid4()
    first = counter.leave(stay, form_token=token)
    before = Entry.objects.count()
    assert counter.leave(stay, form_token=token) == first
    assert Entry.objects.count() == before


def test_a_form_lets_one_guest_leave(counter: Counter) -> None:
    one, other, token = counter.ready("801"), counter.ready("802"), uuid4()
    counter.leave(one, form_token=token)
    assert refused(counter.leave, other, form_token=token).code == "used"


def test_nobody_leaves_uninspected(counter: Counter) -> None:
    stay = counter.guest()
    counter.settle(stay)
    assert refused(counter.leave, stay).code == "inspection"


def test_nobody_leaves_while_somebody_is_in_the_room(counter: Counter) -> None:
    stay = counter.guest()
    counter.settle(stay)
    floors.request_inspection(stay.pk, by=counter.desk.by)
    assert refused(counter.leave, stay).code == "inspection"


def test_a_waived_inspection_is_enough(counter: Counter) -> None:
    stay = counter.guest()
    counter.settle(stay)
    floors.waive_inspection(stay.pk, by=counter.desk.cast.fo_supervisor, reason="赶飞机")
    assert counter.leave(stay).stay_id == stay.pk


def test_the_highest_guests_are_not_looked_into(counter: Counter) -> None:
    stay = counter.guest()
    set_vip_level(stay.guest_id, "V1", by=None)
    counter.settle(stay)
    assert counter.leave(stay).stay_id == stay.pk


def test_the_night_must_be_charged(counter: Counter) -> None:
    stay = counter.guest(deposit="0")
    counter.inspect(stay)
    error = refused(counter.leave, stay)
    assert (error.code, error.field) == ("uncharged", "waive_because")


def test_a_supervisor_waives_a_charge_for_a_reason(counter: Counter) -> None:
    stay = counter.guest(deposit="0")
    counter.inspect(stay)
    left = counter.leave(stay, by=counter.desk.cast.fo_supervisor, waive_because="协议单位月结")
    assert (left.waived, left.waived_because) == (D("368.00"), "协议单位月结")


def test_a_receptionist_waives_nothing_alone(counter: Counter) -> None:
    stay = counter.guest(deposit="0")
    counter.inspect(stay)
    error = refused(counter.leave, stay, waive_because="熟客")
    assert (type(error), error.field) == (Forbidden, "approver")


def test_a_second_person_waives_for_the_receptionist(counter: Counter) -> None:
    stay = counter.guest(deposit="0")
    counter.inspect(stay)
    supervisor = counter.desk.cast.fo_supervisor
    left = counter.leave(stay, waive_because="系统重复", approver=supervisor)
    assert left.approved_by == supervisor


def test_the_bill_must_be_at_zero(counter: Counter) -> None:
    stay = counter.guest()
    counter.inspect(stay)
    counter.charge(stay)
    assert "232.00" in refused(counter.leave, stay).text


def test_a_day_use_leaves_the_same_way(counter: Counter) -> None:
    with time_machine.travel(clock.at(clock.today(), time(10)), tick=True):
        hours = (time(8), time(20))
        stay = counter.ready("801", kind="day_use", nights=0, hours=hours, rate=D(180))
        counter.leave(stay)
    assert ledger.nights_posted([stay.pk]) == {stay.pk: {night()}}


def test_a_card_that_does_not_come_back_needs_a_word(counter: Counter) -> None:
    stay = counter.ready(keys=2)
    assert refused(counter.leave, stay).field == "keys_missing_because"


def test_cards_are_ended_as_returned_or_lost(counter: Counter) -> None:
    stay = counter.ready(keys=2)
    counter.leave(stay, keys_missing_because="客人遗失")
    told = KeyCard.objects.filter(stay=stay).values_list("number", "status")
    assert list(told) == [(1, "returned"), (2, "lost")]


@pytest.mark.parametrize("returned", [-1, 2])
def test_impossible_numbers_of_cards_are_refused(counter: Counter, returned: int) -> None:
    error = refused(counter.leave, counter.ready(), keys_returned=returned)
    assert error.field == "keys_returned"


def test_a_lost_slip_needs_a_statement(counter: Counter) -> None:
    error = refused(counter.leave, counter.ready(), slip_returned=False)
    assert error.field == "slip_lost_statement"


def test_a_lost_slip_needs_a_second_person(counter: Counter) -> None:
    stay = counter.ready()
    error = refused(counter.leave, stay, slip_returned=False, slip_lost_statement="遗失")
    assert error.field == "approver"


def test_nobody_is_a_second_person_to_oneself(counter: Counter) -> None:
    stay, supervisor = counter.ready(), counter.desk.cast.fo_supervisor
    lost = {"slip_returned": False, "slip_lost_statement": "遗失"}
    error = refused(counter.leave, stay, by=supervisor, approver=supervisor, **lost)
    assert error.field == "approver"


def test_the_second_person_must_lead(counter: Counter) -> None:
    stay, cast = counter.ready(), counter.desk.cast
    lost = {"slip_returned": False, "slip_lost_statement": "遗失"}
    error = refused(counter.leave, stay, approver=cast.cashier, **lost)
    assert (type(error), error.field) == (Forbidden, "approver")


def test_a_lost_slip_confirmed_by_a_second_person(counter: Counter) -> None:
    stay, supervisor = counter.ready(), counter.desk.cast.fo_supervisor
    lost = {"slip_returned": False, "slip_lost_statement": "遗失，已核对证件"}
    left = counter.leave(stay, approver=supervisor, **lost)
    assert (left.slip_returned, left.approved_by) == (False, supervisor)


def test_without_a_deposit_there_is_no_slip_to_lose(counter: Counter) -> None:
    left = counter.leave(counter.ready(deposit="0"), slip_returned=False)
    assert left.slip_returned


@pytest.mark.parametrize("rating", [0, 6])
def test_a_rating_is_one_to_five(counter: Counter, rating: int) -> None:
    assert refused(counter.leave, counter.ready(), rating=rating).field == "rating"


def test_a_form_opened_before_the_stay_changed_is_stale(counter: Counter) -> None:
    stay = counter.ready()
    seen = find_stay(stay.pk).version
    stays.extend(stay.pk, departure=night(2), by=counter.desk.by)
    assert isinstance(refused(counter.leave, stay, seen_version=seen), Stale)


def test_who_has_left_does_not_leave_again(counter: Counter) -> None:
    stay = counter.ready()
    counter.leave(stay)
    refused(counter.leave, stay)
    assert CheckOut.objects.count() == 1


def test_a_refused_check_out_changes_nothing(counter: Counter) -> None:
    stay = counter.ready(keys=2)
    before = Entry.objects.count()
    refused(counter.leave, stay)
    assert (Entry.objects.count(), CheckOut.objects.count()) == (before, 0)
    assert not KeyCard.objects.exclude(status="issued").exists()


def test_the_check_out_stands_in_the_guests_history(counter: Counter) -> None:
    stay = counter.ready()
    counter.leave(stay, rating=2)
    entry = Entry.objects.get(verb="check_out.done")
    assert (f"stays.stay:{stay.pk}" in entry.about, entry.data["rating"]) == (True, 2)


# ── what is due ──


def due_kinds(stay: Stay, moment: datetime) -> list[tuple[str, Decimal]]:
    found = dues_of([find_stay(stay.pk)], House.at(moment))[stay.pk]
    return [(due.kind, due.amount) for due in found]


def late(counter: Counter, clock_time: time) -> list[tuple[str, Decimal]]:
    """What is proposed for staying on, on the day after the arrival."""
    stay = counter.guest("801")
    stays.advance_business_date(night(1), by=None)
    moment = clock.at(stay.departure, clock_time)
    return [pair for pair in due_kinds(stay, moment) if pair[0] == LATE]


@pytest.mark.parametrize(
    ("at", "proposed"),
    [
        (time(14, 0), []),
        (time(14, 30), []),
        (time(14, 31), [(LATE, D("184.00"))]),
        (time(18, 0), [(LATE, D("184.00"))]),
        (time(18, 1), [(LATE, D("368.00"))]),
    ],
)
def test_who_stays_on_is_charged_half_then_whole(
    counter: Counter, at: time, proposed: list[tuple[str, Decimal]]
) -> None:
    assert late(counter, at) == proposed


def test_after_half_a_night_only_the_rest_is_added(counter: Counter) -> None:
    stay = counter.guest("801")
    stays.advance_business_date(night(1), by=None)
    four, seven = (clock.at(stay.departure, time(hour)) for hour in (16, 19))
    keys = [due.key for due in dues_of([find_stay(stay.pk)], House.at(four))[stay.pk]]
    services.post_dues(stay.pk, keys, by=counter.desk.by, at=four)
    assert due_kinds(stay, seven) == [(LATE, D("184.00"))]


def test_every_night_slept_is_due(counter: Counter) -> None:
    stay = counter.guest("801", nights=3)
    stays.advance_business_date(night(2), by=None)
    assert [amount for _kind, amount in due_kinds(stay, clock.now())] == [D(368), D(368)]


def test_who_leaves_on_the_day_of_arrival_owes_one_night(counter: Counter) -> None:
    stay = counter.guest("801", nights=3)
    assert [due.night for due in counter.dues(stay)] == [stay.arrival]


def test_nights_charged_by_the_audit_are_not_due(counter: Counter) -> None:
    stay = counter.guest("801", nights=2)
    cashier.charge_night(stay.pk, stay.arrival, by=counter.desk.cast.night_auditor)
    assert counter.dues(stay) == []


def test_what_the_floor_found_is_due_once(counter: Counter) -> None:
    stay = counter.guest("801")
    counter.inspect(stay, findings=[Found("minibar", "可乐", D(12), 2)])
    counter.charge(stay)
    folio = ledger.folio_of_stay(stay.pk)
    assert folio is not None
    assert (ledger.balance(folio.pk), counter.dues(stay)) == (D("-208.00"), [])


def test_a_proposal_that_is_gone_is_not_posted(counter: Counter) -> None:
    stay = counter.guest("801")
    error = refused(services.post_dues, stay.pk, ["late-nothing"], by=counter.desk.by)
    assert error.field == "due"


def test_a_guest_taken_back_may_leave_again(counter: Counter) -> None:
    stay = counter.ready("801", nights=2)
    counter.leave(stay)
    until = find_stay(stay.pk).arrival + timedelta(days=1)
    supervisor = counter.desk.cast.fo_supervisor
    stays.take_back_departure(stay.pk, until, "客人又回来了", by=supervisor)
    counter.leave(stay, keys_returned=0, rating=3)
    assert CheckOut.objects.get().rating == 3


@pytest.mark.parametrize(("rating", "heard"), [(2, 1), (3, 0), (None, 0)])
def test_the_assistant_manager_hears_of_a_low_rating(
    counter: Counter, rating: int | None, heard: int
) -> None:
    counter.leave(counter.ready(), rating=rating)
    while outbox.sweep():
        pass
    manager = counter.desk.cast.assistant_manager
    told = Notice.objects.filter(recipient=manager, code="frontdesk.low_rating")
    assert told.count() == heard
