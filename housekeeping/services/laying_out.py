"""What there is to do: the morning's work, and what the house's news adds (handbook A4, B1.2)."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hotel.journal.services import record
from hotel.rooms import selectors as house
from hotel.rooms import services as rooms
from hotel.rooms.services import lock_rooms
from hotel.staff.models import User
from hotel.stays import selectors as stays
from hotel.web import clock
from hotel.web.refusals import Refused
from housekeeping.enums import TO_DO, UNFINISHED, SkipReason, TaskKind, TaskState
from housekeeping.models import CleaningDay, CleaningTask
from housekeeping.selectors import is_opened
from housekeeping.services.cleaning import resume_cleaning
from housekeeping.services.doors import journal, need, put

if TYPE_CHECKING:
    from hotel.rooms.models import Room

STALE_AFTER = timedelta(days=3)
FOR_THOSE_WHO_STAY = (TaskKind.STAYOVER, TaskKind.TURNDOWN, TaskKind.SMALL_TIDY)


def open_day(*, by: User | None = None, at: datetime | None = None) -> CleaningDay | None:
    """Lay out the morning's work of the business date, once; None when it has been.

    Rooms slept in are dirty, vacant ones nobody slept in for three days as well; who stays on gets a
    clean, and so does every vacant dirty room. What was not done yesterday for those who stay is over.
    Each step may be repeated, so that one broken off is finished by the next call.
    """
    today = stays.business_date()
    moment = at or clock.now()
    if is_opened(today):
        return None
    _slept_in(today)
    dirty_stale_rooms(at=moment)
    _close_old(today, moment)
    made = _stayovers(today, moment)
    follow_rooms(_vacant_dirty(), by=by)
    return _note_opened(today, moment, made, by)


@transaction.atomic
def _note_opened(today: date, moment: datetime, made: int, by: User | None) -> CleaningDay | None:
    day, first = CleaningDay.objects.get_or_create(
        business_date=today, defaults={"opened_at": moment, "opened_by": by}
    )
    if not first:
        return None
    record(
        "cleaning.day_opened",
        day,
        by=by,
        data={"stayovers": made},
        topics=["housekeeping", "dept:housekeeping"],
    )
    return day


def dirty_stale_rooms(*, at: datetime | None = None) -> list[str]:
    """Vacant clean rooms nobody slept in for more than three days turn dirty (handbook B1.2 [R]).

    A room turns dirty when its guest leaves, so whatever has been clean for longer was not slept in.
    Returns their numbers.
    """
    before = (at or clock.now()) - STALE_AFTER
    stale = (
        house.rooms()
        .filter(occupancy="vacant", block="none", cleanliness__in=("clean", "inspected"))
        .filter(cleanliness_at__lt=before)
    )
    why = _("Not slept in for more than three days")
    return [room.number for room in stale if _turn_dirty(room, why)]


def _turn_dirty(room: "Room", reason: str = "") -> bool:
    """Whether it did; somebody may have been faster."""
    try:
        rooms.set_cleanliness(room.pk, "dirty", by=None, reason=reason, seen_version=room.version)
    except Refused:
        return False
    return True


def follow_rooms(room_ids: Iterable[int], *, by: User | None) -> None:
    """Bring the cleanings of these rooms in step with the rooms, whoever changed them and how often.

    A vacant dirty room has one departure clean to do; a room cleaned or inspected by hand takes its
    cleaning along; who has left needs no stay-over clean any more.
    """
    for room_id in sorted(set(room_ids)):
        with transaction.atomic():
            for room in lock_rooms([room_id]):
                _follow(room, by)


def follow_sign(room_id: int, *, by: User | None) -> None:
    """The sign is down: what was skipped because of it is to do again."""
    skipped = CleaningTask.objects.filter(
        room=room_id,
        business_date=stays.business_date(),
        state=TaskState.SKIPPED,
        skip_reason=SkipReason.DND,
    )
    for task_id in list(skipped.values_list("pk", flat=True)):
        resume_cleaning(task_id, by=None)


@transaction.atomic
def add_cleaning(room_id: int, kind: str, *, by: User) -> CleaningTask:
    """Put a turndown, a small tidy or a stay-over clean of an occupied room on the list, once a day."""
    need(by, "housekeeping.assign")
    room = lock_rooms([room_id])[0]
    if kind not in FOR_THOSE_WHO_STAY:
        raise Refused(_("Choose one of the list."), field="kind")
    if room.occupancy == "vacant":
        raise Refused(_("Nobody lives in room %(room)s.") % {"room": room}, field="kind")
    today = stays.business_date()
    if CleaningTask.objects.filter(room=room, business_date=today, kind=kind).exists():
        raise Refused(
            _("Room %(room)s has this on the list of today already.") % {"room": room},
            field="kind",
        )
    return _make(room, TaskKind(kind), None, by)


@transaction.atomic
def follow_wish(room_id: int, *, by: User | None) -> CleaningTask | None:
    """A guest wants the room made up: there is something to do, unless it is on the list already."""
    room = lock_rooms([room_id])[0]
    today = stays.business_date()
    of_room = list(CleaningTask.objects.filter(room=room))
    if not room.make_up or any(each.state in UNFINISHED for each in of_room):
        return None
    done = {each.kind for each in of_room if each.business_date == today}
    wanted = [kind for kind in (TaskKind.STAYOVER, TaskKind.SMALL_TIDY) if kind not in done]
    return _make(room, wanted[0], None, by) if wanted else None


def _follow(room: "Room", by: User | None) -> None:
    rows = CleaningTask.objects.select_for_update(of=("self",)).filter(room=room)
    tasks = list(rows.filter(state__in=(*UNFINISHED, TaskState.DONE)).order_by("pk"))
    for task in tasks:
        task.room = room
    if room.occupancy == "vacant":
        _end_for_those_who_left(tasks, by)
    for task in tasks:
        _follow_cleanliness(task, by)
    # Out of order it waits for its release, which says so again.
    if room.code != "VD" or any(
        each.kind == TaskKind.CHECKOUT and each.state in UNFINISHED for each in tasks
    ):
        return
    # Whoever was to clean for the guest who left cleans after them.
    ended = (each.attendant_id for each in tasks if each.state == TaskState.SKIPPED)
    made = _make(room, TaskKind.CHECKOUT, next(ended, None), by)
    _follow_cleanliness(made, by)


def _end_for_those_who_left(tasks: list[CleaningTask], by: User | None) -> None:
    for task in tasks:
        if task.kind != TaskKind.CHECKOUT and task.state in UNFINISHED:
            change = put(
                task, TaskState.SKIPPED, skipped_at=clock.now(), skip_reason=SkipReason.LEFT
            )
            journal("cleaning.skipped", task, by=by, changes={"state": change})


def _follow_cleanliness(task: CleaningTask, by: User | None) -> None:
    """What was done to the room by hand is done for its cleaning as well."""
    room, now = task.room, clock.now()
    whole = task.kind in (TaskKind.CHECKOUT, TaskKind.STAYOVER)
    unfinished = task.state in UNFINISHED
    if room.cleanliness == "inspected" and (task.state == TaskState.DONE or (whole and unfinished)):
        facts = {"finished_at": task.finished_at or now, "inspected_at": now}
        _followed(task, TaskState.INSPECTED, by, **facts)
    elif room.cleanliness == "clean" and whole and unfinished:
        _followed(task, TaskState.DONE, by, finished_at=now)
    elif room.cleanliness == "cleaning" and whole and task.state in TO_DO and by is not None:
        task.attendant = by
        task.save(update_fields=["attendant"])
        _followed(task, TaskState.IN_PROGRESS, by, started_at=now)
    elif room.cleanliness == "dirty" and task.state == TaskState.IN_PROGRESS:
        _followed(task, TaskState.ASSIGNED, by, started_at=None)


def _followed(
    task: CleaningTask, state: TaskState, by: User | None, **facts: datetime | None
) -> None:
    if task.attendant_id is None and state == TaskState.DONE:
        task.attendant_id = task.room.last_cleaned_by_id
        task.save(update_fields=["attendant"])
    change = put(task, state, **facts)
    journal("cleaning.followed", task, by=by, changes={"state": change})


def _make(room: "Room", kind: TaskKind, attendant_id: int | None, by: User | None) -> CleaningTask:
    task = CleaningTask.objects.create(
        room=room,
        business_date=stays.business_date(),
        kind=kind,
        state=TaskState.ASSIGNED if attendant_id else TaskState.WAITING,
        attendant_id=attendant_id,
        made_at=clock.now(),
    )
    journal("cleaning.made", task, by=by)
    return task


def _slept_in(today: date) -> None:
    begins = clock.at(today, datetime.min.time())
    for stay in stays.in_house():
        room = stay.room
        if room is None or stay.arrival >= today or not room.is_clean:
            continue
        if room.cleanliness_at is None or room.cleanliness_at < begins:
            _turn_dirty(room)


@transaction.atomic
def _close_old(today: date, moment: datetime) -> None:
    """Yesterday's cleans of those who stay are over; departure cleans are still to be done."""
    old = CleaningTask.objects.filter(
        business_date__lt=today, state__in=("waiting", "assigned", "rework")
    ).exclude(kind=TaskKind.CHECKOUT)
    for task in old.select_related("room").select_for_update(of=("self",)):
        change = put(task, TaskState.SKIPPED, skipped_at=moment, skip_reason=SkipReason.DAY_OVER)
        journal("cleaning.skipped", task, by=None, changes={"state": change})


def _stayovers(today: date, moment: datetime) -> int:
    """A clean for every dirty room whose guests stay another night. Returns how many."""
    staying = [each.room for each in stays.in_house() if each.departure > today]
    made = CleaningTask.objects.bulk_create(
        [
            CleaningTask(room=room, business_date=today, kind=TaskKind.STAYOVER, made_at=moment)
            for room in staying
            if room is not None and room.cleanliness == "dirty"
        ],
        ignore_conflicts=True,
    )
    return len(made)


def _vacant_dirty() -> list[int]:
    dirty = house.rooms().filter(occupancy="vacant", cleanliness="dirty", block="none")
    return list(dirty.values_list("pk", flat=True))
