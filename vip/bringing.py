"""Which task of a plan brings which amenity, and what its instruction says: pure functions.

Amenities that no planned task brings get a task of their own, so that none is ordered and forgotten.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import time

from django.utils.translation import gettext_lazy as _

from hotel.web.bilingual import both
from hotel.work.planned import PlannedItem
from vip.amenities import Line
from vip.enums import Anchor, Phase, WalkIn
from vip.planned import Facts, Task

LISTS_ALL = "*"
APPROVAL, FIRST, DAILY = "G0", "G1", "G2"
TOLD = "amenities"
_FIRST_BEFORE_ARRIVAL = -90
_DAILY_AT = time(9, 0)
_LEADERS = {
    "food_beverage": "fnb_supervisor",
    "housekeeping": "hk_supervisor",
    "front_office": "receptionist",
    "etiquette": "greeter_lead",
    "sales": "sales_manager",
    "recreation": "recreation_supervisor",
}


def lists_of(facts: Facts, planned: Iterable[Task]) -> dict[str, list[Line]]:
    """The amenities each task carries, by task code; on a daily task only what comes daily."""
    lines = facts.amenities.granted(facts.amenities_cleared)
    lists = {
        task.code: [line for line in lines if line.offer.kind in task.brings and _fits(line, task)]
        for task in planned
        if task.brings
    }
    return {code: lists[code] for code in lists if lists[code]}


def _fits(line: Line, task: Task) -> bool:
    return line.daily or task.anchor != Anchor.DAILY


def own_tasks(facts: Facts, planned: Sequence[Task]) -> list[tuple[Task, list[Line]]]:
    """Further tasks for what nobody brings yet, one for each department and time."""
    first = {kind for task in planned if task.anchor != Anchor.DAILY for kind in task.brings}
    daily = {kind for task in planned if task.anchor == Anchor.DAILY for kind in task.brings}
    lists: dict[tuple[str, str], list[Line]] = {}
    for line in facts.amenities.granted(facts.amenities_cleared):
        kind = line.offer.kind
        if kind not in first and not (line.daily and kind in daily):
            lists.setdefault((FIRST, line.offer.department_code), []).append(line)
        if line.daily and kind not in daily:
            lists.setdefault((DAILY, line.offer.department_code), []).append(line)
    return [(_task(code, department, facts), lines) for (code, department), lines in lists.items()]


def approval_task(facts: Facts) -> Task | None:
    """The level's authority decides on what lies above the budget (handbook C2)."""
    if not facts.amenities.over_budget:
        return None
    said = both(_("Approve amenities above the level's budget"))
    return _made(
        facts,
        code=APPROVAL,
        department_code="management",
        role_code="approver",
        title_zh=said["zh"],
        title_en=said["en"],
        anchor=Anchor.ARRIVAL,
        offset_min=-1440,
        evidence="approval",
        mandatory=False,
    )


def approval_suffix(facts: Facts) -> str:
    """An approval is for one cost: a higher one is asked for anew."""
    return f"@{facts.amenities.cost}"


def _task(code: str, department: str, facts: Facts) -> Task:
    daily = code == DAILY
    said = both(_("Bring today's amenities") if daily else _("Bring the amenities"))
    return _made(
        facts,
        code=code,
        phase=Phase.DAILY if daily else Phase.PRE_ARRIVAL,
        department_code=department,
        role_code=_LEADERS.get(department, "department_head"),
        title_zh=said["zh"],
        title_en=said["en"],
        anchor=Anchor.DAILY if daily else Anchor.ARRIVAL,
        offset_min=_FIRST_BEFORE_ARRIVAL,
        daily_time=_DAILY_AT if daily else None,
        duration_min=10,
    )


def _made(facts: Facts, **fields: object) -> Task:
    """A task for this visit, new since what the amenities hang on last changed."""
    given: dict[str, object] = {"phase": Phase.PRE_ARRIVAL, **fields}
    return Task(
        levels=tuple({str(told.value) for told in facts.levels}),
        walk_in=WalkIn.KEEP,
        condition=TOLD,
        **given,  # type: ignore[arg-type]
    )


def with_list(item: PlannedItem, task: Task, lines: Sequence[Line], facts: Facts) -> PlannedItem:
    """The item with its list in both languages and, for the house, the codes it brings."""
    if LISTS_ALL in task.brings:
        return _saying(item, facts.amenities.granted(facts.amenities_cleared), facts)
    if not lines:
        return item
    spec = {**item.evidence_spec, "amenities": [line.offer.code for line in lines]}
    return replace(_saying(item, lines, facts), evidence_spec=spec)


def _saying(item: PlannedItem, lines: Sequence[Line], facts: Facts) -> PlannedItem:
    zh, en = ([*_words(lines, facts, index)] for index in (0, 1))
    return replace(
        item,
        detail_zh="\n".join(part for part in (item.detail_zh, *zh) if part),
        detail_en="\n".join(part for part in (item.detail_en, *en) if part),
    )


_LIST, _AVOID = _("Amenities: %(list)s"), _("Never: %(list)s")


def _words(lines: Sequence[Line], facts: Facts, index: int) -> Iterator[str]:
    language, comma = (("zh", "、"), ("en", ", "))[index]
    if lines:
        named = (f"{_name(line, language)} ×{line.quantity}" for line in lines)
        yield both(_LIST)[language] % {"list": comma.join(named)}
    if facts.avoid:
        yield both(_AVOID)[language] % {"list": comma.join(each[index] for each in facts.avoid)}


def _name(line: Line, language: str) -> str:
    return line.offer.name_zh if language == "zh" else line.offer.name_en


def carriers(items: Iterable[PlannedItem]) -> Mapping[str, list[str]]:
    """For each amenity code the keys of the items that bring it."""
    found: dict[str, list[str]] = {}
    for item in items:
        for code in item.evidence_spec.get("amenities", ()):
            found.setdefault(code, []).append(item.key)
    return found
