"""办理入住: documents, deposit, keys and the room, in one act (handbook A1.2–A1.17, B1.1)."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frontdesk.counter_words import NOT_COME
from frontdesk.enums import Place
from frontdesk.models import CheckIn
from frontdesk.persons import PersonRegistered, problems
from frontdesk.services import keys as cards
from frontdesk.services.registering import found_by_document, known, put_on_record
from hotel.cashier import selectors as ledger
from hotel.cashier import services as cashier
from hotel.guests import services as guests
from hotel.guests.facts import free_text
from hotel.journal.services import record
from hotel.staff.models import User
from hotel.stays import selectors as stays
from hotel.stays import services as desk
from hotel.stays import states
from hotel.stays.acts import act, locked_stay
from hotel.stays.enums import Source, StayStatus
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused

if TYPE_CHECKING:
    from hotel.stays.models import Stay


@dataclass(frozen=True)
class Deposit:
    """Money left as security: CNY, and how it came (`hotel.cashier.enums.Method`)."""

    amount: Decimal
    method: str = "cash"


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
    they came (aware; now when None). One `form_token` makes one check-in, however often it is
    sent. Refusals about a person name the field `p0-number`, `p1-birth_date`… Raises `Refused`,
    `Stale`, `Forbidden`, having changed nothing.
    """
    made = earlier(form_token, stay_id)
    if made is not None:
        return made
    if not by.has_perm("frontdesk.check_in"):
        raise Forbidden(_("Your role does not check guests in."))
    stay = locked_stay(stay_id, seen_version)
    if stay.status != StayStatus.CONFIRMED:
        raise states.illegal(stay, StayStatus.IN_HOUSE)
    if not signed:
        raise Refused(_("The guest signs the registration form first."), field="signed")
    moment = at or clock.now()
    if room_id is not None:
        desk.assign_room(stay_id, room_id, by=by)
    _register(stay, persons, came, by=by, at=moment)
    _note_plates(stay_id, plates, by)
    stay = desk.check_in(stay_id, by=by, at=at, override_reason=override_reason)
    _secure(stay, deposit, waive_reason, by=by, form_token=form_token)
    cards.cut(stay, keys, by=by, at=moment)
    arrived = CheckIn.objects.create(
        stay_id=stay_id,
        form_token=form_token,
        place=place,
        signed_at=moment,
        deposit_waived_because="" if deposit else waive_reason.strip(),
        deposit_waived_by=by if waive_reason.strip() and not deposit else None,
        keys=keys,
        note=free_text(note, "note", 400),
        done_at=moment,
        done_by=by,
    )
    if arrived.deposit_waived_because:
        _record_waiver(arrived, stay, by)
    return arrived


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
    made = earlier(form_token)
    if made is not None:
        return made
    if not persons:
        raise Refused(_("Register the guest."))
    with _beside(0):
        first = _on_file(persons[0], by=by)
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


def _on_file(person: PersonRegistered, *, by: User) -> PersonRegistered:
    """Somebody with a profile, which a booking needs before the registration."""
    person = found_by_document(person)
    for refusal in problems(person, known(person.guest_id), clock.today()):
        raise refusal
    if person.guest_id is not None:
        return person
    facts = {name: value for name, value in person.facts.items() if value}
    guest = guests.register_guest(by=by, **facts)
    return PersonRegistered(**{**vars(person), "guest_id": guest.pk, "facts": {}})


def earlier(form_token: UUID, stay_id: int | None = None) -> CheckIn | None:
    """The check-in this form has made already. A second press waits here for the first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"frontdesk.in:{form_token}"]
        )
    made = CheckIn.objects.filter(form_token=form_token).select_related("stay").first()
    if made is not None and stay_id not in (None, made.stay_id):
        raise Refused(_("This form has checked in another guest already."), code="used")
    return made


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
) -> None:
    """Everybody on record, and the party as it really came."""
    persons = _led_by_main(stay, persons, by=by)
    guest_ids = []
    for position, person in enumerate(persons):
        with _beside(position):
            guest_ids.append(put_on_record(stay.pk, person, by=by, at=at).guest_id)
    present = stays.stay(stay.pk)
    missing = [each for each in present.party.all() if each.guest_id not in guest_ids]
    if came is not None:
        for member in missing:
            desk.remove_person(stay.pk, member.guest_id, by=by, reason=NOT_COME)
        adults, children = came
        present = desk.change_stay(stay.pk, by=by, adults=adults, children=children)
        missing = []
    if missing or len(guest_ids) < present.persons:
        raise Refused(
            ngettext(
                "%(booked)d person is booked, %(here)d registered: register everybody who stays.",
                "%(booked)d persons are booked, %(here)d registered: register everybody who stays.",
                present.persons,
            )
            % {"booked": present.persons, "here": len(guest_ids)},
            code="persons",
        )


def _led_by_main(
    stay: "Stay", persons: Sequence[PersonRegistered], *, by: User
) -> list[PersonRegistered]:
    """Known documents tell who is who; if the main guest is not here, the first leads the party."""
    found = []
    for position, person in enumerate(persons):
        with _beside(position):
            found.append(found_by_document(person))
    if found and stay.guest_id not in {person.guest_id for person in found}:
        with _beside(0):
            found[0] = _on_file(found[0], by=by)
        desk.change_stay(stay.pk, by=by, guest_id=found[0].guest_id)
    return found


def _note_plates(stay_id: int, plates: Iterable[str], by: User) -> None:
    typed = [text for text in plates if text.strip()]
    if typed:
        desk.change_stay(stay_id, by=by, plates=typed)


def _secure(
    stay: "Stay", deposit: Deposit | None, waive_reason: str, *, by: User, form_token: UUID
) -> None:
    """The bill is opened and the deposit taken, or waived by somebody who may (handbook B1.4)."""
    if deposit is None:
        _check_waiver(stay, waive_reason, by)
    folio = cashier.open_folio(stay.pk, by=by)
    if deposit is None:
        return
    try:
        cashier.take_deposit(
            folio.pk, deposit.amount, method=deposit.method, key=f"deposit-{form_token}", by=by
        )
    except Refused as refusal:
        refusal.field = {"amount": "deposit", "method": "method"}.get(refusal.field or "")
        raise


def _check_waiver(stay: "Stay", waive_reason: str, by: User) -> None:
    folio = ledger.folio_of_stay(stay.pk)
    if not waive_reason.strip():
        if folio is not None and ledger.received(folio.pk) > 0:
            return
        raise Refused(_("Take a deposit, or say why there is none."), field="deposit")
    free_text(waive_reason, "waive_reason", 200)
    if not (stay.guest.vip_level or by.has_perm("frontdesk.waive_deposit")):
        raise Forbidden(
            _("Only a supervisor lets a guest in without a deposit."), field="waive_reason"
        )


def _record_waiver(arrived: CheckIn, stay: "Stay", by: User) -> None:
    record(
        "checkin.deposit_waived",
        arrived,
        by=by,
        about=[stay, stay.reservation, stay.guest],
        reason=arrived.deposit_waived_because,
        data={"stay": stay.pk},
        topics=["cashier", f"stays.stay:{stay.pk}"],
    )
