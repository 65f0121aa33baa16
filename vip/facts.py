"""What the plan hangs on, read from a visit; and when each fact became known."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from hotel.staff.models import User
from vip import bringing, gift_facts, remembered, said
from vip.asked import declined, owed, wishes
from vip.enums import RECREATIONS, Condition, Programme
from vip.hours import spans_of
from vip.models import CareCall, Visit
from vip.planned import Done, Facts, Occasion, Room, Told

# The kinds of news `Visit.told` keeps: what was said, in order, with the moment it was.
LEVEL, ARRIVAL, DEPARTURE, WAKE_UP = "level", "arrival", "departure", "wake_up"
OCCASIONS, PERSONS = "occasions", "persons"
# What the amenities hang on.
_AMENITIES = (LEVEL, ARRIVAL, DEPARTURE, OCCASIONS, PERSONS)


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
    yield OCCASIONS, ",".join(sorted(visit.occasions)) or None
    yield PERSONS, str(visit.party_size)
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


def facts_of(visit: Visit, *, by: User, room_id: int | None, rooms: tuple[Room, ...] = ()) -> Facts:
    """The facts of a visit. `by` is the actor, to whom what the house itself did is credited;
    `rooms` are the further rooms of the party.
    """
    programme = _programme(visit)
    calls = list(CareCall.objects.filter(visit=visit).select_related("by"))
    known = remembered.of_party(visit)
    amenities = gift_facts.selection_of(visit, known)
    return Facts(
        source=visit.source.code,
        walk_in=visit.source.walk_in,
        levels=_told(visit, LEVEL),
        arrivals=_moments(visit, ARRIVAL),
        departures=_moments(visit, DEPARTURE),
        arrived_at=visit.arrived_at,
        departed_at=visit.departed_at,
        conditions={
            **{each: _since(visit, each) for each, holds in conditions(visit).items() if holds},
            **known.since,
            bringing.TOLD: _amenities_told(visit, known),
        },
        meals=tuple(programme[Programme.MEAL]),
        recreations=tuple(each for kind in RECREATIONS for each in programme[kind]),
        meetings=tuple(programme[Programme.MEETING]),
        cars=tuple(programme[Programme.CAR]),
        flights=tuple(programme[Programme.FLIGHT]),
        companions=tuple(_companions(visit)),
        rooms=rooms,
        wake_ups=tuple(Occasion("1", each.value, each.at) for each in _last(visit, WAKE_UP)),
        outings=outings_of(visit, visit.stay_id),
        roles=dynamic_roles(visit),
        per_day=per_day(visit),
        quiet=spans_of(visit.guest.quiet_hours),
        moved={c.key: c.again_at for c in calls if c.again_at},
        extras=(*wishes(visit, calls), *owed(visit)),
        done={
            **dict(_done(visit, by=by, room_id=room_id, rooms=rooms)),
            **dict(declined(calls)),
            **gift_facts.cleared(visit, amenities, by=by),
        },
        announced_at=visit.announced_at,
        wishes=known.wishes,
        amenities=amenities,
        avoid=known.avoid_names,
        amenities_cleared=visit.amenities_cleared or Decimal(0),
        stay_id=visit.stay_id,
        room_id=room_id,
    )


def outings_of(visit: Visit, stay_id: int | None) -> tuple[Occasion, ...]:
    """When whoever sleeps in this room of the visit went out."""
    gone = (each for each in visit.outings.all() if each.stay_id == stay_id)
    return tuple(Occasion(str(each.number), each.out_at, each.out_at) for each in gone)


def per_day(visit: Visit) -> dict[str, int]:
    """How often a day the level has these daily tasks of the shipped plan (handbook C2)."""
    level = visit.level
    return {
        "D04": level.small_tidy_per_day,
        "D06": level.care_calls_per_day,
        "D07": int(level.turndown),
    }


def _amenities_told(visit: Visit, known: remembered.Remembered) -> datetime:
    told = [each.at for kind in _AMENITIES for each in _told(visit, kind)[-1:]]
    return max([visit.received_at, *told, *known.since.values()])


def dynamic_roles(visit: Visit) -> dict[str, str]:
    """The roles resolved for each case (handbook B0), from the level's own lists."""
    level = visit.level
    office = "gm_office"
    approver = level.approval_roles[0] if visit.source.needs_approval else office
    leader = level.greeter_roles[0] if level.greeter_roles else office
    return {"approver": approver, "greeting_leader": leader}


def _programme(visit: Visit) -> dict[str, list[Occasion]]:
    """What is arranged, by kind; each entry with what its department has to know."""
    found: dict[str, list[Occasion]] = defaultdict(list)
    for each in visit.programme.all():
        zh, en = said.both(partial(said.of_entry, each, visit))
        found[each.kind].append(Occasion(str(each.number), each.starts_at, each.told_at, zh, en))
    return found


def _companions(visit: Visit) -> Iterator[Occasion]:
    """Those of whom something has to be known; nobody's name where the visit is confidential."""
    for each in visit.members.all():
        if each.is_noted:
            zh, en = said.both(partial(said.of_member, each, visit))
            yield Occasion(f"m{each.number}", each.told_at, each.told_at, zh, en)


def _done(
    visit: Visit, *, by: User, room_id: int | None, rooms: tuple[Room, ...]
) -> Iterator[tuple[str, Done]]:
    """What writing, approving, sending, assigning and noting an outing have done already."""
    yield "N01", Done(visit.made_by, notice_form(visit))
    if visit.approved_at:
        yield "N02", Done(visit.approved_by or by, {"level": visit.level.code})
    if visit.acknowledged_at:
        yield "N05", Done(by, {"acknowledged_at": visit.acknowledged_at.isoformat()})
    if room_id:
        yield "N06", Done(by, {"room_id": room_id})
    # Whoever notes that the guest goes out tells the floor with it.
    for outing in outings_of(visit, visit.stay_id):
        yield f"O01@{outing.name}", Done(by, {"out_at": outing.at.isoformat()})
    for room in rooms:
        for outing in room.outings:
            key = f"O01@{outing.name}{room.suffix}"
            yield key, Done(by, {"out_at": outing.at.isoformat()})
        if room.room_id:
            yield f"N06{room.suffix}", Done(by, {"room_id": room.room_id})


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
