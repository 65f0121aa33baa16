"""The small forms of a visit's page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from vip import selectors, whereabouts
from vip.enums import ArrivalSource, Confidence
from vip.forms.fields import MomentField, text
from vip.models import Visit

# The gate has its own button, the desk its booking.
HEARD_FROM = [(each.value, each.label) for each in (ArrivalSource.CONTACT, ArrivalSource.FLIGHT)]


class VisitForm(forms.Form):
    """A small form of the visit's page; carries the version that was seen."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, visit: Visit) -> None:
        name = type(self).__name__.lower()
        super().__init__(data, auto_id=f"{name}_%s", initial=self.start(visit))
        self.visit = visit
        self.build()

    def start(self, visit: Visit) -> dict[str, Any]:
        return {"version": visit.version}

    def build(self) -> None:
        """Choices that hang on the visit."""

    @property
    def given(self) -> dict[str, Any]:
        return {k: v for k, v in self.cleaned_data.items() if k != "version"}


class PlainForm(VisitForm):
    """Nothing to fill in."""


class ArrivalForm(VisitForm):
    arrival_at = MomentField(label=_("Arrives"))
    source = forms.ChoiceField(label=_("Heard from"), required=False, choices=HEARD_FROM)
    confidence = forms.ChoiceField(label=_("How sure"), required=False, choices=Confidence.choices)
    note = text(_("Note"), 200)

    def start(self, visit: Visit) -> dict[str, Any]:
        return {
            "version": visit.version,
            "arrival_at": visit.arrival_at,
            "source": ArrivalSource.CONTACT,
            "confidence": Confidence.LIKELY,
        }

    @property
    def given(self) -> dict[str, Any]:
        """What was left open is the contact's word."""
        start = {"source": ArrivalSource.CONTACT, "confidence": Confidence.LIKELY}
        return {name: value or start.get(name, value) for name, value in super().given.items()}


class DepartureForm(VisitForm):
    departure_at = MomentField(label=_("Leaves"))

    def start(self, visit: Visit) -> dict[str, Any]:
        return {"version": visit.version, "departure_at": visit.departure_at}


class LevelForm(VisitForm):
    level = forms.ChoiceField(label=_("Level"))
    reason = text(_("Reason"), 300)

    def start(self, visit: Visit) -> dict[str, Any]:
        return {"version": visit.version, "level": visit.level.code}

    def build(self) -> None:
        allowed = [
            level for level in selectors.levels() if level.rank <= self.visit.source.min_level.rank
        ]
        self.fields["level"].choices = [(each.code, str(each)) for each in allowed]  # type: ignore[attr-defined]


class ApproveForm(LevelForm):
    reason = None  # type: ignore[assignment]


class ReasonForm(VisitForm):
    reason = text(_("Reason"), 300, required=True)


class LetInForm(ReasonForm):
    """Who lets the guest in before the visit is ready says why."""


class CancelForm(ReasonForm):
    with_booking = forms.BooleanField(label=_("Cancel the booking as well"), required=False)


class ResumeForm(VisitForm):
    arrival_at = MomentField(label=_("Arrives"))
    departure_at = MomentField(label=_("Leaves"))


class RoomForm(VisitForm):
    room = forms.TypedChoiceField(label=_("Room"), coerce=int)
    reason = text(_("Reason"), 300)

    def build(self) -> None:
        choices = [
            (room.pk, f"{room.number} · {room.code}")
            for room in selectors.free_rooms_for(self.visit)
        ]
        self.fields["room"].choices = [("", "—"), *choices]  # type: ignore[attr-defined]


class AnnounceForm(RoomForm):
    """The room may still be open when the departments are told."""

    reason = None  # type: ignore[assignment]

    def build(self) -> None:
        super().build()
        self.fields["room"].required = False


class RoomLeftForm(VisitForm):
    """Which room of the visit; not asked where it has one."""

    room = forms.TypedChoiceField(label=_("Room"), coerce=int)
    # Whether it is about the rooms somebody is out of.
    is_out = False

    def build(self) -> None:
        here = whereabouts.places(self.visit)
        if not self.visit.party_rooms.all():
            del self.fields["room"]
            return
        fitting = [place.number for place in here if bool(place.outing) == self.is_out]
        self.fields["room"].choices = [(place.number, place.label) for place in here]  # type: ignore[attr-defined]
        self.initial["room"] = next(iter(fitting), None)


class OutForm(RoomLeftForm):
    expected_back_at = MomentField(label=_("Expected back"), required=False)


class BackForm(RoomLeftForm):
    is_out = True


class OccasionsForm(VisitForm):
    occasions = forms.MultipleChoiceField(
        label=_("Special occasions"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A birthday in the stay and festivals count by themselves."),
    )

    def start(self, visit: Visit) -> dict[str, Any]:
        return {"version": visit.version, "occasions": visit.occasions}

    def build(self) -> None:
        choices = [(each.code, each.name) for each in selectors.named_occasions()]
        self.fields["occasions"].choices = choices  # type: ignore[attr-defined]
