"""What the escalation ladder asks of visits: their level, and the arrival their work hangs on."""

from collections.abc import Mapping
from typing import Any

from hotel.work.ladder import Case
from vip import defaults
from vip.enums import Anchor
from vip.models import Visit

SUBJECT = "vip.visit"


def cases(ids: set[int]) -> Mapping[int, Case]:
    """One query for all visits. What hangs on a meal or the departure goes by its own due time."""
    found = Visit.objects.filter(pk__in=ids).select_related("level")
    return {visit.pk: case_of(visit) for visit in found}


def case_of(visit: Visit) -> Case:
    arrival, level = visit.arrival, visit.level.code
    moments = {Anchor.NOTICE.value: arrival, Anchor.ARRIVAL.value: arrival} if arrival else {}
    return Case(level, level, moments)


def shipped_paces() -> list[Mapping[str, Any]]:
    paces: list[Mapping[str, Any]] = defaults.shipped()["vip"]["escalation"]
    return paces
