"""What every door of a room does first and last: lock the row, name the boards that look again."""

from collections.abc import Iterable
from datetime import date

from hotel.rooms.models import Room
from hotel.rooms.selectors import nights_of
from hotel.web import clock


def locked(room_id: int) -> Room:
    """The room, locked until the transaction ends."""
    return Room.objects.select_for_update(of=("self",)).select_related("room_type").get(pk=room_id)


def lock_rooms(room_ids: Iterable[int]) -> list[Room]:
    """The rooms, locked in the order of their ids so that two crossing moves cannot deadlock."""
    wanted = Room.objects.filter(pk__in=set(room_ids)).select_related("room_type")
    return list(wanted.select_for_update(of=("self",)).order_by("pk"))


def news_topics(room: Room) -> list[str]:
    return ["rooms", f"room:{room.pk}", "dept:housekeeping", "dept:front_office"]


def tonight() -> date:
    """The night that is running or comes next."""
    moment = clock.now()
    return nights_of(moment, moment + clock.minutes(1))[0]
