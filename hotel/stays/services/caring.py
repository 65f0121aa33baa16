"""While the guest lives here: out and back, not to be disturbed, baggage, an extra bed."""

from django.utils.translation import gettext as _

from hotel.rooms import services as rooms
from hotel.staff.models import User
from hotel.stays import reasons
from hotel.stays.acts import act, journal, locked_stay, room_topics
from hotel.stays.enums import EXPECTED, Baggage, StayStatus
from hotel.stays.models import Stay
from hotel.web import clock
from hotel.web.refusals import Refused

MOST_BEDS = 2


@act
def guest_out(stay_id: int, *, by: User) -> Stay:
    """The guest has left the house for a while (handbook B1.1 out_since)."""
    stay = _in_house(stay_id)
    if stay.guest_out_since is not None:
        raise Refused(_("The guest is out already."))
    stay.guest_out_since = clock.now()
    stay.save(update_fields=["guest_out_since"])
    journal("stay.guest_out", stay, by=by, changes={"guest_out": (False, True)})
    return stay


@act
def guest_back(stay_id: int, *, by: User) -> Stay:
    """The guest is in the house again."""
    stay = _in_house(stay_id)
    if stay.guest_out_since is None:
        raise Refused(_("The guest is not out."))
    since, stay.guest_out_since = stay.guest_out_since, None
    stay.save(update_fields=["guest_out_since"])
    data = {"out_since": since.isoformat()}
    journal("stay.guest_back", stay, by=by, changes={"guest_out": (True, False)}, data=data)
    return stay


@act
def set_dnd(stay_id: int, on: bool, *, by: User) -> Stay:
    """Do not disturb, on or off. The flag is the room's, and so is the journal entry
    (`room.dnd_set`, `room.dnd_cleared`)."""
    stay = _in_house(stay_id)
    if stay.room is None:
        raise Refused(_("This stay has no room."))
    rooms.set_dnd(stay.room.pk, on, by=by)
    return stay


@act
def set_make_up(stay_id: int, on: bool, *, by: User) -> Stay:
    """Please make up the room, on or off; the room's flag and journal entry (`room.make_up_*`)."""
    stay = _in_house(stay_id)
    if stay.room is None:
        raise Refused(_("This stay has no room."))
    rooms.set_make_up(stay.room.pk, on, by=by)
    return stay


@act
def note_baggage(stay_id: int, baggage: str, *, by: User) -> Stay:
    """What the guest has in the room: `Baggage` (handbook B1.1 NB, LB)."""
    if baggage not in Baggage.values:
        raise Refused(_("Choose one of the list."), field="baggage")
    stay = _in_house(stay_id)
    if stay.baggage == baggage:
        return stay
    before, stay.baggage = stay.baggage, baggage
    stay.save(update_fields=["baggage"])
    changes = {"baggage": (before, baggage)}
    journal("stay.baggage_noted", stay, by=by, changes=changes)
    return stay


@act
def set_extra_beds(
    stay_id: int, beds: int, reason: str, *, by: User, seen_version: int | None = None
) -> Stay:
    """The guest wants extra beds, or no more of them 加床 (handbook A1.28). Nothing is charged here:
    the cashier posts what the house asks for them. At most two."""
    reason = reasons.check(reason, needed=False)
    if not 0 <= beds <= MOST_BEDS:
        raise Refused(_("At most two extra beds fit into a room."), field="beds")
    stay = locked_stay(stay_id, seen_version)
    if stay.status not in (*EXPECTED, StayStatus.IN_HOUSE):
        raise Refused(
            _("Stay %(stay)s is %(now)s.") % {"stay": stay, "now": stay.get_status_display()}
        )
    if stay.extra_beds == beds:
        return stay
    before, stay.extra_beds = stay.extra_beds, beds
    stay.version += 1
    stay.save(update_fields=["extra_beds", "version"])
    topics = room_topics(stay.room.pk) if stay.room else ()
    changes = {"extra_beds": (before, beds)}
    journal("stay.extra_beds", stay, by=by, changes=changes, reason=reason, topics=topics)
    return stay


def _in_house(stay_id: int) -> Stay:
    stay = locked_stay(stay_id)
    if stay.status != StayStatus.IN_HOUSE:
        raise Refused(_("The guest is not in the house."))
    return stay
