"""From the assigned room to departure: check in, move, extend, out and back, check out."""

from datetime import time, timedelta
from typing import Any

import pytest
import time_machine

from hotel.journal.models import Entry
from hotel.rooms.enums import Cleanliness
from hotel.rooms.models import Room
from hotel.stays import gates, services
from hotel.stays.history import check_invariants
from hotel.stays.models import RoomAssignment, SoldNight, Stay, TypeNight
from hotel.stays.phases import Phase
from hotel.stays.selectors import what_is_in_the_way
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused, Stale
from tests.stays.makers import Desk, night


def refused(field: str | None, act: Any, *args: Any, **facts: Any) -> str:
    with pytest.raises(Refused) as caught:
        act(*args, **facts)
    assert caught.value.field == field
    return caught.value.text


def make(number: str, **state: Any) -> Room:
    Room.objects.filter(number=number).update(**state)
    return Room.objects.get(number=number)


def sold_nights(stay: Stay) -> list[int]:
    rows = SoldNight.objects.filter(stay=stay).values_list("night", flat=True)
    return [(each - night()).days for each in rows]


def test_a_guest_checks_in(desk: Desk, booked_stay: Stay) -> None:
    services.check_in(booked_stay.pk, by=desk.by)
    booked_stay.refresh_from_db()
    assert booked_stay.phase(night()) == Phase.IN_HOUSE


def test_a_check_in_makes_the_room_occupied(desk: Desk) -> None:
    desk.in_house("801")
    assert desk.house.room("801").code == "OC"


def test_a_check_in_tells_room_persons_and_yoghurts(desk: Desk) -> None:
    desk.in_house("801", adults=2)
    news = Entry.objects.get(verb="stay.checked_in").data
    assert (news["room"], news["persons"], news["yoghurts"]) == ("801", 2, 2)


def test_a_check_in_is_one_act(desk: Desk, booked_stay: Stay) -> None:
    before = Entry.objects.count()
    services.check_in(booked_stay.pk, by=desk.by)
    assert Entry.objects.count() == before + 1


def test_nobody_checks_in_without_a_room(desk: Desk) -> None:
    refused("room", services.check_in, desk.unassigned().pk, by=desk.by)


@pytest.mark.parametrize("state", ["dirty", "cleaning"])
def test_nobody_moves_into_a_room_that_is_not_clean(
    desk: Desk, booked_stay: Stay, state: str
) -> None:
    make("801", cleanliness=state)
    refused("room", services.check_in, booked_stay.pk, by=desk.by)


def test_a_clean_room_is_good_enough(desk: Desk, booked_stay: Stay) -> None:
    make("801", cleanliness=Cleanliness.CLEAN)
    services.check_in(booked_stay.pk, by=desk.by)


@pytest.fixture
def vip_stay(desk: Desk, booked_stay: Stay) -> Stay:
    booked_stay.guest.vip_level = "V2"
    booked_stay.guest.save()
    make("801", cleanliness=Cleanliness.CLEAN)
    return booked_stay


def test_the_room_of_a_vip_must_be_inspected(desk: Desk, vip_stay: Stay) -> None:
    refused("room", services.check_in, vip_stay.pk, by=desk.by)


def test_a_receptionist_may_not_waive_the_inspection(desk: Desk, vip_stay: Stay) -> None:
    with pytest.raises(Forbidden):
        services.check_in(vip_stay.pk, by=desk.by, override_reason="in a hurry")


def test_a_supervisor_waives_the_inspection_with_a_reason(desk: Desk, vip_stay: Stay) -> None:
    services.check_in(vip_stay.pk, by=desk.cast.fo_supervisor, override_reason="the GM said so")
    assert Entry.objects.get(verb="stay.checked_in").reason == "the GM said so"


def test_nobody_checks_in_before_the_arrival_day(desk: Desk) -> None:
    refused("arrival", services.check_in, desk.stay("801", arrival=night(1)).pk, by=desk.by)


