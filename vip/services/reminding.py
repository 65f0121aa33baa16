"""The leader of the shift reminds the front desk of a VIP to receive or to wake (A1.39, A7.215)."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hotel.staff.models import User
from hotel.staff.selectors import shift_at
from hotel.web import clock, show
from hotel.web.refusals import Refused
from vip import shift
from vip.enums import Status
from vip.models import Visit
from vip.services.acts import allowed, in_state, journal, locked

if TYPE_CHECKING:
    from hotel.journal.models import Entry


@transaction.atomic
def remind_team(visit_id: int, *, about: str, by: User) -> "Entry":
    """Tell everybody on duty at the desk of the arrival or the wake-up call (`about`), once a shift.

    Raises `Refused` when this shift has neither ahead, or was told already.
    """
    allowed(by.has_perm("vip.remind_team"), _("The leader of the shift reminds the team."))
    visit = locked(visit_id)
    in_state(visit, (Status.ANNOUNCED,), _("Nobody is expected on a visit that is “%(status)s”."))
    now = clock.now()
    line = _ahead(visit, about, by, now)
    if line is None:
        raise Refused(
            _("This shift has neither an arrival nor a wake-up call of this visit ahead.")
        )
    if line.told is not None:
        raise Refused(
            _("The team was reminded at %(time)s already.") % {"time": show.hm(line.told.at)}
        )
    return journal(
        shift.REMINDED,
        visit,
        by=by,
        data={
            "about": about,
            "at": line.at.isoformat(),
            "room": "" if visit.confidential else line.seen.room,
            "shift": shift_at(now).code.value,
        },
        departments=[shift.DESK],
    )


def _ahead(visit: Visit, about: str, by: User, now: datetime) -> "shift.Line | None":
    found = (each for each in shift.lines(by, now) if each.visit.pk == visit.pk)
    return next((each for each in found if each.about == about), None)
