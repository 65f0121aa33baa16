"""The notice as it is taken on the telephone."""

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hotel.rooms import selectors as rooms
from vip import selectors
from vip.enums import Programme, Transport
from vip.forms.fields import MomentField, text
from vip.models import Visit

# Lines for the programme on a notice; more are added on the visit's page.
LINES = 4
_PARTS = ("kind", "starts_at", "persons", "budget", "place", "note")
# Fields of the form that the service takes under another name, or that are not the notice's own.
_NOT_FACTS = frozenset({"version", "form_token", "source", "level", "guest", "room_type"})
NEW_GUEST = ("name_zh", "surname_latin", "given_latin", "phone")


class NoticeForm(forms.Form):
    """The whole notice (handbook A7.178–182, B5). What the house refuses stands beside its field."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)
    form_token = forms.UUIDField(required=False, widget=forms.HiddenInput)
    source = forms.ChoiceField(label=_("Who gives the notice"), widget=forms.RadioSelect)
    level = forms.ChoiceField(label=_("Level"))
    notifier_name = text(_("Given by"), 60, required=True)
    notifier_unit = text(_("Their unit"), 120)
    notifier_phone = text(_("Their phone"), 40)
    guest = forms.IntegerField(required=False, widget=forms.HiddenInput)
    name_zh = text(_("Chinese name"), 60)
    surname_latin = text(_("Latin surname"), 60)
    given_latin = text(_("Latin given names"), 80)
    phone = text(_("Guest's phone"), 24)
    title = text(pgettext_lazy("guest", "Title"), 60)
    organisation = text(_("Organisation"), 120)
    party_size = forms.IntegerField(label=_("Persons"), min_value=1, max_value=200, initial=1)
    companions = text(_("Companions"), 500, rows=2)
    arrival_at = MomentField(label=_("Arrives"), required=False)
    departure_at = MomentField(label=_("Leaves"), required=False)
    transport = forms.ChoiceField(label=_("Comes by"), choices=Transport.choices, required=False)
    transport_no = text(_("Flight or train"), 40)
    plates = text(_("Number plates"), 80)
    needs_transport = forms.BooleanField(label=_("Needs a car at departure"), required=False)
    room_type = forms.TypedChoiceField(label=_("Room type"), coerce=int, required=False)
    rooms_needed = forms.IntegerField(
        label=pgettext_lazy("how many", "Rooms"), min_value=1, max_value=50, initial=1
    )
    dining = forms.BooleanField(label=_("Meals are wanted"), required=False)
    bathing = forms.BooleanField(label=_("Bathing"), required=False)
    mahjong = forms.BooleanField(label=_("Mahjong"), required=False)
    massage = forms.BooleanField(label=_("Massage"), required=False)
    wake_up_at = MomentField(label=_("Wake-up call"), required=False)
    occasions = forms.MultipleChoiceField(
        label=_("Special occasions"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("A birthday in the stay and festivals count by themselves."),
    )
    banner_text = text(_("Banner or lobby sign"), 200)
    confidential = forms.BooleanField(
        label=_("Confidential: alias on shared screens, room number hidden"), required=False
    )
    public_alias = text(_("Alias"), 40)
    billing = text(_("Billing"), 300)
    host_name = text(_("Host"), 60)
    host_phone = text(_("Host's phone"), 40)
    greeting = text(_("Greeting line-up"), 300)
    screened = forms.BooleanField(label=_("Screen calls and visitors"), required=False)
    put_through = text(_("Who may be put through"), 200)
    notes = text(_("Notes"), 2000, rows=3)

    def __init__(
        self,
        data: Any = None,
        *,
        visit: Visit | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, auto_id="%s", initial=dict(initial or {}))
        self.visit = visit
        self._choices()
        self.lines = _lines_of(visit)
        for number in self.lines:
            self.fields.update(_entry_fields(number))

    def _choices(self) -> None:
        self.sources = selectors.sources()
        self.levels = selectors.levels()
        source, level, room_type = (self.fields[n] for n in ("source", "level", "room_type"))
        source.choices = [(each.code, str(each)) for each in self.sources]  # type: ignore[attr-defined]
        level.choices = [(each.code, str(each)) for each in self.levels]  # type: ignore[attr-defined]
        named = [(each.code, each.name) for each in selectors.named_occasions()]
        self.fields["occasions"].choices = named  # type: ignore[attr-defined]
        types = [(each.pk, each.name) for each in rooms.types()]
        room_type.choices = [("", _("not known yet")), *types]  # type: ignore[attr-defined]

    @property
    def entries(self) -> list[list[forms.BoundField]]:
        """The lines of the programme, as bound fields."""
        return [[self[_name(number, part)] for part in _PARTS] for number in self.lines]

    @property
    def arranged(self) -> bool:
        """Whether the programme has to be seen at once."""
        return any(
            self[_name(n, p)].value() or self[_name(n, p)].errors
            for n in self.lines
            for p in _PARTS[1:]
        )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("guest") and not self._new_guest(cleaned) and not self.visit:
            self.add_error("name_zh", _("Choose a guest, or write the name of a new one."))
        for number in self.lines:
            rest = [cleaned.get(_name(number, part)) for part in _PARTS[2:]]
            if any(rest) and not cleaned.get(_name(number, "starts_at")):
                self.add_error(_name(number, "starts_at"), _("Say when it starts."))
        return cleaned

    def _new_guest(self, cleaned: Mapping[str, Any]) -> dict[str, str]:
        return {name: cleaned[name] for name in NEW_GUEST if cleaned.get(name)}

    @property
    def new_guest(self) -> dict[str, str] | None:
        """The facts of a guest not on file yet; None when one was chosen."""
        return None if self.cleaned_data.get("guest") else self._new_guest(self.cleaned_data)

    def facts(self) -> dict[str, Any]:
        """The notice's own fields, as `vip.services.write_notice` takes them."""
        given = {
            name: value
            for name, value in self.cleaned_data.items()
            if name not in _NOT_FACTS and name not in NEW_GUEST and not name.startswith("entry_")
        }
        given["room_type_id"] = self.cleaned_data["room_type"] or None
        given["plates"] = _split(given["plates"])
        given["transport"] = given["transport"] or Transport.UNKNOWN
        return given

    def programme(self) -> list[dict[str, Any]]:
        """The programme as `vip.services` take it: those lines that have a time."""
        return list(self._programme())

    def _programme(self) -> Iterator[dict[str, Any]]:
        standing = {each.number for each in self.visit.programme.all()} if self.visit else set()
        for number in self.lines:
            line = {part: self.cleaned_data.get(_name(number, part)) for part in _PARTS}
            if line["starts_at"]:
                yield {**line, "number": number if number in standing else 0}


