"""Everything that changes a room. One door for each axis; occupancy belongs to the stays."""

from collections.abc import Mapping
from typing import Any

from django.db.models import BigIntegerField
from django.utils.translation import gettext as _

from hotel.journal.services import record
from hotel.rooms import capacity
from hotel.rooms.blocking import begin_due_blocks, block_room, extend_block, release_block
from hotel.rooms.doors import lock_rooms, locked, news_topics, tonight
from hotel.rooms.enums import Block, Cleanliness, Occupancy
from hotel.rooms.models import Room, RoomType
from hotel.rooms.states import check_move, check_person
from hotel.staff.models import User
from hotel.web import clock
from hotel.web.prepared import Param
from hotel.web.refusals import Forbidden, Refused, Stale
from hotel.web.together import together
from hotel.web.written import PreparedUpdate

__all__ = [
    "add_room",
    "add_type",
    "begin_due_blocks",
    "block_room",
    "change_room",
    "extend_block",
    "lock_rooms",
    "release_block",
    "set_cleanliness",
    "set_dnd",
    "set_make_up",
    "set_occupancy",
    "turn",
]

Change = tuple[Any, Any]


@together
def set_cleanliness(
    room_id: int,
    to: str,
    *,
    by: User | None,
    reason: str = "",
    seen_version: int | None = None,
) -> Room:
    """The only door of cleanliness: dirty → cleaning → clean → inspected, and back to dirty.

    `by` None is the house itself (night audit, check-out). Raises `Refused` for an illegal move,
    naming the legal ones, `Forbidden` for the wrong person, `Stale` when somebody was faster.
    """
    room = locked(room_id)
    if seen_version is not None and seen_version != room.version:
        raise Stale(
            _("Somebody changed room %(room)s meanwhile: it is %(state)s now.")
            % {"room": room.number, "state": room.get_cleanliness_display()},
            theirs={_("cleanliness"): room.get_cleanliness_display()},
        )
    check_move(room, to)
    check_person(room, to, by, reason)
    before = room.cleanliness
    _put_cleanliness(room, to, by)
    record(
        "room.cleanliness_changed",
        room,
        by=by,
        changes={"cleanliness": (before, to)},
        reason=reason,
        data={"room": room.number, "code": room.code},
        topics=news_topics(room),
    )
    return room


def _put_cleanliness(room: Room, to: str, by: User | None) -> None:
    room.cleanliness = to
    room.cleanliness_at = clock.now()
    room.version += 1
    if to == Cleanliness.CLEAN:
        room.last_cleaned_by = by
        room.make_up = False
    room.save(
        update_fields=["cleanliness", "cleanliness_at", "version", "last_cleaned_by", "make_up"]
    )


@together
def set_occupancy(
    room_id: int, to: str, *, by: User | None, reinstate: bool = False
) -> Mapping[str, Change]:
    """The only door of occupancy, for check-in, check-out and room moves of `hotel.stays`.

    Writes no journal entry of its own: the stay's act does, with the changes returned here. A room
    that is left turns dirty and loses its flags. `reinstate` lets a departed guest back into a room
    that is not clean. Raises `Refused` when the room is let already, out of order or not clean.
    """
    return turn(locked(room_id), to, reinstate=reinstate)


def turn(room: Room, to: str, *, reinstate: bool = False) -> Mapping[str, Change]:
    """`set_occupancy` of a room that the act holds locked already."""
    if room.occupancy == to:
        raise Refused(_("Room %(room)s is %(state)s already.") % _described(room), field="room")
    before = {"occupancy": room.occupancy, "cleanliness": room.cleanliness}
    if to == Occupancy.OCCUPIED:
        _check_ready(room, reinstate=reinstate)
    else:
        room.cleanliness, room.cleanliness_at = Cleanliness.DIRTY, clock.now()
        room.dnd, room.dnd_since, room.make_up = False, None, False
    room.occupancy = to
    room.version += 1
    _put_occupancy(**{name: getattr(room, name) for name in ("pk", *_TURNED)})
    after = {"occupancy": room.occupancy, "cleanliness": room.cleanliness}
    return {axis: (before[axis], after[axis]) for axis in before if before[axis] != after[axis]}


_TURNED = ("occupancy", "cleanliness", "cleanliness_at", "dnd", "dnd_since", "make_up", "version")
_put_occupancy = PreparedUpdate(
    lambda: (
        Room.objects.filter(pk=Param("pk", BigIntegerField())),
        {
            field.name: Param(field.name, field)
            for field in Room._meta.fields
            if field.name in _TURNED
        },
    )
)


def _check_ready(room: Room, *, reinstate: bool) -> None:
    if room.block == Block.OUT_OF_ORDER:
        raise Refused(_("Room %(room)s is out of order.") % _described(room), field="room")
    if not room.is_clean and not reinstate:
        raise Refused(
            _("Room %(room)s is %(cleanliness)s. Only a clean room can be let.") % _described(room),
            field="room",
            code="not_clean",
        )


def _described(room: Room) -> dict[str, str]:
    return {
        "room": room.number,
        "state": room.get_occupancy_display(),
        "cleanliness": room.get_cleanliness_display(),
    }


