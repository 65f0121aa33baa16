"""How long, and from when: the guest stays longer, leaves earlier, comes at another hour."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from hotel.staff.models import User
from hotel.stays import reasons
from hotel.stays.acts import act, journal, locked_stay
from hotel.stays.enums import EXPECTED
from hotel.stays.models import Stay
from hotel.stays.services.booking import check_eta
from hotel.stays.services.changing import change_stay
from hotel.web.refusals import Refused


@act
def extend(
    stay_id: int,
    departure: date,
    *,
    by: User,
    seen_version: int | None = None,
    overbook: bool = False,
    reason: str = "",
) -> Stay:
    """The guest stays longer 续住: the room must be free for the nights added (handbook A1.28)."""
    stay = locked_stay(stay_id, seen_version)
    if departure <= stay.departure:
        raise Refused(
            _("The stay ends on %(day)s already.") % {"day": stay.departure.isoformat()},
            field="departure",
        )
    return change_stay(stay_id, by=by, departure=departure, overbook=overbook, reason=reason)


@act
def shorten(
    stay_id: int, departure: date, reason: str, *, by: User, seen_version: int | None = None
) -> Stay:
    """The guest leaves earlier than planned: the nights given up are for sale again."""
    reason = reasons.check(reason)
    stay = locked_stay(stay_id, seen_version)
    if departure >= stay.departure:
        raise Refused(
            _("The stay ends on %(day)s already.") % {"day": stay.departure.isoformat()},
            field="departure",
        )
    return change_stay(stay_id, by=by, departure=departure, reason=reason)


@act
def set_eta(
    stay_id: int, eta: datetime | None, *, by: User, seen_version: int | None = None
) -> Stay:
    """When the guest is expected (aware), or not known."""
    stay = locked_stay(stay_id, seen_version)
    if stay.status not in EXPECTED:
        raise Refused(_("The guest is not expected any more."), field="eta")
    if eta == stay.eta:
        return stay
    check_eta(stay.arrival, eta)
    before, stay.eta = stay.eta, eta
    stay.version += 1
    stay.save(update_fields=["eta", "version"])
    journal("stay.eta_changed", stay, by=by, changes={"eta": (before, eta)})
    return stay
