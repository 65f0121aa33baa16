"""Questions about work that boards, plans and managers ask. Each is a constant number of queries."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    CharField,
    Count,
    DateTimeField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from hotel.staff.models import Department, User
from hotel.web.prepared import Param, Prepared, Rows
from hotel.work.brief import COLUMNS, Brief
from hotel.work.ladder import Reach
from hotel.work.models import ENDED, OPEN, EscalationStep, HeldFor, Item, Status
from hotel.work.subjects import Subject

SETTLED = (Status.DONE, Status.NOT_APPLICABLE, Status.CANCELLED)
_HEAVY = ("evidence", "evidence_spec")  # what no board shows
_ON_BOARDS = (
    "subject_type", "subject_id", "key", "phase", "title_zh", "title_en", "detail_zh", "detail_en",
    "department", "assignee__name_zh", "assignee__name_en", "room__number", "due_at",
    "original_due_at", "compressed", "evidence_kind", "requires", "status", "held_for", "held_at",
    "held_reason", "started_at", "done_at", "done_by", "reason", "reached",
)  # fmt: skip
_IDS = ArrayField(BigIntegerField())
_WORDS = ArrayField(CharField())
_DEPARTMENT = Param("department", BigIntegerField())


def item(item_id: int) -> Item:
    """One item with all its page shows. Raises `Item.DoesNotExist`."""
    found = _item.one(pk=item_id)
    if found is None:
        raise Item.DoesNotExist
    return found


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
            subject_type=Param("kind", CharField()), subject_id__any=Param("ids", _IDS)
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
        subject_id__any=Param("subjects", _IDS),
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


_open_items = Prepared(
    lambda: (
        Item.objects.filter(
            department=_DEPARTMENT, status__in=OPEN, due_at__lt=Param("until", DateTimeField())
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
    return list(rows.filter(due_at__lt=until).defer(*_HEAVY)[:most])


def _ended(department: Param | OuterRef) -> QuerySet[Item]:
    since = Param("since", DateTimeField())
    return Item.objects.filter(department=department, status__in=ENDED, done_at__gte=since)


_ended_items = Prepared(
    lambda: (
        _ended(_DEPARTMENT)
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
        Department.objects.filter(pk=_DEPARTMENT)
        .order_by()
        .values_list(_number(_ended(OuterRef("pk"))), _number(later))
    )


def _number(rows: QuerySet[Item]) -> Subquery:
    return Subquery(rows.order_by().values_list(Rows()))


_counts_beside = Prepared(_beside)


def counts_beside(department: Department, since: datetime, after: datetime) -> tuple[int, int]:
    """What a board counts without showing it: ended since then, and open but due later. One query."""
    return _counts_beside(department=department.pk, since=since, after=after)[0]


_required = Prepared(
    lambda: (
        Item.objects.filter(
            subject_type__any=Param("kinds", _WORDS),
            subject_id__any=Param("ids", _IDS),
            key__any=Param("keys", _WORDS),
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
            subject_type__any=Param("kinds", _WORDS),
            subject_id__any=Param("ids", _IDS),
            department=_DEPARTMENT,
            due_at__lt=Param("until", DateTimeField()),
        )
        .values_list("subject_type", "subject_id", "status", "held_at", "due_at")
    ),
    # As many or as few subjects as are shown, of a department that has had any number.
    planned_anew=True,
)


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


def still_waiting(ids: Iterable[int], *, undone: bool) -> list[Item]:
    """Which of these items still are as their escalation found them: unaccepted, or undone."""
    wanted = (Status.ACCEPTED, Status.IN_PROGRESS) if undone else (Status.WAITING,)
    rows = Item.objects.filter(pk__in=list(ids), status__in=wanted, held_for=HeldFor.NOTHING)
    return list(rows.select_related("department", "assignee", "accepted_by").defer(*_HEAVY))


@dataclass(frozen=True, slots=True)
class StepTaken:
    """A step of the ladder as the panel tells it."""

    at: datetime
    reach: str
    undone: bool
    silent: bool
    names: list[str]


def steps_taken(item: Item) -> list[StepTaken]:
    """What the ladder did about an item, latest first. Two queries, one where nothing happened."""
    steps = list(EscalationStep.objects.filter(item=item).order_by("-id")[:20])
    names = _names({pk for step in steps for pk in step.people}) if steps else {}
    return [
        StepTaken(
            at=step.taken_at,
            reach=str(Reach(step.reach).label),
            undone=step.undone,
            silent=step.silent,
            names=[names[pk] for pk in step.people if pk in names],
        )
        for step in steps
    ]


def names_of(people: Iterable[int]) -> list[str]:
    return list(_names(set(people)).values())


def _names(ids: Collection[int]) -> dict[int, str]:
    rows = User.objects.filter(pk__in=ids).order_by("username")
    return {person.pk: person.name for person in rows}
