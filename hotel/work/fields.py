"""The questions that evidence is made of, as form fields in the reader's language."""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from hotel.guests.freetext import no_card_number
from hotel.web.bilingual import pick

LONGEST_TEXT = 2000


def words_of(source: Mapping[str, Any], default: str, name: str = "label") -> str:
    return pick(source.get(f"{name}_zh", ""), source.get(f"{name}_en", "")) or default


_REQUIRED = {"required": gettext_lazy("Fill this in.")}


def short_text(label: str, *, required: bool, limit: int = 200) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=limit,
        validators=[no_card_number],
        error_messages=_REQUIRED,
    )


def long_text(label: str, *, required: bool) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=required,
        max_length=LONGEST_TEXT,
        validators=[no_card_number],
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages=_REQUIRED,
    )


def rating(label: str, *, required: bool) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        required=required,
        coerce=int,
        empty_value=None,
        choices=[(score, str(score)) for score in range(1, 6)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose from 1 to 5.")},
    )


def choice(label: str, required: bool, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, required=required, choices=[("", "—"), *choices], error_messages=_REQUIRED
    )


def yes_or_no(label: str, *, required: bool) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=required,
        choices=[("yes", _("Yes")), ("no", _("No"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say yes or no.")},
    )


def asked(spec: Mapping[str, Any]) -> forms.Field:
    label, required = words_of(spec, pgettext("evidence", "Note")), bool(spec.get("required", True))
    timed: dict[str, tuple[type[forms.Field], str]] = {
        "datetime": (forms.DateTimeField, "datetime-local"),
        "date": (forms.DateField, "date"),
        "time": (forms.TimeField, "time"),
        "number": (forms.IntegerField, "number"),
    }
    kind = spec.get("kind", "text")
    if kind in timed:
        return _typed(*timed[kind], label=label, required=required)
    makers: dict[str, Callable[[], forms.Field]] = {
        "textarea": lambda: long_text(label, required=required),
        "rating": lambda: rating(label, required=required),
        "yes_no": lambda: yes_or_no(label, required=required),
        "choice": lambda: choice(
            label, required, [(c["value"], words_of(c, c["value"])) for c in spec["choices"]]
        ),
    }
    return makers.get(kind, lambda: short_text(label, required=required))()


def _typed(field: type[forms.Field], input_type: str, *, label: str, required: bool) -> forms.Field:
    return field(
        label=label,
        required=required,
        widget=forms.TextInput(attrs={"type": input_type}),
        error_messages=_REQUIRED,
    )
