"""What the panel of a room asks. Whether it may be done is the services' business."""

from datetime import timedelta
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from hotel.rooms.enums import Cleanliness
from hotel.rooms.models import RoomBlock, RoomType
from hotel.rooms.selectors import NIGHT_BEGINS
from hotel.web import clock
from hotel.web.widgets import MomentInput

CODES = ("VI", "VC", "VD", "OC", "OD", "OOO", "OOS")


class MomentField(forms.DateTimeField):
    """A date and an hour on the hotel's clock, chosen with the browser's own control."""

    def __init__(self, **options: Any) -> None:
        formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        super().__init__(widget=MomentInput(), input_formats=formats, **options)


class CleanlinessForm(forms.Form):
    to = forms.ChoiceField(choices=Cleanliness.choices)
    reason = forms.CharField(label=_("reason"), max_length=200, required=False)
    version = forms.IntegerField(min_value=0, required=False)


class BlockForm(forms.Form):
    kind = forms.ChoiceField(label=_("Take out as"), choices=RoomBlock.Kind.choices)
    start = MomentField(label=_("From"))
    end = MomentField(label=_("Until"))
    reason = forms.CharField(label=_("Reason"), max_length=200)

    @classmethod
    def empty(cls) -> "BlockForm":
        """From now until the next time rooms are let."""
        now = clock.local(clock.now())
        end = clock.at(now.date(), NIGHT_BEGINS)
        if end <= now + timedelta(hours=1):
            end += timedelta(days=1)
        return cls(initial={"start": now, "end": clock.local(end)})


class ExtendForm(forms.Form):
    end = MomentField(label=_("New end"))
    reason = forms.CharField(label=_("Reason"), max_length=200, required=False)


class FilterForm(forms.Form):
    """Which rooms the page shows; anything odd in the address shows all."""

    code = forms.ChoiceField(choices=[(code, code) for code in CODES], required=False)
    floor = forms.TypedChoiceField(label=_("Floor"), coerce=int, empty_value=None, required=False)
    type = forms.ChoiceField(label=_("Room type"), required=False)

    def __init__(self, *args: Any, floors: list[int], types: list[RoomType], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ChoiceField, self.fields["floor"]).choices = [
            ("", _("All floors")),
            *((each, str(each)) for each in floors),
        ]
        cast(forms.ChoiceField, self.fields["type"]).choices = [
            ("", _("All types")),
            *((each.code, each.name) for each in types),
        ]

    @property
    def chosen(self) -> dict[str, Any]:
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value not in ("", None)}
