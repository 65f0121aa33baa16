"""The shipped part of the scheme that amenities and preferences hang on: see `vip.defaults`."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from vip.models import (
    Amenity,
    Avoidable,
    Dish,
    Level,
    OccasionAmenity,
    PreferenceRule,
    SpecialOccasion,
)

Row = Mapping[str, Any]


def load(scheme: Mapping[str, list[Row]], departments: Row, roles: Row) -> None:
    """Add what is missing; amenities and levels stand already."""
    for row in scheme["avoidables"]:
        Avoidable.objects.get_or_create(code=row["code"], defaults=avoidable_fields(row))
    for row in scheme["dishes"]:
        Dish.objects.get_or_create(code=row["code"], defaults=dish_fields(row))
    for row in scheme["occasions"]:
        found, made = SpecialOccasion.objects.get_or_create(
            code=row["code"], defaults=occasion_fields(row)
        )
        if made:
            lay_out(found, row)
    for row in scheme["preference_rules"]:
        PreferenceRule.objects.get_or_create(
            code=row["code"], defaults=rule_fields(row, departments, roles)
        )


def amenity_fields(row: Row) -> dict[str, Any]:
    """What an amenity is made of, beside its names and department."""
    return {
        "kind": row["kind"],
        "contains": row["contains"],
        "unit_cost": Decimal(row["unit_cost_cny"]),
        "gift": row["gift"],
    }


def avoidable_fields(row: Row) -> dict[str, Any]:
    return {name: row[name] for name in ("name_zh", "name_en", "words", "sure_words")}


def dish_fields(row: Row) -> dict[str, Any]:
    names = ("name_zh", "name_en", "story_zh", "story_en", "contains", "sort")
    return {name: row[name] for name in names}


def occasion_fields(row: Row) -> dict[str, Any]:
    return {
        "name_zh": row["name_zh"],
        "name_en": row["name_en"],
        "starts_on": _day(row["starts_on"]),
        "ends_on": _day(row["ends_on"]),
    }


def rule_fields(row: Row, departments: Row, roles: Row) -> dict[str, Any]:
    names = [
        "kind",
        "into_tasks",
        "title_zh",
        "title_en",
        "anchor",
        "offset_min",
        "duration_min",
        "in_room",
    ]
    return {
        **{name: row[name] for name in names},
        "department": departments[row["department"]],
        "owner_role": roles[row["owner_role"]],
    }


def lay_out(occasion: SpecialOccasion, row: Row) -> None:
    """What the occasion brings, as shipped and nothing else."""
    occasion.amenities.all().delete()
    for each in row["amenities"]:
        OccasionAmenity.objects.create(
            occasion=occasion,
            amenity=Amenity.objects.get(code=each["code"]),
            lowest_level=Level.objects.get(code=each["lowest_level"]),
            quantity=each["quantity"],
            replenish=each["replenish"],
            from_nights=each["from_nights"],
        )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
