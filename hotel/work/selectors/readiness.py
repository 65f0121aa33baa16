"""Readiness bars: one letter an item, a bar per department."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime

from django.db.models import DateTimeField, QuerySet

from hotel.staff.models import Department
from hotel.web.prepared import Param, Prepared
from hotel.work.brief import Brief
from hotel.work.models import Item, Status
from hotel.work.selectors.asking import DEPARTMENT, IDS, WORDS
from hotel.work.subjects import Subject


def letter(item: Item | Brief, now: datetime) -> str:
    """One segment of a readiness bar: d done, o overdue or failed, h held, p in hand, w waiting."""
    return _segment(item.status, item.held_at, item.due_at, now)


def _segment(status: str, held_at: datetime | None, due_at: datetime, now: datetime) -> str:
    if status == Status.DONE:
        return "d"
    if status == Status.FAILED or (held_at is None and due_at < now):
        return "o"
    if held_at is not None:
        return "h"
    return "w" if status == Status.WAITING else "p"


def readiness(
    subject_type: str, subject_ids: Collection[int], now: datetime
) -> dict[int, dict[str, str]]:
    """For each subject its bar per department code, one letter an item, by due time.

    Cancelled and not applicable items are no part of a bar.
    """
    rows = _in_bars().filter(subject_type=subject_type, subject_id__in=subject_ids)
    bars: dict[int, dict[str, str]] = defaultdict(dict)
    values = rows.values_list("subject_id", "department__code", "status", "held_at", "due_at")
    for number, code, status, held_at, due_at in values:
        segment = _segment(status, held_at, due_at, now)
        bars[number][code] = bars[number].get(code, "") + segment
    return dict(bars)


def department_readiness(
    department: Department, subjects: Collection[Subject], until: datetime, now: datetime
) -> dict[Subject, str]:
    """One department's bar for each subject, of what is due before `until`."""
    if not subjects:
        return {}
    rows = _departments_part(
        kinds=list({kind for kind, _ in subjects}),
        ids=list({number for _, number in subjects}),
        department=department.pk,
        until=until,
    )
    bars: dict[Subject, str] = defaultdict(str)
    for kind, number, status, held_at, due_at in rows:
        bars[kind, number] += _segment(status, held_at, due_at, now)
    return dict(bars)


def _in_bars() -> QuerySet[Item]:
    return Item.objects.exclude(status__in=(Status.CANCELLED, Status.NOT_APPLICABLE))


_departments_part = Prepared(
    lambda: (
        _in_bars()
        .filter(
            subject_type__any=Param("kinds", WORDS),
            subject_id__any=Param("ids", IDS),
            department=DEPARTMENT,
            due_at__lt=Param("until", DateTimeField()),
        )
        .values_list("subject_type", "subject_id", "status", "held_at", "due_at")
    ),
    # As many or as few subjects as are shown, of a department that has had any number.
    planned_anew=True,
)
