"""The door of the block axis: taking rooms out and giving them back (handbook B1.2)."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.utils.translation import gettext as _

from hotel.journal.services import record
from hotel.rooms import capacity
from hotel.rooms.claims import claim_on
from hotel.rooms.doors import locked, news_topics
from hotel.rooms.enums import Block, Cleanliness, Occupancy
from hotel.rooms.models import Room, RoomBlock
from hotel.rooms.selectors import blocks_due_to_begin, nights_of
from hotel.staff.models import User
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused
from hotel.web.together import together

LONG = timedelta(hours=24)
LONGEST = timedelta(days=730)


@together
def block_room(
    room_id: int, kind: str, start: datetime, end: datetime, reason: str, *, by: User
) -> RoomBlock:
    """Take a room out of order or out of service from `start` until `end` (aware datetimes).

    A start that has passed means now. A later start leaves the room as it is until then; the room
    cannot be let for that period meanwhile. Raises `Refused` when the room is occupied, reserved or
    blocked in the period, `Forbidden` for the wrong person (longer than 24 h out of order: the
    front office manager).
    """
    room = locked(room_id)
    period = _period(start, end)
    reason = reason.strip()
    if not reason:
        raise Refused(_("Say why the room is taken out."), field="reason")
    _check_person(kind, period, by)
    if room.block != Block.NONE and period.lower <= clock.now():
        raise Refused(
            _("Room %(room)s is out already: release it first.") % {"room": room.number},
            code="blocked",
        )
    _check_free(room, period)
    block = _insert(room, kind, period, reason, by)
    if period.lower <= clock.now():
        _put_block(room, kind)
    _recount(room, period)
    _record("room.blocked", block, by, reason)
    return block


@together
def extend_block(block_id: int, end: datetime, *, by: User, reason: str = "") -> RoomBlock:
    """Move the end of a standing block, later or earlier; its start stays."""
    block = _standing(block_id)
    before = block.period
    period = DateTimeTZRange(before.lower, end)
    if end <= max(before.lower, clock.now()):
        raise Refused(_("The end must lie in the future."), field="end")
    _check_person(block.kind, period, by)
    if end > before.upper:
        _check_free(block.room, DateTimeTZRange(before.upper, end), but=block)
    block.period = period
    block.save(update_fields=["period"])
    _recount(block.room, DateTimeTZRange(before.lower, max(before.upper, end)))
    changes = {"until": (before.upper.isoformat(), end.isoformat())}
    record(
        "room.block_moved",
        block.room,
        by=by,
        about=[block],
        changes=changes,
        reason=reason,
        topics=news_topics(block.room),
    )
    return block


@together
def release_block(block_id: int, *, by: User) -> RoomBlock:
    """Give a room back. One that was out comes back dirty, to be cleaned and inspected again."""
    if not by.has_perm("rooms.release_block"):
        raise Forbidden(_("Your role may not release a room."))
    block = _standing(block_id)
    block.living = False
    block.released_at = clock.now()
    block.save(update_fields=["living", "released_at"])
    _put_back(block)
    _recount(block.room, block.period)
    _record("room.released", block, by, "")
    return block


def begin_due_blocks() -> int:
    """Take out the rooms whose block begins now. Returns how many. Called by a periodic task."""
    return sum(_begin(block_id) for block_id in blocks_due_to_begin().values_list("pk", flat=True))


@together
def _begin(block_id: int) -> bool:
    block = RoomBlock.objects.get(pk=block_id)
    room = locked(block.room_id)
    still = blocks_due_to_begin().filter(pk=block_id).exists()
    # A guest who has not left yet keeps the room; the next tick looks again.
    if not still or room.occupancy == Occupancy.OCCUPIED:
        return False
    block.room = room
    _put_block(room, block.kind)
    _record("room.block_began", block, None, block.reason)
    return True


def _period(start: datetime, end: datetime) -> DateTimeTZRange:
    start = max(start, clock.now())
    if end <= start:
        raise Refused(_("The end must lie after the start and in the future."), field="end")
    if end - start > LONGEST:
        raise Refused(_("A room cannot be taken out for more than two years."), field="end")
    return DateTimeTZRange(start, end)


def _check_person(kind: str, period: DateTimeTZRange, by: User) -> None:
    if not by.has_perm("rooms.block_room"):
        raise Forbidden(_("Your role may not take a room out."))
    long = kind == Block.OUT_OF_ORDER and period.upper - period.lower > LONG
    if long and not by.has_perm("rooms.block_room_long"):
        raise Forbidden(
            _("Out of order for more than 24 hours is for the front office manager to decide."),
            field="end",
        )


def _check_free(room: Room, period: DateTimeTZRange, *, but: RoomBlock | None = None) -> None:
    if room.occupancy == Occupancy.OCCUPIED and period.lower <= clock.now():
        raise Refused(_("Room %(room)s is occupied.") % {"room": room.number})
    if claim := claim_on(room.pk, period):
        raise Refused(claim, code="claimed")
    others = RoomBlock.objects.filter(room=room, living=True, period__overlap=period)
    other = others.exclude(pk=but.pk if but else 0).first()
    if other is not None:
        raise Refused(
            _("Room %(room)s is blocked already from %(start)s until %(end)s: %(reason)s")
            % {
                "room": room.number,
                "start": clock.local(other.period.lower).strftime("%m-%d %H:%M"),
                "end": clock.local(other.period.upper).strftime("%m-%d %H:%M"),
                "reason": other.reason,
            },
            code="blocked",
        )


def _insert(room: Room, kind: str, period: DateTimeTZRange, reason: str, by: User) -> RoomBlock:
    try:
        with transaction.atomic():
            return RoomBlock.objects.create(
                room=room, kind=kind, period=period, reason=reason, made_by=by
            )
    except IntegrityError as problem:
        # The database knows claims nobody registered: its word is final.
        raise Refused(
            _("Room %(room)s is reserved in that period.") % {"room": room.number}, code="claimed"
        ) from problem


def _standing(block_id: int) -> RoomBlock:
    """The block with its room, locked in the same order as everybody locks: the room first."""
    room = locked(RoomBlock.objects.values_list("room_id", flat=True).get(pk=block_id))
    block = RoomBlock.objects.select_for_update().get(pk=block_id)
    if not block.living:
        raise Refused(_("Room %(room)s has been released already.") % {"room": room.number})
    block.room = room
    return block


def _put_block(room: Room, to: str, cleanliness: str | None = None) -> None:
    room.block = to
    if cleanliness is not None:
        room.cleanliness = Cleanliness(cleanliness)
        room.cleanliness_at = clock.now()
    room.version += 1
    room.save(update_fields=["block", "cleanliness", "cleanliness_at", "version"])


def _put_back(block: RoomBlock) -> None:
    """A block that never began leaves the room as it is; one that waited behind it still stands."""
    room = block.room
    if room.block == Block.NONE or block.period.lower > clock.now():
        return
    standing = RoomBlock.objects.filter(room=room, living=True, period__startswith__lte=clock.now())
    other = standing.order_by("period", "id").first()
    if other is not None:
        _put_block(room, other.kind)
    else:
        _put_block(room, Block.NONE, block.return_cleanliness)


def _recount(room: Room, period: DateTimeTZRange) -> None:
    capacity.changed(room.room_type_id, *nights_of(period.lower, period.upper))


def _record(verb: str, block: RoomBlock, by: User | None, reason: str) -> None:
    room = block.room
    record(
        verb,
        room,
        by=by,
        about=[block],
        changes={"block": (Block.NONE, block.kind) if block.living else (block.kind, Block.NONE)},
        reason=reason,
        data={
            "room": room.number,
            "room_type": room.room_type_id,
            "kind": block.kind,
            "period": [block.period.lower.isoformat(), block.period.upper.isoformat()],
        },
        topics=news_topics(room),
    )
