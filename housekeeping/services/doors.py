"""What every act on a cleaning does first and last: lock room and task, write the one entry."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from hotel.journal.services import record
from hotel.rooms.services import lock_rooms
from hotel.staff.models import User
from hotel.web.refusals import Forbidden, Stale
from housekeeping.enums import TaskState
from housekeeping.models import CleaningTask

if TYPE_CHECKING:
    from hotel.rooms.models import Room


def need(by: User, permission: str) -> None:
    if not by.has_perm(permission):
        raise Forbidden(_("Your role may not do this on the floors."))


def locked_task(task_id: int) -> CleaningTask:
    """The cleaning with its room, both locked until the transaction ends, the room first."""
    room_id = CleaningTask.objects.values_list("room_id", flat=True).get(pk=task_id)
    room = lock_rooms([room_id])[0]
    rows = CleaningTask.objects.select_related("attendant").select_for_update(of=("self",))
    task = rows.get(pk=task_id)
    task.room = room
    return task


def check_seen(task: CleaningTask, seen_version: int | None) -> None:
    """Raise `Stale` for a cleaning that is not what its reader saw."""
    if seen_version is not None and seen_version != task.version:
        raise Stale(
            _("Somebody changed the work in room %(room)s meanwhile.") % {"room": task.room},
            theirs=as_it_stands(task),
        )


def as_it_stands(task: CleaningTask) -> dict[str, Any]:
    return {
        _("state"): task.get_state_display(),
        _("attendant"): task.attendant.name if task.attendant else "—",
    }


def illegal(task: CleaningTask, act: str) -> Stale:
    """Why this act does not fit the state the work is in: somebody was faster, or it is too early."""
    return Stale(
        pgettext("cleaning", "Room %(room)s: %(act)s is not possible, the work is: %(state)s.")
        % {"room": task.room, "act": act, "state": task.get_state_display()},
        theirs=as_it_stands(task),
    )


def put(task: CleaningTask, state: TaskState, **facts: Any) -> tuple[str, str]:
    """Set the state with what belongs to it. Returns state before and after, for the journal."""
    before = task.state
    task.state = state
    for name, value in facts.items():
        setattr(task, name, value)
    task.version += 1
    task.save(update_fields=["state", "version", *facts])
    return before, str(state)


def journal(
    verb: str,
    task: CleaningTask,
    *,
    by: User | None,
    changes: Mapping[str, tuple[Any, Any]] | None = None,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
) -> None:
    """One entry in the histories of the cleaning and its room."""
    record(
        verb,
        task,
        by=by,
        about=[task.room],
        changes=changes,
        reason=reason,
        data={
            "task": task.pk,
            "room": task.room.number,
            "room_id": task.room_id,
            "kind": task.kind,
            "attendant": task.attendant_id,
            **(data or {}),
        },
        topics=topics_of([task.room], [task.attendant_id]),
    )


def topics_of(rooms: "Iterable[Room]", people: Iterable[int | None]) -> list[str]:
    return [
        "housekeeping",
        "dept:housekeeping",
        *(f"room:{room.pk}" for room in rooms),
        *(f"user:{pk}" for pk in people if pk is not None),
    ]
