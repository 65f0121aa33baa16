"""Work inside a room waits while the room is on do-not-disturb (handbook C3)."""

from datetime import timedelta

import pytest

from hotel.journal import outbox
from hotel.journal.models import Entry
from hotel.rooms import services as rooms
from hotel.rooms.models import Room
from hotel.web import clock
from hotel.web.refusals import Refused
from hotel.work import services
from hotel.work.models import HeldFor, Item, Status
from tests.cast import Cast
from tests.house import House
from tests.work.owing import SUBJECT, again, late, owe, owed, planned


@pytest.fixture
def room(house: House) -> Room:
    """801, in which somebody lives."""
    Room.objects.filter(number="801").update(occupancy="occupied")
    return house.rooms["801"]


def inside(room: Room, key: str = "D04") -> Item:
    return owed(key, in_room=True, room_id=room.pk)


def test_the_sign_holds_work_inside_the_room(cast: Cast, room: Room) -> None:
    item = inside(room)
    services.hold_room(room.pk, by=cast.room_attendant)
    assert again(item).held_for == HeldFor.DND


def test_work_outside_goes_on(cast: Cast, room: Room) -> None:
    item = owed(room_id=room.pk)
    services.hold_room(room.pk, by=cast.room_attendant)
    assert not again(item).is_held


def test_held_work_is_never_late(cast: Cast, room: Room) -> None:
    item = late(in_room=True, room_id=room.pk)
    services.hold_room(room.pk, by=None)
    assert not again(item).is_overdue(clock.now())


def test_nobody_goes_in_meanwhile(cast: Cast, room: Room) -> None:
    item = inside(room)
    services.hold_room(room.pk, by=None)
    with pytest.raises(Refused, match="801"):
        services.finish(item.pk, by=cast.room_attendant)
    assert again(item).status == Status.WAITING


def test_the_hold_is_one_act_in_every_items_history(cast: Cast, room: Room) -> None:
    items = owe(*(planned(key, in_room=True, room_id=room.pk) for key in ("D03", "D04")))
    services.hold_room(room.pk, by=cast.room_attendant)
    entry = Entry.objects.get(verb="work.held")
    assert {f"work.item:{item.pk}" for item in items} <= set(entry.about)


def test_it_goes_on_when_the_sign_is_lifted(cast: Cast, room: Room) -> None:
    item = inside(room)
    services.hold_room(room.pk, by=None)
    services.release_room(room.pk, by=None)
    assert not again(item).is_held


def test_a_hold_with_a_reason_outlives_the_sign(cast: Cast, room: Room) -> None:
    item = inside(room)
    services.hold(item.pk, reason="no linen", by=cast.room_attendant)
    services.hold_room(room.pk, by=None)
    services.release_room(room.pk, by=None)
    assert again(item).held_for == HeldFor.REASON


def test_a_hold_lifted_behind_a_sign_is_held_for_the_sign(cast: Cast, room: Room) -> None:
    item = inside(room)
    services.hold(item.pk, reason="no linen", by=cast.room_attendant)
    rooms.set_dnd(room.pk, True, by=cast.room_attendant)
    assert services.release(item.pk, by=cast.room_attendant).held_for == HeldFor.DND


def test_news_of_the_sign_holds_and_releases(cast: Cast, room: Room) -> None:
    item = inside(room)
    rooms.set_dnd(room.pk, True, by=cast.room_attendant)
    outbox.sweep()
    held = again(item).held_for
    rooms.set_dnd(room.pk, False, by=cast.room_attendant)
    outbox.sweep()
    assert (held, again(item).held_for) == (HeldFor.DND, "")


def test_work_planned_into_a_room_with_the_sign_on_is_held_at_once(cast: Cast, room: Room) -> None:
    rooms.set_dnd(room.pk, True, by=cast.room_attendant)
    assert inside(room).held_for == HeldFor.DND


def test_work_that_moves_to_another_room_is_free(cast: Cast, room: Room, house: House) -> None:
    rooms.set_dnd(room.pk, True, by=cast.room_attendant)
    item = inside(room)
    moved = planned("D04", in_room=True, room_id=house.rooms["802"].pk)
    services.align(SUBJECT, item.subject_id, [moved], by=None)
    assert not again(item).is_held


def test_undoing_behind_a_sign_holds_again(cast: Cast, room: Room) -> None:
    item = services.finish(inside(room).pk, by=cast.room_attendant)
    rooms.set_dnd(room.pk, True, by=cast.room_attendant)
    assert services.reopen(item.pk, by=cast.room_attendant).held_for == HeldFor.DND


def test_a_late_item_is_late_again_when_the_sign_is_lifted(cast: Cast, room: Room) -> None:
    item = late(in_room=True, room_id=room.pk)
    services.hold_room(room.pk, by=None)
    services.release_room(room.pk, by=None)
    assert again(item).is_overdue(clock.now() + timedelta(seconds=1))
