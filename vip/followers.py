"""News from below that a visit follows: its stay, and the departments' receipts. All may repeat."""

from typing import TYPE_CHECKING

from hotel.journal.bus import follow
from vip import services
from vip.models import PartyRoom, Visit
from vip.services.replanning import PLANNED

if TYPE_CHECKING:
    from hotel.journal.models import Entry

_PREFIX = "vip.visit:"
_GUEST = "guests.guest:"
_ITEM = "work.item:"


@follow("stay.*")
def stay_changed(entry: "Entry") -> None:
    """Room, dates, expected time, arrival, departure, cancellation: the plan follows the stay."""
    if entry.verb in ("stay.guest_out", "stay.guest_back"):
        out, stay_id = entry.verb == "stay.guest_out", entry.data["stay"]
        for visit_id in (*_visits_of(entry), *_parties_of(entry)):
            services.follow_outing(visit_id, stay_id, out=out, at=entry.at, by=entry.actor)
        return
    if entry.verb == "stay.booked":  # by the visit itself, whose plan was made with it
        return
    for visit_id in _visits_of(entry):
        services.follow_stay(visit_id, by=entry.actor)
    for visit_id in _parties_of(entry):
        services.follow_party_room(visit_id, by=entry.actor)


def _parties_of(entry: "Entry") -> list[int]:
    """Visits of which this stay is a further room."""
    rooms = PartyRoom.objects.filter(stay=entry.data.get("stay"), visit__status__in=PLANNED)
    return list(rooms.values_list("visit", flat=True))


def _visits_of(entry: "Entry") -> list[int]:
    stay_id = entry.data.get("stay")
    if stay_id is None:
        return []
    visits = Visit.objects.filter(stay=stay_id, status__in=PLANNED)
    return list(visits.values_list("pk", flat=True))


@follow("work.reopened")
def work_reopened(entry: "Entry") -> None:
    """What is opened again follows the plan again: an inspection is due in the room of now."""
    for about in entry.about:
        if about.startswith(_PREFIX):
            services.replan(int(about.removeprefix(_PREFIX)), by=entry.actor, cause="room")


@follow("receipt.acknowledged")
def receipt_acknowledged(entry: "Entry") -> None:
    """The house itself finishes N05 when the last department has acknowledged (handbook C4)."""
    for about in entry.about:
        if about.startswith(_PREFIX):
            services.all_acknowledged(int(about.removeprefix(_PREFIX)), by=entry.actor)


@follow("work.done")
def care_call_finished(entry: "Entry") -> None:
    """A care call finished on the board is a care call all the same; what was owed is made right."""
    for item_id in _refs(entry, _ITEM):
        services.adopt_call(item_id)
        services.keep_right(item_id)


@follow("work.done")
def time_confirmed(entry: "Entry") -> None:
    """The arrival of task P01 and the exact departure of X01 are the visit's: the plan moves (C4)."""
    for item_id in _refs(entry, _ITEM):
        services.adopt_arrival(item_id)
        services.adopt_departure(item_id)


@follow("work.done")
def registration_signed(entry: "Entry") -> None:
    """What the guest signed upstairs counts for the check-in of every room."""
    for item_id in _refs(entry, _ITEM):
        services.keep_signature(item_id)


@follow("vip.replanned")
def guest_left(entry: "Entry") -> None:
    """The debrief stands as soon as the house knows that the guest has left."""
    if entry.data.get("cause") == "departed":
        services.make_debrief(entry.data["visit"])


@follow("guest.changed")
def guest_changed(entry: "Entry") -> None:
    """The hours in which the guest may be called are a fact of the plan (handbook B5)."""
    visits = Visit.objects.filter(guest__in=_refs(entry, _GUEST), status__in=PLANNED)
    for visit_id in visits.values_list("pk", flat=True):
        services.replan(visit_id, by=entry.actor)


def _refs(entry: "Entry", prefix: str) -> list[int]:
    return [int(ref.removeprefix(prefix)) for ref in entry.about if ref.startswith(prefix)]
