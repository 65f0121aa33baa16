"""The items of a subject, of many subjects, or of one kind; what an item waits for."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import groupby

from django.db.models import BigIntegerField, CharField, Q, QuerySet

from hotel.web.prepared import Param, Prepared
from hotel.work.brief import COLUMNS, Brief
from hotel.work.models import OPEN, Item, Status
from hotel.work.selectors.asking import IDS, SETTLED, WORDS


def item(item_id: int) -> Item:
    """One item with all its page shows. Raises `Item.DoesNotExist`."""
    return _item.get(pk=item_id)


_item = Prepared(
    lambda: Item.objects.select_related(
        "department", "owner_role", "room", "assignee", "accepted_by", "done_by"
    ).filter(pk=Param("pk", BigIntegerField()))
)


def departments_of(subject_type: str, subject_ids: Collection[int]) -> dict[int, frozenset[str]]:
    """The codes of the departments that have work for each of these; one query."""
    rows = Item.objects.filter(subject_type=subject_type, subject_id__in=subject_ids).order_by()
    found: dict[int, set[str]] = {}
    for subject_id, code in rows.values_list("subject_id", "department__code").distinct():
        found.setdefault(subject_id, set()).add(code)
    return {subject_id: frozenset(codes) for subject_id, codes in found.items()}


def items_of_code(subject_type: str, code: str, *, since: datetime, until: datetime) -> list[Item]:
    """All items of one kind but the cancelled that are due between, and open ones of before."""
    rows = Item.objects.filter(subject_type=subject_type, code=code, due_at__lt=until)
    related = ("department", "owner_role", "room", "assignee", "done_by")
    rows = rows.filter(Q(due_at__gte=since) | Q(status__in=OPEN)).exclude(status=Status.CANCELLED)
    return list(rows.select_related(*related))


def items_of(subject_type: str, subject_id: int) -> list[Item]:
    """All items of a subject but the cancelled, by due time."""
    return _items_of(type=subject_type, id=subject_id)


def _of_subject() -> QuerySet[Item]:
    about = Item.objects.filter(
        subject_type=Param("type", CharField()), subject_id=Param("id", BigIntegerField())
    )
    return about.exclude(status=Status.CANCELLED)


_items_of = Prepared(
    lambda: _of_subject().select_related("department", "owner_role", "room", "assignee", "done_by")
)


def items_for_certain(subject_type: str, subject_id: int) -> list[Item]:
    """The same, locked until the transaction ends: what is asked of them still holds at its commit."""
    return _items_locked(type=subject_type, id=subject_id)


_items_locked = Prepared(
    lambda: (
        _of_subject()
        .select_for_update(of=("self",), no_key=True)
        .select_related("department", "room")
        .order_by("pk")
    )
)


_of_subjects = Prepared(
    lambda: (
        Item.objects.filter(
            subject_type=Param("kind", CharField()), subject_id__any=Param("ids", IDS)
        )
        .exclude(status=Status.CANCELLED)
        .values_list(*COLUMNS)
    )
)


def items_of_subjects(subject_type: str, subject_ids: Collection[int]) -> dict[int, list[Brief]]:
    """All items of many subjects but the cancelled, by subject and due time. One query."""
    found: dict[int, list[Brief]] = defaultdict(list)
    for row in _of_subjects(kind=subject_type, ids=list(subject_ids)):
        item = Brief(*row)
        found[item.subject_id].append(item)
    return dict(found)


_owed = Prepared(
    lambda: Item.objects.filter(
        subject_type=Param("subject_type", CharField()),
        subject_id__any=Param("subjects", IDS),
        status__in=OPEN,
        mandatory=True,
    ).only("subject_id", "title_zh", "title_en", "due_at", "phase")
)


def owed_of_subjects(subject_type: str, subject_ids: Collection[int]) -> dict[int, list[Item]]:
    """The open items each of these subjects cannot do without, by due time: their titles. One query,
    none where there is no subject."""
    found: dict[int, list[Item]] = defaultdict(list)
    if subject_ids:
        for row in _owed(subject_type=subject_type, subjects=list(subject_ids)):
            found[row.subject_id].append(row)
    return dict(found)


_required = Prepared(
    lambda: (
        Item.objects.filter(
            subject_type__any=Param("kinds", WORDS),
            subject_id__any=Param("ids", IDS),
            key__any=Param("keys", WORDS),
        )
        .exclude(status__in=SETTLED)
        .only("subject_type", "subject_id", "key", "title_zh", "title_en")
    )
)


def waits_for(items: Iterable[Item]) -> dict[int, list[Item]]:
    """For each blocked item, by id, what it waits for: required items of its subject still open.

    What is done, not applicable, cancelled or was never planned blocks nothing.
    """
    asking = [item for item in items if item.requires]
    if not asking:
        return {}
    required = _required(
        kinds=list({item.subject_type for item in asking}),
        ids=list({item.subject_id for item in asking}),
        keys=list({key for item in asking for key in item.requires}),
    )
    by_key = {(each.subject_type, each.subject_id, each.key): each for each in required}
    blocked: dict[int, list[Item]] = {}
    for item in asking:
        keys = ((item.subject_type, item.subject_id, key) for key in item.requires)
        waiting = [by_key[key] for key in keys if key in by_key]
        if waiting:
            blocked[item.pk] = waiting
    return blocked


def failed_in_stays(stay_ids: Collection[int]) -> list[Item]:
    """What could not be done for these stays, latest first."""
    rows = Item.objects.filter(stay__in=stay_ids, status=Status.FAILED)
    return list(rows.select_related("room").order_by("-due_at")[:20])


def open_mandatory(subject_type: str, subject_id: int) -> list[Item]:
    """What keeps a subject from being ready: mandatory items neither done nor set aside."""
    rows = Item.objects.filter(subject_type=subject_type, subject_id=subject_id, mandatory=True)
    return list(rows.exclude(status__in=SETTLED).select_related("department", "owner_role"))


def open_by_department(subject_type: str, subject_id: int) -> dict[str, list[Item]]:
    """What each department still owes a subject, by department code."""
    rows = items_of(subject_type, subject_id)
    opened = sorted((row for row in rows if row.is_open), key=lambda row: row.department.code)
    return {code: list(some) for code, some in groupby(opened, lambda row: row.department.code)}
