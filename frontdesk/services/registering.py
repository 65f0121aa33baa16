"""住宿登记: every person of a stay on record, and the record submitted (handbook A1.7, B1.3)."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import BigIntegerField, Exists, OuterRef
from django.utils.translation import gettext as _

from frontdesk import persons
from frontdesk.enums import RegistrationStatus
from frontdesk.models import Registration
from frontdesk.persons import OnFile, PersonRegistered
from hotel.guests import phones
from hotel.guests import selectors as people
from hotel.guests import services as guests
from hotel.guests.facts import free_text
from hotel.journal.services import record
from hotel.staff.models import User
from hotel.stays import selectors as stays
from hotel.stays import services as desk
from hotel.stays.acts import act, locked_stay
from hotel.web import clock
from hotel.web.prepared import Param, Prepared
from hotel.web.refusals import Forbidden, Refused
from hotel.web.written import put

if TYPE_CHECKING:
    from hotel.guests.models import Guest, IdentityDocument
    from hotel.stays.models import Stay

# At once, red after half an hour; from overseas within a day (handbook B1.3).
RESIDENT_WITHIN = timedelta(minutes=30)
OVERSEAS_WITHIN = timedelta(hours=24)


def known(guest_id: int | None) -> OnFile:
    """What is on file about a guest. Raises `Refused` for a guest who is not."""
    if guest_id is None:
        return OnFile()
    guest = people.guests_by_id([guest_id]).get(guest_id)
    if guest is None:
        raise Refused(_("This guest is not on file any more. Search again."), field="guest")
    return OnFile(guest, people.documents_of([guest_id]).get(guest_id, []))


def found_by_document(person: PersonRegistered) -> PersonRegistered:
    """Somebody whose document is on file is that guest, if the name says so too."""
    if not person.number.strip():
        return person
    held = people.document_on_file(person.kind, person.number)
    if held is None:
        return person
    if held.guest_id != person.guest_id:
        asked = people.guests().filter(pk=person.guest_id).first() if person.guest_id else None
        if not _same_name(held.guest, person, asked):
            raise Refused(
                _("This document is on file for %(name)s. Choose that guest.")
                % {"name": held.guest.name},
                field="number",
                code="duplicate",
            )
    changed = {**vars(person), "guest_id": held.guest_id, "document_id": held.pk, "number": ""}
    return PersonRegistered(**changed)


def on_file(person: PersonRegistered, *, by: User) -> PersonRegistered:
    """Somebody with a profile, which a booking needs before the registration."""
    person = found_by_document(person)
    for refusal in persons.problems(person, known(person.guest_id), clock.today()):
        raise refusal
    if person.guest_id is not None:
        return person
    facts = {name: value for name, value in person.facts.items() if value}
    guest = guests.register_guest(by=by, **facts)
    return PersonRegistered(**{**vars(person), "guest_id": guest.pk, "facts": {}})


def _same_name(held: "Guest", person: PersonRegistered, asked: "Guest | None") -> bool:
    if asked is not None:
        chinese, latin = asked.name_zh, asked.latin_name
    else:
        chinese = str(person.facts.get("name_zh") or "")
        parts = (person.facts.get("given_latin"), person.facts.get("surname_latin"))
        latin = " ".join(str(part).strip() for part in parts if part)
    same = bool(chinese) and chinese.strip() == held.name_zh
    return same or (bool(latin) and latin.casefold() == held.latin_name.casefold())


def put_on_record(
    stay_id: int, person: PersonRegistered, *, party: "Members", by: User, at: datetime
) -> Registration:
    """The guest, the document, the place in the party and the registration of one person.

    Part of an act: it stands in the act's transaction, with the stay locked.
    """
    person = found_by_document(person)
    on_file = party.known(person.guest_id)
    for refusal in persons.problems(person, on_file, clock.local(at).date()):
        raise refusal
    overseas = persons.is_overseas(
        persons.kind_of(person, on_file), persons.nationality_of(person, on_file)
    )
    guest = _guest(person, on_file, by)
    document = persons.document_shown(person, on_file) or _document(guest, person, by)
    if guest.pk not in party.ids:
        desk.add_person(stay_id, guest.pk, by=by)
    if party.registered(guest.pk):
        raise Refused(_("%(name)s is registered already.") % {"name": guest.name}, field="guest")
    made = Registration(
        stay_id=stay_id,
        guest_id=guest.pk,
        document_id=document.pk,
        overseas=overseas,
        registered_at=at,
        registered_by=by,
        due_at=at + (OVERSEAS_WITHIN if overseas else RESIDENT_WITHIN),
        **_said(person),
    )
    put(made)
    party.forget(guest.pk)
    return made


class Members:
    """Who is named in a stay that the act holds locked, with their profiles, the main guest first;
    and who is registered. One question."""

    def __init__(self, stay_id: int) -> None:
        rows = _members(stay=stay_id)
        self.stay_id, self.ids = stay_id, [row.guest_id for row in rows]
        self._guests = {row.guest_id: row.guest for row in rows}
        self._registered = {row.guest_id for row in rows if row.registered}

    def known(self, guest_id: int | None) -> OnFile:
        """What is on file about a guest, whether of the party or not. Raises `Refused` for nobody."""
        guest = self._guests.get(guest_id or 0)
        if guest is None:
            return known(guest_id)
        return OnFile(guest, people.documents_of([guest.pk]).get(guest.pk, []))

    def registered(self, guest_id: int) -> bool:
        """Somebody may stand on record and no longer in the party."""
        if guest_id in self._guests:
            return guest_id in self._registered
        return bool(_registered(stay=self.stay_id, guest=guest_id))

    def forget(self, guest_id: int) -> None:
        """What was read of this guest is past: it is asked for anew."""
        self._guests.pop(guest_id, None)


_members = Prepared(
    lambda: stays.named_in(Param("stay", BigIntegerField())).annotate(
        registered=Exists(
            Registration.objects.filter(stay=OuterRef("stay"), guest=OuterRef("guest"))
        )
    )
)
_registered = Prepared(
    lambda: (
        Registration.objects.filter(
            stay=Param("stay", BigIntegerField()), guest=Param("guest", BigIntegerField())
        )
        .order_by()
        .values_list("pk")
    ),
)


def _guest(person: PersonRegistered, on_file: OnFile, by: User) -> "Guest":
    facts = {name: value for name, value in person.facts.items() if value}
    if on_file.guest is None:
        return guests.register_guest(by=by, **facts)
    corrected = {
        name: value for name, value in facts.items() if _differs(on_file.guest, name, value)
    }
    if corrected:
        return guests.change_guest(on_file.guest.pk, by=by, **corrected)
    return on_file.guest


def _differs(guest: "Guest", name: str, said: Any) -> bool:
    return bool(getattr(guest, name) != said)


def _document(guest: "Guest", person: PersonRegistered, by: User) -> "IdentityDocument":
    return guests.add_document(
        guest.pk,
        person.kind,
        person.number,
        by=by,
        valid_until=person.valid_until,
        override_reason=person.override_reason,
    )


def _said(person: PersonRegistered) -> dict[str, Any]:
    phone = person.guardian_phone.strip()
    return {
        "visa": free_text(person.visa, "visa", 60),
        "entry_date": person.entry_date,
        "entry_port": free_text(person.entry_port, "entry_port", 60),
        "guardian_name": free_text(person.guardian_name, "guardian_name", 80),
        "guardian_phone": phones.check(phone, field="guardian_phone").stored if phone else "",
        "relationship": free_text(person.relationship, "relationship", 80),
    }


@act
def register_person(
    stay_id: int, person: PersonRegistered, *, by: User, at: datetime | None = None
) -> Registration:
    """Another person moves into a room that is let: on record at once (handbook B1.3)."""
    _allow(by)
    stay = locked_stay(stay_id)
    if stay.status != "in_house":
        raise Refused(_("Only who is in the house is registered here; check the guest in."))
    person = _leads_a_groups_room(stay, person, by=by)
    party = Members(stay_id)
    made = put_on_record(stay_id, person, party=party, by=by, at=at or clock.now())
    _record("registration.made", made, by=by)
    return made


def _leads_a_groups_room(stay: "Stay", person: PersonRegistered, *, by: User) -> PersonRegistered:
    """A group's room let under the leader of the group: the first person registered there leads it."""
    person = found_by_document(person)
    leader = stay.guest_id
    if (
        not stay.reservation.is_group
        or person.guest_id == leader
        or _registered(stay=stay.pk, guest=leader)
        or leader not in stays.in_other_rooms(stay.reservation_id, stay.pk)
    ):
        return person
    person = on_file(person, by=by)
    desk.name_main_guest(stay.pk, person.guest_id or 0, by=by)
    return person


