"""How work about many subjects went: on time or not, and how the ladder was answered.

Each is one query through the index on the subject, whatever the number of items.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, DurationField, ExpressionWrapper, F, Max, Min, Q
from django.db.models.functions import Coalesce

from hotel.web.bilingual import pick
from hotel.web.medians import MedianSpan
from hotel.work.models import OPEN, EscalationStep, Item, Status


@dataclass(frozen=True, slots=True)
class Punctuality:
    """What became of items that were due: `on_time`, `late`, still open after their time, failed."""

    on_time: int
    late: int
    overdue: int
    failed: int

    @property
    def due(self) -> int:
        return self.on_time + self.late + self.overdue + self.failed

    @property
    def rate(self) -> float | None:
        return self.on_time / self.due if self.due else None

    def __add__(self, other: "Punctuality") -> "Punctuality":
        return Punctuality(
            self.on_time + other.on_time,
            self.late + other.late,
            self.overdue + other.overdue,
            self.failed + other.failed,
        )


NOTHING = Punctuality(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class TaskRecord:
    """A task of a department, over all subjects; `late_by` is the median lateness of the late."""

    department_id: int
    code: str
    title_zh: str
    title_en: str
    how: Punctuality
    late_by: timedelta | None

    @property
    def title(self) -> str:
        return pick(self.title_zh, self.title_en)


def _counts(now: datetime) -> dict[str, Count]:
    done = Q(status=Status.DONE)
    return {
        "on_time": Count("pk", filter=done & Q(done_at__lte=F("due_at"))),
        "late": Count("pk", filter=done & Q(done_at__gt=F("due_at"))),
        # An item on hold is never late (handbook C3, dnd).
        "overdue": Count("pk", filter=Q(status__in=OPEN, held_for="", due_at__lt=now)),
        "failed": Count("pk", filter=Q(status=Status.FAILED)),
    }


_TALLY = ("on_time", "late", "overdue", "failed")


def task_records(
    subject_type: str, subject_ids: Collection[int], now: datetime
) -> list[TaskRecord]:
    """Each task of each department that came due for these subjects, by department and code."""
    lateness = ExpressionWrapper(F("done_at") - F("due_at"), output_field=DurationField())
    late = Q(status=Status.DONE, done_at__gt=F("due_at"))
    rows = (
        Item.objects.filter(subject_type=subject_type, subject_id__in=subject_ids)
        .order_by("department__sort", "code")
        .values_list("department_id", "code")
        .annotate(
            zh=Max("title_zh"),
            en=Max("title_en"),
            **_counts(now),
            late_by=MedianSpan(lateness, filter=late),
        )
        .values_list("department_id", "code", "zh", "en", *_TALLY, "late_by")
    )
    found = (
        TaskRecord(department, code, zh, en, Punctuality(*tally), late_by)
        for department, code, zh, en, *tally, late_by in rows
    )
    return [record for record in found if record.how.due]


def punctuality_of_subjects(
    subject_type: str, subject_ids: Collection[int], now: datetime
) -> dict[int, Punctuality]:
    """How each subject's work went, by subject."""
    rows = (
        Item.objects.filter(subject_type=subject_type, subject_id__in=subject_ids)
        .order_by()
        .values_list("subject_id")
        .annotate(**_counts(now))
        .values_list("subject_id", *_TALLY)
    )
    return {subject: Punctuality(*tally) for subject, *tally in rows}


@dataclass(frozen=True, slots=True)
class LadderRecord:
    """What the ladder did for a department: items it rang for, steps, how far, how they answered."""

    department_id: int
    items: int
    steps: int
    furthest: int
    answered: int
    answered_in: timedelta | None


def ladder_records(subject_type: str, subject_ids: Collection[int]) -> list[LadderRecord]:
    """How each department answered its escalations. An answer is that somebody accepted or did it;
    it is measured from the item's first step."""
    first = (
        EscalationStep.objects.filter(
            item__subject_type=subject_type, item__subject_id__in=subject_ids
        )
        .order_by()
        .values_list("item_id", "item__department_id")
        .annotate(
            steps=Count("pk"),
            furthest=Max("reach"),
            began=Min("taken_at"),
            answer=Max(Coalesce("item__accepted_at", "item__done_at")),
        )
        .values_list("item__department_id", "steps", "furthest", "began", "answer")
    )
    by_department: dict[int, list[tuple[int, int, datetime, datetime | None]]] = {}
    for department, *rest in first:
        by_department.setdefault(department, []).append(tuple(rest))
    return [_ladder_record(each, rows) for each, rows in by_department.items()]


def _ladder_record(
    department_id: int, rows: list[tuple[int, int, datetime, datetime | None]]
) -> LadderRecord:
    waits = sorted(max(answer - began, timedelta()) for _, _, began, answer in rows if answer)
    return LadderRecord(
        department_id=department_id,
        items=len(rows),
        steps=sum(row[0] for row in rows),
        furthest=max(row[1] for row in rows),
        answered=len(waits),
        answered_in=waits[len(waits) // 2] if waits else None,
    )
