"""Why an arrival is not ready, as the counter itself can tell: room, document, guarantee."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from frontdesk.persons import HOME, OVERSEAS
from frontdesk.reasons import Expected, Reason, register
from hotel.guests import selectors as people
from hotel.staff.models import User
from hotel.stays import selectors as stays
from hotel.stays.enums import Guarantee, StayStatus
from hotel.web import clock
from hotel.web.paths import path_to

if TYPE_CHECKING:
    from hotel.rooms.models import Room
    from hotel.stays.listed import ListedRoom

Found = Mapping[int, Sequence[Reason]]


def rooms(each: Sequence[Expected], _viewer: User) -> Found:
    """No room yet, or one nobody can move into. No query."""
    return {stay.pk: [reason] for stay in each if (reason := of_room(stay)) is not None}


def of_room(stay: Expected) -> Reason | None:
    """What is wrong with the stay's room; None when the guest can move in."""
    if stay.status == StayStatus.TENTATIVE:
        page = path_to("stays:reservation", stay.reservation_id)
        return Reason(_("Not confirmed yet"), path=page)
    room = stay.room
    wrong = _wrong_with(room, vip=bool(stay.guest.vip_level)) if room else _("No room assigned")
    code = "" if room else "no_room"
    return Reason(wrong, path=path_to("stays:rooms", stay.pk), code=code) if wrong else None


def _wrong_with(room: "Room | ListedRoom", *, vip: bool) -> str:
    code = room.code
    if code == "VI" or (code == "VC" and not vip):
        return ""
    if code in ("OOO", "OOS"):
        return room.block_said
    if room.occupancy == "occupied":
        return _("Still occupied")
    if code == "VC":
        return _("Not inspected yet")
    if room.cleanliness == "cleaning":
        return _("Being cleaned")
    return pgettext("room", "Dirty")


def identity(each: Sequence[Expected], _viewer: User) -> Found:
    """Documents and names that are still to come, and who is reported within a day. Two queries."""
    named = stays.persons_named(stay.pk for stay in each)
    documents = people.kinds_on_file({stay.guest_id for stay in each})
    unproven = Reason(_("No document on file"), "warn")
    overseas = Reason(_("From overseas: report within 24 h"), "info")
    found = {}
    for stay in each:
        kinds = documents.get(stay.guest_id, set())
        reasons = [] if kinds else [unproven]
        missing = stay.persons - named.get(stay.pk, 0)
        if missing > 0:
            text = ngettext("%(num)d name missing", "%(num)d names missing", missing)
            reasons.append(Reason(text % {"num": missing}, "warn"))
        if stay.guest.nationality != HOME or kinds & OVERSEAS:
            reasons.append(overseas)
        found[stay.pk] = reasons
    return found


def guarantee(each: Sequence[Expected], _viewer: User) -> Found:
    """A booking without a guarantee may be let go after its hold time. No query."""
    now = clock.now()
    found = {}
    for stay in each:
        until = stay.reservation.hold_until
        if stay.reservation.guarantee == Guarantee.NONE and until is not None and until < now:
            text = _("Not guaranteed, held until %(time)s") % {
                "time": f"{clock.local(until):%H:%M}"
            }
            found[stay.pk] = [Reason(text, "warn")]
    return found


register("room", rooms, sort=10)
register("identity", identity, sort=30)
register("guarantee", guarantee, sort=40)
