"""Changes of one stay. Each form carries the version its reader saw."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hotel.rooms import selectors as house
from hotel.stays.enums import Guarantee, StayKind, StayStatus
from hotel.stays.forms.booking import DayField, TimeInput, moment_of
from hotel.stays.models import Reservation, Stay
from hotel.stays.periods import hours_of
from hotel.web import clock


class Versioned(forms.Form):
    version = forms.IntegerField(widget=forms.HiddenInput)


class ReasonForm(Versioned):
    reason = forms.CharField(
        label=_("Reason"), max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )


class MoveForm(ReasonForm):
    room = forms.IntegerField(label=_("Room"), error_messages={"required": _("Choose a room.")})
    override_reason = forms.CharField(
        label=_("Why a VIP moves into a room nobody inspected"), max_length=200, required=False
    )
    rate = forms.DecimalField(
        label=_("Rate a night from tonight"),
        max_digits=8,
        decimal_places=2,
        min_value=0,
        required=False,
    )

    def __init__(self, *args: Any, may_price: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_price:
            del self.fields["rate"]


class EtaForm(Versioned):
    eta = forms.TimeField(label=_("Expected at"), widget=TimeInput, required=False)

    @classmethod
    def of(cls, stay: Stay) -> "EtaForm":
        eta = clock.local(stay.eta).time() if stay.eta else None
        return cls(initial={"eta": eta, "version": stay.version})

    def moment(self, stay: Stay) -> Any:
        return moment_of(stay.arrival, self.cleaned_data["eta"])


class ChangeForm(Versioned):
    arrival = DayField(label=_("Arrival"))
    departure = DayField(label=_("Departure"))
    starts = forms.TimeField(label=_("From"), widget=TimeInput)
    ends = forms.TimeField(label=_("Until"), widget=TimeInput)
    room_type: forms.ModelChoiceField[Any] = forms.ModelChoiceField(
        label=_("Room type"), queryset=None
    )
    adults = forms.IntegerField(label=_("Adults"), min_value=1, max_value=99)
    children = forms.IntegerField(label=_("Children"), min_value=0, max_value=99)
    rate = forms.DecimalField(label=_("Rate a night"), max_digits=12, decimal_places=2, min_value=0)
    plates = forms.CharField(
        label=_("Plates"), max_length=80, required=False, help_text=_("Several: with commas.")
    )
    overbook = forms.BooleanField(label=_("Overbook within the type's limit"), required=False)

    def __init__(
        self, data: Any = None, *, stay: Stay, may_overbook: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        self.stay = stay
        self.fields["room_type"].queryset = house.types()  # type: ignore[attr-defined]
        day_use = stay.kind == StayKind.DAY_USE
        out = {"departure"} if day_use else {"starts", "ends"}
        if stay.status == StayStatus.IN_HOUSE:
            out |= {"arrival", "room_type"}
        if not may_overbook:
            out.add("overbook")
        for name in out:
            del self.fields[name]

    @staticmethod
    def initial_of(stay: Stay) -> dict[str, Any]:
        starts, ends = hours_of(stay.period)
        return {
            "version": stay.version,
            "arrival": stay.arrival,
            "departure": stay.departure,
            "starts": starts,
            "ends": ends,
            "room_type": stay.room_type_id,
            "adults": stay.adults,
            "children": stay.children,
            "rate": stay.rate,
            "plates": ", ".join(stay.plates),
        }

    @property
    def facts(self) -> dict[str, Any]:
        """What `services.change_stay` takes, without the actor."""
        typed = self.cleaned_data
        room_type = typed.get("room_type")
        hours = (typed["starts"], typed["ends"]) if "starts" in typed else None
        return {
            "seen_version": typed["version"],
            "arrival": typed.get("arrival"),
            "departure": typed.get("departure"),
            "hours": hours,
            "room_type_id": room_type.pk if room_type else None,
            "adults": typed["adults"],
            "children": typed["children"],
            "rate": typed["rate"],
            "plates": [
                text for text in typed["plates"].replace("，", ",").split(",") if text.strip()
            ],
            "overbook": typed.get("overbook", False),
        }


class ContactForm(Versioned):
    contact_name = forms.CharField(label=_("Contact"), max_length=80, required=False)
    contact_phone = forms.CharField(
        label=_("New contact phone"),
        max_length=24,
        required=False,
        help_text=_("Empty: the number on file stays."),
    )
    guarantee = forms.ChoiceField(label=_("Guarantee"), choices=Guarantee.choices)
    requests = forms.CharField(
        label=_("Special requests"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    @classmethod
    def of(cls, reservation: Reservation) -> "ContactForm":
        return cls(
            initial={
                "version": reservation.version,
                "contact_name": reservation.contact_name,
                "guarantee": reservation.guarantee,
                "requests": reservation.requests,
            }
        )

    @property
    def facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "seen_version": typed["version"],
            "contact_name": typed["contact_name"],
            "contact_phone": typed["contact_phone"] or None,
            "guarantee": typed["guarantee"],
            "requests": typed["requests"],
        }
