"""Who comes with the guest, and the further rooms of the visit (handbook A7.180, 182, 205)."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hotel.guests import facts as guest_facts
from hotel.guests import selectors as guests
from hotel.staff.models import User
from hotel.stays import services as desk
from hotel.web import clock
from hotel.web.refusals import Refused
from vip.enums import OPEN, Relation, Status
from vip.models import Member, PartyRoom, Visit
from vip.services import booking
from vip.services.acts import allowed, in_state, keep, locked
from vip.services.decisions import given
from vip.services.programme import next_number
from vip.services.replanning import PLANNED, after_change, replan

_NOT_NOW = "A visit that is “%(status)s” is not changed."
_TEXTS = {"name": 60, "title": 60, "restrictions": 300, "wishes": 300}
MOST_MEMBERS = 60


@transaction.atomic
def add_member(
    visit_id: int, *, by: User, seen_version: int | None = None, **fields: Any
) -> Member:
    """Somebody comes along: `name` or `guest_id`, `relation`, and what is known of them.

    What they must not eat and what they like is told to the departments as a task each.
    """
    visit = _open(visit_id, by, seen_version)
    others = visit.members.count()
    if others >= MOST_MEMBERS:
        raise Refused(_("A party names at most 60 companions."), field="name")
    now = clock.now()
    member = Member(visit=visit, number=next_number(visit), told_at=now)
    _assign(member, fields)
    member.save()
    visit.party_size = max(visit.party_size, others + 2)
    _changed(visit, member, None, by=by, at=now)
    return member


@transaction.atomic
def change_member(visit_id: int, number: int, *, by: User, **fields: Any) -> Member:
    """Other facts of a companion; only the given fields change."""
    visit = _open(visit_id, by)
    member = _member(visit, number)
    before, noted = str(member), (member.restrictions, member.wishes)
    _assign(member, fields)
    now = clock.now()
    if noted != (member.restrictions, member.wishes):
        member.told_at = now
    member.save()
    _changed(visit, member, before, by=by, at=now)
    return member


@transaction.atomic
def remove_member(visit_id: int, number: int, *, by: User) -> Visit:
    """Somebody does not come along after all. The persons of the notice are corrected there."""
    visit = _open(visit_id, by)
    member = _member(visit, number)
    before = str(member)
    member.delete()
    _changed(visit, None, before, by=by, at=clock.now())
    return visit


def _open(visit_id: int, by: User, seen_version: int | None = None) -> Visit:
    allowed(by.has_perm("vip.change_visit_facts"), _("You may not change VIP notices."))
    visit = locked(visit_id, seen_version)
    in_state(visit, OPEN, _(_NOT_NOW))
    return visit


def _member(visit: Visit, number: int) -> Member:
    member = visit.members.select_related("guest").filter(number=number).first()
    if member is None:
        raise Refused(_("This person is no longer in the party."))
    return member


def _assign(member: Member, fields: dict[str, Any]) -> None:
    unknown = set(fields) - {*_TEXTS, "guest_id", "relation", "room_number"}
    if unknown:
        raise TypeError(f"not a field of a companion: {', '.join(sorted(unknown))}")
    for name in _TEXTS.keys() & fields.keys():
        setattr(member, name, guest_facts.free_text(fields[name] or "", name, _TEXTS[name]))
    if "guest_id" in fields:
        _assign_guest(member, fields["guest_id"])
    member.relation = fields.get("relation") or member.relation or Relation.OTHER
    if member.relation not in Relation.values:
        raise Refused(_("Choose who this is to the guest."), field="relation")
    if "room_number" in fields:
        member.room_number = fields["room_number"]
    if member.room_number and not 1 <= member.room_number <= member.visit.rooms_needed:
        raise Refused(_("The visit has no such room."), field="room_number")
    if not member.guest_id and not member.name:
        raise Refused(_("Write the name, or choose a guest on file."), field="name")


def _assign_guest(member: Member, guest_id: int | None) -> None:
    if guest_id is None:
        member.guest = None
        return
    found = guests.guests().filter(pk=guest_id).first()
    if found is None:
        raise Refused(_("This guest is not on file."), field="guest")
    others = member.visit.members.exclude(pk=member.pk)
    if guest_id == member.visit.guest_id or others.filter(guest=guest_id).exists():
        raise Refused(_("This guest is in the party already."), field="guest")
    member.guest = found


def _changed(
    visit: Visit, member: Member | None, before: str | None, *, by: User, at: datetime
) -> None:
    keep(visit, at=at)
    after = str(member) if member else None
    pair = ("…", "…") if visit.confidential else (before, after)
    after_change(visit, cause="party", by=by, at=at, changes={"companions": pair})


@transaction.atomic
def add_room(
    visit_id: int, *, room_type_id: int, by: User, seen_version: int | None = None
) -> PartyRoom:
    """Book one more room for the party of an announced visit; its tasks come with it."""
    visit = _announced(visit_id, by, seen_version)
    number = max(visit.party_rooms.values_list("number", flat=True), default=1) + 1
    stay = booking.one_more(visit, number, room_type_id=room_type_id, by=by)
    now = clock.now()
    made = PartyRoom.objects.create(visit=visit, number=number, stay=stay, told_at=now)
    visit.rooms_needed = max(visit.rooms_needed, number)
    keep(visit, at=now)
    changes = {"rooms": (None, str(number))}
    after_change(visit, cause="rooms", by=by, at=now, changes=changes, about=[stay])
    return made


@transaction.atomic
def release_room(visit_id: int, number: int, *, reason: str, by: User) -> Visit:
    """The party needs a further room no longer: its booking is cancelled, its undone tasks too."""
    visit = _announced(visit_id, by)
    found = _party_room(visit, number)
    desk.cancel_stay(found.stay_id, reason=given(reason), by=by)
    now = clock.now()
    keep(visit, at=now)
    changes = {"rooms": (str(number), None)}
    after_change(visit, cause="rooms", by=by, at=now, changes=changes, reason=reason)
    return visit


def _announced(visit_id: int, by: User, seen_version: int | None = None) -> Visit:
    allowed(by.has_perm("vip.change_visit_facts"), _("You may not change VIP notices."))
    visit = locked(visit_id, seen_version)
    in_state(visit, (Status.ANNOUNCED,), _(_NOT_NOW))
    return visit


def _party_room(visit: Visit, number: int) -> PartyRoom:
    found = visit.party_rooms.filter(number=number).first()
    if found is None:
        raise Refused(_("The visit has no such room."), field="room")
    return found


@transaction.atomic
def follow_party_room(visit_id: int, *, by: User | None) -> None:
    """News of a further room's stay: the plan follows. Harmless to repeat."""
    if locked(visit_id).status in PLANNED:
        replan(visit_id, by=by, cause="room")
