"""Visits as the pages ask for them; each a constant number of queries."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q, QuerySet

from hotel.journal import selectors as journal
from hotel.stays import periods
from hotel.stays import selectors as stays
from hotel.web import clock
from vip.enums import Status
from vip.models import Amenity, Level, LevelAmenity, NoticeSource, Visit

if TYPE_CHECKING:
    from hotel.journal.models import Entry
    from hotel.rooms.models import Room

NEXT_DAYS = 7


def visits() -> QuerySet[Visit]:
    """Visits with all that a line shows of them: two queries."""
    return Visit.objects.select_related(
        "source", "level", "level_proposed", "guest", "room_type", "approved_by", "announced_by"
    ).prefetch_related("outings")


def visit(visit_id: int) -> Visit:
    """One visit with its meals. Raises `Visit.DoesNotExist`."""
    return visits().select_related("made_by", "template").prefetch_related("meals").get(pk=visit_id)


def rooms_of(found: Iterable[Visit]) -> dict[int, str]:
    """The room number of each visit that has one, by visit id."""
    by_stay = {each.stay_id: each.pk for each in found if each.stay_id}
    if not by_stay:
        return {}
    return {
        by_stay[stay.pk]: stay.room.number
        for stay in stays.stays().filter(pk__in=by_stay)
        if stay.room is not None
    }


_LIVING = Q(status__in=(Status.APPROVED, Status.ANNOUNCED))
_AWAITING = Q(approval_due_at__isnull=False, approved_at=None) & Q(
    status__in=(Status.PENDING, Status.ANNOUNCED)
)


def tab(name: str, now: datetime) -> QuerySet[Visit]:
    """The visits of a tab of the overview: today, approval, week, departed."""
    return visits().filter(_tabs(now)[name]).order_by(*_ORDER[name])


def coming(until: datetime) -> QuerySet[Visit]:
    """Announced visits expected before `until` whose guest is not here yet, earliest first."""
    due = visits().filter(status=Status.ANNOUNCED, arrived_at=None, arrival_at__lt=until)
    return due.order_by("arrival_at", "level__rank", "id")


_ORDER: dict[str, tuple[Any, ...]] = {
    "today": (F("arrived_at").asc(nulls_first=True), "arrival_at", "level__rank", "id"),
    "approval": ("approval_due_at", "id"),
    "week": ("arrival_at", "level__rank", "id"),
    "departed": ("-departed_at", "-id"),
}


def counts(now: datetime) -> dict[str, int]:
    """How many visits each tab holds; one query."""
    return Visit.objects.aggregate(
        **{name: Count("pk", filter=which) for name, which in _tabs(now).items()}
    )


def _tabs(now: datetime) -> dict[str, Q]:
    tonight = clock.at(clock.local(now).date() + timedelta(days=1), time(6))
    horizon = tonight + timedelta(days=NEXT_DAYS)
    here = Q(status=Status.ANNOUNCED, arrived_at__isnull=False)
    due = _LIVING & Q(arrived_at=None, arrival_at__lt=tonight)
    later = Q(
        status__in=(Status.DRAFT, Status.APPROVED, Status.ANNOUNCED, Status.POSTPONED),
        arrived_at=None,
    ) & (Q(arrival_at__gte=tonight, arrival_at__lt=horizon) | Q(status=Status.DRAFT))
    return {
        "today": here | due,
        "approval": _AWAITING,
        "week": later,
        "departed": Q(status__in=(Status.DEPARTED, Status.CLOSED)),
    }


def levels() -> list[Level]:
    return list(Level.objects.all())


def sources() -> list[NoticeSource]:
    return list(NoticeSource.objects.select_related("default_level", "min_level"))


def amenities_of(level_id: int) -> list[LevelAmenity]:
    """What the level puts before the guest, with the department that brings it."""
    rows = LevelAmenity.objects.filter(level=level_id, amenity__active=True)
    return list(rows.select_related("amenity__department"))


def amenities() -> list[Amenity]:
    return list(Amenity.objects.filter(active=True).select_related("department"))


def last_visit_of(guest_id: int) -> Visit | None:
    """The guest's last visit that took place, for what to copy from it."""
    took_place = Q(status__in=(Status.DEPARTED, Status.CLOSED, Status.ANNOUNCED))
    return visits().filter(took_place, guest=guest_id).order_by("-arrival_at", "-id").first()


def visits_of(guest_id: int) -> list[Visit]:
    return list(visits().filter(guest=guest_id).order_by("-arrival_at", "-id")[:10])


def free_rooms_for(visit: Visit) -> "list[Room]":
    """Rooms of the booked type that are free for the visit's nights, those ready first."""
    if visit.stay_id:
        stay = stays.stay(visit.stay_id)
        return list(stays.free_rooms(stay.room_type_id, stay.period, but_stay=stay.pk)[:80])
    if not visit.room_type_id or not visit.arrival_at or not visit.departure_at:
        return []
    first = clock.local(visit.arrival_at).date()
    last = max(clock.local(visit.departure_at).date(), first + timedelta(days=1))
    period = periods.overnight(first, last)
    return list(stays.free_rooms(visit.room_type_id, period)[:80])


def last_replanning(visit_id: int) -> "Entry | None":
    """The last act that changed an announced visit's plan."""
    verbs = ("vip.replanned", "vip.approved", "vip.cancelled", "vip.postponed")
    found = journal.latest(f"vip.visit:{visit_id}", verbs)
    return next((entry for entry in found if entry.data.get("departments")), None)
