"""Detours of Django's that a page takes hundreds of times, left out. What they answer stays the same.

Which language and which time zone are active is kept in `asgiref.local.Local`, which asks five
functions and a lock for it; a context variable, on which it stands itself, answers at once. What a
choice is called is looked up among choices that are put together anew for every value.
"""

from collections.abc import Callable
from contextvars import ContextVar
from functools import partialmethod
from typing import Any

from django.apps import apps
from django.db.models import CharField, IntegerField, Model
from django.utils import timezone
from django.utils.choices import BaseChoiceIterator
from django.utils.encoding import force_str
from django.utils.translation import trans_real


class Active:
    """One value a context, with the attribute `value` that Django reads, sets and deletes."""

    def __init__(self, name: str) -> None:
        self._kept: ContextVar[Any] = ContextVar(name, default=None)

    @property
    def value(self) -> Any:
        found = self._kept.get()
        if found is None:
            raise AttributeError("value")
        return found

    @value.setter
    def value(self, given: Any) -> None:
        self._kept.set(given)

    @value.deleter
    def value(self) -> None:
        self._kept.set(None)


def leave_out() -> None:
    """Once a process, before the first request and when all models are there."""
    for module, name in ((trans_real, "active language"), (timezone, "active time zone")):
        swift, was = Active(name), getattr(module._active, "value", None)
        swift.value = was
        module._active = swift  # type: ignore[attr-defined]
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_fields:
            display = f"get_{field.name}_display"
            if isinstance(vars(model).get(display), partialmethod) and _fixed(field):
                setattr(model, display, _shown(field))


def _fixed(field: Any) -> bool:
    """Whether its choices are the same at each asking."""
    plain = isinstance(field, (CharField, IntegerField))
    return plain and bool(field.choices) and not isinstance(field.choices, BaseChoiceIterator)


def _shown(field: Any) -> Callable[[Model], Any]:
    """What `get_status_display` and its like say."""
    name, labels = field.attname, dict(field.flatchoices)

    def display(record: Model) -> Any:
        value = getattr(record, name)
        return force_str(labels.get(value, value), strings_only=True)

    return display
