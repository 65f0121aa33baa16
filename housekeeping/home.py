"""What the home pages say of the floors: to the one who can act on it (handbook A5.157)."""

from collections.abc import Iterable
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hotel.house.selectors import rules
from hotel.staff.models import User
from hotel.stays import selectors as stays
from hotel.web import clock
from hotel.web.today import LATE, NEXT, SHOWN, Line, Source, register
from housekeeping import selectors
from housekeeping.enums import TO_DO, UNFINISHED, TaskState
from housekeeping.models import CleaningTask


def inspections(user: User) -> Iterable[Line]:
    """Guests at the desk whose room is still being looked into."""
    limit = timedelta(minutes=rules().inspection_minutes)
    mine = user.has_perm("housekeeping.report_inspection")
    for found in selectors.open_inspections()[:SHOWN]:
        due = found.requested_at + limit
        path = (
            reverse("housekeeping:my-rooms")
            if mine
            else reverse("stays:stay", args=[found.stay_id])
        )
        yield Line(
            LATE if due <= clock.now() else NEXT,
            _("Departure inspection, the guest waits"),
            path,
            at=due,
            room=found.room.number,
            chip=found.get_state_display(),
            mood="warn",
        )


def late_rooms(user: User) -> Iterable[Line]:
    """Rooms that are not ready for somebody who should be at the desk by now."""
    now = clock.now()
    arrivals = selectors.by_room(stays.arrivals(stays.business_date()))
    waiting = [
        (room, each)
        for each in arrivals.values()
        if (room := each.room) is not None and selectors.waits(each, now)
    ]
    for room, each in waiting:
        level = each.guest.vip_level
        if room.code == "VI" or (room.code == "VC" and not level):
            continue
        yield Line(
            LATE,
            _("Room not ready, the guest waits"),
            reverse("housekeeping:room", args=[room.pk]),
            at=each.eta or each.starts_at,
            detail=_("VIP %(level)s") % {"level": level} if level else "",
            room=room.number,
            chip=room.code,
            mood="bad",
        )


def to_inspect(user: User) -> Iterable[Line]:
    """Cleaned rooms somebody has to look at."""
    done = CleaningTask.objects.filter(
        state=TaskState.DONE,
        room__cleanliness="clean",
        business_date=stays.business_date(),
    ).exclude(attendant=user.pk)
    for task in done.select_related("room").order_by("finished_at")[:SHOWN]:
        yield Line(
            NEXT,
            _("Inspect the room"),
            reverse("housekeeping:my-rooms"),
            at=task.finished_at,
            room=task.room.number,
        )


def my_rooms(user: User) -> Iterable[Line]:
    """What this attendant has still to clean: what was sent back first."""
    tasks = CleaningTask.objects.filter(attendant=user.pk, state__in=UNFINISHED)
    shown = sorted(tasks.select_related("room"), key=lambda each: each.state not in TO_DO[2:])
    for task in shown[:SHOWN]:
        again = task.state == TaskState.REWORK
        yield Line(
            LATE if again else NEXT,
            task.get_kind_display(),
            reverse("housekeeping:my-rooms"),
            detail=task.rework_reason,
            room=task.room.number,
            chip=task.get_state_display(),
            mood="bad" if again else "",
        )


register(
    Source(
        "housekeeping.inspections",
        gettext_lazy("Departure inspections"),
        "housekeeping.see_room_work",
        inspections,
        sort=12,
    )
)
register(
    Source(
        "housekeeping.late",
        gettext_lazy("Rooms late for a guest"),
        "housekeeping.see_board",
        late_rooms,
        more="housekeeping:board",
        sort=14,
    )
)
register(
    Source(
        "housekeeping.to_inspect",
        gettext_lazy("Rooms to inspect"),
        "housekeeping.inspect",
        to_inspect,
        more="housekeeping:my-rooms",
        sort=30,
    )
)
register(
    Source(
        "housekeeping.mine",
        pgettext_lazy("home", "My rooms"),
        "housekeeping.clean",
        my_rooms,
        more="housekeeping:my-rooms",
        sort=20,
    )
)
