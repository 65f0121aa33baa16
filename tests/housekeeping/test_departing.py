"""Departure inspections: asked for, reported, waived; and what each refuses."""

from decimal import Decimal
from typing import Any

import pytest

from hotel.guests import services as guests
from hotel.journal.models import Entry
from hotel.rooms import services as rooms
from hotel.stays import services as stays
from hotel.web.refusals import Forbidden, Refused, Stale
from housekeeping import selectors, services
from housekeeping.models import DepartureInspection, Finding, PricedItem
from housekeeping.services import Found
from tests.stays.makers import Desk

WATER = Found("minibar", "矿泉水", Decimal(8), 2)


@pytest.fixture
def asked(desk: Desk) -> DepartureInspection:
    return services.request_inspection(desk.in_house("801").pk, by=desk.by)


def test_asked_for_it_names_stay_room_and_person(desk: Desk, asked: DepartureInspection) -> None:
    assert (asked.room.number, asked.requested_by, asked.state) == ("801", desk.by, "requested")


def test_asked_twice_it_is_one_inspection_and_one_entry(
    desk: Desk, asked: DepartureInspection
) -> None:
    assert services.request_inspection(asked.stay_id, by=desk.by) == asked
    assert Entry.objects.filter(verb="inspection.requested").count() == 1


def test_a_report_stands_when_somebody_asks_once_more(
    desk: Desk, asked: DepartureInspection
) -> None:
    services.report_inspection(asked.pk, by=desk.cast.room_attendant)
    assert services.request_inspection(asked.stay_id, by=desk.by) == asked


def test_asked_again_a_new_inspection_counts(desk: Desk, asked: DepartureInspection) -> None:
    services.report_inspection(asked.pk, by=desk.cast.room_attendant)
    new = services.request_inspection(asked.stay_id, by=desk.by, again=True)
    assert new.is_open
    assert selectors.inspection_of(asked.stay_id) == new


@pytest.mark.parametrize("level", ["V1", "V2"])
def test_the_highest_guests_are_let_go_without(desk: Desk, level: str) -> None:
    stay = desk.in_house("801")
    guests.set_vip_level(stay.guest_id, level, by=None)
    made = services.request_inspection(stay.pk, by=desk.by)
    assert (made.state, made.waived_by, made.is_clear) == ("waived", None, True)


def test_a_v3_is_inspected_like_everybody(desk: Desk) -> None:
    stay = desk.in_house("801")
    guests.set_vip_level(stay.guest_id, "V3", by=None)
    assert services.request_inspection(stay.pk, by=desk.by).is_open


def test_nobody_asks_for_a_guest_who_has_not_come(desk: Desk) -> None:
    with pytest.raises(Refused, match="not in the house"):
        services.request_inspection(desk.stay("801").pk, by=desk.by)


def test_an_attendant_does_not_ask(desk: Desk) -> None:
    with pytest.raises(Forbidden):
        services.request_inspection(desk.in_house("801").pk, by=desk.cast.room_attendant)


def test_the_first_who_goes_has_it(desk: Desk, asked: DepartureInspection) -> None:
    services.start_inspection(asked.pk, by=desk.cast.room_attendant)
    services.start_inspection(asked.pk, by=desk.cast.room_attendant)
    with pytest.raises(Stale, match="is in room 801 already"):
        services.start_inspection(asked.pk, by=desk.cast.hk_supervisor)


def test_all_clear_is_one_tap(desk: Desk, asked: DepartureInspection) -> None:
    told = services.report_inspection(asked.pk, by=desk.cast.room_attendant)
    assert (told.result, told.started_by, told.is_clear) == (
        "clear",
        desk.cast.room_attendant,
        True,
    )


def test_findings_are_added_up(desk: Desk, asked: DepartureInspection) -> None:
    towel = Found("missing", "浴巾", Decimal(80))
    told = services.report_inspection(
        asked.pk, by=desk.cast.room_attendant, findings=[WATER, towel], left_items="充电器"
    )
    assert (told.result, told.total, told.left_items) == ("findings", Decimal(96), "充电器")


def test_a_left_item_alone_is_a_finding(desk: Desk, asked: DepartureInspection) -> None:
    told = services.report_inspection(asked.pk, by=desk.cast.room_attendant, left_items="雨伞")
    assert told.result == "findings"


def test_reported_twice_the_second_hears_of_the_first(
    desk: Desk, asked: DepartureInspection
) -> None:
    services.report_inspection(asked.pk, by=desk.cast.room_attendant)
    with pytest.raises(Stale, match="has reported room 801 already"):
        services.report_inspection(asked.pk, by=desk.cast.hk_supervisor, findings=[WATER])
    assert not Finding.objects.exists()


def test_a_stale_report_is_refused(desk: Desk, asked: DepartureInspection) -> None:
    services.start_inspection(asked.pk, by=desk.cast.room_attendant)
    with pytest.raises(Stale):
        services.report_inspection(asked.pk, by=desk.cast.room_attendant, seen_version=0)


