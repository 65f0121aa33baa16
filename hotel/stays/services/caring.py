"""While the guest lives here: out and back, not to be disturbed."""

from django.utils.translation import gettext as _

from hotel.rooms import services as rooms
from hotel.staff.models import User
from hotel.stays.acts import act, journal, locked_stay
from hotel.stays.enums import StayStatus
from hotel.stays.models import Stay
from hotel.web import clock
from hotel.web.refusals import Refused


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


def _in_house(stay_id: int) -> Stay:
    stay = locked_stay(stay_id)
    if stay.status != StayStatus.IN_HOUSE:
        raise Refused(_("The guest is not in the house."))
    return stay
