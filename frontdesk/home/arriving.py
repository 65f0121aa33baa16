"""The counter's lines on the home page: who is late, who comes next and is not ready, what to submit."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from frontdesk.not_ready import of_room
from frontdesk.selectors import arriving
from frontdesk.services import RESIDENT_WITHIN
from hotel.staff.models import User
from hotel.stays import discretion
from hotel.stays import selectors as stays
from hotel.web import clock, today

SOON = timedelta(hours=2)


def late(user: User) -> Iterator[today.Line]:
    """Guests past the time they gave. Four queries."""
    found = list(arriving.late_arrivals(stays.business_date(), clock.now())[: today.SHOWN])
    called = discretion.names(found, user)
    for stay in found:
        reason = of_room(stay)
        yield today.Line(
            today.LATE,
            called[stay.pk],
            reverse("frontdesk:check-in", args=[stay.pk]),
            at=stay.eta or stay.starts_at,
            detail=_("Past the expected time"),
            room=stay.room.number if stay.room else "",
            chip=reason.text if reason else pgettext("arrivals", "Ready"),
            mood=reason.mood if reason else "ok",
        )


def coming(user: User) -> Iterator[today.Line]:
    """Guests of the next two hours whose room is not ready. Four queries."""
    now = clock.now()
    soon = arriving.next_arrivals(stays.business_date(), now, now + SOON)
    found = list(soon[: today.SHOWN * 2])
    called = discretion.names(found, user)
    for stay in found:
        reason = of_room(stay)
        if reason is not None:
            yield today.Line(
                today.NEXT,
                called[stay.pk],
                reason.path,
                at=stay.eta,
                detail=_("Arrives soon"),
                room=stay.room.number if stay.room else "",
                chip=reason.text,
                mood=reason.mood,
            )


def unsubmitted(user: User) -> Iterator[today.Line]:
    """Registrations the police system should have had. Two queries."""
    rows = list(arriving.overdue(clock.now())[: today.SHOWN])
    aliases = discretion.aliases({row.stay_id for row in rows}, user)
    for row in rows:
        yield today.Line(
            today.LATE,
            aliases.get(row.stay_id, row.guest.name),
            f"{reverse('frontdesk:registrations')}?show=overdue",
            at=row.due_at,
            detail=_("Registration not submitted"),
            chip=_("From overseas") if row.overseas else "",
            mood="info",
        )


def unregistered(user: User) -> Iterator[today.Line]:
    """Rooms let to people who are not on record half an hour later. Four queries."""
    before = clock.now() - RESIDENT_WITHIN
    found = list(arriving.owed().filter(arrived_at__lt=before)[: today.SHOWN])
    called = discretion.names(found, user)
    for stay in found:
        yield today.Line(
            today.LATE,
            called[stay.pk],
            f"{reverse('frontdesk:registrations')}?show=owed",
            at=stay.arrived_at + RESIDENT_WITHIN,
            detail=_("Not registered"),
            room=stay.room.number if stay.room else "",
            chip=stay.reservation.group_name,
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
today.register(
    today.Source(
        "registrations-owed",
        gettext_lazy("To register"),
        "frontdesk.register_guest",
        unregistered,
        "frontdesk:registrations",
        sort=29,
    )
)
