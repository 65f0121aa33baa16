"""A visit's plan as a pure function of its facts (handbook C3).

The same facts and the same template always give the same plan, so after any sequence of edits the
open tasks equal a fresh plan, and `hotel.work.services.align` only has to make them so.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime

from hotel.work.planned import PlannedItem
from vip import bringing, wishes
from vip.dues import dues_of
from vip.enums import Anchor, WalkIn
from vip.planned import Due, Extra, Facts, Room, Task


def plan_for(
    facts: Facts, template_tasks: Iterable[Task], *, notice_at: datetime, now: datetime
) -> list[PlannedItem]:
    """The items every department owes for this visit, by original due time.

    `notice_at` is when the notice was recorded. `now` bounds only what cannot be known otherwise:
    daily tasks of a guest who stays on past the expected departure. All times aware.
    """
    tasks = list(template_tasks)
    once = frozenset(task.code for task in tasks if not _in_each_room(task))
    wanted = [task for task in tasks if applies(task, facts)]
    items = [
        *(item for task in wanted for item in _items(task, facts, once, notice_at, now)),
        *(item for extra in facts.extras for item in _extras(extra, facts, notice_at, now)),
        *_wished(facts, wanted, notice_at, now),
        *_brought(facts, wanted, notice_at, now),
    ]
    items = [wishes.with_words(item, facts.wishes) for item in items]
    items = _with_lists(items, facts, wanted)
    keys = {item.key for item in items}
    return sorted(
        (_waiting_only_for(item, keys) for item in items),
        key=lambda item: (item.original_due_at or item.due_at, item.code, item.key),
    )


def _wished(
    facts: Facts, wanted: list[Task], notice_at: datetime, now: datetime
) -> Iterator[PlannedItem]:
    """What the guest likes and no task of the template says."""
    for task in wishes.own_tasks(facts.wishes, {task.code for task in wanted}):
        yield from _items(task, facts, frozenset(), notice_at, now)


def _brought(
    facts: Facts, wanted: list[Task], notice_at: datetime, now: datetime
) -> Iterator[PlannedItem]:
    """The approval of what lies above the budget, and what no task of the template brings."""
    if approval := bringing.approval_task(facts):
        for _, due in dues_of(approval, facts, notice_at, now):
            yield _item(approval, facts, bringing.approval_suffix(facts), due)
    for task, lines in bringing.own_tasks(facts, wanted):
        for suffix, due in dues_of(task, facts, notice_at, now):
            item = _item(task, facts, f"{suffix}+{task.department_code}", due)
            yield bringing.with_list(item, task, lines, facts)


def _with_lists(items: list[PlannedItem], facts: Facts, wanted: list[Task]) -> list[PlannedItem]:
    # Amenities are laid out in the guest's own room.
    lists = bringing.lists_of(facts, wanted)
    tasks = {task.code: task for task in wanted if task.brings}
    return [
        bringing.with_list(item, tasks[item.code], lists.get(item.code, []), facts)
        if item.code in tasks and item.stay_id == facts.stay_id
        else item
        for item in items
    ]


def applies(task: Task, facts: Facts) -> bool:
    """Level, condition, and the rule for unannounced guests (handbook C3)."""
    if facts.level not in task.levels:
        return False
    if task.condition and task.condition not in facts.conditions:
        return False
    if facts.walk_in:
        return task.walk_in != WalkIn.SKIP
    return task.walk_in != WalkIn.ONLY


def _items(
    task: Task, facts: Facts, once: frozenset[str], notice_at: datetime, now: datetime
) -> Iterator[PlannedItem]:
    """The items of a task; `once` are the codes of tasks that are not asked for in every room."""
    for suffix, due in dues_of(task, facts, notice_at, now):
        yield _item(task, facts, suffix, due)
    for room in facts.rooms if _in_each_room(task) else ():
        mine = _in(room, facts)
        for suffix, due in dues_of(task, mine, max(notice_at, room.told_at), now):
            item = _item(task, mine, suffix + room.suffix, due)
            yield replace(item, requires=_required_there(task, suffix, room, once))


def _in_each_room(task: Task) -> bool:
    """Whoever goes out leaves a room of their own to be renewed, whichever of the visit it is."""
    return task.per_room or task.anchor == Anchor.GUEST_OUT


def _in(room: Room, facts: Facts) -> Facts:
    """The visit as it is for a further room."""
    return replace(
        facts,
        stay_id=room.stay_id,
        room_id=room.room_id,
        arrived_at=room.arrived_at,
        departed_at=room.departed_at,
        outings=room.outings,
    )


def _required_there(task: Task, suffix: str, room: Room, once: frozenset[str]) -> tuple[str, ...]:
    """A further room waits for what is done in it, not for what is done in the guest's own."""
    keys = (code + each for code in task.requires for each in dict.fromkeys((suffix, "")))
    return tuple(key if key.partition("@")[0] in once else key + room.suffix for key in keys)


def _extras(
    extra: Extra, facts: Facts, notice_at: datetime, now: datetime
) -> Iterator[PlannedItem]:
    """What no template knows of: due at its own time, or like a task that became known that day."""
    if extra.at is not None:
        yield _item(extra.task, facts, "", Due(extra.at, extra.at))
        return
    for suffix, due in dues_of(extra.task, facts, max(notice_at, extra.told_at), now):
        yield _item(extra.task, facts, suffix, due)


def _waiting_only_for(item: PlannedItem, keys: set[str]) -> PlannedItem:
    """What the plan does not hold cannot be waited for (a V4 visit has no equipment check)."""
    return replace(item, requires=tuple(key for key in item.requires if key in keys))


def _item(task: Task, facts: Facts, suffix: str, due: Due) -> PlannedItem:
    key = task.code + suffix
    done = facts.done.get(key)
    at = facts.moved.get(key, due.at)
    return PlannedItem(
        key=key,
        code=task.code,
        phase=task.phase,
        title_zh=task.title_zh,
        title_en=task.title_en,
        detail_zh=_said(due.said_zh, task.detail_zh),
        detail_en=_said(due.said_en, task.detail_en),
        department_code=task.department_code,
        role_code=facts.roles.get(task.role_code, task.role_code),
        due_at=at,
        original_due_at=due.original,
        compressed=due.compressed,
        anchor=task.anchor,
        mandatory=task.mandatory,
        evidence=task.evidence,
        evidence_spec=task.evidence_spec,
        requires=_required_keys(task, suffix),
        in_room=task.in_room,
        stay_id=facts.stay_id,
        room_id=facts.room_id,
        patience_min=task.escalate_after_min,
        done_by=done.by if done else None,
        done_evidence=done.evidence if done else None,
    )


def _said(first: str, detail: str) -> str:
    return "\n".join(part for part in (first, detail) if part)


def _required_keys(task: Task, suffix: str) -> tuple[str, ...]:
    """An item of an occasion waits for its neighbours of that occasion, and for single items."""
    if not suffix:
        return tuple(task.requires)
    return tuple(key for code in task.requires for key in (code + suffix, code))
