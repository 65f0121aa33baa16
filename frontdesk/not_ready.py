"""Why an arrival is not ready, as the counter itself can tell: room, document, guarantee."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from frontdesk.persons import HOME, OVERSEAS
from frontdesk.reasons import Reason, register
from hotel.guests import selectors as people
from hotel.staff.models import User
from hotel.stays import selectors as stays
from hotel.stays.enums import Guarantee, StayStatus
from hotel.web import clock

if TYPE_CHECKING:
    from hotel.rooms.models import Room
    from hotel.stays.models import Stay

Found = Mapping[int, Sequence[Reason]]


def rooms(each: Sequence["Stay"], _viewer: User) -> Found:
    """No room yet, or one nobody can move into. No query."""
    return {stay.pk: [reason] for stay in each if (reason := of_room(stay)) is not None}


def of_room(stay: "Stay") -> Reason | None:
    """What is wrong with the stay's room; None when the guest can move in."""
    room, path = stay.room, reverse("stays:rooms", args=[stay.pk])
    if stay.status == StayStatus.TENTATIVE:
        page = reverse("stays:reservation", args=[stay.reservation_id])
        return Reason(_("Not confirmed yet"), path=page)
    if room is None:
        return Reason(_("No room assigned"), path=path)
    wrong = _wrong_with(room, vip=bool(stay.guest.vip_level))
    return Reason(wrong, path=path) if wrong else None


def _wrong_with(room: "Room", *, vip: bool) -> str:
    if room.code == "VI" or (room.code == "VC" and not vip):
        return ""
    if room.code in ("OOO", "OOS"):
        return str(room.get_block_display())
    if room.occupancy == "occupied":
        return _("Still occupied")
    if room.code == "VC":
        return _("Not inspected yet")
    if room.cleanliness == "cleaning":
        return _("Being cleaned")
    return pgettext("room", "Dirty")


def identity(each: Sequence["Stay"], _viewer: User) -> Found:
    """Documents and names that are still to come, and who is reported within a day. Two queries."""
    named = dict(
        stays.stays()
        .filter(pk__in=[stay.pk for stay in each])
        .order_by()
        .values_list("pk")
        .annotate(Count("party"))
    )
    documents = people.documents_of({stay.guest_id for stay in each})
    found = {}
    for stay in each:
        held = documents.get(stay.guest_id, [])
        reasons = []
        if not held:
            reasons.append(Reason(_("No document on file"), "warn"))
        missing = stay.persons - named.get(stay.pk, 1)
        if missing > 0:
            text = ngettext("%(num)d name missing", "%(num)d names missing", missing)
            reasons.append(Reason(text % {"num": missing}, "warn"))
        kinds = {document.kind for document in held}
        if stay.guest.nationality != HOME or kinds & OVERSEAS:
            reasons.append(Reason(_("From overseas: report within 24 h"), "info"))
        found[stay.pk] = reasons
    return found


def guarantee(each: Sequence["Stay"], _viewer: User) -> Found:
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
