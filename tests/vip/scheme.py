"""The shipped plan and the facts of invented visits, without a database."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from hotel.web import clock
from vip.defaults import plan_rows, shipped
from vip.enums import Condition
from vip.planned import Facts, Occasion, Task, Told

NOTICE = datetime.fromisoformat("2026-11-20T09:00:00+08:00")
ARRIVAL = datetime.fromisoformat("2026-11-23T15:00:00+08:00")
DEPARTURE = datetime.fromisoformat("2026-11-25T12:00:00+08:00")
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)

CONDITIONS = tuple(each.value for each in Condition if each != Condition.WALK_IN)


def tasks() -> list[Task]:
    """The handbook's own 69."""
    return [_task(row) for row in shipped()["vip"]["tasks"]]


def every_task() -> list[Task]:
    """With what the product adds to them."""
    return [_task(row) for row in plan_rows()]


def _task(row: Mapping[str, Any]) -> Task:
    return Task(
        code=row["code"],
        phase=row["phase"],
        department_code=row["department"],
        role_code=row["owner_role"],
        title_zh=row["title_zh"],
        title_en=row["title_en"],
        detail_zh=row["detail_zh"],
        detail_en=row["detail_en"],
        anchor=row["anchor"],
        offset_min=row["offset_min"],
        daily_time=time.fromisoformat(row["daily_time"]) if row["daily_time"] else None,
        levels=tuple(row["levels"]),
        walk_in=row["walk_in"],
        mandatory=row["mandatory"],
        evidence=row["evidence"],
        evidence_spec=row["evidence_spec"],
        condition=row["condition"] or "",
        requires=tuple(row["requires"]),
        in_room=row["in_room"],
        escalate_after_min=row["escalate_after_min"],
        per_room=row.get("per_room", False),
    )


def facts(level: str = "V1", source: str = "C", **more: Any) -> Facts:
    """A visit that meets every condition, noted three days ahead, unless said otherwise."""
    walk_in = source == "D"
    given: dict[str, Any] = {
        "source": source,
        "walk_in": walk_in,
        "levels": (Told(NOTICE, level),),
        "arrivals": (Told(NOTICE, NOTICE if walk_in else ARRIVAL),),
        "departures": (Told(NOTICE, DEPARTURE),),
        "arrived_at": NOTICE if walk_in else None,
        "conditions": dict.fromkeys((*CONDITIONS, *(("walk_in",) if walk_in else ())), NOTICE),
        **more,
    }
    return Facts(**given)


def in_house(level: str = "V1", **more: Any) -> Facts:
    """The same guest, arrived on time, with one meal, one wake-up call and one outing."""
    dinner = clock.at(ARRIVAL.date(), time(18, 30))
    return facts(
        level,
        arrived_at=ARRIVAL,
        meals=(Occasion("1", dinner, NOTICE),),
        wake_ups=(Occasion("1", ARRIVAL + 16 * HOUR, NOTICE),),
        outings=(Occasion("1", ARRIVAL + 20 * HOUR, ARRIVAL + 20 * HOUR),),
        **more,
    )
