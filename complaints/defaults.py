"""The complaint scheme shipped with the product (handbook E): severities, categories, the ladder."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import transaction

from complaints.models import Category, Rung, Severity

SHIPPED = Path(__file__).with_name("defaults.json")


def shipped() -> dict[str, Any]:
    content: dict[str, Any] = json.loads(SHIPPED.read_text())
    return content


@transaction.atomic
def load() -> None:
    """Add what is missing. What a hotel has changed since is left as it is."""
    for code, values in severities().items():
        Severity.objects.get_or_create(code=code, defaults=values)
    for code, values in categories().items():
        Category.objects.get_or_create(code=code, defaults=values)
    for minutes, values in rungs().items():
        Rung.objects.get_or_create(minutes=minutes, defaults=values)


def severities() -> dict[str, dict[str, Any]]:
    """Shipped values by code."""
    scheme, roles = shipped(), _by_code("Role")
    most = scheme["promise_rule"]["max_promise_ahead_min"]
    plain = ("rank", "name_zh", "name_en", "definition_zh", "definition_en")
    times = ("acknowledge_min", "first_answer_min", "resolve_min", "update_every_min")
    return {
        row["code"]: {
            **{name: row[name] for name in (*plain, *times)},
            "most_promise_min": most[row["code"]],
            "owner_role": roles[row["owner_role"]],
            "escalate_role": roles[row["escalate_to"]],
            "closing_role": roles[row["closing_role"]],
            "follow_ups": row["follow_ups_required"],
            "compensation_limit": _money(row["compensation_limit_cny"]),
        }
        for row in scheme["severities"]
    }


def categories() -> dict[str, dict[str, Any]]:
    """Shipped values by code. The severities must stand already."""
    scheme, departments = shipped(), _by_code("Department")
    standing = {each.code: each for each in Severity.objects.all()}
    return {
        row["code"]: {
            "sort": row["sort"],
            "name_zh": row["name_zh"],
            "name_en": row["name_en"],
            "department": departments[row["default_department"]],
            "severity": standing[row["default_severity"]],
            "restricted": row["code"] in scheme["restricted_categories"],
            "active": True,
        }
        for row in scheme["categories"]
    }


def rungs() -> dict[int, dict[str, Any]]:
    """Shipped steps of the ladder by minutes after the promised time."""
    rule, roles = shipped()["promise_rule"], _by_code("Role")
    reminders = {-minutes: roles["owner"] for minutes in rule["remind_before_min"]}
    after = {row["after_min"]: roles[row["to"]] for row in rule["overdue_escalation"]}
    return {
        minutes: {"role": role, "active": True} for minutes, role in {**reminders, **after}.items()
    }


def _money(value: int | None) -> Decimal | None:
    return None if value is None else Decimal(value)


def _by_code(model: str) -> dict[str, Any]:
    return {row.code: row for row in apps.get_model("staff", model)._default_manager.all()}
