"""What the pages of the floors ask. Whether it may be done is the services' business."""

from decimal import Decimal
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hotel.staff.models import User
from hotel.web import clock
from hotel.web.widgets import MomentInput
from housekeeping.enums import FindingKind, Point, TaskKind
from housekeeping.models import PricedItem
from housekeeping.selectors import attendants
from housekeeping.services import Found

FREE_LINES = 3
NOBODY = 0
BLOCKS = (("out_of_order", _("out of order")), ("out_of_service", _("out of service")))
STAY_ON = (TaskKind.STAYOVER, TaskKind.TURNDOWN, TaskKind.SMALL_TIDY)


class MomentField(forms.DateTimeField):
    """A date and an hour on the hotel's clock, chosen with the browser's own control."""

    def __init__(self, **options: Any) -> None:
        formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        super().__init__(widget=MomentInput(), input_formats=formats, **options)


class ReportForm(forms.Form):
    """The report of a departure inspection: a quantity for each item of the list, and free lines."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    left_items = forms.CharField(
        label=_("Left items"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, items: list[PricedItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.items = items
        for item in items:
            self.fields[f"item_{item.pk}"] = forms.IntegerField(
                label=item.name, min_value=0, max_value=99, required=False
            )
        for number in range(FREE_LINES):
            self.fields[f"kind_{number}"] = forms.ChoiceField(
                label=_("Kind"), choices=FindingKind.choices, required=False
            )
            self.fields[f"text_{number}"] = forms.CharField(
                label=_("What"), max_length=120, required=False
            )
            self.fields[f"price_{number}"] = forms.DecimalField(
                label=_("Price ¥"),
                min_value=0,
                max_digits=7,
                decimal_places=2,
                required=False,
            )

    @property
    def listed(self) -> list[tuple[PricedItem, forms.BoundField]]:
        return [(item, self[f"item_{item.pk}"]) for item in self.items]

    @property
    def free(self) -> list[tuple[forms.BoundField, forms.BoundField, forms.BoundField]]:
        return [
            (self[f"kind_{number}"], self[f"text_{number}"], self[f"price_{number}"])
            for number in range(FREE_LINES)
        ]

    def clean(self) -> dict[str, Any]:
        given = cast(dict[str, Any], super().clean())
        for number in range(FREE_LINES):
            if given.get(f"text_{number}") and given.get(f"price_{number}") is None:
                self.add_error(f"price_{number}", _("Say the price, 0 for nothing to pay."))
        return given

    @property
    def found(self) -> list[Found]:
        """What was found, as the service wants it. After `is_valid`."""
        given = self.cleaned_data
        listed = [
            Found(item.kind, item.name, item.price, given[f"item_{item.pk}"])
            for item in self.items
            if given.get(f"item_{item.pk}")
        ]
        free = [
            Found(
                given[f"kind_{number}"] or FindingKind.DAMAGE,
                given[f"text_{number}"],
                cast(Decimal, given[f"price_{number}"]),
            )
            for number in range(FREE_LINES)
            if given.get(f"text_{number}")
        ]
        return [*listed, *free]


class PointsForm(forms.Form):
    """A room inspection: the five points, and what is to be done again."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    points = forms.MultipleChoiceField(
        label=_("In order"),
        choices=Point.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = forms.CharField(
        label=_("What is to be done again"),
        max_length=200,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AssignForm(forms.Form):
    """Rooms and whom they are given to; nobody takes them back."""

    attendant = forms.TypedChoiceField(
        label=_("Attendant"),
        coerce=int,
        error_messages={"required": _("Choose a room attendant.")},
    )

    def __init__(self, *args: Any, loads: dict[int, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["attendant"]).choices = [
            ("", _("Choose…")),
            *((each.pk, _label(each, loads or {})) for each in attendants()),
            (NOBODY, pgettext_lazy("attendant", "Nobody")),
        ]

    @property
    def to(self) -> int | None:
        return self.cleaned_data["attendant"] or None

    @property
    def rooms(self) -> list[int]:
        """The ids that were ticked; which of them there are is for the service to know."""
        ticked = self.data.getlist("rooms") if hasattr(self.data, "getlist") else []
        return [int(each) for each in ticked if each.isdecimal() and len(each) < 10]


def _label(person: User, loads: dict[int, str]) -> str:
    load = loads.get(person.pk)
    return f"{person.name} · {load}" if load else person.name


class AddForm(forms.Form):
    kind = forms.ChoiceField(
        label=_("Put on the list"),
        choices=[(kind.value, kind.label) for kind in STAY_ON],
    )


class BlockForm(forms.Form):
    kind = forms.ChoiceField(label=_("Take out as"), choices=BLOCKS)
    start = MomentField(label=_("From"))
    end = MomentField(label=_("Until"))
    reason = forms.CharField(label=_("Reason"), max_length=200)

    @classmethod
    def empty(cls) -> "BlockForm":
        """From now for a day."""
        now = clock.local(clock.now())
        return cls(initial={"start": now, "end": now + clock.minutes(24 * 60)})


class ExtendForm(forms.Form):
    end = MomentField(label=_("New end"))
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"), max_length=200, widget=forms.Textarea(attrs={"rows": 2})
    )
