"""Making the open tasks of a visit equal its plan, and saying what that changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from hotel.staff.models import User
from hotel.stays import selectors as stays
from hotel.web import clock
from hotel.work.planned import Alignment, PlannedItem
from hotel.work.services import align
from vip.amenities import Line
from vip.enums import Status
from vip.facts import facts_of, outings_of
from vip.models import Visit
from vip.plan import plan_for
from vip.planned import Facts, Room
from vip.services import ordering
from vip.services.acts import SUBJECT, journal, keep, locked
from vip.templates import in_force, tasks_of

# The visit's departments have its plan.
PLANNED = (Status.ANNOUNCED, Status.DEPARTED)


def fresh_plan(visit: Visit, *, by: User, at: datetime) -> list[PlannedItem]:
    """The plan this visit should have now: by its own template version, or the one in force."""
    return _planned(visit, _facts(visit, by=by), at)


def _facts(visit: Visit, *, by: User) -> Facts:
    return facts_of(visit, by=by, room_id=room_id_of(visit), rooms=further_rooms(visit))


def _planned(visit: Visit, facts: Facts, at: datetime) -> list[PlannedItem]:
    template_id = visit.template_id or in_force(at).pk
    return plan_for(facts, tasks_of(template_id), notice_at=visit.received_at, now=at)


def room_id_of(visit: Visit) -> int | None:
    return stays.room_ids([visit.stay_id]).get(visit.stay_id) if visit.stay_id else None


# A room nobody comes for asks nothing of anybody.
_GONE = ("cancelled", "no_show")


def further_rooms(visit: Visit) -> tuple[Room, ...]:
    """The rooms of the party beside the guest's own, as the plan needs them."""
    told = {each.stay_id: each for each in visit.party_rooms.all()} if visit.pk else {}
    if not told:
        return ()
    found = [each for each in stays.stays().filter(pk__in=told) if each.status not in _GONE]
    rooms = (
        Room(
            number=told[stay.pk].number,
            told_at=told[stay.pk].told_at,
            stay_id=stay.pk,
            room_id=stay.room.pk if stay.room else None,
            arrived_at=stay.arrived_at,
            departed_at=stay.departed_at,
            outings=outings_of(visit, stay.pk),
        )
        for stay in found
    )
    return tuple(sorted(rooms, key=lambda room: room.number))


@dataclass(slots=True)
class Replanned(Alignment):
    """The difference of the tasks, and of the amenities by department code."""

    swaps: dict[str, ordering.Swap] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.moved or self.cancelled) and ordering.empty(self.swaps)


def align_plan(visit: Visit, *, by: User | None, at: datetime) -> Replanned:
    """Make open tasks and amenity orders equal the plan; of a visit that ended there are none.

    Once the guest has left nothing more is ordered or taken back: it shows what was not brought.
    """
    planned: list[PlannedItem] = []
    lines: Sequence[Line] = ()
    if visit.status in PLANNED:
        facts = _facts(visit, by=by or visit.announced_by or visit.made_by)
        planned = _planned(visit, facts, at)
        lines = facts.amenities.granted(facts.amenities_cleared)
    gone = visit.status in (Status.DEPARTED, Status.CLOSED)
    swaps = {} if gone else ordering.align_orders(visit, lines, at=at)
    found = align(SUBJECT, visit.pk, planned, by=by, at=at)
    parts = (found.added, found.moved, found.cancelled, found.kept, found.before)
    return Replanned(*parts, swaps=swaps)


def difference(alignment: Replanned) -> dict[str, dict[str, list[dict[str, str]]]]:
    """What each department has to be told, by code: its added, moved and cancelled tasks, and the
    amenities that came and went.
    """
    told: dict[str, dict[str, list[dict[str, str]]]] = {
        code: {
            "added": [_told(item) for item in part.added if item.is_open],
            "moved": [
                {**_told(item), "was": part.before[item.pk].due_at.isoformat()}
                for item in part.moved
            ],
            "cancelled": [_told(item) for item in part.cancelled],
        }
        for code, part in alignment.by_department().items()
    }
    for code, swap in alignment.swaps.items():
        part = told.setdefault(code, {"added": [], "moved": [], "cancelled": []})
        part |= {"ordered": swap.added, "not_ordered": swap.dropped}
    return told


def _told(item: Any) -> dict[str, str]:
    return {
        "key": item.key,
        "zh": item.title_zh,
        "en": item.title_en,
        "due": item.due_at.isoformat(),
    }


def after_change(
    visit: Visit,
    *,
    cause: str,
    by: User | None,
    at: datetime,
    changes: Mapping[str, tuple[Any, Any]],
    reason: str = "",
    about: Iterable[Any] = (),
    data: Mapping[str, Any] | None = None,
) -> Replanned | None:
    """Re-plan an announced visit after an act that was just kept, and journal both as one act.

    Before the announcement there is no plan: only the change is journaled, as `vip.changed`.
    `data` is what the news of it says beside the cause.
    """
    if visit.status not in PLANNED:
        journal("vip.changed", visit, by=by, changes=changes, reason=reason, data={"cause": cause})
        return None
    alignment = align_plan(visit, by=by, at=at)
    departments = difference(alignment)
    journal(
        "vip.replanned",
        visit,
        by=by,
        about=about,
        changes=changes,
        reason=reason,
        data={**(data or {}), "cause": cause, "departments": departments},
        departments=departments,
    )
    return alignment


@transaction.atomic
def replan(visit_id: int, *, by: User | None, cause: str = "check") -> Replanned:
    """Make the plan fit again; journaled only when that changed something. Harmless to repeat."""
    visit = locked(visit_id)
    now = clock.now()
    alignment = align_plan(visit, by=by, at=now)
    if not alignment.is_empty:
        keep(visit, at=now)
        departments = difference(alignment)
        journal(
            "vip.replanned",
            visit,
            by=by,
            data={"cause": cause, "departments": departments},
            departments=departments,
        )
    return alignment
