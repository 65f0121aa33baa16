"""One posting, exactly once: the key, the folio's lock, the line, the journal entry."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from json import dumps
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import BigIntegerField, CharField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hotel.cashier.enums import FolioStatus, Kind
from hotel.cashier.models import Folio, Line
from hotel.cashier.selectors import balance
from hotel.guests.facts import free_text
from hotel.journal.services import record
from hotel.staff.models import User
from hotel.stays.selectors import business_date
from hotel.web import clock
from hotel.web.prepared import Param, Prepared
from hotel.web.refusals import Refused, Stale
from hotel.web.show import money
from hotel.web.written import put

VERBS = {
    Kind.CHARGE: "folio.charged",
    Kind.DEPOSIT: "folio.deposit_taken",
    Kind.PAYMENT: "folio.paid",
    Kind.REFUND: "folio.refunded",
    Kind.REVERSAL: "folio.reversed",
}
# What the database's laws mean at the counter.
LAWS = {
    "cashier_folio_is_open": gettext_lazy("This folio is closed."),
    "cashier_never_over_refunded": gettext_lazy("More would be given back than was received."),
    "cashier_reversed_once": gettext_lazy("This line has been reversed already."),
}


class MovedOn(Stale):
    """Lines have come since the clerk looked; `last` is the latest."""

    def __init__(self, message: Any, *, theirs: Mapping[str, Any], last: int) -> None:
        super().__init__(message, theirs=theirs)
        self.last = last


def post(
    folio: Folio | int,
    kind: Kind,
    amount: Decimal,
    *,
    key: str,
    by: User,
    description: str,
    method: str = "",
    refers_to: Line | None = None,
    reason: str = "",
    tendered: Decimal | None = None,
    at: datetime | None = None,
    seen: int | None = None,
    check: Callable[[], None] | None = None,
) -> Line:
    """Add a line, or return the one this key has made. `check` runs with the folio locked.

    `folio` by its id, or the folio itself where this act may just have opened it.
    `seen` is the last line the clerk saw, 0 for none; `at` when it was posted, now when None.
    Raises `MovedOn` when other lines have come since, and `Refused` when the key was used for another posting, or a law stands against it.
    """
    if not key.strip() or len(key) > 80:
        raise ValueError("a posting needs an idempotency key of at most 80 characters")
    line = Line(
        folio_id=folio.pk if isinstance(folio, Folio) else folio,
        kind=kind,
        amount=amount,
        description=_described(description),
        method=method,
        refers_to=refers_to,
        reason=free_text(reason, "reason", 2000, lines=True),
        tendered=tendered,
        posted_at=at or clock.now(),
        idempotency_key=key,
        posted_by=by,
    )
    line.request_hash = _hash(line)
    if isinstance(folio, Folio) and folio.opened_on is not None:
        return _first(line, folio, folio.opened_on, by)
    try:
        with transaction.atomic():
            return _post(line, by, seen, check)
    except IntegrityError as problem:
        return _after_conflict(line, problem)


def _first(line: Line, folio: Folio, today: date, by: User) -> Line:
    """On a folio nobody else can see there is nothing to wait for and nothing to come back to."""
    line.business_date = today
    try:
        put(line)
    except IntegrityError as problem:
        raise _used() from problem
    _record(line, folio, by)
    return line


def _used() -> Refused:
    return Refused(_("This form has posted something else already. Open a new one."), code="used")


def _post(line: Line, by: User, seen: int | None, check: Callable[[], None] | None) -> Line:
    folio = locked_folio(line.folio_id)
    earlier = _earlier(line)
    if earlier is not None:
        return earlier
    if folio.status == FolioStatus.CLOSED:
        raise Refused(LAWS["cashier_folio_is_open"], code="closed")
    if seen is not None:
        still_as_seen(folio, seen)
    if check is not None:
        check()
    line.business_date = business_date()
    put(line)
    _record(line, folio, by)
    return line


_locked = Prepared(
    lambda: (
        Folio.objects.filter(pk=Param("folio", BigIntegerField()))
        .select_related("stay__reservation", "stay__guest")
        .select_for_update(of=("self",), no_key=True)
        .order_by()
    ),
)
_with_key = Prepared(
    lambda: Line.objects.filter(idempotency_key=Param("key", CharField())).order_by(),
)


def locked_folio(folio_id: int) -> Folio:
    """The folio, locked until the transaction ends: postings of one bill come one by one."""
    folio = _locked.one(folio=folio_id)
    if folio is None:
        raise Refused(_("There is no such folio."))
    return folio


def still_as_seen(folio: Folio, seen: int) -> None:
    """Raises `MovedOn` when a line has come after the one the clerk saw. Call with the folio locked."""
    last = folio.lines.order_by("-pk").first()
    if last is None or last.pk == seen:
        return
    theirs = {
        str(last.get_kind_display()): f"{last.what_for} {money(last.amount)}".strip(),
        _("Balance"): money(balance(folio.pk)),
    }
    raise MovedOn(_("Somebody has posted to this bill meanwhile."), theirs=theirs, last=last.pk)


def _earlier(line: Line) -> Line | None:
    made = _with_key.one(key=line.idempotency_key)
    if made is not None and made.request_hash != line.request_hash:
        raise _used()
    return made


def _after_conflict(line: Line, problem: IntegrityError) -> Line:
    """Another folio's posting may have taken the key meanwhile; a law may have said no."""
    constraint = problem.__cause__.diag.constraint_name if problem.__cause__ else ""  # type: ignore[attr-defined]
    if constraint in LAWS:
        raise Refused(LAWS[constraint], code=constraint) from problem
    earlier = _earlier(line)
    if earlier is None:
        raise problem
    return earlier


def _described(text: str) -> str:
    kept = free_text(text, "description", 160)
    if not kept:
        raise Refused(_("Say what it is for."), field="description")
    return kept


def _hash(line: Line) -> str:
    said: list[Any] = [
        line.folio_id,
        line.kind,
        str(line.amount),
        line.description,
        line.method,
        line.refers_to_id,
        line.reason,
    ]
    return sha256(dumps(said).encode()).hexdigest()


def _record(line: Line, folio: Folio, by: User) -> None:
    stay = folio.stay
    record(
        VERBS[Kind(line.kind)],
        line,
        by=by,
        about=[folio, stay, stay.reservation, stay.guest],
        reason=line.reason,
        data={
            "stay": stay.pk,
            "amount": str(line.amount),
            "method": line.method,
            "description": line.description,
            "business_date": line.business_date.isoformat(),
        },
        topics=["cashier", f"stays.stay:{stay.pk}"],
    )
