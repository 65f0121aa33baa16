"""Everything known of a guest, for whoever writes the notice: history, likes, warnings, last visit."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from complaints import selectors as complaints
from hotel.guests import alerts
from hotel.guests import selectors as guests
from hotel.staff.models import User
from hotel.stays import selectors as stays
from hotel.work import selectors as work
from vip import selectors
from vip.models import Visit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from complaints.models import Complaint, Promise
    from hotel.guests.models import Guest
    from hotel.stays.models import Stay

MOST_STAYS = 4


@dataclass(frozen=True)
class Known:
    """What the hotel knows of a guest."""

    guest: "Guest"
    alerts: list[alerts.Alert]
    stays: "list[Stay]"
    stay_count: int
    last_visit: Visit | None
    complaints: "list[Complaint]"
    promises: "list[Promise]"
    failed_rooms: dict[str, list[str]]


def known_of(guest_id: int, viewer: User) -> Known | None:
    """None for a guest who is not on file."""
    if not guests.guests().filter(pk=guest_id).exists():
        return None
    guest = guests.guest(guest_id)
    past = stays.stays_of_guests([guest_id])
    told = complaints.of_guest(guest_id, viewer)
    return Known(
        guest=guest,
        alerts=alerts.alerts_for([guest_id], viewer).get(guest_id, []),
        stays=list(past[:MOST_STAYS]),
        stay_count=past.count(),
        last_visit=selectors.last_visit_of(guest_id),
        complaints=told[:MOST_STAYS],
        promises=[promise for each in told if (promise := complaints.running_of(each))],
        failed_rooms=_failed_rooms(told, past),
    )


def _failed_rooms(told: "list[Complaint]", past: "Iterable[Stay]") -> dict[str, list[str]]:
    """What went wrong for this guest in which room: what they complained of, and work that failed."""
    failed: dict[str, list[str]] = {}
    for each in told:
        if each.room is not None and each.status != "withdrawn":
            failed.setdefault(str(each.room), []).append(each.category.name)
    for item in work.failed_in_stays([stay.pk for stay in past]):
        if item.room is not None:
            failed.setdefault(str(item.room), []).append(f"{item.title}: {item.reason}")
    return failed
