"""The reservation form: one room for one guest, by night or by the hour; and a group's rooms."""

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from hotel.guests import selectors as people
from hotel.rooms import selectors as house
from hotel.stays.dates import FIRST_YEAR, LAST_YEAR
from hotel.stays.enums import Guarantee, Source, StayKind
from hotel.stays.models import Reservation
from hotel.stays.once import Once
from hotel.stays.periods import SMALL_HOURS
from hotel.web import clock
from hotel.web.widgets import DayInput

if TYPE_CHECKING:
    from hotel.rooms.models import RoomType

# What a new guest needs at booking; the rest is asked for at check-in.
NEWCOMER = ("name_zh", "surname_latin", "given_latin", "sex", "phone")


class TimeInput(forms.TimeInput):
    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


class DayField(forms.DateField):
    """A day of this era: what lies far outside is a slip, and no calendar can count with it."""

    widget = DayInput

    def clean(self, value: Any) -> date | None:
        day: date | None = super().clean(value)
        if day is not None and not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(_("Check the year."), code="year")
        return day


class TypeField(forms.Field):
    """A room type by its id. The page draws the choice itself, with what is left of each."""

    def to_python(self, value: Any) -> "RoomType | None":
        if value in self.empty_values:
            return None
        chosen = house.room_type(int(value)) if str(value).isdecimal() else None
        if chosen is None:
            raise forms.ValidationError(_("There is no such room type."), code="invalid_choice")
        return chosen


