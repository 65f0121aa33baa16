"""团队入住: a whole group let in with one press, room by room (handbook A1.32, B1.1 group).

Every room is an act of its own: one that may not be let in is told, and the others are in.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID, uuid5

from django.db import transaction
from django.utils.translation import gettext as _

from frontdesk import persons
from frontdesk.enums import Place
from frontdesk.models import CheckIn
from frontdesk.persons import PersonRegistered
from frontdesk.services.arriving import earlier
from frontdesk.services.handing_over import Deposit, hand_over, paid_already
from frontdesk.services.registering import Members, put_on_record
from hotel.journal.services import record
from hotel.staff.models import User
from hotel.stays import selectors as stays
from hotel.stays import services as desk
from hotel.stays import states
from hotel.stays.acts import act, locked_stay
from hotel.stays.enums import StayStatus
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused

if TYPE_CHECKING:
    from hotel.stays.models import Reservation, Stay


@dataclass(frozen=True, kw_only=True)
class Member:
    """One room of the group as the clerk ticked it. `room_id` is the room chosen at the counter,
    `keys` the number of cards, `override_reason` why a VIP moves into a room nobody inspected."""

    stay_id: int
    room_id: int | None = None
    keys: int = 1
    override_reason: str = ""


@dataclass(frozen=True)
class Outcome:
    """What became of one room: its check-in, made now or by an earlier press, or why not."""

    stay_id: int
    check_in: CheckIn | None = None
    refusal: Refused | None = None
    new: bool = False


def check_in_group(
    reservation_id: int,
    members: Sequence[Member],
    *,
    by: User,
    form_token: UUID,
    deposit: Deposit | None,
    waive_reason: str = "",
    signed: bool = True,
    note: str = "",
) -> list[Outcome]:
    """Let in all of `members` that may come in, in their order; the others are told why not.

    Readiness of the room and the gates of `hotel.stays.gates` are asked for each room as at the
    counter. `deposit` is left for each room that has none yet. Whoever of a room's party shows a
    valid document on file is registered; the rest of the party is owed
    (`frontdesk.selectors.arriving.owed`). Pressed twice, a form lets each room in once. Raises
    `Forbidden` or `Refused` where it concerns the whole group, having changed nothing.
    """
    if not by.has_perm("frontdesk.check_in"):
        raise Forbidden(_("Your role does not check guests in."))
    if not signed:
        raise Refused(_("The group's leader signs the list first."), field="signed")
    if not members:
        raise Refused(_("Tick the rooms that are let in."), code="none")
    outcomes = [
        _outcome(
            member,
            reservation_id,
            by=by,
            form_token=uuid5(form_token, str(member.stay_id)),
            deposit=deposit,
            waive_reason=waive_reason,
            note=note,
        )
        for member in members
    ]
    if any(each.new for each in outcomes):
        _record(reservation_id, outcomes, by=by)
    return outcomes


def _outcome(member: Member, reservation_id: int, **facts: object) -> Outcome:
    try:
        made, new = _let_member_in(member, reservation_id, **facts)  # type: ignore[arg-type]
    except Refused as refusal:
        return Outcome(member.stay_id, refusal=refusal)
    return Outcome(member.stay_id, made, new=new)


@act
def _let_member_in(
    member: Member,
    reservation_id: int,
    *,
    by: User,
    form_token: UUID,
    deposit: Deposit | None,
    waive_reason: str,
    note: str,
) -> tuple[CheckIn, bool]:
    """The room's check-in, and whether this press made it."""
    stay = locked_stay(member.stay_id)
    made = earlier(form_token, member.stay_id)
    if made is not None:
        return made, False
    if stay.reservation_id != reservation_id:
        raise Refused(_("This room is not of this booking."))
    if stay.status != StayStatus.CONFIRMED:
        raise states.illegal(stay, StayStatus.IN_HOUSE)
    moment = clock.now()
    room_id, why = member.room_id, member.override_reason
    held = desk.give_room(stay, room_id, by=by) if room_id is not None else None
    desk.let_in(stay, by=by, at=moment, override_reason=why, held=held)
    _register_known(stay, by=by)
    made = hand_over(
        stay,
        by=by,
        form_token=form_token,
        deposit=None if paid_already(stay) else deposit,
        waive_reason=waive_reason,
        keys=member.keys,
        place=Place.DESK,
        note=note,
        at=moment,
    )
    return made, True


def _register_known(stay: "Stay", *, by: User) -> None:
    """Whoever is named in this room only and shows a valid document on file; nobody is refused."""
    party = Members(stay.pk)
    elsewhere = stays.in_other_rooms(stay.reservation_id, stay.pk)
    today, now = clock.today(), clock.now()
    for guest_id in party.ids:
        person = PersonRegistered(guest_id=guest_id)
        if guest_id in elsewhere or any(persons.problems(person, party.known(guest_id), today)):
            continue
        if not party.registered(guest_id):
            put_on_record(stay.pk, person, party=party, by=by, at=now)


@transaction.atomic
def _record(reservation_id: int, outcomes: Iterable[Outcome], *, by: User) -> None:
    """The press as a whole, besides each room's own entry: who came in, and what refused whom."""
    reservation: Reservation = stays.reservation(reservation_id)
    here = [each.stay_id for each in outcomes if each.new]
    refused = {each.stay_id: each.refusal.code for each in outcomes if each.refusal}
    record(
        "reservation.group_let_in",
        reservation,
        by=by,
        data={"in": here, "refused": refused},
        topics=["stays"],
    )
