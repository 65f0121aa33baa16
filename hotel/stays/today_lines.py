"""What the home page says about reservations nobody came for, and VIPs who are out of the house."""

from collections.abc import Iterable

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hotel.staff.models import User
from hotel.stays import discretion, selectors
from hotel.stays.enums import EXPECTED, Guarantee, StayStatus
from hotel.web import clock, today


def held_too_long(user: User) -> Iterable[today.Line]:
    """Past the hold time without a guarantee: only who may cancel late can act (handbook B1.1);
    tentative ones may be confirmed by whoever books."""
    late = selectors.stays().filter(
        status__in=EXPECTED,
        arrival__lte=selectors.business_date(),
        reservation__hold_until__lt=clock.now(),
    )
    wanted = Q(status=StayStatus.TENTATIVE)
    if user.has_perm("stays.cancel_late"):
        wanted |= Q(reservation__guarantee=Guarantee.NONE)
    found = list(late.filter(wanted).order_by("reservation__hold_until")[: today.SHOWN])
    called = discretion.names(found, user)
    for stay in found:
        yield today.Line(
            kind=today.LATE,
            text=_("%(guest)s is held past the hold time") % {"guest": called[stay.pk]},
            path=reverse("stays:stay", args=[stay.pk]),
            at=stay.reservation.hold_until,
            room=stay.room.number if stay.room else "",
            detail=stay.reservation.confirmation_no,
            chip=stay.get_status_display(),
            mood="warn",
        )


def vips_out(user: User) -> Iterable[today.Line]:
    """VIPs who left the house and are awaited back."""
    out = selectors.stays().filter(status=StayStatus.IN_HOUSE, guest_out_since__isnull=False)
    vips = out.exclude(guest__vip_level="").order_by("guest_out_since")
    found = list(vips[: today.SHOWN])
    called = discretion.names(found, user)
    for stay in found:
        yield today.Line(
            kind=today.NEXT,
            text=_("%(guest)s is out of the house") % {"guest": called[stay.pk]},
            path=reverse("stays:stay", args=[stay.pk]),
            room=stay.room.number if stay.room else "",
            detail=_("since %(time)s") % {"time": f"{clock.local(stay.guest_out_since):%H:%M}"}
            if stay.guest_out_since
            else "",
            chip=stay.guest.vip_level,
            mood="vip",
        )


today.register(
    today.Source(
        key="held-too-long",
        label=gettext_lazy("Held too long"),
        permission="stays.book",
        provide=held_too_long,
        sort=30,
    )
)
today.register(
    today.Source(
        key="vips-out",
        label=gettext_lazy("VIPs out of the house"),
        permission="stays.look_after",
        provide=vips_out,
        more="frontdesk:in-house",
        sort=60,
    )
)
