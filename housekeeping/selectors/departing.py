"""Departure inspections as desk and floors see them."""

from collections.abc import Iterable

from django.db.models import BigIntegerField, QuerySet

from hotel.stays.enums import StayStatus
from hotel.web.prepared import Param, Prepared, hand
from housekeeping.enums import OPEN_INSPECTION, FindingKind, InspectionState
from housekeeping.models import DepartureInspection, Finding, PricedItem

_of_stay = Prepared(
    lambda: DepartureInspection.objects.filter(
        living=True, stay_id=Param("stay", BigIntegerField())
    ).select_related("room", "requested_by", "started_by", "reported_by", "waived_by"),
)
_findings = Prepared(
    lambda: Finding.objects.filter(inspection_id=Param("inspection", BigIntegerField())),
)


def inspection_of(stay_id: int) -> DepartureInspection | None:
    """The inspection that counts for a stay, with its findings; None while nobody asked for one."""
    found = _of_stay.one(stay=stay_id)
    if found is not None:
        hand(found, "findings", _findings(inspection=found.pk))
    return found


def inspections_of(stay_ids: Iterable[int]) -> dict[int, DepartureInspection]:
    """The inspection that counts for each of these stays, by stay id. Two queries."""
    return {each.stay_id: each for each in _living().filter(stay__in=list(stay_ids))}


def open_inspections() -> QuerySet[DepartureInspection]:
    """Those somebody at the desk waits for, longest waiting first. Two queries."""
    return _living().filter(state__in=OPEN_INSPECTION).order_by("requested_at", "id")


def reported_inspections() -> QuerySet[DepartureInspection]:
    """Those whose guest may settle now and is still here, longest ago reported first. Two queries."""
    here = _living().filter(state=InspectionState.REPORTED, stay__status=StayStatus.IN_HOUSE)
    return here.order_by("reported_at", "id")


def price_list() -> list[PricedItem]:
    """What an attendant may pick from: the minibar first, then what is missing or damaged."""
    order = list(FindingKind)
    offered = PricedItem.objects.filter(offered=True)
    return sorted(offered, key=lambda item: (order.index(FindingKind(item.kind)), item.sort))


def _living() -> QuerySet[DepartureInspection]:
    return (
        DepartureInspection.objects.filter(living=True)
        .select_related("room", "requested_by", "started_by", "reported_by", "waived_by")
        .prefetch_related("findings")
    )
