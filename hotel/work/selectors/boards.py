"""A department's board: what it owes, what it ended, and the numbers beside it."""

from datetime import datetime

from django.db.models import Count, DateTimeField, OuterRef, Q, QuerySet, Subquery

from hotel.staff.models import Department
from hotel.web.prepared import Param, Prepared, Rows
from hotel.work.models import ENDED, OPEN, HeldFor, Item
from hotel.work.selectors.asking import DEPARTMENT, HEAVY

_ON_BOARDS = (
    "subject_type", "subject_id", "key", "phase", "title_zh", "title_en", "detail_zh", "detail_en",
    "department", "assignee__name_zh", "assignee__name_en", "room__number", "due_at",
    "original_due_at", "compressed", "evidence_kind", "requires", "status", "held_for", "held_at",
    "held_reason", "started_at", "done_at", "done_by", "reason", "reached",
)  # fmt: skip


_open_items = Prepared(
    lambda: (
        Item.objects.filter(
            department=DEPARTMENT, status__in=OPEN, due_at__lt=Param("until", DateTimeField())
        )
        .select_related("room", "assignee")
        .only(*_ON_BOARDS)
    )
)


def open_items(department: Department, until: datetime) -> list[Item]:
    """What the department owes before `until`, earliest first, with what a board shows of it."""
    return _open_items(department=department.pk, until=until)


def soonest(department_id: int, until: datetime, most: int) -> list[Item]:
    """What the department owes before `until` and nothing holds up, earliest first."""
    rows = Item.objects.filter(department=department_id, status__in=OPEN, held_for="")
    return list(rows.filter(due_at__lt=until).defer(*HEAVY)[:most])


def _ended(department: Param | OuterRef) -> QuerySet[Item]:
    since = Param("since", DateTimeField())
    return Item.objects.filter(department=department, status__in=ENDED, done_at__gte=since)


_ended_items = Prepared(
    lambda: (
        _ended(DEPARTMENT)
        .select_related("room", "assignee", "done_by")
        .only(*_ON_BOARDS, "done_by__name_zh", "done_by__name_en")
        .order_by("-done_at")[:300]
    )
)


def ended_items(department: Department, since: datetime) -> list[Item]:
    """What its people finished or set aside since an instant, latest first."""
    return _ended_items(department=department.pk, since=since)


def _beside() -> QuerySet[Department, tuple[int, int]]:
    later = Item.objects.filter(
        department=OuterRef("pk"), status__in=OPEN, due_at__gte=Param("after", DateTimeField())
    )
    return (
        Department.objects.filter(pk=DEPARTMENT)
        .order_by()
        .values_list(_number(_ended(OuterRef("pk"))), _number(later))
    )


def _number(rows: QuerySet[Item]) -> Subquery:
    return Subquery(rows.order_by().values_list(Rows()))


_counts_beside = Prepared(_beside)


def counts_beside(department: Department, since: datetime, after: datetime) -> tuple[int, int]:
    """What a board counts without showing it: ended since then, and open but due later. One query."""
    return _counts_beside(department=department.pk, since=since, after=after)[0]


def counts(now: datetime) -> dict[int, tuple[int, int]]:
    """Open and overdue items of every department that has any, by department id."""
    late = Q(due_at__lt=now, held_for=HeldFor.NOTHING)
    rows = (
        Item.objects.filter(status__in=OPEN)
        .values("department")
        .annotate(everything=Count("pk"), late=Count("pk", filter=late))
        .order_by("department")
    )
    return {row["department"]: (row["everything"], row["late"]) for row in rows}


def count_overdue(department_id: int, now: datetime) -> int:
    return Item.objects.filter(
        department=department_id, status__in=OPEN, due_at__lt=now, held_for=HeldFor.NOTHING
    ).count()
