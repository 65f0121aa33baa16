"""Companions, rooms and programme of a visit as one viewer reads them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from hotel.stays import selectors as stays
from hotel.web import show
from vip import said
from vip.enums import Programme, Status
from vip.forms import ChangeMemberForm, EntryForm, MemberForm, MoreRoomForm, VisitForm
from vip.models import Visit
from vip.visibility import Seen

if TYPE_CHECKING:
    from hotel.stays.models import Stay

_WISHES = {
    "dining": Programme.MEAL,
    "bathing": Programme.BATHING,
    "mahjong": Programme.MAHJONG,
    "massage": Programme.MASSAGE,
}
# A stay nobody comes for is no room of the party.
_GONE = ("cancelled", "no_show")


@dataclass(frozen=True, slots=True)
class Companion:
    number: int
    name: str
    relation: str
    room: str
    restrictions: str
    wishes: str
    guest_id: int | None


@dataclass(frozen=True, slots=True)
class Room:
    """A room of the visit: 1 is the guest's own. `label` is the number, or "" while none is given."""

    number: int
    label: str
    stay_id: int
    state: str


@dataclass(frozen=True, slots=True)
class Entry:
    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Party:
    """What the panel and the notice on paper show."""

    members: list[Companion]
    rooms: list[Room]
    programme: list[Entry]
    open_wishes: list[str]

    @property
    def numbers(self) -> list[str]:
        return [room.label for room in self.rooms if room.label]


def party_of(visit: Visit, seen: Seen, *, own_room: str) -> Party:
    """Of a confidential guest others read neither companions nor rooms."""
    entries = list(visit.programme.all())
    arranged = {entry.kind for entry in entries}
    rooms = [] if seen.hidden else _rooms(visit, own_room)
    labels = {room.number: room.label for room in rooms}
    return Party(
        members=[] if seen.hidden else list(_members(visit, labels)),
        rooms=rooms,
        programme=[Entry(each.number, said.of_entry(each, visit)) for each in entries],
        open_wishes=[
            str(kind.label)
            for name, kind in _WISHES.items()
            if getattr(visit, name) and kind not in arranged
        ],
    )


def _members(visit: Visit, labels: dict[int, str]) -> Iterator[Companion]:
    for each in visit.members.all():
        yield Companion(
            number=each.number,
            name=each.full_name,
            relation=each.get_relation_display(),
            room=labels.get(each.room_number or 0, ""),
            restrictions=each.restrictions,
            wishes=each.wishes,
            guest_id=each.guest_id,
        )


def _rooms(visit: Visit, own_room: str) -> list[Room]:
    """The further rooms cost two queries, and none where the visit has a single room."""
    further = {each.stay_id: each.number for each in visit.party_rooms.all()}
    if not further or visit.stay_id is None:
        return []
    out = {each.stay_id: each.out_at for each in visit.outings.all() if each.back_at is None}
    found = [
        Room(
            number=further[stay.pk],
            label=str(stay.room) if stay.room else "",
            stay_id=stay.pk,
            state=_state(stay, out.get(stay.pk)),
        )
        for stay in stays.stays().filter(pk__in=further)
        if stay.status not in _GONE
    ]
    own = Room(number=1, label=own_room, stay_id=visit.stay_id, state="")
    return [own, *sorted(found, key=lambda room: room.number)]


def _state(stay: "Stay", out_at: datetime | None) -> str:
    if out_at and stay.status == "in_house":
        return _("Out since %(time)s") % {"time": show.hm(out_at)}
    return str(stay.get_status_display())


@dataclass(frozen=True, slots=True)
class PartyForms:
    """The small forms of the panel."""

    entry: VisitForm
    member: VisitForm
    room: VisitForm | None
    members: dict[int, VisitForm]

    @classmethod
    def of(cls, visit: Visit) -> "PartyForms":
        more = visit.status == Status.ANNOUNCED and visit.stay_id is not None
        return cls(
            entry=EntryForm(visit=visit),
            member=MemberForm(visit=visit),
            room=MoreRoomForm(visit=visit) if more else None,
            members={
                each.number: ChangeMemberForm(visit=visit, member=each)
                for each in visit.members.all()
            },
        )

    def opened(self, refused: Any) -> "PartyForms":
        """The same with a refused form in its place."""
        changed = isinstance(refused, ChangeMemberForm)
        return PartyForms(
            entry=refused if isinstance(refused, EntryForm) else self.entry,
            member=refused if isinstance(refused, MemberForm) and not changed else self.member,
            room=refused if isinstance(refused, MoreRoomForm) else self.room,
            members={**self.members, refused.member.number: refused} if changed else self.members,
        )
