"""The departments and roles shipped with the product (handbook B0)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction

from hotel.staff import services
from hotel.staff.models import Department, Role, User
from hotel.web.bilingual import pick

SHIPPED = Path(__file__).with_name("defaults.json")


@dataclass(frozen=True)
class Renamed:
    """A department or role that is called or placed otherwise than shipped."""

    record: Department | Role
    row: dict[str, Any]

    @property
    def what(self) -> str:
        return f"{self.record._meta.verbose_name} {self.record.code}"

    @property
    def now(self) -> str:
        return f"{self.record.name} · {self.record.sort}"

    @property
    def shipped(self) -> str:
        return f"{pick(self.row['name_zh'], self.row['name_en'])} · {self.row['sort']}"


def shipped() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(SHIPPED.read_text())
    return content


def renamed() -> list[Renamed]:
    """Departments and roles whose names or order differ from the shipped ones."""
    return [*_differing(Department, "departments"), *_differing(Role, "roles")]


def _differing(model: type[Department] | type[Role], key: str) -> Iterator[Renamed]:
    rows = {row["code"]: {**row, "sort": sort} for sort, row in enumerate(shipped()[key])}
    for record in model._default_manager.filter(code__in=rows):
        row = rows[record.code]
        if any(getattr(record, name) != row[name] for name in ("name_zh", "name_en", "sort")):
            yield Renamed(record, row)


@transaction.atomic
def reset_names(*, by: User) -> None:
    """Call and order every department and role as shipped. Each is one renaming in the journal."""
    for each in renamed():
        names = {name: each.row[name] for name in ("name_zh", "name_en", "sort")}
        services.rename(each.record, by=by, **names)


@transaction.atomic
def load() -> None:
    """Add what is missing. Names a hotel has changed since are left as they are."""
    rows = shipped()
    departments: dict[str | None, Department | None] = {None: None}
    for sort, row in enumerate(rows["departments"]):
        departments[row["code"]], _ = Department.objects.get_or_create(
            code=row["code"],
            defaults={"name_zh": row["name_zh"], "name_en": row["name_en"], "sort": sort},
        )
    for sort, row in enumerate(rows["roles"]):
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