@act
def submit_registration(
    registration_id: int, receipt_no: str, *, by: User, at: datetime | None = None
) -> Registration:
    """Note that the police system has the record, with its receipt number, if it gave one."""
    _allow(by)
    rows = Registration.objects.select_for_update(of=("self",), no_key=True)
    row = rows.select_related("stay__reservation", "guest").filter(pk=registration_id).first()
    if row is None:
        raise Refused(_("There is no such registration."))
    if row.status == RegistrationStatus.SUBMITTED:
        raise Refused(_("%(name)s was submitted already.") % {"name": row.guest.name}, code="done")
    row.receipt_no = free_text(receipt_no, "receipt_no", 40)
    row.status = RegistrationStatus.SUBMITTED
    row.submitted_at, row.submitted_by = at or clock.now(), by
    row.save(update_fields=["receipt_no", "status", "submitted_at", "submitted_by"])
    _record("registration.submitted", row, by=by, changes={"receipt_no": (None, row.receipt_no)})
    return row


def _allow(by: User) -> None:
    if not by.has_perm("frontdesk.register_guest"):
        raise Forbidden(_("Your role does not register guests."))


def _record(verb: str, row: Registration, *, by: User, **more: Any) -> None:
    stay: Stay = row.stay
    record(
        verb,
        row,
        by=by,
        about=[stay, stay.reservation, row.guest],
        data={"stay": stay.pk, "guest": row.guest_id},
        topics=["registrations", f"stays.stay:{stay.pk}"],
        **more,
    )
