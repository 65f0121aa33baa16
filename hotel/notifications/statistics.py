"""How departments answered what they were told. One query through the index on the subject."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, DurationField, ExpressionWrapper, F, Q

from hotel.notifications.models import Receipt
from hotel.web.medians import MedianSpan


@dataclass(frozen=True, slots=True)
class ReceiptRecord:
    """A department's receipts; `answered_in` is the median from being told to acknowledging."""

    department_id: int
    owed: int
    answered: int
    reminded: int
    escalated: int
    answered_in: timedelta | None


def receipt_records(subjects: Collection[str]) -> list[ReceiptRecord]:
    """Receipts owed about these records (`vip.visit:12`), by department in the house's order."""
    answered = Q(acknowledged_at__isnull=False)
    wait = ExpressionWrapper(F("acknowledged_at") - F("made_at"), output_field=DurationField())
    rows = (
        Receipt.objects.filter(subject__in=subjects)
        .order_by("department__sort")
        .values_list("department_id")
        .annotate(
            owed=Count("pk"),
            answered=Count("pk", filter=answered),
            reminded=Count("pk", filter=Q(reminded_at__isnull=False)),
            escalated=Count("pk", filter=Q(escalated_at__isnull=False)),
            answered_in=MedianSpan(wait, filter=answered),
        )
        .values_list("department_id", "owed", "answered", "reminded", "escalated", "answered_in")
    )
    return [ReceiptRecord(*row) for row in rows]
