"""What a guest gives and gets at the counter once the room is theirs: deposit, bill, keys (B1.4)."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import IntegrityError
from django.utils.translation import gettext as _

from frontdesk.models import CheckIn
from frontdesk.services import keys as cards
from hotel.cashier import selectors as ledger
from hotel.cashier import services as cashier
from hotel.cashier.opening import folio_for
from hotel.guests.facts import free_text
from hotel.journal.services import record
from hotel.staff.models import User
from hotel.web.refusals import Forbidden, Refused
from hotel.web.written import put

if TYPE_CHECKING:
    from hotel.stays.models import Stay


@dataclass(frozen=True)
class Deposit:
    """Money left as security: CNY, and how it came (`hotel.cashier.enums.Method`)."""

    amount: Decimal
    method: str = "cash"


def hand_over(
    stay: "Stay",
    *,
    by: User,
    form_token: UUID,
    deposit: Deposit | None,
    waive_reason: str,
    keys: int,
    place: str,
    note: str,
    at: datetime,
    signed: bool = True,
) -> CheckIn:
    """The deposit or its waiver, the key cards and the record of the check-in, of a stay just let in.

    Part of an act with the stay locked. Raises `Refused`, `Forbidden`.
    """
    _secure(stay, deposit, waive_reason, by=by, form_token=form_token)
    cards.cut(stay, keys, by=by, at=at)
    waived = "" if deposit else waive_reason.strip()
    arrived = CheckIn(
        stay_id=stay.pk,
        form_token=form_token,
        place=place,
        signed_at=at if signed else None,
        deposit_waived_because=waived,
        deposit_waived_by=by if waived else None,
        keys=keys,
        note=free_text(note, "note", 400),
        done_at=at,
        done_by=by,
    )
    _put_once(arrived)
    if arrived.deposit_waived_because:
        _record_waiver(arrived, stay, by)
    return arrived


def _put_once(arrived: CheckIn) -> None:
    """A form sent for two stays at once lets one of them in."""
    try:
        put(arrived)
    except IntegrityError as problem:
        diag = getattr(problem.__cause__, "diag", None)
        if "form_token" not in (getattr(diag, "constraint_name", None) or ""):
            raise
        raise used() from problem


def used() -> Refused:
    return Refused(_("This form has checked in another guest already."), code="used")


def _secure(
    stay: "Stay", deposit: Deposit | None, waive_reason: str, *, by: User, form_token: UUID
) -> None:
    """The bill is opened and the deposit taken, or waived by somebody who may (handbook B1.4)."""
    if deposit is None:
        _check_waiver(stay, waive_reason, by)
    folio = folio_for(stay, by=by)
    if deposit is None:
        return
    try:
        cashier.take_deposit(
            folio, deposit.amount, method=deposit.method, key=f"deposit-{form_token}", by=by
        )
    except Refused as refusal:
        refusal.field = {"amount": "deposit", "method": "method"}.get(refusal.field or "")
        raise


def _check_waiver(stay: "Stay", waive_reason: str, by: User) -> None:
    if not waive_reason.strip():
        if paid_already(stay):
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


def paid_already(stay: "Stay") -> bool:
    """Has something been received on this stay's bill before?"""
    folio = ledger.folio_of_stay(stay.pk)
    return folio is not None and ledger.received(folio.pk) > 0
