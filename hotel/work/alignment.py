"""A plan's own door: afterwards the subject's open items are exactly what the plan says."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from hotel.staff import selectors as staff
from hotel.staff.models import User
from hotel.web import clock
from hotel.work import dnd, escalating, states
from hotel.work.acts import UNHELD
from hotel.work.models import Item, Status
from hotel.work.planned import Alignment, Before, PlannedItem

Plan = Mapping[str, PlannedItem]
Fields = Mapping[str, dict[str, Any]]

# A change of one of these is news for people; a change of wording or order is not.
FACE = ("due_at", "room_id", "department_id", "owner_role_id")
UNTOUCHED: Mapping[str, Any] = {
    **UNHELD,
    "assignee": None,
    "accepted_at": None,
    "accepted_by": None,
    "started_at": None,
    "reason": "",
}


@transaction.atomic
def align(
    subject_type: str,
    subject_id: int,
    planned: Iterable[PlannedItem],
    *,
    by: User | None,
    at: datetime | None = None,
) -> Alignment:
    """Make the subject's open items equal the plan, in a constant number of queries (handbook C3).

    Missing items are added, cancelled ones of the plan come back, undone ones move, those no
    longer planned are cancelled; what is done, failed or not applicable stays as it is. An item
    planned with `done_by` is made done at `at` (aware, default now). The caller journals the act
    that caused it, and holds its own lock on the subject.
    """
    now = at or clock.now()
    plan = _by_key(planned)
    fields = _fields(plan)
    items = Item.objects.filter(subject_type=subject_type, subject_id=subject_id)
    standing = _locked(items)
    result = Alignment()
    revived = _revive(standing, plan)
    _rewrite(standing, fields, result)
    fresh = [key for key in plan if key not in standing]
    Item.objects.bulk_create(
        Item(
            subject_type=subject_type,
            subject_id=subject_id,
            key=key,
            **fields[key],
            **_born_done(plan[key], now),
        )
        for key in fresh
    )
    _settle(standing, plan, now)
    dropped = _drop(standing, plan)
    dnd.sync(items, by=by)
    escalating.look_again(items)
    return _told(result, items, plan, added={*fresh, *revived}, dropped=dropped)


def _by_key(planned: Iterable[PlannedItem]) -> dict[str, PlannedItem]:
    plan: dict[str, PlannedItem] = {}
    for each in planned:
        if each.key in plan:
            raise ValueError(f"the plan names {each.key} twice")
        plan[each.key] = each
    return plan


def _fields(plan: Plan) -> dict[str, dict[str, Any]]:
    """What belongs to the plan of each item; the rest is what people did with it."""
    departments = {each.code: each.pk for each in staff.departments()}
    roles = {each.code: each.pk for each in staff.roles()}
    return {
        key: {
            "code": each.code,
            "phase": each.phase,
            "title_zh": each.title_zh,
            "title_en": each.title_en,
            "detail_zh": each.detail_zh,
            "detail_en": each.detail_en,
            "department_id": departments[each.department_code],
            "owner_role_id": roles[each.role_code] if each.role_code else None,
            "stay_id": each.stay_id,
            "room_id": each.room_id,
            "in_room": each.in_room,
            "due_at": each.due_at,
            "original_due_at": each.original_due_at or each.due_at,
            "compressed": each.compressed,
            "anchor": each.anchor,
            "mandatory": each.mandatory,
            "evidence_kind": each.evidence,
            "evidence_spec": dict(each.evidence_spec),
            "requires": list(each.requires),
            "patience_min": each.patience_min,
        }
        for key, each in plan.items()
    }


def _locked(items: QuerySet[Item]) -> dict[str, Item]:
    rows = items.select_related("department").select_for_update(of=("self",)).order_by("pk")
    return {item.key: item for item in rows}


def _revive(standing: Mapping[str, Item], plan: Plan) -> set[str]:
    """Cancelled items that are planned again wait again, as if nobody had touched them."""
    back = [i for key, i in standing.items() if key in plan and i.status == Status.CANCELLED]
    if back:
        states.move_many([item.pk for item in back], Status.WAITING, **UNTOUCHED)
    for item in back:
        item.status = Status.WAITING
    return {item.key for item in back}


def _rewrite(standing: Mapping[str, Item], fields: Fields, result: Alignment) -> None:
    """Give undone items the plan's words, times and owners; note the face of those that moved."""
    changed: list[Item] = []
    touched: set[str] = set()
    for key in standing.keys() & fields.keys():
        item = standing[key]
        news = {name for name, value in fields[key].items() if getattr(item, name) != value}
        if not item.is_open or not news:
            continue
        if news & set(FACE):
            result.before[item.pk] = Before(item.due_at, item.room_id, item.department.code)
        later = fields[key]["due_at"] > item.due_at
        for name in news:
            setattr(item, name, fields[key][name])
        if later:
            for name, value in states.wound().items():
                setattr(item, name, value)
            news |= set(states.wound())
        item.version, item.changed_at = item.version + 1, clock.now()
        changed.append(item)
        touched |= news
    if changed:
        names = sorted(name.removesuffix("_id") for name in touched)
        Item.objects.bulk_update(changed, [*names, "version", "changed_at"])


def _born_done(planned: PlannedItem, now: datetime) -> dict[str, Any]:
    return {"status": Status.DONE, **_done(planned, now)} if planned.done_by else {}


def _settle(standing: Mapping[str, Item], plan: Plan, now: datetime) -> None:
    """Undone items that the plan itself knows to be done are done."""
    known = [i for key, i in standing.items() if i.is_open and key in plan and plan[key].done_by]
    if not known:
        return
    for item in known:
        for name, value in (_done(plan[item.key], now) | UNHELD).items():
            setattr(item, name, value)
    Item.objects.bulk_update(known, ["done_at", "done_by", "evidence", *UNHELD])
    states.move_many([item.pk for item in known], Status.DONE)


def _done(planned: PlannedItem, now: datetime) -> dict[str, Any]:
    return {
        "done_by": planned.done_by,
        "done_at": now,
        "evidence": dict(planned.done_evidence or {}),
    }


def _drop(standing: Mapping[str, Item], plan: Plan) -> set[int]:
    gone = {item.pk for key, item in standing.items() if item.is_open and key not in plan}
    if gone:
        states.move_many(gone, Status.CANCELLED, **UNHELD)
    return gone


def _told(
    result: Alignment, items: QuerySet[Item], plan: Plan, *, added: set[str], dropped: set[int]
) -> Alignment:
    """Sort the items, read once more with all a message about them shows, into the difference."""
    for item in items.select_related("department", "owner_role", "assignee", "room"):
        if item.pk in dropped:
            result.cancelled.append(item)
        elif item.key in added:
            result.added.append(item)
        elif item.pk in result.before:
            result.moved.append(item)
        elif item.key in plan:
            result.kept.append(item)
    return result