@pytest.mark.parametrize(
    "wrong",
    [
        Found("minibar", "  ", Decimal(8)),
        Found("gold", "矿泉水", Decimal(8)),
        Found("minibar", "矿泉水", Decimal(-1)),
        Found("minibar", "矿泉水", Decimal(8), 0),
        Found("minibar", "4111 1111 1111 1111", Decimal(8)),
    ],
)
def test_a_wrong_line_is_refused_and_nothing_is_kept(
    desk: Desk, asked: DepartureInspection, wrong: Found
) -> None:
    with pytest.raises(Refused):
        services.report_inspection(asked.pk, by=desk.cast.room_attendant, findings=[WATER, wrong])
    assert not Finding.objects.exists()


def test_too_many_lines_are_refused(desk: Desk, asked: DepartureInspection) -> None:
    with pytest.raises(Refused, match="At most 40"):
        services.report_inspection(asked.pk, by=desk.cast.room_attendant, findings=[WATER] * 41)


def test_the_desk_does_not_report(desk: Desk, asked: DepartureInspection) -> None:
    with pytest.raises(Forbidden):
        services.report_inspection(asked.pk, by=desk.by)


def test_waived_for_a_reason_by_a_leading_person(desk: Desk, asked: DepartureInspection) -> None:
    found = services.waive_inspection(asked.stay_id, by=desk.cast.fo_supervisor, reason="赶飞机")
    assert (found, found.state, found.waived_because) == (asked, "waived", "赶飞机")


def test_waived_before_anybody_asked(desk: Desk) -> None:
    stay = desk.in_house("801")
    services.waive_inspection(stay.pk, by=desk.cast.fo_supervisor, reason="长住客")
    found = selectors.inspection_of(stay.pk)
    assert found is not None
    assert found.is_clear


def test_a_waiver_says_why(desk: Desk, asked: DepartureInspection) -> None:
    with pytest.raises(Refused, match="need not be inspected"):
        services.waive_inspection(asked.stay_id, by=desk.cast.fo_supervisor, reason=" ")


def test_a_receptionist_does_not_waive(desk: Desk, asked: DepartureInspection) -> None:
    with pytest.raises(Forbidden):
        services.waive_inspection(asked.stay_id, by=desk.by, reason="赶飞机")


def test_a_report_is_not_waived(desk: Desk, asked: DepartureInspection) -> None:
    services.report_inspection(asked.pk, by=desk.cast.room_attendant)
    with pytest.raises(Stale, match="has reported"):
        services.waive_inspection(asked.stay_id, by=desk.cast.fo_supervisor, reason="赶飞机")


def test_nobody_leaves_while_the_room_is_looked_into(
    desk: Desk, asked: DepartureInspection
) -> None:
    with pytest.raises(Refused, match="still being inspected"):
        stays.check_out(asked.stay_id, by=desk.by)
    services.report_inspection(asked.pk, by=desk.cast.room_attendant)
    assert stays.check_out(asked.stay_id, by=desk.by).status == "departed"


def test_after_a_move_the_look_into_the_old_room_counts_no_longer(
    desk: Desk, asked: DepartureInspection
) -> None:
    services.report_inspection(asked.pk, by=desk.cast.room_attendant)
    stays.move_room(asked.stay_id, desk.house.rooms["802"].pk, "空调异响", by=desk.by)
    services.retire_inspection(asked.stay_id, by=desk.by)
    assert selectors.inspection_of(asked.stay_id) is None


def test_each_act_stands_in_the_histories_of_stay_and_room(
    desk: Desk, asked: DepartureInspection
) -> None:
    services.start_inspection(asked.pk, by=desk.cast.room_attendant)
    services.report_inspection(asked.pk, by=desk.cast.room_attendant)
    told = Entry.objects.filter(about__contains=[f"stays.stay:{asked.stay_id}"])
    verbs = [entry.verb for entry in told.order_by("pk") if entry.verb.startswith("inspection")]
    assert verbs == ["inspection.requested", "inspection.started", "inspection.reported"]


def test_the_shipped_price_list_has_every_kind(db: Any) -> None:
    assert {item.kind for item in selectors.price_list()} == {"minibar", "damage", "missing"}


def test_what_is_off_the_list_is_not_offered(db: Any) -> None:
    PricedItem.objects.update(offered=False)
    assert selectors.price_list() == []


def test_many_inspections_cost_two_queries(desk: Desk, django_assert_num_queries: Any) -> None:
    ids = [desk.in_house(number).pk for number in ("801", "802", "803")]
    for stay_id in ids:
        services.request_inspection(stay_id, by=desk.by)
    with django_assert_num_queries(2):
        assert set(selectors.inspections_of(ids)) == set(ids)


def test_a_dirty_room_changes_nothing_about_its_inspection(
    desk: Desk, asked: DepartureInspection
) -> None:
    rooms.set_cleanliness(asked.room_id, "dirty", by=None)
    assert selectors.inspection_of(asked.stay_id) == asked
