"""Questions about work that boards, plans and managers ask. Each is a constant number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import groupby

from django.db.models import Count, Q, QuerySet

from hotel.staff.models import Department
from hotel.work.models import ENDED, OPEN, HeldFor, Item, Status
from hotel.work.subjects import Subject

SETTLED = (Status.DONE, Status.NOT_APPLICABLE, Status.CANCELLED)
_HEAVY = ("evidence", "evidence_spec")  # what no board shows


def item(item_id: int) -> Item:
    """One item with all its page shows. Raises `Item.DoesNotExist`."""
    related = ("department", "owner_role", "room", "assignee", "accepted_by", "done_by")
    return Item.objects.select_related(*related).get(pk=item_id)


def items_of(subject_type: str, subject_id: int) -> list[Item]:
    """All items of a subject but the cancelled, by due time."""
    rows = Item.objects.filter(subject_type=subject_type, subject_id=subject_id)
    related = ("department", "owner_role", "room", "assignee", "done_by")
    return list(rows.exclude(status=Status.CANCELLED).select_related(*related))


def items_of_subjects(subject_type: str, subject_ids: Collection[int]) -> dict[int, list[Item]]:
    """All items of many subjects but the cancelled, by subject and due time. One query."""
    rows = Item.objects.filter(subject_type=subject_type, subject_id__in=subject_ids)
    found: dict[int, list[Item]] = defaultdict(list)
    for row in rows.exclude(status=Status.CANCELLED).select_related("department", "room"):
        found[row.subject_id].append(row)
    return dict(found)


def open_items(department: Department, until: datetime | None = None) -> list[Item]:
    """What the department still owes, earliest first; only what is due before `until` if given."""
    rows = Item.objects.filter(department=department, status__in=OPEN)
    if until is not None:
        rows = rows.filter(due_at__lt=until)
    return list(rows.select_related("room", "assignee").defer(*_HEAVY))


def soonest(department_id: int, until: datetime, most: int) -> list[Item]:
    """What the department owes before `until` and nothing holds up, earliest first."""
    rows = Item.objects.filter(department=department_id, status__in=OPEN, held_for="")
    return list(rows.filter(due_at__lt=until).defer(*_HEAVY)[:most])


def count_later(department: Department, after: datetime) -> int:
    return Item.objects.filter(department=department, status__in=OPEN, due_at__gte=after).count()


def _ended(department: Department, since: datetime) -> QuerySet[Item]:
    return Item.objects.filter(department=department, status__in=ENDED, done_at__gte=since)


def ended_items(department: Department, since: datetime) -> list[Item]:
    """What its people finished or set aside since an instant, latest first."""
    rows = _ended(department, since).select_related("room", "assignee", "done_by")
    return list(rows.defer(*_HEAVY).order_by("-done_at")[:300])


def count_ended(department: Department, since: datetime) -> int:
    return _ended(department, since).count()


def waits_for(items: Iterable[Item]) -> dict[int, list[Item]]:
    """For each blocked item, by id, what it waits for: required items of its subject still open.

    What is done, not applicable, cancelled or was never planned blocks nothing.
    """
    asking = [item for item in items if item.requires]
    if not asking:
        return {}
    required = Item.objects.filter(
        subject_type__in={item.subject_type for item in asking},
        subject_id__in={item.subject_id for item in asking},
        key__in={key for item in asking for key in item.requires},
    ).exclude(status__in=SETTLED)
    by_key = {(each.subject_type, each.subject_id, each.key): each for each in required}
    blocked: dict[int, list[Item]] = {}
    for item in asking:
        keys = ((item.subject_type, item.subject_id, key) for key in item.requires)
        waiting = [by_key[key] for key in keys if key in by_key]
        if waiting:
            blocked[item.pk] = waiting
    return blocked


def letter(item: Item, now: datetime) -> str:
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
    rows = _in_bars().filter(
        subject_type__in={kind for kind, _ in subjects},
        subject_id__in={number for _, number in subjects},
        department=department,
        due_at__lt=until,
    )
    bars: dict[Subject, str] = defaultdict(str)
    values = rows.values_list("subject_type", "subject_id", "status", "held_at", "due_at")
    for kind, number, status, held_at, due_at in values:
        bars[kind, number] += _segment(status, held_at, due_at, now)
    return dict(bars)


def _in_bars() -> QuerySet[Item]:
    return Item.objects.exclude(status__in=(Status.CANCELLED, Status.NOT_APPLICABLE))


def open_mandatory(subject_type: str, subject_id: int) -> list[Item]:
    """What keeps a subject from being ready: mandatory items neither done nor set aside."""
    rows = Item.objects.filter(subject_type=subject_type, subject_id=subject_id, mandatory=True)
    return list(rows.exclude(status__in=SETTLED).select_related("department", "owner_role"))


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


def open_by_department(subject_type: str, subject_id: int) -> dict[str, list[Item]]:
    """What each department still owes a subject, by department code."""
    rows = items_of(subject_type, subject_id)
    opened = sorted((row for row in rows if row.is_open), key=lambda row: row.department.code)
    return {code: list(some) for code, some in groupby(opened, lambda row: row.department.code)}
