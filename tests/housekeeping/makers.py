"""A cleaning in any state, with its room in the state that belongs to it."""

from typing import Any

from hotel.rooms.models import Room
from hotel.stays.selectors import business_date
from hotel.web import clock
from housekeeping import services
from housekeeping.models import CleaningTask
from tests.stays.makers import Desk

CLEANLINESS = {
    "waiting": "dirty",
    "assigned": "dirty",
    "in_progress": "cleaning",
    "done": "clean",
    "inspected": "inspected",
    "rework": "dirty",
    "skipped": "dirty",
}


def cleaning(
    desk: Desk, number: str = "801", state: str = "waiting", kind: str = "checkout", **facts: Any
) -> CleaningTask:
    """The attendant of the cast has it, except while nobody does."""
    room = desk.house.rooms[number]
    Room.objects.filter(pk=room.pk).update(
        cleanliness=CLEANLINESS[state], cleanliness_at=clock.now()
    )
    if state == "skipped":
        facts = {"skip_reason": "refused", "skipped_at": clock.now(), **facts}
    return CleaningTask.objects.create(
        room=room,
        business_date=facts.pop("business_date", None) or business_date(),
        kind=kind,
        state=state,
        attendant=None if state == "waiting" else facts.pop("attendant", desk.cast.room_attendant),
        made_at=clock.now(),
        **facts,
    )


def lived_in(
    desk: Desk, number: str = "801", state: str = "assigned", **facts: Any
) -> CleaningTask:
    """A stay-over clean of a room somebody lives in for another night."""
    stay = desk.in_house(number, nights=2)
    assert stay.room is not None
    return cleaning(desk, number, state, "stayover", **facts)


def left_dirty(desk: Desk, number: str = "801") -> CleaningTask:
    """What follows when a vacant room is dirty."""
    room = desk.house.rooms[number]
    Room.objects.filter(pk=room.pk).update(cleanliness="dirty")
    services.follow_rooms([room.pk], by=None)
    return CleaningTask.objects.get(room=room, state__in=("waiting", "assigned"))
