"""What a visit meets, one function a kind of edit; `tests.vip.edits` says with which values."""

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from typing import Any

from hotel.guests.services import set_preference
from hotel.staff.models import User
from hotel.stays import services as stays
from hotel.web import clock
from hotel.web.refusals import Refused
from hotel.work import services as work
from hotel.work.models import Item
from tests.vip.conftest import Desk, in_days, items
from vip import services
from vip.models import AmenityOrder, Debrief, Visit

Act = Callable[[Desk, Visit, Any, User], object]
ACTS: dict[str, Act] = {}


def act(kind: str) -> Callable[[Act], Act]:
    def keep(function: Act) -> Act:
        ACTS[kind] = function
        return function

    return keep


def _edit(name: str) -> Act:
    """A field of the notice, written anew."""
    return lambda _desk, visit, value, by: services.edit_notice(visit.pk, by=by, **{name: value})


ACTS |= {
    "level": lambda _d, visit, code, by: services.change_level(visit.pk, level=code, by=by),
    "arrival": lambda _d, visit, hours, by: services.change_arrival(
        visit.pk, arrival_at=in_days(0, hours), by=by
    ),
    "departure": lambda _d, visit, hours, by: services.change_departure(
        visit.pk, departure_at=in_days(0, hours), by=by
    ),
    "arrive": lambda _d, visit, _v, by: services.record_arrival(visit.pk, by=by),
    "give_back": lambda _d, visit, number, by: services.release_room(
        visit.pk, number, reason="不来了", by=by
    ),
    "add_room": lambda desk, visit, kind, by: services.add_room(
        visit.pk, room_type_id=getattr(desk.house, kind).pk, by=by
    ),
    "room": lambda desk, visit, number, by: services.change_room(
        visit.pk, room_id=desk.house.room(number).pk, reason="换房", by=by
    ),
    "persons": lambda _d, visit, count, by: services.edit_notice(
        visit.pk, by=by, party_size=count, rooms_needed=2
    ),
    "member": lambda _d, visit, restrictions, by: services.add_member(
        visit.pk, by=by, name="林先生", restrictions=restrictions
    ),
    "remove": lambda _d, visit, number, by: services.remove_member(visit.pk, number, by=by),
    "plates": _edit("plates"),
    "occasions": _edit("occasions"),
    "wish": lambda _d, visit, wish, by: services.edit_notice(visit.pk, by=by, **{wish[0]: wish[1]}),
    "wake_up": lambda _d, visit, hours, by: services.edit_notice(
        visit.pk, by=by, wake_up_at=None if hours is None else in_days(0, hours)
    ),
    "meal": lambda _d, visit, hours, by: services.edit_notice(
        visit.pk,
        by=by,
        dining=bool(hours),
        programme=[{"starts_at": in_days(3, hour)} for hour in hours],
    ),
    "arrange": lambda _d, visit, kind, by: services.arrange(
        visit.pk, by=by, kind=kind, starts_at=in_days(4, 15)
    ),
    "call_off": lambda _d, visit, number, by: services.call_off(visit.pk, number, by=by),
    "discretion": lambda _d, visit, on, by: services.edit_notice(
        visit.pk, by=by, confidential=on, public_alias="S 先生" if on else ""
    ),
    "clear": lambda _d, visit, _v, by: services.approve_amenities(visit.pk, by=by),
    "out": lambda _d, visit, _v, by: services.record_guest_out(visit.pk, by=by),
    "back": lambda _d, visit, _v, by: services.record_guest_back(visit.pk, by=by),
    "further_out": lambda _d, visit, room, by: services.record_guest_out(
        visit.pk, room=room, by=by
    ),
    "further_back": lambda _d, visit, room, by: services.record_guest_back(
        visit.pk, room=room, by=by
    ),
    "cancel": lambda _d, visit, booking, by: services.cancel(
        visit.pk, reason="行程取消", with_booking=booking, by=by
    ),
    "desk_cancel": lambda _d, visit, _v, by: stays.cancel_stay(_stay(visit), "行程取消", by=by),
    "postpone": lambda _d, visit, _v, by: services.postpone(visit.pk, reason="航班取消", by=by),
    "resume": lambda _d, visit, hours, by: services.resume(
        visit.pk, arrival_at=in_days(0, hours), departure_at=in_days(2, hours), by=by
    ),
}


def _stay(visit: Visit) -> int:
    return int(Visit.objects.values_list("stay", flat=True).get(pk=visit.pk) or 0)


@act("dates")
def move_dates(_desk: Desk, visit: Visit, days: tuple[int, int], by: User) -> None:
    """The whole visit on other days."""
    first, nights = days
    services.edit_notice(
        visit.pk, by=by, arrival_at=in_days(first, 16), departure_at=in_days(first + nights, 11)
    )


@act("desk_departure")
def move_departure_at_desk(_desk: Desk, visit: Visit, days: int, by: User) -> None:
    stays.change_stay(_stay(visit), departure=clock.today() + timedelta(days=days), by=by)


