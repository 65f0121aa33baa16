"""The counter's lines on the home page: who is late, who comes next and is not ready, what to submit."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from frontdesk.not_ready import of_room
from frontdesk.selectors import arriving
from hotel.staff.models import User
from hotel.stays import selectors as stays
from hotel.web import clock, today

SOON = timedelta(hours=2)


def late(_user: User) -> Iterator[today.Line]:
    """Guests past the time they gave. Three queries."""
    for stay in arriving.late_arrivals(stays.business_date(), clock.now())[: today.SHOWN]:
        reason = of_room(stay)
        yield today.Line(
            today.LATE,
            stay.guest.name,
            reverse("frontdesk:check-in", args=[stay.pk]),
            at=stay.eta or stay.starts_at,
            detail=_("Past the expected time"),
            room=stay.room.number if stay.room else "",
            chip=reason.text if reason else pgettext("arrivals", "Ready"),
            mood=reason.mood if reason else "ok",
        )


def coming(_user: User) -> Iterator[today.Line]:
    """Guests of the next two hours whose room is not ready. Three queries."""
    now = clock.now()
    for stay in arriving.next_arrivals(stays.business_date(), now, now + SOON)[: today.SHOWN * 2]:
        reason = of_room(stay)
        if reason is not None:
            yield today.Line(
                today.NEXT,
                stay.guest.name,
                reason.path,
                at=stay.eta,
                detail=_("Arrives soon"),
                room=stay.room.number if stay.room else "",
                chip=reason.text,
                mood=reason.mood,
            )


def unsubmitted(_user: User) -> Iterator[today.Line]:
    """Registrations the police system should have had. One query."""
    for row in arriving.overdue(clock.now())[: today.SHOWN]:
        yield today.Line(
            today.LATE,
            row.guest.name,
            f"{reverse('frontdesk:registrations')}?show=overdue",
            at=row.due_at,
            detail=_("Registration not submitted"),
            chip=_("From overseas") if row.overseas else "",
            mood="info",
        )


today.register(
    today.Source(
        "arrivals-late",
        gettext_lazy("Arrivals"),
        "frontdesk.check_in",
        late,
        "frontdesk:arrivals",
        sort=20,
    )
)
today.register(
    today.Source(
        "arrivals-next",
        gettext_lazy("Not ready yet"),
        "frontdesk.check_in",
        coming,
        "frontdesk:arrivals",
        sort=22,
    )
)
today.register(
    today.Source(
        "registrations",
        gettext_lazy("Registrations"),
        "frontdesk.register_guest",
        unsubmitted,
        "frontdesk:registrations",
        sort=30,
    )
)
