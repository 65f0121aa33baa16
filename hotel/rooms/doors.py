"""What every door of a room does first and last: lock the row, name the boards that look again."""

from collections.abc import Iterable
from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField

from hotel.rooms.models import Room
from hotel.rooms.selectors import nights_of
from hotel.web import clock
from hotel.web.prepared import Param, Prepared

_locked = Prepared(
    lambda: (
        Room.objects.filter(pk__any=Param("ids", ArrayField(BigIntegerField())))
        .select_related("room_type")
        .select_for_update(of=("self",))
        .order_by("pk")
    ),
)


def locked(room_id: int) -> Room:
    """The room, locked until the transaction ends."""
    for room in lock_rooms([room_id]):
        return room
    raise Room.DoesNotExist


def lock_rooms(room_ids: Iterable[int]) -> list[Room]:
    """The rooms, locked in the order of their ids so that two crossing moves cannot deadlock."""
    return _locked(ids=list(set(room_ids)))


def news_topics(room: Room) -> list[str]:
    return ["rooms", f"room:{room.pk}", "dept:housekeeping", "dept:front_office"]


def tonight() -> date:
    """The night that is running or comes next."""
    moment = clock.now()
    return nights_of(moment, moment + clock.minutes(1))[0]
