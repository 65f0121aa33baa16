"""查净房: somebody other than the cleaner passes the room or sends it back (handbook B1.2, C5)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hotel.guests.facts import free_text
from hotel.rooms import services as rooms
from hotel.staff.models import User
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused
from housekeeping.enums import Point, TaskState
from housekeeping.models import CleaningTask, RoomInspection
from housekeeping.selectors import vip_level_of
from housekeeping.services.doors import check_seen, illegal, journal, locked_task, need, put


@transaction.atomic
def pass_room(
    task_id: int,
    *,
    by: User,
    points: Collection[str] = (),
    at: datetime | None = None,
    seen_version: int | None = None,
) -> CleaningTask:
    """The room is ready to be let. A VIP's passes only with all five `points` (handbook C5)."""
    task = _to_inspect(task_id, by, seen_version)
    right = [point for point in Point.values if point in points]
    if vip_level_of(task.room_id) and len(right) < len(Point.values):
        raise Refused(
            _("A VIP's room passes with all five points only."), field="points", code="points"
        )
    change = put(task, TaskState.INSPECTED, inspected_at=at or clock.now())
    _note(task, by, passed=True, points=right, reason="")
    if task.room.cleanliness == "clean":
        rooms.set_cleanliness(task.room_id, "inspected", by=by)
    journal("cleaning.passed", task, by=by, changes={"state": change})
    return task


@transaction.atomic
def fail_room(
    task_id: int,
    *,
    by: User,
    reason: str,
    points: Collection[str] = (),
    at: datetime | None = None,
    seen_version: int | None = None,
) -> CleaningTask:
    """Send the room back to its attendant, saying why. It is dirty again."""
    reason = free_text(reason, "reason", 200)
    if not reason:
        raise Refused(_("Say what is to be done again."), field="reason")
    task = _to_inspect(task_id, by, seen_version)
    change = put(task, TaskState.REWORK, rework_reason=reason, started_at=None)
    right = [point for point in Point.values if point in points]
    _note(task, by, passed=False, points=right, reason=reason, at=at)
    if task.room.cleanliness in ("clean", "inspected"):
        rooms.set_cleanliness(task.room_id, "dirty", by=by, reason=reason)
    journal("cleaning.failed", task, by=by, changes={"state": change}, reason=reason)
    return task


def _to_inspect(task_id: int, by: User, seen_version: int | None) -> CleaningTask:
    need(by, "housekeeping.inspect")
    task = locked_task(task_id)
    check_seen(task, seen_version)
    if task.state != TaskState.DONE:
        raise illegal(task, pgettext("cleaning", "to inspect"))
    if by.pk in (task.attendant_id, task.room.last_cleaned_by_id):
        raise Forbidden(_("You cleaned this room; somebody else must inspect it."))
    if task.attendant_id is None:
        task.attendant_id = task.room.last_cleaned_by_id
        task.save(update_fields=["attendant"])
    return task


def _note(
    task: CleaningTask,
    by: User,
    *,
    passed: bool,
    points: list[str],
    reason: str,
    at: datetime | None = None,
) -> None:
    RoomInspection.objects.create(
        task=task, by=by, passed=passed, points=points, reason=reason, at=at or clock.now()
    )
