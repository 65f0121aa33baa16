"""VIP visits on the home page: approvals that wait for me, and who comes next."""

from collections.abc import Iterable
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hotel.staff.models import User
from hotel.web import clock
from hotel.web.today import LATE, NEXT, SHOWN, Line, Source, register
from vip import selectors, waking
from vip.models import Visit
from vip.rules import may_decide
from vip.visibility import seen_by

AHEAD = timedelta(hours=8)


def approvals(user: User) -> Iterable[Line]:
    """Only those this person may decide on (handbook C2)."""
    now = clock.now()
    for visit in selectors.tab("approval", now):
        if may_decide(user, visit):
            due = visit.approval_due_at
            yield Line(
                kind=LATE if due and due < now else NEXT,
                text=_("Approve: %(guest)s") % {"guest": seen_by(user, visit, "").name},
                path=_path(visit),
                at=due,
                detail=str(visit.source),
                chip=visit.level.code,
                mood="vip",
            )


def arrivals(user: User) -> Iterable[Line]:
    """Who is announced and not here: late once the expected time has passed."""
    now = clock.now()
    coming = list(selectors.coming(now + AHEAD)[: 2 * SHOWN])
    rooms = selectors.rooms_of(coming)
    for visit in coming:
        seen = seen_by(user, visit, rooms.get(visit.pk, ""))
        late = visit.arrival_at is not None and visit.arrival_at < now
        yield Line(
            kind=LATE if late else NEXT,
            text=_("%(guest)s arrives") % {"guest": seen.name},
            path=_path(visit),
            at=visit.arrival_at,
            detail=seen.organisation,
            room=seen.room,
            chip=visit.level.code,
            mood="vip",
        )


def wake_ups(user: User) -> Iterable[Line]:
    """Whom to wake in the hours to come, the calls to be dialled again first (handbook A7.215)."""
    now = clock.now()
    for line in waking.lines(user, now):
        if line.item.is_open and line.next_at < now + AHEAD:
            yield Line(
                kind=LATE if line.next_at < now else NEXT,
                text=_("Wake %(guest)s") % {"guest": line.seen.name},
                path=reverse("vip:wake-ups"),
                at=line.next_at,
                room=line.room,
                chip=line.visit.level.code,
                mood="vip",
            )


def _path(visit: Visit) -> str:
    return reverse("vip:visit", args=[visit.pk])


register(
    Source(
        "vip-approvals",
        gettext_lazy("VIP approvals"),
        "vip.decide_visit",
        approvals,
        more="vip:overview",
        sort=5,
    )
)
register(
    Source(
        "vip-arrivals",
        gettext_lazy("VIP arrivals"),
        "vip.see_overview",
        arrivals,
        more="vip:overview",
        sort=15,
    )
)
register(
    Source(
        "vip-wake-ups",
        gettext_lazy("Wake-up calls"),
        "vip.wake_guests",
        wake_ups,
        more="vip:wake-ups",
        sort=8,
    )
)
