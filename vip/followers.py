"""News from below that a visit follows: its stay, and the departments' receipts. All may repeat."""

from typing import TYPE_CHECKING

from hotel.journal.bus import follow
from vip import services
from vip.models import Visit
from vip.services.replanning import PLANNED

if TYPE_CHECKING:
    from hotel.journal.models import Entry

_PREFIX = "vip.visit:"


@follow("stay.*")
def stay_changed(entry: "Entry") -> None:
    """Room, dates, expected time, arrival, departure, cancellation: the plan follows the stay."""
    out = entry.verb == "stay.guest_out"
    for visit_id in _visits_of(entry):
        if out or entry.verb == "stay.guest_back":
            services.follow_outing(visit_id, out=out, at=entry.at, by=entry.actor)
        else:
            services.follow_stay(visit_id, by=entry.actor)


def _visits_of(entry: "Entry") -> list[int]:
    stay_id = entry.data.get("stay")
    if stay_id is None:
        return []
    visits = Visit.objects.filter(stay=stay_id, status__in=PLANNED)
    return list(visits.values_list("pk", flat=True))


@follow("receipt.acknowledged")
def receipt_acknowledged(entry: "Entry") -> None:
    """The house itself finishes N05 when the last department has acknowledged (handbook C4)."""
    for about in entry.about:
        if about.startswith(_PREFIX):
            services.all_acknowledged(int(about.removeprefix(_PREFIX)), by=entry.actor)
