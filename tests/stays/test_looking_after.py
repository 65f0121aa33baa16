"""What is done for a guest who lives here: extra beds, baggage, signs, company, and a departure
that was none."""

from decimal import Decimal

import pytest

from hotel.cashier import services as cashier
from hotel.cashier.models import Folio
from hotel.journal.models import Entry
from hotel.stays import services
from hotel.stays.models import Stay
from hotel.stays.selectors import effect_of, sold_runs
from hotel.web.refusals import Forbidden, Refused, Stale
from tests.stays.makers import Desk, night


def test_a_departure_is_taken_back_into_the_same_room(desk: Desk) -> None:
    left = services.check_out(desk.in_house("801", nights=3).pk, by=desk.by)
    assert left.departure == night()
    back = services.take_back_departure(left.pk, night(3), "by mistake", by=desk.cast.fo_supervisor)
    stay = Stay.objects.get(pk=back.pk)
    assert (stay.status, stay.departure, stay.departed_at) == ("in_house", night(3), None)
    assert stay.room is not None
    assert (stay.room.number, stay.room.occupancy) == ("801", "occupied")
    assert [sold.night for sold in stay.sold_nights.order_by("night")] == [
        night(n) for n in range(3)
    ]
    assert Entry.objects.latest("pk").verb == "stay.taken_back"


def test_a_bill_closed_at_departure_is_open_again(desk: Desk) -> None:
    stay = desk.in_house("801")
    folio = cashier.open_folio(stay.pk, by=desk.by)
    services.check_out(stay.pk, by=desk.by)
    services.take_back_departure(stay.pk, night(1), "by mistake", by=desk.cast.fo_supervisor)
    assert Folio.objects.get(pk=folio.pk).status == "open"
    cashier.charge(folio.pk, Decimal(30), "Tea", key="t", by=desk.by)


def test_a_receptionist_takes_no_departure_back(desk: Desk) -> None:
    left = services.check_out(desk.in_house("801").pk, by=desk.by)
    with pytest.raises(Forbidden):
        services.take_back_departure(left.pk, night(1), "by mistake", by=desk.by)


def test_a_departure_of_an_earlier_business_date_stands(desk: Desk) -> None:
    left = services.check_out(desk.in_house("801", nights=2).pk, by=desk.by)
    services.advance_business_date(night(1), by=None)
    with pytest.raises(Refused, match=r"business date|营业日"):
        services.take_back_departure(left.pk, night(2), "late", by=desk.cast.fo_supervisor)


def test_a_room_let_again_is_not_taken_back(desk: Desk) -> None:
    left = services.check_out(desk.in_house("801").pk, by=desk.by)
    desk.house.rooms["801"].__class__.objects.filter(number="801").update(cleanliness="inspected")
    desk.in_house("801")
    with pytest.raises(Refused):
        services.take_back_departure(left.pk, night(1), "by mistake", by=desk.cast.fo_supervisor)


def test_a_stay_is_shortened_with_the_reason(desk: Desk) -> None:
    stay = desk.in_house("801", nights=3)
    with pytest.raises(Refused):
        services.shorten(stay.pk, night(1), " ", by=desk.by)
    services.shorten(stay.pk, night(1), "flight", by=desk.by)
    stay.refresh_from_db()
    assert (stay.departure, Entry.objects.latest("pk").reason) == (night(1), "flight")


def test_extra_beds_are_noted_and_no_more_than_two(desk: Desk) -> None:
    stay = desk.in_house("801")
    services.set_extra_beds(stay.pk, 1, "child", by=desk.by)
    stay.refresh_from_db()
    assert stay.extra_beds == 1
    with pytest.raises(Refused):
        services.set_extra_beds(stay.pk, 3, "", by=desk.by)


def test_baggage_is_noted_in_the_journal(desk: Desk) -> None:
    stay = desk.in_house("801")
    services.note_baggage(stay.pk, "none", by=desk.by)
    assert Entry.objects.latest("pk").changes == {"baggage": ["normal", "none"]}


def test_a_newcomer_joins_with_a_profile_of_their_own(desk: Desk) -> None:
    stay = desk.in_house("802")
    person = services.add_newcomer(stay.pk, {"name_zh": "欧阳修远"}, by=desk.by)
    assert person.guest.name_zh == "欧阳修远"
    assert stay.party.count() == 2


def test_a_newcomer_who_does_not_fit_leaves_no_profile(desk: Desk) -> None:
    stay = desk.in_house("801", adults=2)
    services.add_person(stay.pk, desk.guest().pk, by=desk.by)
    people = Entry.objects.filter(verb="guest.registered").count()
    with pytest.raises(Refused):
        services.add_newcomer(stay.pk, {"name_zh": "欧阳修远"}, by=desk.by)
    assert Entry.objects.filter(verb="guest.registered").count() == people


def test_a_stale_removal_is_refused(desk: Desk) -> None:
    stay = desk.in_house("801")
    person = services.add_person(stay.pk, desk.guest().pk, by=desk.by)
    with pytest.raises(Stale):
        services.remove_person(stay.pk, person.guest_id, by=desk.by, seen_version=0)


def test_another_price_is_for_a_supervisor(desk: Desk) -> None:
    stay = desk.in_house("801")
    to = desk.house.rooms["802"].pk
    with pytest.raises(Forbidden):
        services.move_room(stay.pk, to, "noise", by=desk.by, rate=Decimal(1))
    services.move_room(stay.pk, to, "noise", by=desk.cast.fo_supervisor, rate=Decimal(300))
    stay.refresh_from_db()
    assert stay.rate == 300


def test_a_no_show_of_long_ago_is_not_reinstated(desk: Desk) -> None:
    stay = desk.stay("801", nights=5)
    services.mark_no_show(stay.pk, by=desk.cast.fo_supervisor)
    services.advance_business_date(night(2), by=None)
    with pytest.raises(Refused, match=r"next business date|次一营业日|next"):
        services.reinstate(stay.pk, "delayed", by=desk.cast.fo_supervisor)


def test_what_an_extension_does_is_told_before(desk: Desk) -> None:
    stay = desk.in_house("801", nights=1, rate=Decimal(300))
    told = effect_of(stay, stay.arrival, night(3), stay.room_type, stay.rate)
    assert told is not None
    assert (told.nights, told.added, told.total, told.difference, told.possible) == (
        3, [night(1), night(2)], Decimal(900), Decimal(600), True,
    )  # fmt: skip


def test_an_extension_into_the_next_guest_is_told_before(desk: Desk) -> None:
    stay = desk.in_house("801", nights=1)
    desk.stay("801", arrival=night(1))
    told = effect_of(stay, stay.arrival, night(2), stay.room_type, stay.rate)
    assert told is not None
    assert told.obstacle is not None


def test_nights_are_told_in_runs(desk: Desk) -> None:
    stay = desk.in_house("801", nights=3)
    (run,) = sold_runs(stay)
    assert (run.first, run.until, run.count) == (night(), night(3), 3)
