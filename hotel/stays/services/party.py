"""Who shares the room: every person is on record (handbook B1.3 four reals)."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from hotel.guests import services as guests
from hotel.staff.models import User
from hotel.stays import parties, reasons
from hotel.stays.acts import act, journal, locked_stay
from hotel.stays.enums import EXPECTED, StayStatus
from hotel.stays.models import Stay, StayGuest
from hotel.stays.selectors import in_other_rooms
from hotel.web.refusals import Refused


@act
def add_person(
    stay_id: int, guest_id: int, *, by: User, seen_version: int | None = None
) -> StayGuest:
    """Another guest shares the room. More persons than were booked raises the number of adults,
    as far as the room type allows."""
    stay = _open(stay_id, seen_version)
    if StayGuest.objects.filter(stay=stay, guest=guest_id).exists():
        raise Refused(_("This guest is in the party already."), field="guest")
    named = StayGuest.objects.filter(stay=stay).count() + 1
    adults = max(stay.adults, named - stay.children)
    parties.check(stay.room_type, adults, stay.children)
    person = StayGuest.objects.create(stay=stay, guest_id=guest_id)
    changes = {"adults": (stay.adults, adults)} if adults != stay.adults else {}
    stay.adults = adults
    stay.version += 1
    stay.save(update_fields=["adults", "version"])
    journal("stay.person_added", stay, by=by, about=[person.guest], changes=changes)
    return person


@act
def add_newcomer(
    stay_id: int, person: Mapping[str, Any], *, by: User, seen_version: int | None = None
) -> StayGuest:
    """Somebody who is not on file yet shares the room: profile and party stand or fall together.
    `person` are facts of `hotel.guests.services.register_guest`."""
    _open(stay_id, seen_version)
    guest = guests.register_guest(by=by, **person)
    return add_person(stay_id, guest.pk, by=by)


@act
def remove_person(
    stay_id: int, guest_id: int, *, by: User, reason: str = "", seen_version: int | None = None
) -> Stay:
    """A guest does not share the room any more. The main guest is changed, not removed."""
    reason = reasons.check(reason, needed=False)
    stay = _open(stay_id, seen_version)
    person = StayGuest.objects.filter(stay=stay, guest=guest_id).select_related("guest").first()
    if person is None:
        raise Refused(_("This guest is not in the party."), field="guest")
    if person.main:
        raise Refused(_("Name another main guest first."), field="guest")
    guest = person.guest
    person.delete()
    stay.version += 1
    stay.save(update_fields=["version"])
    journal("stay.person_removed", stay, by=by, about=[guest], reason=reason)
    return stay


@act
def name_main_guest(stay_id: int, guest_id: int, *, by: User) -> Stay:
    """Who really leads a group's room that stood under the leader of the group when it was let.

    The leader leaves this room's party and stays in the other rooms. Raises `Refused` where the
    main guest stands in no other room of the group (handbook A1.32).
    """
    stay = _open(stay_id)
    if stay.guest_id == guest_id:
        return stay
    if not stay.reservation.is_group or stay.guest_id not in in_other_rooms(
        stay.reservation_id, stay.pk
    ):
        raise Refused(_("The guest has arrived already."), field="guest")
    led_by = stay.guest
    StayGuest.objects.filter(stay=stay, guest=led_by).delete()
    StayGuest.objects.update_or_create(stay=stay, guest_id=guest_id, defaults={"main": True})
    stay.guest_id = guest_id
    stay.version += 1
    stay.save(update_fields=["guest", "version"])
    journal("stay.main_guest_named", stay, by=by, about=[led_by])
    return stay


def _open(stay_id: int, seen_version: int | None = None) -> Stay:
    stay = locked_stay(stay_id, seen_version)
    if stay.status not in (*EXPECTED, StayStatus.IN_HOUSE):
        raise Refused(
            _("Stay %(stay)s is %(now)s.") % {"stay": stay, "now": stay.get_status_display()}
        )
    return stay
