"""Everything that touches money: lines are added to a folio, each exactly once.

Every posting carries an idempotency key: sent again it returns the line it made, sent with other
content it is refused. Amounts are given positive, CNY with at most two decimals; the sign is the
line's own.
"""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from hotel.cashier.authority import may_reverse, too_much_for
from hotel.cashier.enums import FolioStatus, Kind, Method
from hotel.cashier.models import Folio, Line
from hotel.cashier.opening import folio_for
from hotel.cashier.posting import locked_folio, post, still_as_seen
from hotel.cashier.selectors import balance, night_key, parts_to_return, refundable
from hotel.cashier.wording import ROOM_CHARGE
from hotel.staff.models import User
from hotel.stays.acts import locked_stay
from hotel.web.refusals import Forbidden, Refused
from hotel.web.together import together


@together
def open_folio(stay_id: int, *, by: User) -> Folio:
    """The folio of a stay, opened on first use. A guest who has left gets none."""
    return folio_for(locked_stay(stay_id), by=by)


def charge(
    folio_id: int,
    amount: Decimal,
    description: str,
    *,
    key: str,
    by: User,
    at: datetime | None = None,
    seen: int | None = None,
) -> Line:
    """Something the guest owes. `at` when it was posted, now when None; `seen` as in `posting.post`."""
    return post(
        folio_id,
        Kind.CHARGE,
        _positive(amount),
        key=key,
        by=by,
        description=description,
        at=at,
        seen=seen,
    )


@together
def charge_night(stay_id: int, night: date, *, by: User, at: datetime | None = None) -> Line | None:
    """The room charge of one night at the stay's rate, exactly once; None where the room is free.

    A night whose charge was reversed stays posted: it is charged by hand if it must be.
    Raises `Refused` for a guest who is not in the house and for nights before the arrival.
    """
    stay = locked_stay(stay_id)
    key = night_key(stay_id, night)
    made = Line.objects.filter(idempotency_key=key).first()
    if made is not None or not stay.rate:
        return made
    if stay.status != "in_house":
        raise Refused(_("Only guests in the house are charged for the night."), code="closed")
    if night < stay.arrival:
        raise Refused(_("The guest had not arrived that night."), field="night")
    folio = open_folio(stay_id, by=by)
    what = f"{ROOM_CHARGE} {night:%m-%d}"
    return post(folio.pk, Kind.CHARGE, stay.rate, key=key, by=by, description=what, at=at)


def take_deposit(
    folio: Folio | int,
    amount: Decimal,
    *,
    method: str = Method.CASH,
    key: str,
    by: User,
    tendered: Decimal | None = None,
    at: datetime | None = None,
    seen: int | None = None,
) -> Line:
    """Money left as security 押金; it counts toward the bill. `tendered` as in `take_payment`.

    `folio` by its id, or as `folio_for` has just given it to this act.
    """
    given = _Given(amount, method, tendered, at, seen)
    return _take(folio, Kind.DEPOSIT, given, key=key, by=by)


def take_payment(
    folio_id: int,
    amount: Decimal,
    *,
    method: str = Method.CASH,
    key: str,
    by: User,
    tendered: Decimal | None = None,
    at: datetime | None = None,
    seen: int | None = None,
) -> Line:
    """Money paid. `tendered` is the cash the guest handed over, what is above goes back as change."""
    given = _Given(amount, method, tendered, at, seen)
    return _take(folio_id, Kind.PAYMENT, given, key=key, by=by)


@dataclass(frozen=True)
class _Given:
    amount: Decimal
    method: str
    tendered: Decimal | None
    at: datetime | None
    seen: int | None


def _take(folio: Folio | int, kind: Kind, given: _Given, *, key: str, by: User) -> Line:
    if given.method not in Method.values:
        raise Refused(_("Choose how it was paid."), field="method")
    amount = _positive(given.amount)
    return post(
        folio,
        kind,
        -amount,
        key=key,
        by=by,
        method=given.method,
        description=str(kind.value),
        tendered=_tendered(given, amount),
        at=given.at,
        seen=given.seen,
    )


def _tendered(given: _Given, amount: Decimal) -> Decimal | None:
    if given.tendered is None or given.method != Method.CASH:
        return None
    if _positive(given.tendered, "tendered") < amount:
        raise Refused(_("That is less than the amount."), field="tendered")
    return given.tendered


