"""What is to be read and answered: by a person, by a department, about a record."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db.models import (
    BigIntegerField,
    Case,
    CharField,
    Count,
    Func,
    IntegerField,
    JSONField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    When,
)

from hotel.journal import selectors as journal
from hotel.journal.bus import Entry
from hotel.journal.services import ref
from hotel.notifications.models import Level, Notice, Receipt
from hotel.staff import along
from hotel.staff import selectors as staff
from hotel.staff.models import User
from hotel.web.prepared import Param, Prepared, Rows

INBOX_LIMIT = 200
_WORDS = ArrayField(CharField())
# The param of a notice that no bell announces: its recipient was off duty.
SILENT = "silent"
_UNSEEN_ALARMS_FIRST = Case(
    When(seen_at=None, level=Level.ALARM, then=0), When(seen_at=None, then=1), default=2
)


@dataclass(frozen=True)
class Unread:
    """What the bell shows: how many unseen notices, how many of them alarms, and the newest id."""

    count: int
    alarms: int
    newest: int


_unread = Prepared(
    lambda: (
        Notice.objects.filter(recipient=Param("recipient", BigIntegerField()), seen_at=None)
        .order_by()
        .values_list(
            Rows(),
            Rows(Q(level=Level.ALARM)),
            Func("pk", function="MAX", output_field=IntegerField()),
        )
    ),
)


def unread_query() -> Subquery:
    """The same three numbers as a column, to come along with whoever is signed in."""
    numbers: Any = Func(
        Rows(),
        Rows(Q(level=Level.ALARM)),
        Func("pk", function="MAX", output_field=IntegerField()),
        function="JSONB_BUILD_ARRAY",
        output_field=JSONField(),
    )
    unseen = Notice.objects.filter(recipient=OuterRef("pk"), seen_at=None).order_by()
    return Subquery(unseen.values(numbers=numbers))


def unread(user: User) -> Unread:
    """As it came along with the person when the request began."""
    count, alarms, newest = along.told(user, "unread", lambda: _unread(recipient=user.pk)[0])
    return Unread(count, alarms, newest or 0)


def unread_now(user: User) -> Unread:
    """After an act that may have changed it."""
    count, alarms, newest = _unread(recipient=user.pk)[0]
    return Unread(count, alarms, newest or 0)


def counts(user: User) -> dict[str, int]:
    """How many notices each filter of the inbox holds: all, unseen, info, action, alarm."""
    levels = {level: Count("pk", filter=Q(level=level)) for level in Level.values}
    unseen = Count("pk", filter=Q(seen_at=None))
    found: dict[str, int] = Notice.objects.filter(recipient=user).aggregate(
        all=Count("pk"), unseen=unseen, **levels
    )
    return found


def inbox(user: User, *, level: str = "", unseen_only: bool = False) -> QuerySet[Notice]:
    """A person's notices: unseen first, the loudest of them first, then the newest.

    `level` is one of `Level` to see only those.
    """
    notices = Notice.objects.filter(recipient=user).select_related("department", "entry__actor")
    if level:
        notices = notices.filter(level=level)
    if unseen_only:
        notices = notices.filter(seen_at=None)
    return notices.order_by(_UNSEEN_ALARMS_FIRST, "-id")[:INBOX_LIMIT]


def to_answer(user: User) -> QuerySet[Notice]:
    """News that asks this person for an answer nobody has given yet, oldest first."""
    return Notice.objects.filter(recipient=user, needs_answer=True, accepted_at=None).order_by("id")


def newest_unseen(user: User, limit: int = 3) -> QuerySet[Notice]:
    """What the bell announces on the screen."""
    unseen = Notice.objects.filter(recipient=user, seen_at=None)
    return unseen.exclude(params__has_key=SILENT).order_by("-id")[:limit]


def receipts(about: Entry | str) -> QuerySet[Receipt]:
    """The receipts owed for one act, or for everything about one record (`vip.visit:12`)."""
    owed = Receipt.objects.select_related("department", "acknowledged_by").order_by(
        "department__sort", "id"
    )
    if isinstance(about, str):
        return owed.filter(subject=about)
    return owed.filter(entry=about)


_owed = Prepared(
    lambda: (
        Receipt.objects.filter(subject__any=Param("subjects", _WORDS))
        .select_related("department", "acknowledged_by")
        .order_by("department__sort", "id")
    )
)


def receipts_of_many(subjects: Iterable[str]) -> dict[str, list[Receipt]]:
    """The receipts owed about many records, by record (`vip.visit:12`). One query."""
    found: dict[str, list[Receipt]] = {}
    for receipt in _owed(subjects=list(subjects)):
        found.setdefault(receipt.subject, []).append(receipt)
    return found


def open_receipts(department: str | int) -> QuerySet[Receipt]:
    """What a department (code or id) has not acknowledged yet, oldest first."""
    which = (
        Q(department__code=department)
        if isinstance(department, str)
        else Q(department_id=department)
    )
    return (
        Receipt.objects.filter(which, acknowledged_at=None)
        .select_related("department", "entry__actor")
        .order_by("id")
    )


def departments_of(user: User) -> list[str]:
    """Codes of the departments a person speaks for now: their own, and where they are on duty."""
    return sorted({user.department.code, *staff.duty_places(user.pk)})


_to_answer = Prepared(
    lambda: (
        Receipt.objects.filter(
            department__code__any=Param("departments", _WORDS), acknowledged_at=None
        )
        .select_related("department", "entry__actor")
        .order_by("id")
    )
)


def receipts_to_answer(departments: Iterable[str]) -> list[Receipt]:
    """Open receipts of these departments, such as those a person speaks for now."""
    return _to_answer(departments=list(departments))


@dataclass(frozen=True)
class Change:
    """What pages hear of one act: which topics look different since then. `latest` is when it was
    written or, once that has happened, delivered."""

    entry_id: int
    at: datetime
    topics: frozenset[str]
    latest: datetime
    delivered: bool


def changes_since(moment: datetime, limit: int) -> list[Change]:
    """Acts written or delivered since then, oldest first, at most `limit` of the newest."""
    entries = journal.recent(moment, limit)
    told: dict[int, set[str]] = defaultdict(set)
    notices = Notice.objects.filter(entry__in=[entry.id for entry in entries])
    for entry_id, recipient_id in notices.order_by().values_list("entry_id", "recipient_id"):
        told[entry_id].add(f"user:{recipient_id}")
    receipts_of = Receipt.objects.filter(entry__in=[entry.id for entry in entries])
    for entry_id, subject, code in receipts_of.values_list(
        "entry_id", "subject", "department__code"
    ):
        told[entry_id] |= {subject, f"dept:{code}"}
    return [
        Change(
            entry_id=entry.id,
            at=entry.at,
            topics=frozenset(entry.topics) | told[entry.id],
            latest=entry.delivered_at or entry.at,
            delivered=entry.delivered_at is not None,
        )
        for entry in entries
    ]


def subject_of(entry: Entry) -> str:
    """The record an act was done to, as the journal names it."""
    return entry.about[0] if entry.about else ref(entry)