class _Dated(forms.Form):
    """What both forms share: the token that makes a double click harmless, and the contact."""

    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid4)
    source = forms.ChoiceField(label=_("Source"), choices=Source.choices, initial=Source.PHONE)
    guarantee = forms.ChoiceField(
        label=_("Guarantee"), choices=Guarantee.choices, initial=Guarantee.NONE
    )
    contact_name = forms.CharField(label=_("Contact"), max_length=80, required=False)
    contact_phone = forms.CharField(label=_("Contact phone"), max_length=24, required=False)
    requests = forms.CharField(
        label=_("Special requests"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    tentative = forms.BooleanField(label=_("Tentative: not confirmed yet"), required=False)
    overbook = forms.BooleanField(label=_("Overbook within the type's limit"), required=False)

    def __init__(self, *args: Any, may_overbook: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not may_overbook:
            del self.fields["overbook"]

    @property
    def status(self) -> str:
        return "tentative" if self.cleaned_data["tentative"] else "confirmed"

    @property
    def once(self) -> Once:
        token: UUID = self.cleaned_data["token"]
        typed = {name: value for name, value in self.data.items() if name != "csrfmiddlewaretoken"}
        return Once.of(token, typed)


class BookingForm(_Dated):
    kind = forms.ChoiceField(
        label=_("Kind of stay"), choices=StayKind.choices, initial=StayKind.OVERNIGHT
    )
    guest = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name_zh = forms.CharField(label=_("Chinese name"), max_length=60, required=False)
    surname_latin = forms.CharField(label=_("Latin surname"), max_length=60, required=False)
    given_latin = forms.CharField(label=_("Latin given names"), max_length=80, required=False)
    sex = forms.ChoiceField(
        label=_("Sex"),
        choices=[("", "—"), ("M", _("male")), ("F", _("female"))],
        required=False,
    )
    phone = forms.CharField(label=_("Phone"), max_length=24, required=False)
    arrival = DayField(label=_("Arrival"))
    departure = DayField(label=_("Departure"), required=False)
    starts = forms.TimeField(label=_("From"), widget=TimeInput, required=False)
    ends = forms.TimeField(label=_("Until"), widget=TimeInput, required=False)
    room_type = TypeField(
        label=_("Room type"), error_messages={"required": _("Choose a room type.")}
    )
    room = forms.CharField(label=_("Room"), max_length=8, required=False)
    adults = forms.IntegerField(label=_("Adults"), min_value=1, max_value=99, initial=1)
    children = forms.IntegerField(label=_("Children"), min_value=0, max_value=99, initial=0)
    rate = forms.DecimalField(
        label=_("Rate a night"),
        max_digits=12,
        decimal_places=2,
        min_value=0,
        required=False,
        help_text=_("Empty: the rack rate."),
    )
    eta = forms.TimeField(label=_("Expected at"), widget=TimeInput, required=False)
    plates = forms.CharField(
        label=_("Plates"), max_length=80, required=False, help_text=_("Several: with commas.")
    )

    def clean_guest(self) -> int | None:
        guest_id: int | None = self.cleaned_data["guest"]
        if guest_id is not None and guest_id not in people.guests_by_id([guest_id]):
            raise forms.ValidationError(_("This guest is not on file any more. Search again."))
        return guest_id

    def clean_room(self) -> int | None:
        number = self.cleaned_data["room"].strip()
        if not number:
            return None
        room = house.room_by_number(number)
        if room is None:
            raise forms.ValidationError(
                _("There is no room %(number)s."), params={"number": number[:8]}
            )
        return room.pk

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("kind") == StayKind.DAY_USE:
            cleaned["departure"] = cleaned.get("arrival")
            for name in ("starts", "ends"):
                if name in cleaned and cleaned[name] is None:
                    self.add_error(name, _("Give the hours of the day use."))
        elif "departure" in cleaned and cleaned["departure"] is None:
            self.add_error("departure", _("Give the departure."))
        if not cleaned.get("guest") and not self._newcomer(cleaned) and "guest" in cleaned:
            self.add_error("name_zh", _("Find the guest, or give the new guest's name."))
        return cleaned

    @staticmethod
    def _newcomer(cleaned: dict[str, Any]) -> bool:
        return any(cleaned.get(name) for name in NEWCOMER[:3])

    @property
    def newcomer(self) -> dict[str, Any] | None:
        """The new guest's facts, or None when a guest on file was chosen."""
        if self.cleaned_data["guest"]:
            return None
        return {name: self.cleaned_data[name] for name in NEWCOMER if self.cleaned_data[name]}

    @property
    def facts(self) -> dict[str, Any]:
        """What `services.book` takes, without the guest and the actor."""
        typed = self.cleaned_data
        day_use = typed["kind"] == StayKind.DAY_USE
        return {
            "room_type_id": typed["room_type"].pk,
            "room_id": typed["room"],
            "arrival": typed["arrival"],
            "departure": typed["departure"],
            "hours": (typed["starts"], typed["ends"]) if day_use else None,
            "kind": typed["kind"],
            "status": self.status,
            "adults": typed["adults"],
            "children": typed["children"],
            "rate": typed["rate"],
            "eta": moment_of(typed["arrival"], typed["eta"]),
            "plates": [text.strip() for text in typed["plates"].replace("，", ",").split(",")],
            "source": typed["source"],
            "guarantee": typed["guarantee"],
            "contact_name": typed["contact_name"],
            "contact_phone": typed["contact_phone"],
            "requests": typed["requests"],
            "overbook": typed.get("overbook", False),
            "once": self.once,
        }


class GroupForm(_Dated):
    group_name = forms.CharField(
        label=_("Group"), max_length=Reservation._meta.get_field("group_name").max_length
    )
    guest = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name_zh = BookingForm.declared_fields["name_zh"]
    phone = BookingForm.declared_fields["phone"]
    arrival = DayField(label=_("Arrival"))
    departure = DayField(label=_("Departure"))
    adults = forms.IntegerField(label=_("Adults a room"), min_value=1, max_value=99, initial=2)
    rate = forms.DecimalField(
        label=_("Rate a night"),
        max_digits=12,
        decimal_places=2,
        min_value=0,
        required=False,
        help_text=_("Empty: the rack rate."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.types = list(house.types())
        for each in self.types:
            self.fields[f"rooms_{each.pk}"] = forms.IntegerField(
                label=each.name, min_value=0, max_value=99, required=False
            )

    @property
    def room_fields(self) -> list[forms.BoundField]:
        return [self[f"rooms_{each.pk}"] for each in self.types]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("guest") and not cleaned.get("name_zh"):
            self.add_error("name_zh", _("Find the leader, or give the leader's name."))
        return cleaned

    @property
    def newcomer(self) -> dict[str, Any] | None:
        if self.cleaned_data["guest"]:
            return None
        names = ("name_zh", "phone")
        return {name: self.cleaned_data[name] for name in names if self.cleaned_data[name]}

    @property
    def rooms(self) -> list[tuple[int, int]]:
        counts = ((each.pk, self.cleaned_data[f"rooms_{each.pk}"]) for each in self.types)
        return [(type_id, count) for type_id, count in counts if count]

    @property
    def facts(self) -> dict[str, Any]:
        typed = self.cleaned_data
        return {
            "name": typed["group_name"],
            "rooms": self.rooms,
            "status": self.status,
            "overbook": typed.get("overbook", False),
            "once": self.once,
            **{
                name: typed[name]
                for name in (
                    "arrival",
                    "departure",
                    "adults",
                    "rate",
                    "source",
                    "guarantee",
                    "contact_name",
                    "contact_phone",
                    "requests",
                )
            },
        }


def moment_of(day: date, hour: time | None) -> datetime | None:
    """A clock time of the arrival day; one in the small hours belongs to the night after."""
    if hour is None:
        return None
    if hour < SMALL_HOURS:
        day += timedelta(days=1)
    return clock.at(day, hour)