@together
def set_dnd(room_id: int, on: bool, *, by: User) -> Room:
    """Switch do-not-disturb of an occupied room (handbook B1.2 flags). Ends a make-up request."""
    room = locked(room_id)
    _check_flag(room, on, by)
    if room.dnd == on:
        return room
    room.dnd, room.dnd_since = on, clock.now() if on else None
    room.make_up = room.make_up and not on
    room.version += 1
    room.save(update_fields=["dnd", "dnd_since", "make_up", "version"])
    _record_flag(room, "room.dnd_set" if on else "room.dnd_cleared", "dnd", on, by)
    return room


@together
def set_make_up(room_id: int, on: bool, *, by: User) -> Room:
    """Switch please-make-up of an occupied room. Ends do-not-disturb."""
    room = locked(room_id)
    _check_flag(room, on, by)
    if room.make_up == on:
        return room
    if on and room.dnd:
        set_dnd(room_id, False, by=by)
        room.refresh_from_db()
    room.make_up = on
    room.version += 1
    room.save(update_fields=["make_up", "version"])
    verb = "room.make_up_asked" if on else "room.make_up_cleared"
    _record_flag(room, verb, "make_up", on, by)
    return room


def _check_flag(room: Room, on: bool, by: User) -> None:
    if not by.has_perm("rooms.flag_room"):
        raise Forbidden(_("Your role may not set this flag."))
    if on and room.occupancy == Occupancy.VACANT:
        raise Refused(_("Nobody lives in room %(room)s.") % _described(room))


def _record_flag(room: Room, verb: str, flag: str, on: bool, by: User) -> None:
    data = {"room": room.number, "room_id": room.pk}
    record(verb, room, by=by, changes={flag: (not on, on)}, data=data, topics=news_topics(room))


@together
def add_room(
    *, by: User, number: str, floor: int, room_type_id: int, no_smoking: bool = True, **facts: str
) -> Room:
    """A new room, dirty until somebody cleans it. `facts`: directions_zh, directions_en, note."""
    if not by.has_perm("rooms.add_room"):
        raise Forbidden(_("Your role may not add rooms."))
    number = number.strip()
    if Room.objects.filter(number=number).exists():
        raise Refused(_("Room %(room)s exists already.") % {"room": number}, field="number")
    room = Room.objects.create(
        number=number, floor=floor, room_type_id=room_type_id, no_smoking=no_smoking, **facts
    )
    first = tonight()
    capacity.changed(room_type_id, first, None)
    record(
        "room.added",
        room,
        by=by,
        data={"room_type": room_type_id, "from": first.isoformat()},
        topics=news_topics(room),
    )
    return room


@together
def add_type(*, by: User, code: str, **facts: Any) -> RoomType:
    """A new room type. `facts` are the fields of `RoomType`; the rate is CNY a night."""
    if not by.has_perm("rooms.add_roomtype"):
        raise Forbidden(_("Your role may not add room types."))
    if RoomType.objects.filter(code=code).exists():
        raise Refused(_("Room type %(code)s exists already.") % {"code": code}, field="code")
    room_type = RoomType(code=code, **facts)
    room_type.full_clean()
    room_type.save()
    record("room_type.added", room_type, by=by, topics=["rooms"])
    return room_type


EDITABLE = ("number", "floor", "no_smoking", "directions_zh", "directions_en", "note")


@together
def change_room(
    room_id: int,
    *,
    by: User,
    room_type: RoomType | None = None,
    seen_version: int | None = None,
    **facts: Any,
) -> Room:
    """Change what a room is, never its state. `facts` are of `EDITABLE`."""
    if not by.has_perm("rooms.change_room"):
        raise Forbidden(_("Your role may not change rooms."))
    room = locked(room_id)
    if seen_version is not None and seen_version != room.version:
        raise Stale(_("Somebody changed room %(room)s meanwhile.") % {"room": room.number})
    changes = _apply(room, {name: facts[name] for name in EDITABLE if name in facts})
    if changes:
        room.version += 1
        room.save(update_fields=[*changes, "version"])
        record("room.changed", room, by=by, changes=changes, topics=news_topics(room))
    if room_type is not None and room_type.pk != room.room_type_id:
        _retype(room, room_type, by)
    return room


def _apply(room: Room, facts: Mapping[str, Any]) -> dict[str, Change]:
    changes = {
        name: (getattr(room, name), value)
        for name, value in facts.items()
        if getattr(room, name) != value
    }
    for name, (_before, after) in changes.items():
        setattr(room, name, after)
    return changes


def _retype(room: Room, to: RoomType, by: User) -> None:
    before = room.room_type
    room.room_type = to
    room.version += 1
    room.save(update_fields=["room_type", "version"])
    first = tonight()
    for type_id in sorted((before.pk, to.pk)):
        capacity.changed(type_id, first, None)
    record(
        "room.type_changed",
        room,
        by=by,
        about=[before, to],
        changes={"room_type": (before.code, to.code)},
        data={"room_type": to.pk, "was": before.pk, "from": first.isoformat()},
        topics=news_topics(room),
    )