@act("desk_eta")
def expect_at_desk(_desk: Desk, visit: Visit, hour: int, by: User) -> None:
    arrival = Visit.objects.get(pk=visit.pk).arrival_at or clock.now()
    stays.set_eta(_stay(visit), clock.local(arrival).replace(hour=hour, minute=20), by=by)


@act("desk_room")
def room_at_desk(desk: Desk, visit: Visit, taken_away: bool, by: User) -> None:
    if taken_away:
        stays.unassign_room(_stay(visit), by=by)
    else:
        stays.assign_room(_stay(visit), desk.house.room("806").pk, by=by)


@act("further_room")
def further_room_at_desk(desk: Desk, visit: Visit, number: str, by: User) -> None:
    room_id = desk.house.room(number).pk
    for further in visit.party_rooms.filter(stay__room_type__rooms=room_id)[:1]:
        stays.assign_room(further.stay_id, room_id, by=by)


@act("further_arrives")
def further_arrives(_desk: Desk, visit: Visit, number: int, by: User) -> None:
    for further in visit.party_rooms.filter(number=number):
        with suppress(Refused):
            services.let_in(visit.pk, reason="随行先到", by=by)
        stays.check_in(further.stay_id, by=by)


@act("news")
def hear(_desk: Desk, visit: Visit, news: tuple[str, str, int], by: User) -> None:
    source, confidence, hour = news
    services.change_arrival(
        visit.pk, arrival_at=in_days(0, hour), source=source, confidence=confidence, by=by
    )


@act("gate")
def tap(_desk: Desk, visit: Visit, taken_back: bool, by: User) -> None:
    call = services.ring_gate(visit.pk, by=by)
    if taken_back:
        services.undo_gate(call.pk, by=by)


@act("likes")
def like(_desk: Desk, visit: Visit, text: str, by: User) -> None:
    kind = "food_restrictions" if "不" in text else "tea"
    set_preference(visit.guest_id, kind, text, by=by)


@act("restrict")
def restrict_first(_desk: Desk, visit: Visit, text: str, by: User) -> None:
    for member in visit.members.all()[:1]:
        services.change_member(visit.pk, member.number, restrictions=text, by=by)


@act("owe")
def owe_of_last_time(desk: Desk, visit: Visit, _none: None, by: User) -> None:
    """The debrief of an earlier visit finds something to make right."""
    before = desk.note("A", guest_id=visit.guest_id)
    Debrief.objects.create(visit=before, made_at=clock.now())
    services.owe(before.pk, text="补送生日卡", department="front_office", by=by)


@act("care")
def ask_after(_desk: Desk, visit: Visit, how: str, by: User) -> None:
    """A care call, whatever came of it; the guest who answers has a wish."""
    answers = services.Answers(room=5, outlets=5, wishes="加一床被子")
    acts: dict[str, Callable[[int], object]] = {
        "answer": lambda pk: services.answer_call(pk, answers=answers, by=by),
        "decline": lambda pk: services.decline_call(pk, by=by),
        "miss": lambda pk: services.miss_call(pk, by=by),
    }
    for call in _items(visit, lambda item: item.is_open and item.code == "D06")[:1]:
        acts[how](call.pk)


def _items(visit: Visit, wanted: Callable[[Item], bool]) -> list[Item]:
    return [item for item in items(visit).values() if wanted(item)]


def _on_one_item(wanted: Callable[[Item], bool], press: Callable[[int, User], object]) -> Act:
    def one(_desk: Desk, visit: Visit, number: int, by: User) -> None:
        if found := _items(visit, wanted):
            press(found[number % len(found)].pk, by)

    return one


def _open_tick(item: Item) -> bool:
    return item.is_open and item.evidence_kind == "tick"


ACTS |= {
    "finish": _on_one_item(_open_tick, lambda pk, by: work.finish(pk, by=by)),
    "fail": _on_one_item(_open_tick, lambda pk, by: work.fail(pk, reason="客人未到", by=by)),
    "not_needed": _on_one_item(
        _open_tick, lambda pk, by: work.not_applicable(pk, reason="不需要", by=by)
    ),
    "reopen": _on_one_item(
        lambda item: item.status in ("done", "failed", "not_applicable"),
        lambda pk, by: work.reopen(pk, reason="弄错了", by=by),
    ),
}


def _on_one_order(press: Callable[[int, User], object]) -> Act:
    def one(_desk: Desk, visit: Visit, number: int, by: User) -> None:
        orders = AmenityOrder.objects.filter(visit=visit).exclude(status="cancelled")
        if found := list(orders.order_by("pk").values_list("pk", flat=True)):
            press(found[number % len(found)], by)

    return one


ACTS |= {
    "prepare": _on_one_order(lambda pk, by: services.prepare_amenity(pk, by=by)),
    "deliver": _on_one_order(lambda pk, by: services.deliver_amenity(pk, by=by)),
    "replenish": _on_one_order(lambda pk, by: services.replenish_amenity(pk, by=by)),
}
