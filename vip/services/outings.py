"""Whoever sleeps in a room of the visit goes out and comes back, each room for itself (handbook A7.191).

By the visit's page, or by news of the stay. The floor hears at once, and renews that room.
"""

from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from hotel.staff.models import User
from hotel.stays import selectors as stays
from hotel.stays import services as desk
from hotel.web import clock
from hotel.web.refusals import Refused
from vip.enums import Status
from vip.models import Outing, Visit
from vip.services.acts import allowed, in_state, keep, locked
from vip.services.replanning import after_change

if TYPE_CHECKING:
    from hotel.stays.models import Stay

# The guest's own room; further ones go by `PartyRoom.number`.
OWN = 1
_NOT_NOW = "A visit that is “%(status)s” is not changed."


@transaction.atomic
def record_guest_out(
    visit_id: int, *, by: User, room: int = OWN, expected_back_at: datetime | None = None
) -> Outing:
    """Whoever sleeps in this room (its number in the visit) goes out: it is renewed meanwhile.

    The stay hears of it too, where somebody is in house there; the desk's own time counts.
    """
    allowed(by.has_perm("vip.change_visit_facts"), _("You may not change VIP notices."))
    visit = locked(visit_id)
    in_state(visit, (Status.ANNOUNCED,), _(_NOT_NOW))
    stay = _stay_of(visit, room)
    in_house = stay is not None and stay.status == "in_house"
    if not (in_house or (room == OWN and visit.arrived_at)):
        raise Refused(_("The guest has not arrived yet."), field="room")
    if _open_outing(visit, stay.pk if stay else None):
        raise Refused(_("The guest is out already."), field="room")
    moment = stay.guest_out_since if stay else None
    if stay and in_house and moment is None:
        moment = desk.guest_out(stay.pk, by=by).guest_out_since
    return _went_out(visit, stay, moment or clock.now(), by=by, expected_back_at=expected_back_at)


@transaction.atomic
def record_guest_back(visit_id: int, *, by: User, room: int = OWN) -> Outing:
    """Whoever sleeps in this room (its number in the visit) is back."""
    allowed(by.has_perm("vip.change_visit_facts"), _("You may not change VIP notices."))
    visit = locked(visit_id)
    stay = _stay_of(visit, room)
    outing = _open_outing(visit, stay.pk if stay else None)
    if outing is None:
        raise Refused(_("The guest is not out."), field="room")
    if stay is not None and stay.guest_out_since:
        desk.guest_back(stay.pk, by=by)
    _came_back(visit, outing, clock.now(), by=by)
    return outing


@transaction.atomic
def follow_outing(visit_id: int, stay_id: int, *, out: bool, at: datetime, by: User | None) -> None:
    """News from the desk that the guest of a stay went out or came back at `at`. Harmless to repeat."""
    visit = locked(visit_id)
    if visit.status != Status.ANNOUNCED:
        return
    standing = _open_outing(visit, stay_id)
    if not out:
        if standing and standing.out_at <= at:
            _came_back(visit, standing, at, by=by)
    elif standing is None and _may_leave(visit, stay_id, at):
        _went_out(visit, stays.stay(stay_id), at, by=by)


def _may_leave(visit: Visit, stay_id: int, at: datetime) -> bool:
    """They are here, and this leaving or a later one is not noted yet."""
    if stay_id == visit.stay_id and not visit.arrived_at:
        return False
    return not visit.outings.filter(stay=stay_id, out_at__gte=at).exists()


def _stay_of(visit: Visit, room: int) -> "Stay | None":
    if room == OWN:
        return stays.stay(visit.stay_id) if visit.stay_id else None
    further = visit.party_rooms.filter(number=room).first()
    if further is None:
        raise Refused(_("The visit has no such room."), field="room")
    return stays.stay(further.stay_id)


def _open_outing(visit: Visit, stay_id: int | None) -> Outing | None:
    return visit.outings.filter(stay=stay_id, back_at=None).first()


def _went_out(
    visit: Visit,
    stay: "Stay | None",
    moment: datetime,
    *,
    by: User | None,
    expected_back_at: datetime | None = None,
) -> Outing:
    outing = Outing.objects.create(
        visit=visit,
        stay=stay,
        number=visit.outings.count() + 1,
        out_at=moment,
        expected_back_at=expected_back_at,
    )
    _told(visit, outing, "guest_out", {"out_at": (None, moment.isoformat())}, by=by)
    return outing


def _came_back(visit: Visit, outing: Outing, moment: datetime, *, by: User | None) -> None:
    outing.back_at = moment
    outing.save(update_fields=["back_at"])
    _told(visit, outing, "guest_back", {"back_at": (None, moment.isoformat())}, by=by)


def _told(
    visit: Visit,
    outing: Outing,
    cause: str,
    changes: dict[str, tuple[None, str]],
    *,
    by: User | None,
) -> None:
    now = clock.now()
    keep(visit, at=now)
    after_change(
        visit,
        cause=cause,
        by=by,
        at=now,
        changes=changes,
        about=[outing.stay] if outing.stay and outing.stay_id != visit.stay_id else (),
        data={"left": outing.stay_id},
    )
