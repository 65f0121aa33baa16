"""What the rack draws: rooms held in a run of days, and stays that have no room yet."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.db.models import Exists, OuterRef, Q, QuerySet

from hotel.stays import phases
from hotel.stays.enums import EXPECTED, LIVING, AssignmentStatus
from hotel.stays.models import RoomAssignment, Stay
from hotel.web.bilingual import pick

_OF_STAY = (
    "status", "arrival", "departure", "room_type_id", "guest__name_zh", "guest__surname_latin",
    "guest__given_latin", "guest__vip_level", "reservation__group_name",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Held:
    """A room held for a stay, or a stay without a room (`room_id` None); times aware."""

    room_id: int | None
    type_id: int
    starts: datetime
    ends: datetime
    stay_id: int
    phase: str
    arrival: date
    departure: date
    name: str
    group: str
    vip: str


def held_between(start: datetime, end: datetime, today: date) -> list[Held]:
    """Rooms held at some time of `start` ≤ t < `end`, by room and time. Two queries."""
    then = Q(period__overlap=DateTimeTZRange(start, end))
    # Said as two halves: each has an index of its own, and a long past is not read through.
    rows = list(
        RoomAssignment.objects.filter(
            Q(then, status=AssignmentStatus.ENDED) | Q(then, status__in=LIVING)
        )
        .order_by("room_id", "period")
        .values_list("room_id", "period", "status", "stay_id")
    )
    # Joined, the planner would read every stay there ever was; by their ids it reads these.
    ids = {stay_id for _room, _period, _status, stay_id in rows}
    told = {
        stay_id: facts
        for stay_id, *facts in Stay.objects.filter(pk__in=ids).values_list("pk", *_OF_STAY)
    }
    return [
        _held(
            room_id,
            period,
            stay_id,
            told[stay_id],
            today,
            gone=status == AssignmentStatus.ENDED,
        )
        for room_id, period, status, stay_id in rows
        if stay_id in told
    ]


def roomless_between(start: datetime, end: datetime, today: date) -> list[Held]:
    """Expected stays that need a room in that time and have none, by type and time. One query."""
    rows: QuerySet[Stay] = (
        Stay.objects.filter(status__in=EXPECTED, period__overlap=DateTimeTZRange(start, end))
        .exclude(Exists(RoomAssignment.objects.filter(stay=OuterRef("pk"), status__in=LIVING)))
        .order_by("room_type__rank", "period", "id")
    )
    return [
        _held(None, period, stay_id, facts, today)
        for period, stay_id, *facts in rows.values_list("period", "id", *_OF_STAY)
    ]


def _held(
    room_id: int | None,
    period: Any,
    stay_id: int,
    facts: list[Any],
    today: date,
    *,
    gone: bool = False,
) -> Held:
    status, arrival, departure, type_id, name_zh, surname, given, vip, group = facts
    phase = phases.Phase.DEPARTED if gone else phases.of(status, arrival, departure, today)
    return Held(
        room_id=room_id,
        type_id=type_id,
        starts=period.lower,
        ends=period.upper,
        stay_id=stay_id,
        phase=str(phase),
        arrival=arrival,
        departure=departure,
        name=pick(name_zh, " ".join(part for part in (given, surname) if part)),
        group=group,
        vip=vip,
    )
