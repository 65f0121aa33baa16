"""办理入住: documents, deposit, keys and the room, in one act (handbook A1.2–A1.17, B1.1)."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import UUIDField
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frontdesk.enums import Place
from frontdesk.models import CheckIn
from frontdesk.persons import PersonRegistered
from frontdesk.services.handing_over import Deposit, hand_over, used
from frontdesk.services.registering import Members, found_by_document, on_file, put_on_record
from frontdesk.words import NOT_COME
from hotel.staff.models import User
from hotel.stays import selectors as stays
from hotel.stays import services as desk
from hotel.stays import states
from hotel.stays.acts import act, locked_stay, still_as_seen
from hotel.stays.enums import Source, StayStatus
from hotel.web import clock
from hotel.web.prepared import Param, Prepared
from hotel.web.refusals import Forbidden, Refused
from hotel.web.turns import wait_for

if TYPE_CHECKING:
    from hotel.stays.models import Stay


@act
def check_in(
    stay_id: int,
    *,
    by: User,
    form_token: UUID,
    persons: Sequence[PersonRegistered],
    deposit: Deposit | None,
    waive_reason: str = "",
    keys: int = 1,
    signed: bool = True,
    place: str = Place.DESK,
    override_reason: str = "",
    plates: Iterable[str] = (),
    note: str = "",
    seen_version: int | None = None,
    room_id: int | None = None,
    came: tuple[int, int] | None = None,
    at: datetime | None = None,
) -> CheckIn:
    """Let the party in: everybody registered, a room, a deposit or its waiver, keys.

    `persons` is everybody who moves in, the main guest first. `came` are adults and children as
    they came, when fewer than booked. `room_id` is the room chosen at the counter. `at` is when
    they came (aware; now when None). In the room the guest signs later: see `note_signature`. One
    `form_token` makes one check-in, however often it is sent. Refusals about a person name the
    field `p0-number`, `p1-birth_date`… Raises `Refused`, `Stale`, `Forbidden`, having changed
    nothing.
    """
    # A second press waits here for the first.
    stay = locked_stay(stay_id)
    made = earlier(form_token, stay_id)
    if made is not None:
        return made
    if not by.has_perm("frontdesk.check_in"):
        raise Forbidden(_("Your role does not check guests in."))
    still_as_seen(stay, seen_version)
    if stay.status != StayStatus.CONFIRMED:
        raise states.illegal(stay, StayStatus.IN_HOUSE)
    if not signed and place != Place.ROOM:
        raise Refused(_("The guest signs the registration form first."), field="signed")
    moment = at or clock.now()
    held = desk.give_room(stay, room_id, by=by) if room_id is not None else None
    stay = _register(stay, persons, came, by=by, at=moment)
    stay = _note_plates(stay, plates, by)
    desk.let_in(stay, by=by, at=at, override_reason=override_reason, held=held)
    return hand_over(
        stay,
        by=by,
        form_token=form_token,
        deposit=deposit,
        waive_reason=waive_reason,
        keys=keys,
        place=place,
        signed=signed,
        note=note,
        at=moment,
    )


@act
def walk_in(
    *,
    by: User,
    form_token: UUID,
    persons: Sequence[PersonRegistered],
    room_type_id: int,
    room_id: int,
    departure: date,
    adults: int = 1,
    children: int = 0,
    rate: Decimal | None = None,
    requests: str = "",
    **arrival: Any,
) -> CheckIn:
    """Sell a room from tonight to somebody at the counter and let them in (handbook A1.1).

    `arrival` are the further facts of `check_in`. Nothing is booked unless the guest is in.
    """
    wait_for(f"frontdesk.in:{form_token}")
    made = earlier(form_token)
    if made is not None:
        return made
    if not persons:
        raise Refused(_("Register the guest."))
    with _beside(0):
        first = on_file(persons[0], by=by)
    stay = desk.book(
        guest_id=first.guest_id or 0,
        room_type_id=room_type_id,
        room_id=room_id,
        arrival=stays.business_date(),
        departure=departure,
        adults=adults,
        children=children,
        rate=rate,
        source=Source.WALK_IN,
        requests=requests,
        by=by,
    )
    party = [first, *persons[1:]]
    return check_in(stay.pk, by=by, form_token=form_token, persons=party, **arrival)


def earlier(form_token: UUID, stay_id: int | None = None) -> CheckIn | None:
    """The check-in this form has made already, if it was of this stay. Asked when whoever presses
    twice has waited."""
    made = _made.one(token=form_token)
    if made is not None and stay_id not in (None, made.stay_id):
        raise used()
    return made


_made = Prepared(
    lambda: (
        CheckIn.objects.filter(form_token=Param("token", UUIDField()))
        .select_related("stay")
        .order_by()
    ),
)


@contextmanager
def _beside(position: int) -> Iterator[None]:
    """A refusal about a person belongs beside that person's field."""
    try:
        yield
    except Refused as refusal:
        if refusal.field:
            refusal.field = f"p{position}-{refusal.field}"
        raise


def _register(
    stay: "Stay",
    persons: Sequence[PersonRegistered],
    came: tuple[int, int] | None,
    *,
    by: User,
    at: datetime,
) -> "Stay":
    """Everybody on record, and the party as it really came: the stay as it stands then."""
    persons, stay = _led_by_main(stay, persons, by=by)
    party, guest_ids = Members(stay.pk), []
    for position, person in enumerate(persons):
        with _beside(position):
            made = put_on_record(stay.pk, person, party=party, by=by, at=at)
            guest_ids.append(made.guest_id)
    missing = [each for each in party.ids if each not in guest_ids]
    if came is not None:
        for guest_id in missing:
            desk.remove_person(stay.pk, guest_id, by=by, reason=NOT_COME)
        adults, children = came
        stay = desk.change_stay(stay.pk, by=by, adults=adults, children=children)
        missing = []
    elif not set(guest_ids) <= set(party.ids):
        stay = locked_stay(stay.pk)
    if missing or len(guest_ids) < stay.persons:
        raise Refused(
            ngettext(
                "%(booked)d person is booked, %(here)d registered: register everybody who stays.",
                "%(booked)d persons are booked, %(here)d registered: register everybody who stays.",
                stay.persons,
            )
            % {"booked": stay.persons, "here": len(guest_ids)},
            code="persons",
        )
    return stay


def _led_by_main(
    stay: "Stay", persons: Sequence[PersonRegistered], *, by: User
) -> "tuple[list[PersonRegistered], Stay]":
    """Known documents tell who is who; if the main guest is not here, the first leads the party."""
    found = []
    for position, person in enumerate(persons):
        with _beside(position):
            found.append(found_by_document(person))
    if found and stay.guest_id not in {person.guest_id for person in found}:
        with _beside(0):
            found[0] = on_file(found[0], by=by)
        desk.change_stay(stay.pk, by=by, guest_id=found[0].guest_id)
        stay = locked_stay(stay.pk)
    return found, stay


def _note_plates(stay: "Stay", plates: Iterable[str], by: User) -> "Stay":
    typed = [text for text in plates if text.strip()]
    return desk.change_stay(stay.pk, by=by, plates=typed) if typed else stay
