"""Work inside a room waits while the room is on do-not-disturb, and is never late then (handbook C3)."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Q, QuerySet

from hotel.journal import services as journal
from hotel.staff.models import User
from hotel.web import clock
from hotel.work import acts, states
from hotel.work.models import OPEN, HeldFor, Item


@transaction.atomic
def hold_room(room_id: int, *, by: User | None) -> list[Item]:
    """Hold the open work inside this room, now. Returns what was held; a second call holds nothing."""
    return _hold(Item.objects.filter(room_id=room_id), by=by)


@transaction.atomic
def release_room(room_id: int, *, by: User | None) -> list[Item]:
    """Let the work go on that was held for this room's do-not-disturb."""
    return _release(Item.objects.filter(room_id=room_id), by=by)


@transaction.atomic
def sync(items: QuerySet[Item], *, by: User | None = None) -> None:
    """Bring the holds of these items in line with their rooms' signs."""
    _hold(items.filter(room__dnd=True), by=by)
    _release(items.exclude(room__dnd=True, in_room=True), by=by)


def sync_rooms(room_ids: Iterable[int], *, stay_ids: Iterable[int] = ()) -> None:
    """The same for all work in these rooms and for these stays."""
    sync(Item.objects.filter(Q(room__in=list(room_ids)) | Q(stay__in=list(stay_ids))))


def _hold(items: QuerySet[Item], *, by: User | None) -> list[Item]:
    free = items.filter(status__in=OPEN, in_room=True, held_for=HeldFor.NOTHING)
    return _change(free, "held", by, held_for=HeldFor.DND, held_at=clock.now(), held_reason="")


def _release(items: QuerySet[Item], *, by: User | None) -> list[Item]:
    held = items.filter(status__in=OPEN, held_for=HeldFor.DND)
    return _change(held, "released", by, **acts.UNHELD)


def _change(items: QuerySet[Item], verb: str, by: User | None, **fields: object) -> list[Item]:
    rows = list(
        items.select_related("department", "room").select_for_update(of=("self",)).order_by("pk")
    )
    if not rows:
        return []
    Item.objects.filter(pk__in=[row.pk for row in rows]).update(
        version=F("version") + 1, changed_at=clock.now(), **states.wound(), **fields
    )
    _journal(verb, rows, by)
    return list(Item.objects.filter(pk__in=[row.pk for row in rows]).select_related("department"))


def _journal(verb: str, rows: list[Item], by: User | None) -> None:
    """One act, in the history of every item it touched."""
    first, *others = rows
    journal.record(
        f"work.{verb}",
        first,
        by=by,
        about=[*others, *acts.subject_records(rows)],
        data={"dnd": True, "items": [row.pk for row in rows], "room": str(first.room or "")},
        topics=acts.topics(rows),
    )
