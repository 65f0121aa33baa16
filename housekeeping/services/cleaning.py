"""做房: start, finish, skip; the room's cleanliness goes along (handbook B1.2, B3)."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hotel.rooms import services as rooms
from hotel.staff.models import User
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused
from housekeeping.enums import AT_THE_DOOR, TO_DO, SkipReason, TaskState
from housekeeping.models import CleaningTask
from housekeeping.services.doors import check_seen, illegal, journal, locked_task, need, put

if TYPE_CHECKING:
    from hotel.rooms.models import Room

DIRTY, CLEANING, CLEAN = "dirty", "cleaning", "clean"


@transaction.atomic
def start_cleaning(
    task_id: int, *, by: User, at: datetime | None = None, seen_version: int | None = None
) -> CleaningTask:
    """Begin: one's own room, or one nobody has. The second tap of the same person changes nothing.

    Raises `Stale` when somebody else is at it, `Refused` while the sign says do not disturb.
    """
    need(by, "housekeeping.clean")
    task = locked_task(task_id)
    if task.state == TaskState.IN_PROGRESS and task.attendant_id == by.pk:
        return task
    check_seen(task, seen_version)
    if task.state not in TO_DO:
        raise illegal(task, pgettext("cleaning", "to start"))
    _check_whose(task, by)
    if task.room.dnd:
        raise Refused(_("Room %(room)s asks not to be disturbed.") % {"room": task.room})
    try:
        with transaction.atomic():
            change = put(task, TaskState.IN_PROGRESS, attendant=by, started_at=at or clock.now())
    except IntegrityError as problem:
        raise Refused(
            _("Somebody is cleaning room %(room)s already.") % {"room": task.room}
        ) from problem
    if task.room.cleanliness == DIRTY:
        rooms.set_cleanliness(task.room_id, CLEANING, by=by)
    journal("cleaning.started", task, by=by, changes={"state": change})
    return task


@transaction.atomic
def finish_cleaning(
    task_id: int, *, by: User, at: datetime | None = None, seen_version: int | None = None
) -> CleaningTask:
    """The room is clean and waits for its inspection. A second tap of the same person is harmless."""
    need(by, "housekeeping.clean")
    task = locked_task(task_id)
    if task.state == TaskState.DONE and task.attendant_id == by.pk:
        return task
    check_seen(task, seen_version)
    if task.state != TaskState.IN_PROGRESS:
        raise illegal(task, pgettext("cleaning", "to finish"))
    _check_whose(task, by)
    change = put(task, TaskState.DONE, finished_at=at or clock.now(), rework_reason="")
    _bring_to_clean(task.room, by)
    journal("cleaning.finished", task, by=by, changes={"state": change})
    return task


@transaction.atomic
def put_back(task_id: int, *, by: User) -> CleaningTask:
    """Begun by mistake or broken off: the room is dirty again and waits for its attendant."""
    need(by, "housekeeping.clean")
    task = locked_task(task_id)
    if task.state != TaskState.IN_PROGRESS:
        raise illegal(task, pgettext("cleaning", "to break off"))
    _check_whose(task, by)
    change = put(task, TaskState.ASSIGNED, started_at=None)
    if task.room.cleanliness == CLEANING:
        rooms.set_cleanliness(task.room_id, DIRTY, by=by)
    journal("cleaning.put_back", task, by=by, changes={"state": change})
    return task


@transaction.atomic
def skip_cleaning(
    task_id: int, *, by: User, reason: str, at: datetime | None = None
) -> CleaningTask:
    """Not now: the sign says do not disturb, or the guest wants nobody. The sign is then noted too."""
    need(by, "housekeeping.clean")
    task = locked_task(task_id)
    if reason not in AT_THE_DOOR:
        raise Refused(_("Choose why the room is skipped."), field="reason")
    if task.state == TaskState.SKIPPED and task.skip_reason == reason:
        return task
    if task.state not in TO_DO:
        raise illegal(task, pgettext("cleaning", "to skip"))
    _check_whose(task, by)
    if task.room.occupancy == "vacant":
        raise Refused(_("Nobody lives in room %(room)s.") % {"room": task.room}, field="reason")
    change = put(task, TaskState.SKIPPED, skipped_at=at or clock.now(), skip_reason=reason)
    if reason == SkipReason.DND and not task.room.dnd:
        rooms.set_dnd(task.room_id, True, by=by)
    journal(
        "cleaning.skipped",
        task,
        by=by,
        changes={"state": change, "skip_reason": ("", reason)},
    )
    return task


@transaction.atomic
def resume_cleaning(task_id: int, *, by: User | None) -> CleaningTask:
    """The guest lets somebody in after all. `by` None: the sign was taken down at the desk."""
    if by is not None:
        need(by, "housekeeping.clean")
    task = locked_task(task_id)
    if task.state in TO_DO:
        return task
    if task.state != TaskState.SKIPPED or task.skip_reason not in AT_THE_DOOR:
        raise illegal(task, pgettext("cleaning", "to take up again"))
    state = TaskState.ASSIGNED if task.attendant_id else TaskState.WAITING
    change = put(task, state, skipped_at=None, skip_reason="")
    if by is not None and task.room.dnd:
        rooms.set_dnd(task.room_id, False, by=by)
    journal("cleaning.resumed", task, by=by, changes={"state": change})
    return task


def _check_whose(task: CleaningTask, by: User) -> None:
    """Whoever leads the floors may act in everybody's rooms, an attendant in the own ones."""
    if task.attendant_id in (None, by.pk) or by.has_perm("housekeeping.assign"):
        return
    raise Forbidden(
        _("Room %(room)s is %(who)s's.") % {"room": task.room, "who": task.attendant},
        field="attendant",
    )


def _bring_to_clean(room: "Room", by: User) -> None:
    if room.cleanliness == DIRTY:
        rooms.set_cleanliness(room.pk, CLEANING, by=by)
        room.cleanliness = CLEANING
    if room.cleanliness == CLEANING:
        rooms.set_cleanliness(room.pk, CLEAN, by=by)
