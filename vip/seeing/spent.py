"""What receptions cost, and how guests scored them when called."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Avg, Count, DecimalField, F, Q, Sum

from vip.models import AmenityOrder, CareCall, Replenishment

_MONEY: DecimalField[Decimal, Decimal] = DecimalField(max_digits=14, decimal_places=2)


def amenity_costs(visit_ids: Collection[int]) -> dict[int, Decimal]:
    """What was put before each visit's guest, replenishments included (CNY). Two queries."""
    given = AmenityOrder.objects.filter(visit__in=visit_ids, delivered_at__isnull=False)
    again = Replenishment.objects.filter(
        order__visit__in=visit_ids, order__delivered_at__isnull=False
    )
    rows = [
        *given.order_by()
        .values_list("visit_id")
        .annotate(cost=Sum(F("unit_cost") * F("quantity"), output_field=_MONEY)),
        *again.order_by()
        .values_list("order__visit_id")
        .annotate(cost=Sum(F("order__unit_cost") * F("quantity"), output_field=_MONEY)),
    ]
    costs: dict[int, Decimal] = defaultdict(Decimal)
    for visit_id, cost in rows:
        costs[visit_id] += cost
    return dict(costs)


@dataclass(frozen=True, slots=True)
class CareRecord:
    """Care calls at one level: how many were answered, the mean scores, what was to be put right."""

    level_id: int
    calls: int
    answered: int
    room: float | None
    outlets: float | None
    issues: int


def care_records(visit_ids: Collection[int]) -> list[CareRecord]:
    """How guests answered, by level, highest first. Two queries."""
    rows = (
        CareCall.objects.filter(visit__in=visit_ids)
        .order_by("visit__level__rank")
        .values_list("visit__level_id")
        .annotate(
            calls=Count("pk", distinct=True),
            answered=Count("pk", distinct=True, filter=Q(status=CareCall.Status.DONE)),
            room_score=Avg("room"),
            outlets_score=Avg("outlets"),
        )
        .values_list("visit__level_id", "calls", "answered", "room_score", "outlets_score")
    )
    issues = dict(
        CareCall.objects.filter(visit__in=visit_ids, issues__isnull=False)
        .order_by()
        .values_list("visit__level_id")
        .annotate(found=Count("issues"))
    )
    return [CareRecord(*row, issues=issues.get(row[0], 0)) for row in rows]
