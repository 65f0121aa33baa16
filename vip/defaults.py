"""The VIP scheme shipped with the product (handbook C): levels, sources, amenities, plan version 1."""

import json
from collections.abc import Mapping
from datetime import time
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import transaction

from hotel.web import clock
from vip import gift_defaults
from vip.models import Amenity, Level, LevelAmenity, NoticeSource, PlanTemplate, TemplateTask

SHIPPED = Path(__file__).with_name("defaults.json")
Row = Mapping[str, Any]


def shipped() -> dict[str, Any]:
    """The file as it is: `rules`, `phases`, `anchors` and `vip`."""
    content: dict[str, Any] = json.loads(SHIPPED.read_text())
    return content


def plan_rows() -> list[Row]:
    """The tasks of the shipped plan: the handbook's 69, then what the product adds to them."""
    rows: list[Row] = list(shipped()["vip"]["tasks"])
    for path in sorted(SHIPPED.parent.glob("defaults_*.json")):
        rows += json.loads(path.read_text())
    return rows


@transaction.atomic
def load() -> None:
    """Add what is missing. What a hotel has changed since is left as it is."""
    scheme = shipped()["vip"]
    _load_amenities(scheme["amenities"])
    levels = {row["code"]: _load_level(row) for row in scheme["levels"]}
    for row in scheme["notice_sources"]:
        _load_source(row, levels)
    gift_defaults.load(scheme, _by_code("Department"), _by_code("Role"))
    if not PlanTemplate.objects.exists():
        _load_template(plan_rows())


def amenity_fields(row: Row) -> dict[str, Any]:
    return {
        **_names(row),
        **gift_defaults.amenity_fields(row),
        "department": _by_code("Department")[row["department"]],
    }


def rule_fields(row: Row) -> dict[str, Any]:
    return gift_defaults.rule_fields(row, _by_code("Department"), _by_code("Role"))


def _load_amenities(rows: list[Row]) -> None:
    for row in rows:
        Amenity.objects.get_or_create(code=row["code"], defaults=amenity_fields(row))


_LEVEL_FIELDS = [
    "rank",
    "alias",
    "qualifies_zh",
    "qualifies_en",
    "approval_roles",
    "approval_within_min",
    "greeter_roles",
    "greeter_zh",
    "greeter_en",
    "check_in_mode",
    "check_in_zh",
    "check_in_en",
    "lift_hold",
    "deposit_waived",
    "room_policy_zh",
    "room_policy_en",
    "care_calls_per_day",
    "care_call_by_zh",
    "care_call_by_en",
    "small_tidy_per_day",
    "turndown",
    "dining_zh",
    "dining_en",
    "farewell_roles",
    "farewell_zh",
    "farewell_en",
]


def level_fields(row: Row) -> dict[str, Any]:
    return {
        **_names(row),
        **{name: row[name] for name in _LEVEL_FIELDS},
        "late_checkout_until": time.fromisoformat(row["late_checkout_until"]),
        "amenity_budget": row["amenity_budget_cny"],
    }


def _load_level(row: Row) -> Level:
    level, made = Level.objects.get_or_create(code=row["code"], defaults=level_fields(row))
    if made:
        lay_out(level, row)
    return level


def lay_out(level: Level, row: Row) -> None:
    """What the level puts before the guest, as shipped and nothing else."""
    level.amenities.all().delete()
    for each in row["amenities"]:
        LevelAmenity.objects.create(
            level=level,
            amenity=Amenity.objects.get(code=each["code"]),
            quantity=each["quantity"],
            replenish=each["replenish"],
            from_nights=each["from_nights"],
        )


def source_fields(row: Row, levels: Mapping[str, Level]) -> dict[str, Any]:
    return {
        **_names(row),
        "default_level": levels[row["default_level"]],
        "min_level": levels[row["min_level"]],
        "needs_approval": row["needs_approval"],
        "walk_in": row["walk_in"],
        "note_zh": row["note_zh"],
        "note_en": row["note_en"],
    }


def _load_source(row: Row, levels: Mapping[str, Level]) -> None:
    NoticeSource.objects.get_or_create(code=row["code"], defaults=source_fields(row, levels))


_TASK_FIELDS = [
    "code",
    "sort",
    "phase",
    "title_zh",
    "title_en",
    "detail_zh",
    "detail_en",
    "anchor",
    "offset_min",
    "levels",
    "mandatory",
    "evidence",
    "evidence_spec",
    "walk_in",
    "requires",
    "in_room",
    "duration_min",
    "brings",
    "escalate_after_min",
    "seed_ref",
]


def _load_template(rows: list[Row]) -> None:
    write_tasks(PlanTemplate.objects.create(version=1, active_from=clock.now()), rows)


def write_tasks(template: PlanTemplate, rows: list[Row]) -> None:
    """The shipped tasks into a version without any."""
    TemplateTask.objects.bulk_create(
        TemplateTask(template=template, **fields) for fields in task_fields(rows)
    )


def task_fields(rows: list[Row]) -> list[dict[str, Any]]:
    departments, roles = _by_code("Department"), _by_code("Role")
    return [
        {
            "department": departments[row["department"]],
            "owner_role": roles[row["owner_role"]],
            "daily_time": time.fromisoformat(row["daily_time"]) if row["daily_time"] else None,
            "condition": row["condition"] or "",
            "origin": row["source"],
            "per_room": row.get("per_room", False),
            **{name: row[name] for name in _TASK_FIELDS},
        }
        for row in rows
    ]


def _names(row: Row) -> dict[str, Any]:
    return {"name_zh": row["name_zh"], "name_en": row["name_en"]}


def _by_code(model: str) -> dict[str, Any]:
    return {row.code: row for row in apps.get_model("staff", model).objects.all()}