def _lines_of(visit: Visit | None) -> list[int]:
    """The numbers of the programme's lines: those that stand, and some empty ones."""
    standing = [each.number for each in visit.programme.all()] if visit else []
    fresh = max(standing, default=0) + 1
    return [*standing, *range(fresh, fresh + max(1, LINES - len(standing)))]


def _name(number: int, part: str) -> str:
    return f"entry_{number}_{part}"


def _entry_fields(number: int) -> dict[str, forms.Field]:
    return {
        _name(number, "kind"): forms.ChoiceField(
            label=_("What"), choices=Programme.choices, required=False
        ),
        _name(number, "starts_at"): MomentField(label=_("Starts"), required=False),
        _name(number, "persons"): forms.IntegerField(
            label=_("Persons"), required=False, min_value=1, max_value=500
        ),
        _name(number, "budget"): forms.DecimalField(
            label=_("Budget a person"), required=False, min_value=0, max_digits=8, decimal_places=2
        ),
        _name(number, "place"): text(_("Place"), 60),
        _name(number, "note"): text(_("Note"), 200),
    }


def _split(typed: str) -> list[str]:
    for mark in ",,、;; \n":
        typed = typed.replace(mark, "\n")
    return [each for each in typed.split("\n") if each]


def blank() -> dict[str, Any]:
    """What a new notice starts with. The token makes a double click harmless."""
    return {
        "form_token": uuid4(),
        "source": "C",
        "level": "V3",
        "party_size": 1,
        "rooms_needed": 1,
        "transport": Transport.UNKNOWN,
    }


def initial_of(visit: Visit) -> dict[str, Any]:
    """A visit as its notice form shows it."""
    values: dict[str, Any] = {
        name: getattr(visit, name)
        for name in NoticeForm.base_fields
        if hasattr(visit, name) and name not in _NOT_FACTS
    }
    values |= {
        "version": visit.version,
        "source": visit.source.code,
        "level": visit.level.code,
        "guest": visit.guest_id,
        "room_type": visit.room_type_id or "",
        "plates": "、".join(visit.plates),
    }
    for each in visit.programme.all():
        values |= {_name(each.number, part): getattr(each, part) for part in _PARTS}
    return values


def copied_from(visit: Visit) -> dict[str, Any]:
    """What of the guest's last visit is worth having again; times are asked anew."""
    kept = [
        "title",
        "organisation",
        "party_size",
        "companions",
        "transport",
        "plates",
        "room_type",
        "rooms_needed",
        "dining",
        "bathing",
        "mahjong",
        "massage",
        "banner_text",
        "confidential",
        "public_alias",
        "billing",
        "host_name",
        "host_phone",
    ]
    return {name: value for name, value in initial_of(visit).items() if name in kept}
