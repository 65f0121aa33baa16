"""How the receptions of a period went: a fixed number of queries, then five tables (handbook A7).

A visit belongs to the period in which its guest was expected.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cached_property

from django.db.models import Count, Max, Min

from hotel.notifications import statistics as receipts
from hotel.staff import selectors as staff
from hotel.staff.models import User
from hotel.web import clock
from hotel.work import statistics as work
from hotel.work.statistics import NOTHING, LadderRecord, Punctuality, TaskRecord
from vip import selectors
from vip.enums import Status
from vip.models import Level, Visit
from vip.seeing.period import Period
from vip.seeing.spent import CareRecord, amenity_costs, care_records

TOOK_PLACE = (Status.ANNOUNCED, Status.DEPARTED, Status.CLOSED)
_COLUMNS = (
    "pk", "status", "guest_id", "level_id", "arrival_at", "departure_at", "arrived_at",
    "departed_at", "party_size", "source__walk_in",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Stayed:
    """What statistics read of a visit."""

    pk: int
    status: str
    guest_id: int
    level_id: int
    arrival_at: datetime
    departure_at: datetime | None
    arrived_at: datetime | None
    departed_at: datetime | None
    persons: int
    walk_in: bool

    @property
    def took_place(self) -> bool:
        return self.status in TOOK_PLACE

    @property
    def nights(self) -> int:
        begin, end = self.arrived_at or self.arrival_at, self.departed_at or self.departure_at
        if end is None:
            return 0
        return max((clock.local(end).date() - clock.local(begin).date()).days, 0)

    @property
    def month(self) -> date:
        return clock.local(self.arrival_at).date().replace(day=1)


@dataclass(frozen=True, slots=True)
class LevelRecord:
    code: str
    name: str
    visits: int
    persons: int
    nights: int
    walk_ins: int
    cancelled: int
    budget: Decimal
    cost: Decimal
    how: Punctuality


@dataclass(frozen=True, slots=True)
class Repeated:
    """A guest received more than once, as this viewer may see them."""

    name: str
    level: str
    visits: int
    first: date
    last: date


class Statistics:
    """All figures of a period; each asked for once."""

    def __init__(self, period: Period, viewer: User, now: datetime) -> None:
        self.period, self.viewer, self.now = period, viewer, now

    @cached_property
    def visits(self) -> list[Stayed]:
        rows = Visit.objects.filter(
            arrival_at__gte=self.period.start, arrival_at__lt=self.period.end
        ).order_by("arrival_at", "pk")
        return [Stayed(*row) for row in rows.values_list(*_COLUMNS)]

    @cached_property
    def _ids(self) -> list[int]:
        return [visit.pk for visit in self.visits if visit.took_place]

    @cached_property
    def departments(self) -> dict[int, str]:
        return {each.pk: each.name for each in staff.departments()}

    @cached_property
    def tasks(self) -> list[TaskRecord]:
        return work.task_records("vip.visit", self._ids, self.now)

    @cached_property
    def by_department(self) -> dict[int, Punctuality]:
        found: dict[int, Punctuality] = defaultdict(lambda: NOTHING)
        for task in self.tasks:
            found[task.department_id] += task.how
        return dict(found)

    @cached_property
    def _by_visit(self) -> dict[int, Punctuality]:
        return work.punctuality_of_subjects("vip.visit", self._ids, self.now)

    @cached_property
    def by_month(self) -> list[tuple[date, int, Punctuality]]:
        """Each month of the period: visits that took place, and how their work went."""
        visits: dict[date, int] = defaultdict(int)
        how: dict[date, Punctuality] = defaultdict(lambda: NOTHING)
        for visit in self.visits:
            if visit.took_place:
                visits[visit.month] += 1
                how[visit.month] += self._by_visit.get(visit.pk, NOTHING)
        return [(month, visits[month], how[month]) for month in self.period.months()]

    @cached_property
    def levels(self) -> list[LevelRecord]:
        return [self._level(level) for level in self.level_list]

    @cached_property
    def level_list(self) -> list[Level]:
        return selectors.levels()

    @cached_property
    def _costs(self) -> dict[int, Decimal]:
        return amenity_costs(self._ids)

    @cached_property
    def care(self) -> list[CareRecord]:
        return care_records(self._ids)

    def _level(self, level: Level) -> LevelRecord:
        all_ = [visit for visit in self.visits if visit.level_id == level.pk]
        received = [visit for visit in all_ if visit.took_place]
        nights = sum(visit.nights for visit in received)
        return LevelRecord(
            code=level.code,
            name=level.name,
            visits=len(received),
            persons=sum(visit.persons for visit in received),
            nights=nights,
            walk_ins=sum(visit.walk_in for visit in received),
            cancelled=sum(visit.status == Status.CANCELLED for visit in all_),
            budget=level.amenity_budget * nights,
            cost=sum((self._costs.get(visit.pk, Decimal()) for visit in received), Decimal()),
            how=sum((self._by_visit.get(visit.pk, NOTHING) for visit in received), NOTHING),
        )

    @cached_property
    def receipts(self) -> list[receipts.ReceiptRecord]:
        return receipts.receipt_records([f"vip.visit:{pk}" for pk in self._ids])

    @cached_property
    def ladder(self) -> dict[int, LadderRecord]:
        found = work.ladder_records("vip.visit", self._ids)
        return {record.department_id: record for record in found}

    @cached_property
    def repeated(self) -> list[Repeated]:
        """Guests of the period who were received before, most often first. Confidential visits are
        counted for those on their list only: others are not told that there was one."""
        seen = Visit.objects.filter(status__in=TOOK_PLACE, arrival_at__isnull=False)
        if not self.viewer.has_perm("vip.see_confidential"):
            seen = seen.filter(confidential=False)
        inside = seen.filter(pk__in=self._ids).values("guest_id")
        rows = (
            seen.filter(guest_id__in=inside)
            .order_by()
            .values_list("guest_id")
            .annotate(
                often=Count("pk"),
                first=Min("arrival_at"),
                last=Max("arrival_at"),
                newest=Max("pk"),
            )
            .filter(often__gt=1)
            .order_by("-often", "-last")
            .values_list("newest", "often", "first", "last")[:50]
        )
        found = list(rows)
        newest = {visit.pk: visit for visit in selectors.visits_listed([row[0] for row in found])}
        return [
            Repeated(
                name=newest[pk].full_name,
                level=newest[pk].level.code,
                visits=often,
                first=clock.local(first).date(),
                last=clock.local(last).date(),
            )
            for pk, often, first, last in found
        ]

    @cached_property
    def whole(self) -> Punctuality:
        return sum(self.by_department.values(), NOTHING)

    @property
    def received(self) -> int:
        return len(self._ids)

    @property
    def answered_in(self) -> timedelta | None:
        """The middle of the departments' medians, weighed by nothing: a glance, not a measure."""
        known = sorted(each.answered_in for each in self.receipts if each.answered_in is not None)
        return known[len(known) // 2] if known else None
