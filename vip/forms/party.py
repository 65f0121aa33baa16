"""The small forms of a visit's party panel: an entry of the programme, a companion, a room."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hotel.guests import selectors as guests
from hotel.rooms import selectors as rooms
from hotel.staff import selectors as staff
from vip.enums import LineUp, Programme, Relation
from vip.forms.acts import VisitForm
from vip.forms.fields import MomentField, text
from vip.models import Member, Visit

MARK = " · "
MOST_HITS = 8
# Fewer digits are the number of a profile.
SHORTEST_PHONE = 7


class EntryForm(VisitForm):
    kind = forms.ChoiceField(label=_("What"), choices=Programme.choices)
    starts_at = MomentField(label=_("Starts"))
    persons = forms.IntegerField(label=_("Persons"), required=False, min_value=1, max_value=500)
    budget = forms.DecimalField(
        label=_("Budget a person"), required=False, min_value=0, max_digits=8, decimal_places=2
    )
    place = text(_("Place"), 60)
    note = text(_("Note"), 200)


class MemberForm(VisitForm):
    """A companion. A guest on file is found by name or phone, or named by the profile's number."""

    name = text(_("Name"), 60)
    guest = text(_("Guest on file: name, phone or No."), 120)
    relation = forms.ChoiceField(label=_("Relation"), choices=Relation.choices)
    title = text(pgettext_lazy("guest", "Title"), 60)
    room_number = forms.TypedChoiceField(
        label=_("Room of the visit"), coerce=int, empty_value=None, required=False
    )
    restrictions = text(_("Allergies and dislikes"), 300)
    wishes = text(_("Likes and wishes"), 300)

    def build(self) -> None:
        numbers = range(1, self.visit.rooms_needed + 1)
        choices = [("", "—"), *((number, f"{number}") for number in numbers)]
        self.fields["room_number"].choices = choices  # type: ignore[attr-defined]

    def clean_guest(self) -> int | None:
        """The profile's number: as typed, as chosen from those found, or of the only one found."""
        asked = str(self.cleaned_data["guest"]).strip()
        if not asked:
            return None
        number = asked.removeprefix("#").partition(MARK)[0].strip()
        if number.isdigit() and len(number) < SHORTEST_PHONE:
            return int(number)
        hits = guests.search(asked, limit=MOST_HITS)
        if not hits:
            raise forms.ValidationError(_("Nobody of this name or phone is on file."))
        if len(hits) > 1:
            found = _(", ").join(on_file(hit.guest) for hit in hits)
            raise forms.ValidationError(
                _("Several are on file, choose one: %(found)s"), params={"found": found}
            )
        return int(hits[0].guest.pk)

    @property
    def given(self) -> dict[str, Any]:
        fields = super().given
        guest_id = fields.pop("guest")
        return {**fields, "guest_id": guest_id}


class ChangeMemberForm(MemberForm):
    """A companion who is noted already, by the number within the visit."""

    def __init__(self, data: Any = None, *, visit: Visit, member: Member) -> None:
        self.member = member
        super().__init__(data, visit=visit)
        self.auto_id = f"member_{member.number}_%s"

    def start(self, visit: Visit) -> dict[str, Any]:
        member = self.member
        names = ("name", "relation", "title", "room_number", "restrictions", "wishes")
        guest = on_file(member.guest) if member.guest else ""
        return {**{name: getattr(member, name) for name in names}, "guest": guest}


def on_file(guest: Any) -> str:
    """`12 · 沈知遥 · 138****6601`: the number first, so that choosing it names the profile."""
    return MARK.join(part for part in (str(guest.pk), guest.name, guest.phone_masked) if part)


class MoreRoomForm(VisitForm):
    room_type = forms.TypedChoiceField(label=_("Room type"), coerce=int)

    def start(self, visit: Any) -> dict[str, Any]:
        return {"version": visit.version, "room_type": visit.room_type_id}

    def build(self) -> None:
        self.fields["room_type"].choices = [(each.pk, each.name) for each in rooms.types()]  # type: ignore[attr-defined]


class LineUpForm(VisitForm):
    """One place of a line-up and who takes it: as the roster says, somebody, nobody."""

    place = forms.ChoiceField(label=_("Place in line"))
    person = forms.ChoiceField(label=_("Who stands there"), required=False)

    def __init__(self, data: Any = None, *, visit: Any, house: Any = None) -> None:
        self.house = house
        super().__init__(data, visit=visit)

    def build(self) -> None:
        level = self.visit.level
        known = self.house
        names = known.roles if known else {role.code: role.name for role in staff.roles()}
        pairs = [
            *((LineUp.WELCOME, role) for role in (*level.greeter_roles, "")),
            *((LineUp.FAREWELL, role) for role in (*level.farewell_roles, "")),
        ]
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            (f"{kind}:{role}", f"{kind.label} · {names.get(role, role) or _('one more')}")
            for kind, role in pairs
        ]
        people = [
            (str(each.pk), f"{each.name} {each.username}")
            for each in (known.people if known else staff.people())
        ]
        self.fields["person"].choices = [  # type: ignore[attr-defined]
            ("", _("as the duty roster says")),
            ("0", _("nobody")),
            *people,
        ]

    @property
    def given(self) -> dict[str, Any]:
        kind, _colon, role = self.cleaned_data["place"].partition(":")
        person = self.cleaned_data["person"]
        return {"kind": kind, "role": role, "person_id": int(person) if person else None}
