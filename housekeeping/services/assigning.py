"""Who cleans what: a room, some rooms, a floor (handbook A5.152)."""

from collections.abc import Collection

from django.db import transaction
from django.utils.translation import gettext as _

from hotel.journal.services import record
from hotel.rooms.services import lock_rooms
from hotel.staff.models import User
from hotel.stays.selectors import business_date
from hotel.web.refusals import Refused
from housekeeping.enums import TO_DO, TaskState
from housekeeping.models import CleaningTask
from housekeeping.selectors import attendants, tasks_of_day
from housekeeping.services.doors import journal, need, put, topics_of


@transaction.atomic
def assign(room_ids: Collection[int], attendant_id: int | None, *, by: User) -> list[CleaningTask]:
    """Give what there is to do in these rooms to an attendant, or take it back with None.

    Rooms with nothing to do, or where somebody is at work, are left. Raises `Refused` when that
    leaves none, or beside `attendant` for somebody who cleans no rooms.
    """
    need(by, "housekeeping.assign")
    attendant = _attendant(attendant_id)
    lock_rooms(room_ids)
    ids = tasks_of_day(business_date()).filter(room__in=list(room_ids), state__in=TO_DO)
    rows = CleaningTask.objects.filter(pk__in=[each.pk for each in ids]).order_by("pk")
    tasks = [
        task
        for task in rows.select_related("room").select_for_update(of=("self",))
        if task.state in TO_DO and _differs(task, attendant)
    ]
    if not tasks:
        raise Refused(_("In these rooms there is nothing to hand over."), field="rooms")
    before = {task.attendant_id for task in tasks}
    for task in tasks:
        change = put(task, _state_with(task, attendant), attendant=attendant)
        if attendant is None:
            journal("cleaning.taken_back", task, by=by, changes={"state": change})
    if attendant is not None:
        _journal(tasks, attendant, before, by)
    return tasks


def _differs(task: CleaningTask, attendant: User | None) -> bool:
    if attendant is None:
        return task.state == TaskState.ASSIGNED
    return task.attendant_id != attendant.pk


def _state_with(task: CleaningTask, attendant: User | None) -> TaskState:
    if attendant is None:
        return TaskState.WAITING
    return TaskState.REWORK if task.state == TaskState.REWORK else TaskState.ASSIGNED


def _attendant(attendant_id: int | None) -> User | None:
    if attendant_id is None:
        return None
    found = next((each for each in attendants() if each.pk == attendant_id), None)
    if found is None:
        raise Refused(_("Choose a room attendant."), field="attendant")
    return found


def _journal(tasks: list[CleaningTask], attendant: User, before: set[int | None], by: User) -> None:
    """One entry however many rooms: it stands in the history of each of them."""
    rooms = [task.room for task in tasks]
    record(
        "cleaning.assigned",
        attendant,
        by=by,
        about=[*tasks, *rooms],
        data={"rooms": sorted(room.number for room in rooms), "attendant": attendant.pk},
        topics=topics_of(rooms, {*before, attendant.pk}),
    )
