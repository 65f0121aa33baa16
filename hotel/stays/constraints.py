"""Exclusion constraints with a condition on `status`, fit for forms that do not show the status."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.db import models


class LivingExclusion(ExclusionConstraint):
    """An exclusion constraint that holds while a row lives.

    Django 5.2 raises FieldError when a form leaves out a field of the condition (ticket 36222), so
    `status` is never excluded here. Migrations name the parent, which makes the same SQL.
    """

    def validate(
        self,
        model: type[models.Model],
        instance: models.Model,
        exclude: Iterable[str] | None = None,
        using: str = "default",
    ) -> None:
        super().validate(model, instance, exclude=set(exclude or ()) - {"status"}, using=using)

    def deconstruct(self) -> tuple[str, Sequence[Any], dict[str, Any]]:
        _path, args, kwargs = super().deconstruct()
        return "django.contrib.postgres.constraints.ExclusionConstraint", args, kwargs
