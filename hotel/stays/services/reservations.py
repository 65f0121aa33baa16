"""What stands under a confirmation number: firm after tentative, contact, guarantee, requests."""

from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext as _

from hotel.journal.services import record
from hotel.staff.models import User
from hotel.stays import states
from hotel.stays.acts import act, journal, locked_reservation
from hotel.stays.enums import ReservationStatus, StayStatus
from hotel.stays.models import Reservation
from hotel.stays.services.opening import check_text, contact_of
from hotel.web.refusals import Refused


@act
def confirm(reservation_id: int, *, by: User, seen_version: int | None = None) -> Reservation:
    """A tentative reservation becomes firm, with all its stays."""
    reservation = locked_reservation(reservation_id, seen_version)
    if reservation.status != ReservationStatus.TENTATIVE:
        raise Refused(
            _("Reservation %(booking)s is %(now)s.")
            % {"booking": reservation, "now": reservation.get_status_display()}
        )
    tentative = reservation.stays.filter(status=StayStatus.TENTATIVE)
    stays = list(tentative.select_related("reservation", "guest", "room_type").order_by("pk"))
    for stay in stays:
        states.move(stay, StayStatus.CONFIRMED)
    reservation.status = ReservationStatus.CONFIRMED
    reservation.version += 1
    reservation.save(update_fields=["status", "version"])
    if len(stays) == 1 and not reservation.is_group:
        journal("stay.confirmed", stays[0], by=by)
        return reservation
    record(
        "reservation.confirmed",
        reservation,
        by=by,
        about=stays,
        data={"stays": [stay.pk for stay in stays]},
        topics=["stays"],
    )
    return reservation


@act
def change_reservation(
    reservation_id: int,
    *,
    by: User,
    seen_version: int | None = None,
    requests: str | None = None,
    contact_name: str | None = None,
    contact_phone: str | None = None,
    guarantee: str | None = None,
    hold_until: datetime | None = None,
) -> Reservation:
    """Change what stands under the confirmation number; None leaves a fact as it is."""
    reservation = locked_reservation(reservation_id, seen_version)
    given = {
        "requests": None if requests is None else check_text(requests, "requests"),
        "contact_name": None if contact_name is None else check_text(contact_name, "contact_name"),
        "guarantee": guarantee,
        "hold_until": hold_until,
    }
    facts = {name: value for name, value in given.items() if value is not None}
    changes = {
        name: (getattr(reservation, name), value)
        for name, value in facts.items()
        if getattr(reservation, name) != value
    }
    if contact_phone is not None:
        contact = contact_of(contact_phone)
        if contact["contact_phone_hash"] != reservation.contact_phone_hash:
            masked = contact["contact_phone_masked"]
            changes["contact_phone"] = (reservation.contact_phone_masked, masked)
            facts.update(contact)
    if not changes:
        return reservation
    Reservation.objects.filter(pk=reservation.pk).update(version=F("version") + 1)
    for name, value in facts.items():
        setattr(reservation, name, value)
    reservation.save(update_fields=list(facts))
    record("reservation.changed", reservation, by=by, changes=changes, topics=["stays"])
    return reservation
