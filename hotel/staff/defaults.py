"""The departments and roles shipped with the product (handbook B0)."""

import json
from pathlib import Path

from django.db import transaction

from hotel.staff.models import Department, Role

SHIPPED = Path(__file__).with_name("defaults.json")


@transaction.atomic
def load() -> None:
    """Add what is missing. Names a hotel has changed since are left as they are."""
    shipped = json.loads(SHIPPED.read_text())
    departments: dict[str | None, Department | None] = {None: None}
    for sort, row in enumerate(shipped["departments"]):
        departments[row["code"]], _ = Department.objects.get_or_create(
            code=row["code"],
            defaults={"name_zh": row["name_zh"], "name_en": row["name_en"], "sort": sort},
        )
    for sort, row in enumerate(shipped["roles"]):
        Role.objects.get_or_create(
            code=row["code"],
            defaults={
                "name_zh": row["name_zh"],
                "name_en": row["name_en"],
                "dynamic": row["dynamic"],
                "department": departments[row["department"]],
                "sort": sort,
            },
        )
