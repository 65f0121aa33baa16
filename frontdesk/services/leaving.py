"""The guest leaves through the counter (handbook A1.18–A1.25, B1.1 checked_out)."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from frontdesk.enums import KeyStatus, Offered
from frontdesk.models import CheckOut, KeyCard
from frontdesk.selectors.dues import NIGHT, Due, House, dues_of
from hotel.cashier import services as cashier
from hotel.cashier.selectors import deposit_taken
from hotel.guests.facts import free_text
from hotel.journal.services import record
from hotel.staff.models import User
from hotel.stays import services as stays
from hotel.stays import states
from hotel.stays.acts import locked_stay
from hotel.stays.enums import StayStatus
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused
from housekeeping.selectors import inspection_of
from housekeeping.services import request_inspection

if TYPE_CHECKING:
    from hotel.cashier.models import Line
    from hotel.stays.models import Stay


@transaction.atomic
def check_out(
    stay_id: int,
    *,
    by: User,
    form_token: UUID,
    keys_returned: int,
    keys_missing_because: str = "",
    slip_returned: bool = True,
    slip_lost_statement: str = "",
    approver: User | None = None,
    rating: int | None = None,
    comment: str = "",
    membership: str = Offered.NOT_OFFERED,
    waive_because: str = "",
    seen_version: int | None = None,
    at: datetime | None = None,
) -> CheckOut:
    """Let a guest leave: room inspected, everything charged, bill at zero, keys and slip accounted.

    `approver` is a second person who answers for a lost slip, or for charges not made when `by` may
    not waive them (`waive_because`). `at` is when the guest left (aware, now when None). The same
    `form_token` twice is one check-out. Raises `Refused` beside the field, `Stale`, `Forbidden`.
    """
    stay = locked_stay(stay_id)
    made = CheckOut.objects.filter(form_token=form_token).first()
    if made is not None:
        return _the_same(made, stay_id)
    if stay.status != StayStatus.IN_HOUSE:
        raise states.illegal(stay, StayStatus.DEPARTED)
    locked_stay(stay_id, seen_version)
    _second_person(approver, by)
    _inspected(stay, by)
    waived = _charged(stay, at, by, approver, free_text(waive_because, "waive_because", 200))
    statement = _slip(stay, slip_returned, slip_lost_statement, approver)
    cards = _cards(stay, keys_returned)
    because = _missing(cards, keys_returned, keys_missing_because)
    left = CheckOut(
        form_token=form_token,
        keys_returned=keys_returned,
        keys_missing_because=because,
        slip_returned=not statement,
        slip_lost_statement=statement,
        waived=waived,
        waived_because=waive_because.strip() if waived else "",
        approved_by=approver if statement or waived else None,
        rating=_stars(rating),
        comment=free_text(comment, "comment", 2000, lines=True),
        membership=_offered(membership),
        done_by=by,
    )
    departed = stays.check_out(stay_id, by=by, at=at)
    left.done_at = departed.departed_at or clock.now()
    _end(cards, keys_returned, left.done_at, by)
    return _written(departed, left, by)


@transaction.atomic
def post_dues(
    stay_id: int, keys: Iterable[str], *, by: User, at: datetime | None = None
) -> "list[Line]":
    """Post the proposed charges with these keys; those posted meanwhile are left alone.

    `at` is when they are posted, now when None. Raises `Refused` when a proposal is no longer what
    was ticked: time has moved on.
    """
    stay = locked_stay(stay_id)
    wanted = set(keys)
    if not wanted:
        raise Refused(_("Tick what is to be posted."), field="due")
    proposed = {due.key: due for due in dues_of([stay], House.at(at))[stay_id]}
    chosen = [due for due in proposed.values() if due.key in wanted]
    if not chosen and proposed:
        raise Refused(_("The proposals have changed meanwhile. Look at them again."), field="due")
    folio = cashier.open_folio(stay_id, by=by)
    return [_post(stay, folio.pk, due, by, at) for due in chosen]


def _post(stay: "Stay", folio_id: int, due: Due, by: User, at: datetime | None) -> "Line":
    if due.kind == NIGHT and due.night is not None:
        line = cashier.charge_night(stay.pk, due.night, by=by, at=at)
        if line is not None:
            return line
    return cashier.charge(folio_id, due.amount, due.description, key=due.key, by=by, at=at)


def _the_same(made: CheckOut, stay_id: int) -> CheckOut:
    if made.stay_id != stay_id:
        raise Refused(_("This form has checked out another guest. Open a new one."), code="used")
    return made


def _second_person(approver: User | None, by: User) -> None:
    if approver is None:
        return
    if approver.pk == by.pk:
        raise Refused(_("A second person confirms this, not yourself."), field="approver")
    if not approver.has_perm("frontdesk.release_without"):
        raise Forbidden(_("This person may not confirm it: ask a supervisor."), field="approver")


def _inspected(stay: "Stay", by: User) -> None:
    """Reported or waived; the highest guests are let go without (handbook B1.1)."""
    found = inspection_of(stay.pk)
    if found is None and stay.guest.vip_level in ("V1", "V2"):
        found = request_inspection(stay.pk, by=by)
    if found is None:
        raise Refused(
            _("Ask housekeeping to look into the room first."),
            field="inspection",
            code="inspection",
        )
    if found.is_open:
        raise Refused(
            _("The room is still being inspected."), field="inspection", code="inspection"
        )


def _charged(
    stay: "Stay", at: datetime | None, by: User, approver: User | None, because: str
) -> Decimal:
    """What is left uncharged, CNY: nothing, or what somebody with authority waives for a reason."""
    left = dues_of([stay], House.at(at))[stay.pk]
    if not left:
        return Decimal(0)
    if not because:
        what = _(", ").join(due.text for due in left)
        raise Refused(
            _("Not charged yet: %(what)s. Post it, or have it waived with a reason.")
            % {"what": what},
            field="waive_because",
            code="uncharged",
        )
    if approver is None and not by.has_perm("frontdesk.waive_charges"):
        raise Forbidden(_("A supervisor confirms that this is not charged."), field="approver")
    return sum((due.amount for due in left), Decimal(0))


def _slip(stay: "Stay", returned: bool, statement: str, approver: User | None) -> str:
    """The statement of a lost slip; nothing where it came back, or where there never was one."""
    if returned or not deposit_taken(stay.pk):
        return ""
    kept = free_text(statement, "slip_lost_statement", 400)
    if not kept:
        raise Refused(_("Write down the guest's statement."), field="slip_lost_statement")
    if approver is None:
        raise Refused(_("A second person confirms a lost slip."), field="approver")
    return kept


def _cards(stay: "Stay", returned: int) -> list[KeyCard]:
    """The cards still out, locked."""
    out = KeyCard.objects.select_for_update().filter(stay=stay, status=KeyStatus.ISSUED)
    cards = list(out.order_by("number"))
    if returned < 0 or returned > len(cards):
        text = ngettext("%(count)s card is out.", "%(count)s cards are out.", len(cards))
        raise Refused(text % {"count": len(cards)}, field="keys_returned")
    return cards


def _missing(cards: Sequence[KeyCard], returned: int, because: str) -> str:
    if returned == len(cards):
        return ""
    kept = free_text(because, "keys_missing_because", 200)
    if not kept:
        raise Refused(_("Say why a card does not come back."), field="keys_missing_because")
    return kept


def _end(cards: Sequence[KeyCard], returned: int, moment: datetime, by: User) -> None:
    for position, card in enumerate(cards):
        card.status = KeyStatus.RETURNED if position < returned else KeyStatus.LOST
        card.ended_at, card.ended_by = moment, by
        card.save(update_fields=["status", "ended_at", "ended_by"])


def _stars(rating: int | None) -> int | None:
    if rating is not None and not 1 <= rating <= 5:
        raise Refused(_("One to five."), field="rating")
    return rating


def _offered(membership: str) -> str:
    if membership not in Offered.values:
        raise Refused(_("Choose one of the list."), field="membership")
    return membership


# A guest taken back into the house leaves once more: the later record stands, the journal keeps both.
WRITTEN = [
    "form_token",
    "keys_returned",
    "keys_missing_because",
    "slip_returned",
    "slip_lost_statement",
    "waived",
    "waived_because",
    "approved_by",
    "rating",
    "comment",
    "membership",
    "done_by",
    "done_at",
]


def _written(stay: "Stay", left: CheckOut, by: User) -> CheckOut:
    facts = {name: getattr(left, name) for name in WRITTEN}
    kept, _made = CheckOut.objects.update_or_create(stay=stay, defaults=facts)
    room = stay.room
    record(
        "check_out.done",
        kept,
        by=by,
        about=[stay, stay.reservation, stay.guest, *([room] if room else [])],
        reason=kept.waived_because,
        data={
            "stay": stay.pk,
            "room": room.number if room else "",
            "rating": kept.rating,
            "comment": bool(kept.comment),
            "keys_lost": bool(kept.keys_missing_because),
            "slip_lost": not kept.slip_returned,
            "waived": str(kept.waived),
            "approved_by": kept.approved_by_id,
        },
        topics=["stays", "departures", f"stays.stay:{stay.pk}"],
    )
    return kept
