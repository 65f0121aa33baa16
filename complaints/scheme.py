"""The shipped complaint scheme among the house's defaults: what differs, and going back to it."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from complaints import defaults
from complaints.models import Category, Rung, Severity
from hotel.house.shipped import Difference, Shipped, register
from hotel.journal import words
from hotel.journal.services import record
from hotel.staff.models import User

Values = Mapping[Any, Mapping[str, Any]]
# Each kind of row, what names it, and its shipped values.
_KINDS: tuple[tuple[type[models.Model], str, Callable[[], Values]], ...] = (
    (Severity, "code", defaults.severities),
    (Category, "code", defaults.categories),
    (Rung, "minutes", defaults.rungs),
)


def differences() -> Sequence[Difference]:
    """Every field of a shipped row that stands otherwise now. Rows of the hotel's own are left out."""
    return [each for model, key, values in _KINDS for each in _differing(model, key, values())]


def _differing(model: type[models.Model], key: str, shipped: Values) -> Iterator[Difference]:
    for row in model._default_manager.all():
        for name, value in shipped.get(getattr(row, key), {}).items():
            if getattr(row, name) != value:
                label = model._meta.get_field(name).verbose_name  # type: ignore[union-attr]
                yield Difference(f"{row} · {label}", _said(getattr(row, name)), _said(value))


@transaction.atomic
def reset(by: User) -> int:
    """All shipped rows as they were shipped; what is missing comes back. Returns how many changed."""
    defaults.load()
    return sum(
        reset_rows(model._default_manager.all(), key, values(), by=by)
        for model, key, values in _KINDS
    )


@transaction.atomic
def reset_rows(rows: Iterable[models.Model], key: str, shipped: Values, *, by: User) -> int:
    """These rows, where they were shipped, go back to it; one journal entry each that changed."""
    return sum(_reset(row, shipped.get(getattr(row, key), {}), by) for row in rows)


def _reset(row: models.Model, values: Mapping[str, Any], by: User) -> bool:
    changes = {
        name: (_said(getattr(row, name)), _said(value))
        for name, value in values.items()
        if getattr(row, name) != value
    }
    if not changes:
        return False
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    record(f"{row._meta.model_name}.reset", row, by=by, changes=changes, topics=["complaints"])
    return True


def _said(value: Any) -> str:
    return words.value(value if isinstance(value, (bool, type(None))) else str(value))


register(
    Shipped(
        "complaints",
        _("Complaint scheme"),
        differences,
        reset,
        note=_("Categories of the hotel's own stay."),
        permission="complaints.change_severity",
        sort=60,
    )
)
