"""Everything a guest's page shows, in a handful of queries."""

from dataclasses import dataclass

from hotel.guests import selectors
from hotel.guests.alerts import Alert, alerts_for
from hotel.guests.countries import name_of
from hotel.guests.minors import age_on
from hotel.guests.models import Guest, IdentityDocument, Watch
from hotel.guests.names import polite_zh
from hotel.journal.selectors import Act, history_of
from hotel.staff.models import User
from hotel.web import clock


@dataclass(frozen=True)
class Sheet:
    guest: Guest
    country: str
    age: int | None
    called: str
    alerts: list[Alert]
    watch: Watch | None
    may_see_watch: bool
    history: list[Act]
    expired: frozenset[int]


def sheet(guest_id: int, viewer: User) -> Sheet:
    """The page of one guest as this viewer may see it."""
    guest = selectors.guest(guest_id)
    may_see_watch = viewer.has_perm("guests.see_watch")
    watch = Watch.objects.filter(guest=guest, active=True).first() if may_see_watch else None
    today = clock.today()
    return Sheet(
        guest=guest,
        country=name_of(guest.nationality),
        age=age_on(guest.birth_date, today) if guest.birth_date else None,
        called=polite_zh(guest.name_zh, guest.honorific, guest.sex) if guest.name_zh else "",
        alerts=alerts_for([guest.pk], viewer)[guest.pk],
        watch=watch,
        may_see_watch=may_see_watch,
        history=history_of(guest, limit=30),
        expired=frozenset(each.pk for each in guest.documents.all() if _expired(each)),
    )


def _expired(document: IdentityDocument) -> bool:
    return document.valid_until is not None and document.valid_until < clock.today()
