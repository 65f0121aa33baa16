"""What the plan hangs on, read from a visit; and when each fact became known."""

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from hotel.staff.models import User
from vip.enums import Condition
from vip.models import Visit
from vip.plan import Done, Facts, Occasion, Told

# The kinds of news `Visit.told` keeps: what was said, in order, with the moment it was.
LEVEL, ARRIVAL, DEPARTURE, WAKE_UP = "level", "arrival", "departure", "wake_up"


def tell(visit: Visit, *, at: datetime) -> None:
    """Note, unsaved, what this visit says now and did not say before. Call before every save."""
    for kind, value in _present(visit):
        history = visit.told.setdefault(kind, [])
        if value is None:
            history.clear()
        elif not history or history[-1][1] != value:
            history.append([at.isoformat(), value])


def _present(visit: Visit) -> Iterator[tuple[str, str | None]]:
    yield LEVEL, visit.level.code
    yield ARRIVAL, _iso(visit.arrival_at)
    yield DEPARTURE, _iso(visit.departure_at)
    yield WAKE_UP, _iso(visit.wake_up_at)
    for condition, holds in conditions(visit).items():
        yield condition, "yes" if holds else None


def conditions(visit: Visit) -> dict[str, bool]:
    """The conditions of handbook C3, and whether this visit meets them."""
    return {
        Condition.HAS_DINING: visit.dining,
        Condition.HAS_RECREATION: visit.recreation,
        Condition.ARRIVES_BY_CAR: visit.arrives_by_car,
        Condition.NEEDS_TRANSPORT: visit.needs_transport,
        Condition.HAS_WAKE_UP: visit.wake_up_at is not None,
        Condition.WALK_IN: visit.source.walk_in,
    }


def facts_of(visit: Visit, *, by: User, room_id: int | None) -> Facts:
    """The facts of a visit. `by` is the actor, to whom what the house itself did is credited."""
    return Facts(
        source=visit.source.code,
        walk_in=visit.source.walk_in,
        levels=_told(visit, LEVEL),
        arrivals=_moments(visit, ARRIVAL),
        departures=_moments(visit, DEPARTURE),
        arrived_at=visit.arrived_at,
        departed_at=visit.departed_at,
        conditions={
            each: _since(visit, each) for each, holds in conditions(visit).items() if holds
        },
        meals=tuple(Occasion(str(m.number), m.starts_at, m.told_at) for m in visit.meals.all()),
        wake_ups=tuple(Occasion("1", each.value, each.at) for each in _last(visit, WAKE_UP)),
        outings=tuple(Occasion(str(o.number), o.out_at, o.out_at) for o in visit.outings.all()),
        roles=dynamic_roles(visit),
        done=dict(_done(visit, by=by, room_id=room_id)),
        announced_at=visit.announced_at,
        stay_id=visit.stay_id,
        room_id=room_id,
    )


def dynamic_roles(visit: Visit) -> dict[str, str]:
    """The roles resolved for each case (handbook B0), from the level's own lists."""
    level = visit.level
    office = "gm_office"
    approver = level.approval_roles[0] if visit.source.needs_approval else office
    leader = level.greeter_roles[0] if level.greeter_roles else office
    return {"approver": approver, "greeting_leader": leader}


def _done(visit: Visit, *, by: User, room_id: int | None) -> Iterator[tuple[str, Done]]:
    """What writing, approving, sending and assigning have done already."""
    yield "N01", Done(visit.made_by, notice_form(visit))
    if visit.approved_at:
        yield "N02", Done(visit.approved_by or by, {"level": visit.level.code})
    if visit.acknowledged_at:
        yield "N05", Done(by, {"acknowledged_at": visit.acknowledged_at.isoformat()})
    if room_id:
        yield "N06", Done(by, {"room_id": room_id})


def notice_form(visit: Visit) -> dict[str, Any]:
    """The written notice as the evidence of task N01, in that form's own fields."""
    return {
        "source": visit.source.code,
        "notifier": visit.notifier_name,
        "guest": visit.public_name,
        "organisation": visit.organisation,
        "party_size": visit.party_size,
        "arrival_at": _iso(visit.arrival_at),
        "rooms": str(visit.rooms_needed),
    }


def _told(visit: Visit, kind: str) -> tuple[Told, ...]:
    rows = visit.told.get(kind, [])
    return tuple(Told(datetime.fromisoformat(at), value) for at, value in rows)


def _moments(visit: Visit, kind: str) -> tuple[Told, ...]:
    return tuple(Told(t.at, datetime.fromisoformat(t.value)) for t in _told(visit, kind))


def _last(visit: Visit, kind: str) -> tuple[Told, ...]:
    return _moments(visit, kind)[-1:]


def _since(visit: Visit, condition: str) -> datetime:
    return datetime.fromisoformat(visit.told[condition][-1][0])


def _iso(moment: datetime | None) -> str | None:
    """In UTC: the same moment typed in the hotel's time must not look like news."""
    return moment.astimezone(UTC).isoformat() if moment else None
