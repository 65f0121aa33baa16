"""The detours that are left out: what they answer stays what Django answers."""

from contextvars import copy_context
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Model
from django.urls import NoReverseMatch, reverse
from django.utils import translation

from hotel.stays.models import Stay
from hotel.web.paths import path_to


def _chosen() -> list[Any]:
    return [
        pytest.param(model, field, id=f"{model.__name__}.{field.name}")
        for model in apps.get_models()
        for field in model._meta.local_fields
        if field.choices and model.__module__.split(".")[0] not in ("django", "axes")
    ]


@pytest.mark.parametrize(("model", "field"), _chosen())
def test_every_choice_is_called_as_django_calls_it(model: type[Model], field: Any) -> None:
    for language in ("en", "zh-hans"):
        with translation.override(language):
            for value in (*(value for value, _label in field.flatchoices), "?", None):
                record = model(**{field.attname: value})
                shown = getattr(record, f"get_{field.name}_display")()
                assert shown == Model._get_FIELD_display(record, field)  # type: ignore[attr-defined]


def test_a_language_is_active_in_its_own_context_only() -> None:
    with translation.override("en"):
        copy_context().run(translation.activate, "zh-hans")
        assert translation.get_language() == "en"


def test_a_language_can_be_taken_back() -> None:
    with translation.override("en"):
        translation.deactivate()
        assert translation.get_language() == "zh-hans"


def test_addresses_are_those_of_reverse() -> None:
    for args in ((7,), (2_000_000_011,)):
        assert path_to("stays:stay", *args) == reverse("stays:stay", args=args)
    assert path_to("work:board", "housekeeping") == reverse("work:board", args=["housekeeping"])
    assert path_to("home") == reverse("home")


def test_no_row_has_a_number_below_nought() -> None:
    with pytest.raises(NoReverseMatch):
        path_to("stays:stay", -1)


def test_a_state_is_told_without_the_database() -> None:
    with translation.override("en"):
        assert Stay(status="in_house").get_status_display() == "In house"