def test_nobody_checks_in_twice(desk: Desk) -> None:
    refused(None, services.check_in, desk.in_house("801").pk, by=desk.by)


def test_an_upper_app_may_close_the_gate(
    desk: Desk, booked_stay: Stay, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(gates, "_arrival", [lambda stay: "The flowers are missing."])
    text = refused(None, services.check_in, booked_stay.pk, by=desk.by)
    assert text == "The flowers are missing."
    assert desk.house.room("801").code == "VI"


def test_an_illegal_move_names_the_legal_ones(desk: Desk, booked_stay: Stay) -> None:
    text = refused(None, services.check_out, booked_stay.pk, by=desk.by)
    assert str(Stay(status="in_house").get_status_display()) in text


def test_a_guest_checks_out(desk: Desk) -> None:
    stay = desk.in_house("801", nights=3)
    services.check_out(stay.pk, by=desk.by)
    assert desk.house.room("801").code == "VD"


def test_nights_not_slept_are_for_sale_again(desk: Desk) -> None:
    stay = desk.in_house("801", nights=3)
    services.advance_business_date(night(1), by=None)
    services.check_out(stay.pk, by=desk.by)
    assert list(TypeNight.objects.order_by("night").values_list("sold", flat=True)) == [1, 0, 0]


def test_who_leaves_early_has_really_left_that_day(desk: Desk) -> None:
    stay = services.check_out(desk.in_house("801", nights=3).pk, by=desk.by)
    stay.refresh_from_db()
    assert (stay.departure, stay.nights) == (night(), 0)


def test_the_room_is_free_from_the_moment_of_leaving(desk: Desk) -> None:
    stay = desk.in_house("801", nights=3)
    services.check_out(stay.pk, by=desk.by)
    later = RoomAssignment.objects.get(stay=stay).period
    assert later.upper <= clock.now()
    assert later.lower < later.upper
    assert desk.stay("801", nights=3).room.number == "801"  # type: ignore[union-attr]


def test_two_guests_of_one_room_on_one_afternoon_did_not_live_there_together(desk: Desk) -> None:
    """Both were due at 14:00; the second came when the first had left."""
    for hour in (15, 17):
        with time_machine.travel(clock.at(night(), time(hour))):
            stay = desk.in_house("801")
        with time_machine.travel(clock.at(night(), time(hour + 1))):
            services.check_out(stay.pk, by=desk.by)
            make("801", cleanliness=Cleanliness.INSPECTED)
    assert check_invariants() == []


def test_a_guest_moves(desk: Desk) -> None:
    stay = desk.in_house("801", nights=2)
    services.move_room(stay.pk, desk.house.rooms["802"].pk, "noise", by=desk.by)
    assert [desk.house.room(number).code for number in ("801", "802")] == ["VD", "OC"]


def test_a_move_needs_a_reason(desk: Desk) -> None:
    stay = desk.in_house("801")
    refused("reason", services.move_room, stay.pk, desk.house.rooms["802"].pk, " ", by=desk.by)


def test_a_move_into_a_taken_room_is_refused(desk: Desk) -> None:
    stay = desk.in_house("801")
    desk.stay("802")
    refused("room", services.move_room, stay.pk, desk.house.rooms["802"].pk, "noise", by=desk.by)


def test_a_receptionist_may_not_move_to_another_type(desk: Desk) -> None:
    stay = desk.in_house("801")
    with pytest.raises(Forbidden):
        services.move_room(stay.pk, desk.house.rooms["806"].pk, "upgrade", by=desk.by)


def test_a_move_to_another_type_sells_that_type_from_tonight(desk: Desk) -> None:
    stay = desk.in_house("801", nights=3)
    services.advance_business_date(night(1), by=None)
    services.move_room(stay.pk, desk.house.rooms["806"].pk, "upgrade", by=desk.cast.fo_supervisor)
    rows = SoldNight.objects.filter(stay=stay).values_list("room_type__code", flat=True)
    assert list(rows) == ["KING", "SUITE", "SUITE"]


def test_the_history_of_both_rooms_shows_a_move(desk: Desk) -> None:
    stay = desk.in_house("801")
    old, new = desk.house.rooms["801"], desk.house.rooms["802"]
    services.move_room(stay.pk, new.pk, "noise", by=desk.by)
    about = Entry.objects.get(verb="stay.room_moved").about
    assert {f"rooms.room:{old.pk}", f"rooms.room:{new.pk}"} <= set(about)


def test_a_room_is_assigned_in_place_of_another(desk: Desk, booked_stay: Stay) -> None:
    services.assign_room(booked_stay.pk, desk.house.rooms["803"].pk, by=desk.by)
    assert desk.stay("801").room.number == "801"  # type: ignore[union-attr]


def test_a_room_of_another_type_is_not_assigned(desk: Desk, booked_stay: Stay) -> None:
    refused("room", services.assign_room, booked_stay.pk, desk.house.rooms["804"].pk, by=desk.by)


def test_a_stay_is_extended(desk: Desk) -> None:
    stay = services.extend(desk.in_house("801").pk, night(3), by=desk.by)
    assert sold_nights(stay) == [0, 1, 2]


def test_an_extension_into_the_next_guest_is_refused(desk: Desk) -> None:
    stay = desk.in_house("801")
    desk.stay("801", arrival=night(1))
    refused("departure", services.extend, stay.pk, night(2), by=desk.by)


def test_a_stay_is_shortened(desk: Desk) -> None:
    stay = desk.in_house("801", nights=3)
    services.change_stay(stay.pk, by=desk.by, departure=night(1))
    assert sold_nights(stay) == [0]


def test_a_booking_moves_to_other_dates_with_its_room(desk: Desk, booked_stay: Stay) -> None:
    services.change_stay(booked_stay.pk, by=desk.by, arrival=night(4), departure=night(5))
    assert sold_nights(booked_stay) == [4]
    assert desk.stay("801", nights=4).room.number == "801"  # type: ignore[union-attr]


def test_another_type_gives_the_room_up(desk: Desk, booked_stay: Stay) -> None:
    services.change_stay(booked_stay.pk, by=desk.by, room_type_id=desk.house.twin.pk)
    assert Stay.objects.get(pk=booked_stay.pk).room is None


def test_a_change_of_nothing_is_no_act(desk: Desk, booked_stay: Stay) -> None:
    before = Entry.objects.count()
    services.change_stay(booked_stay.pk, by=desk.by, departure=booked_stay.departure)
    assert Entry.objects.count() == before


def test_a_full_house_does_not_refuse_what_is_sold_already(desk: Desk) -> None:
    stay = desk.unassigned("suite", nights=2)
    desk.unassigned("suite", nights=2)
    services.change_stay(stay.pk, by=desk.by, departure=night(1))
    assert sold_nights(stay) == [0]


def test_a_stale_change_shows_what_stands_now(desk: Desk, booked_stay: Stay) -> None:
    services.change_stay(booked_stay.pk, by=desk.by, adults=2)
    with pytest.raises(Stale) as caught:
        services.change_stay(booked_stay.pk, by=desk.by, seen_version=0, adults=1)
    assert 2 in caught.value.theirs.values()


def test_the_arrival_day_of_a_guest_in_the_house_stands(desk: Desk) -> None:
    stay = desk.in_house("801", nights=2)
    refused("arrival", services.change_stay, stay.pk, by=desk.by, arrival=night(1))


def test_a_cancelled_stay_frees_room_and_nights(desk: Desk, booked_stay: Stay) -> None:
    services.cancel_stay(booked_stay.pk, "changed plans", by=desk.cast.fo_supervisor)
    assert sold_nights(booked_stay) == []
    assert what_is_in_the_way(desk.house.rooms["801"].pk, booked_stay.period) is None


def test_the_last_cancellation_cancels_the_reservation(desk: Desk, booked_stay: Stay) -> None:
    services.cancel_stay(booked_stay.pk, "changed plans", by=desk.cast.fo_supervisor)
    booked_stay.reservation.refresh_from_db()
    assert booked_stay.reservation.status == "cancelled"


def test_after_the_hold_time_a_supervisor_cancels(desk: Desk) -> None:
    stay = desk.stay("801", hold_until=clock.now() - timedelta(minutes=1))
    with pytest.raises(Forbidden):
        services.cancel_stay(stay.pk, "late", by=desk.by)


def test_a_group_is_cancelled_but_for_who_is_in_the_house(desk: Desk) -> None:
    group = services.open_group("湘江合唱团", by=desk.by)
    here = desk.stay("801", group=group)
    coming = desk.stay("802", group=group)
    services.check_in(here.pk, by=desk.by)
    services.cancel_reservation(group.pk, "the rest stays at home", by=desk.cast.fo_supervisor)
    states = Stay.objects.filter(pk__in=(here.pk, coming.pk)).order_by("pk")
    assert list(states.values_list("status", flat=True)) == ["in_house", "cancelled"]


def test_a_no_show_frees_the_room(desk: Desk, booked_stay: Stay) -> None:
    services.mark_no_show(booked_stay.pk, by=desk.cast.fo_supervisor)
    assert sold_nights(booked_stay) == []


def test_a_no_show_who_comes_after_all_is_reinstated(desk: Desk, booked_stay: Stay) -> None:
    services.mark_no_show(booked_stay.pk, by=desk.cast.fo_supervisor)
    services.reinstate(booked_stay.pk, "delayed flight", by=desk.cast.fo_supervisor)
    assert sold_nights(booked_stay) == [0, 1]


def test_a_tentative_reservation_becomes_firm(desk: Desk) -> None:
    stay = desk.unassigned(status="tentative")
    services.confirm(stay.reservation_id, by=desk.by)
    stay.refresh_from_db()
    assert (stay.status, stay.reservation.status) == ("confirmed", "confirmed")


def test_a_tentative_guest_does_not_check_in(desk: Desk) -> None:
    refused(None, services.check_in, desk.stay("801", status="tentative").pk, by=desk.by)


def test_a_guest_goes_out_and_comes_back(desk: Desk) -> None:
    stay = desk.in_house("801")
    services.guest_out(stay.pk, by=desk.by)
    refused(None, services.guest_out, stay.pk, by=desk.by)
    assert services.guest_back(stay.pk, by=desk.by).guest_out_since is None


def test_do_not_disturb_is_one_act(desk: Desk) -> None:
    stay = desk.in_house("801")
    before = Entry.objects.count()
    services.set_dnd(stay.pk, True, by=desk.by)
    assert (Entry.objects.count() - before, desk.house.room("801").dnd) == (1, True)


def test_the_expected_time_lies_on_the_arrival_day(desk: Desk, booked_stay: Stay) -> None:
    tomorrow = booked_stay.starts_at + timedelta(days=1)
    refused("eta", services.set_eta, booked_stay.pk, tomorrow, by=desk.by)


def test_a_person_joins_the_party(desk: Desk, booked_stay: Stay) -> None:
    services.add_person(booked_stay.pk, desk.guest().pk, by=desk.by)
    booked_stay.refresh_from_db()
    assert booked_stay.adults == 2


def test_the_party_ends_where_the_room_does(desk: Desk, booked_stay: Stay) -> None:
    services.add_person(booked_stay.pk, desk.guest().pk, by=desk.by)
    refused("adults", services.add_person, booked_stay.pk, desk.guest().pk, by=desk.by)


def test_the_business_date_only_moves_forward(desk: Desk) -> None:
    refused(None, services.advance_business_date, night(-1), by=None)


def test_who_is_due_to_leave_is_due_out(desk: Desk) -> None:
    stay = desk.in_house("801")
    services.advance_business_date(night(1), by=None)
    assert stay.phase(night()) == Phase.DUE_OUT
