"""Cleanings as the floors see them: one for each room, who may do them, and for whom."""

from collections.abc import Iterable
from datetime import date

from django.db.models import BigIntegerField, Q, QuerySet

from hotel.staff.models import User
from hotel.staff.selectors import holders_of
from hotel.stays import selectors as stays
from hotel.web.prepared import Param, Prepared
from housekeeping.enums import UNFINISHED
from housekeeping.models import CleaningDay, CleaningTask


def tasks_of_day(day: date) -> QuerySet[CleaningTask]:
    """The cleanings of a business date, and those of earlier ones that are not done yet."""
    return _tasks().filter(Q(business_date=day) | Q(state__in=UNFINISHED)).order_by("id")


def task(task_id: int) -> CleaningTask:
    """Raises `CleaningTask.DoesNotExist`."""
    return _tasks().get(pk=task_id)


def task_of_room(room_id: int) -> CleaningTask | None:
    """What there is to do in a room now, else what was done there last."""
    return most_urgent(_last_of_room(room=room_id))


_last_of_room = Prepared(
    lambda: _tasks().filter(room_id=Param("room", BigIntegerField())).order_by("-id")[:5]
)


def most_urgent(tasks: Iterable[CleaningTask]) -> CleaningTask | None:
    """Of a room's cleanings the one to show: unfinished before finished, the latest of each."""
    ordered = sorted(tasks, key=lambda each: (each.state in UNFINISHED, each.pk))
    return ordered[-1] if ordered else None


def attendants() -> list[User]:
    """Whom rooms can be given to."""
    return sorted(holders_of("room_attendant"), key=lambda each: each.username)


def vip_level_of(room_id: int) -> str:
    """The level of whoever lives in the room or is expected in it today; empty for none."""
    living = stays.stay_in_room(room_id)
    expected = stays.arrivals_in_room(room_id, stays.business_date())
    levels = (each.guest.vip_level for each in (living, *expected) if each is not None)
    return next((level for level in levels if level), "")


def is_opened(day: date) -> bool:
    """Whether the morning's work of a business date has been laid out."""
    return CleaningDay.objects.filter(business_date=day).exists()


def _tasks() -> QuerySet[CleaningTask]:
    return CleaningTask.objects.select_related("room__room_type", "attendant")