def refund(
    line_id: int,
    amount: Decimal,
    *,
    key: str,
    by: User,
    reason: str,
    at: datetime | None = None,
    seen: int | None = None,
) -> Line:
    """Give back some of a deposit or payment, the same way it came; never more than is left of it."""
    line = _line(line_id)
    given = _positive(amount)
    if not reason.strip():
        raise Refused(_("Say why the money is given back."), field="reason")
    if line.kind not in (Kind.DEPOSIT, Kind.PAYMENT):
        raise Refused(_("Only money received is given back."))

    def check() -> None:
        left = refundable(line_id)
        if given > left:
            raise Refused(
                _("At most ¥ %(left)s of this %(kind)s is left to give back.")
                % {"left": f"{left:,.2f}", "kind": line.get_kind_display()},
                field="amount",
                code="over_refund",
            )

    return post(
        line.folio_id,
        Kind.REFUND,
        given,
        key=key,
        by=by,
        method=line.method,
        description=line.description,
        refers_to=line,
        reason=reason.strip(),
        at=at,
        seen=seen,
        check=check,
    )


@together
def give_back(
    folio_id: int,
    *,
    key: str,
    by: User,
    reason: str,
    at: datetime | None = None,
    seen: int | None = None,
) -> list[Line]:
    """Give back all that the guest has too much, deposits first, each part the way it came.

    Sent again under the same key it returns the lines it made. Raises `Refused` when nothing is
    to be given back, or when what was received does not suffice.
    """
    folio = locked_folio(folio_id)
    made = list(folio.lines.filter(idempotency_key__startswith=f"{key}:"))
    if made:
        return made
    if seen is not None:
        still_as_seen(folio, seen)
    parts = parts_to_return(folio_id)
    if not parts:
        raise Refused(_("There is nothing to give back."))
    return [
        refund(line.pk, amount, key=f"{key}:{line.pk}", by=by, reason=reason, at=at)
        for line, amount in parts
    ]


def reverse(line_id: int, reason: str, *, key: str, by: User) -> Line:
    """Undo a line wholly, once. A payment that was partly given back is not reversed.

    Above ¥200 a supervisor does it, above ¥1,000 the manager (handbook B1.4): raises `Forbidden`.
    """
    line = _line(line_id)
    if not may_reverse(by, line.amount):
        raise Forbidden(too_much_for(by))
    if not reason.strip():
        raise Refused(_("Say why the line is reversed."), field="reason")
    if line.kind == Kind.REVERSAL:
        raise Refused(_("A reversal is not reversed: post the line anew."))

    def check() -> None:
        if Line.objects.filter(refers_to=line, kind=Kind.REVERSAL).exists():
            raise Refused(_("This line has been reversed already."), code="reversed")
        if line.kind in (Kind.DEPOSIT, Kind.PAYMENT) and refundable(line_id) != -line.amount:
            raise Refused(_("Some of this money has been given back; it cannot be reversed."))

    return post(
        line.folio_id,
        Kind.REVERSAL,
        -line.amount,
        key=key,
        by=by,
        method=line.method,
        description=line.description,
        refers_to=line,
        reason=reason.strip(),
        check=check,
    )


@together
def close_folio(folio_id: int, *, by: User) -> Folio:
    """No more lines. Raises `Refused` while the balance is not zero."""
    folio = locked_folio(folio_id)
    left = balance(folio_id)
    if left:
        raise Refused(_("The balance is ¥ %(left)s.") % {"left": f"{left:,.2f}"})
    if folio.status == FolioStatus.OPEN:
        folio.status = FolioStatus.CLOSED
        folio.save(update_fields=["status"])
    return folio


def _line(line_id: int) -> Line:
    try:
        return Line.objects.select_related("folio").get(pk=line_id)
    except Line.DoesNotExist as problem:
        raise Refused(_("There is no such line.")) from problem


def _positive(amount: Any, field: str = "amount") -> Decimal:
    """Raises `Refused` for anything but a positive amount of at most two decimals."""
    if not isinstance(amount, Decimal):
        raise TypeError("money is a Decimal")
    if not amount.is_finite() or amount <= 0:
        raise Refused(_("The amount must be more than zero."), field=field)
    if amount != amount.quantize(Decimal("0.01")):
        raise Refused(_("The amount has at most two decimals."), field=field)
    if amount > Decimal("9999999.99"):
        raise Refused(_("The amount is too large."), field=field)
    return amount.quantize(Decimal("0.01"))
