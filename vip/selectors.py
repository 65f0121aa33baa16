"""Visits as the pages ask for them; each a constant number of queries."""

from collections.abc import Iterable
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import BigIntegerField, DateTimeField, Exists, F, OuterRef, Q, QuerySet

from complaints import selectors as complaints
from hotel.journal import selectors as journal
from hotel.staff.models import User
from hotel.stays import periods
from hotel.stays import selectors as stays
from hotel.web import clock
from hotel.web.prepared import Param, Prepared, Rows
from vip.enums import Status
from vip.models import (
    Amenity,
    Avoidable,
    Debrief,
    Level,
    MakeRight,
    NoticeSource,
    Outing,
    PlanTemplate,
    PreferenceRule,
    SpecialOccasion,
    Visit,
)

if TYPE_CHECKING:
    from complaints.models import Complaint
    from hotel.journal.models import Entry
    from hotel.rooms.models import Room

NEXT_DAYS = 7
# At most so many lines in a tab of the overview.
MOST = 60
_SHOWN = (
    "status", "title", "organisation", "party_size", "arrival_at", "departure_at", "arrived_at",
    "departed_at", "plates", "stay", "confidential", "public_alias", "made_by", "approval_due_at",
    "approved_at", "announced_at", "approval_passed_at",
    "approval_substitute__name_zh", "approval_substitute__name_en", "source__code", "source__name_zh", "source__name_en",
    "source__needs_approval", "level__code",
    "level__rank", "level__approval_roles", "level__check_in_zh", "level__check_in_en",
    "guest__name_zh", "guest__surname_latin", "guest__given_latin", "template",
)  # fmt: skip


def visits() -> QuerySet[Visit]:
    """Visits with all that a line shows of them: two queries."""
    return Visit.objects.select_related(
        "source", "level", "level_proposed", "guest", "room_type", "approved_by", "announced_by"
    ).prefetch_related("outings")


def listed() -> QuerySet[Visit]:
    """Visits with what a line of a list shows of them, and whether the guest is out: one query."""
    out = Outing.objects.filter(visit=OuterRef("pk"), back_at=None)
    out = out.filter(Q(stay=OuterRef("stay")) | Q(stay=None))
    related = Visit.objects.select_related("source", "level", "guest", "approval_substitute")
    return related.only(*_SHOWN).annotate(told_out=Exists(out))


_by_ids = Prepared(lambda: listed().filter(pk__any=Param("ids", ArrayField(BigIntegerField()))))


def visits_listed(ids: Iterable[int]) -> list[Visit]:
    """These visits as lists show them. One query."""
    return _by_ids(ids=list(ids))


def visit(visit_id: int) -> Visit:
    """One visit with its party and programme. Raises `Visit.DoesNotExist`."""
    whole = visits().select_related("made_by", "template", "approval_substitute")
    return whole.prefetch_related(
        "programme", "members__guest", "party_rooms", "line_up_changes"
    ).get(pk=visit_id)


def rooms_of(found: Iterable[Visit]) -> dict[int, str]:
    """The room number of each visit that has one, by visit id."""
    by_stay = {each.stay_id: each.pk for each in found if each.stay_id}
    if not by_stay:
        return {}
    return {by_stay[stay]: number for stay, number in stays.room_numbers(by_stay).items()}


_LIVING = Q(status__in=(Status.APPROVED, Status.ANNOUNCED))
_AWAITING = Q(approval_due_at__isnull=False, approved_at=None) & Q(
    status__in=(Status.PENDING, Status.ANNOUNCED)
)


def tab(name: str, now: datetime) -> list[Visit]:
    """The visits of a tab of the overview: today, approval, week, departed."""
    return _tab_rows[name](**_edges(now))


_coming = Prepared(
    lambda: (
        listed()
        .filter(
            status=Status.ANNOUNCED,
            arrived_at=None,
            arrival_at__lt=Param("until", DateTimeField()),
        )
        .order_by("arrival_at", "level__rank", "id")
    ),
    planned_anew=True,
)


def coming(until: datetime) -> list[Visit]:
    """Announced visits expected before `until` whose guest is not here yet, earliest first."""
    return _coming(until=until)


_ORDER: dict[str, tuple[Any, ...]] = {
    "today": (F("arrived_at").asc(nulls_first=True), "arrival_at", "level__rank", "id"),
    "approval": ("approval_due_at", "id"),
    "week": ("arrival_at", "level__rank", "id"),
    "departed": ("-departed_at", "-id"),
}


def counts(now: datetime) -> dict[str, int]:
    """How many visits each tab holds; one query."""
    return dict(zip(_ORDER, _counted(**_edges(now))[0], strict=True))


def _edges(now: datetime) -> dict[str, datetime]:
    """Until when a visit is today's, and until when it is one of the next days."""
    tonight = clock.at(clock.local(now).date() + timedelta(days=1), time(6))
    return {"tonight": tonight, "horizon": tonight + timedelta(days=NEXT_DAYS)}


def _tabs() -> dict[str, Q]:
    tonight = Param("tonight", DateTimeField())
    horizon = Param("horizon", DateTimeField())
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


def _rows_of(name: str) -> Prepared[Visit]:
    return Prepared(lambda: listed().filter(_tabs()[name]).order_by(*_ORDER[name])[:MOST])


_tab_rows = {name: _rows_of(name) for name in _ORDER}
_counted = Prepared(
    lambda: Visit.objects.order_by().values_list(*(Rows(_tabs()[name]) for name in _ORDER))
)


def levels() -> list[Level]:
    return list(Level.objects.all())


def sources() -> list[NoticeSource]:
    return list(NoticeSource.objects.select_related("default_level", "min_level"))


def versions() -> list[PlanTemplate]:
    """The versions of the plan, the newest first."""
    return list(PlanTemplate.objects.all()[:MOST])


def preference_rules() -> list[PreferenceRule]:
    return list(PreferenceRule.objects.filter(active=True))


def avoidables() -> list[Avoidable]:
    return list(Avoidable.objects.filter(active=True))


def named_occasions() -> list[SpecialOccasion]:
    """Those a notice names; festivals are known by their dates."""
    return list(SpecialOccasion.objects.filter(active=True, starts_on=None))


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


def debrief_of(visit_id: int) -> Debrief | None:
    return Debrief.objects.select_related("completed_by").filter(visit=visit_id).first()


def to_make_right(guest_id: int) -> list[MakeRight]:
    """What the house owes this guest, oldest first."""
    return list(MakeRight.objects.filter(guest=guest_id, kept_at=None).select_related("department"))


def complaints_of(visit: Visit, viewer: User) -> "list[Complaint]":
    """What was complained about during this visit's stay, as far as this viewer may read it."""
    return complaints.of_stay(visit.stay_id, viewer) if visit.stay_id else []
