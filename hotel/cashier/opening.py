"""A stay's folio is opened on first use, in one question whether it has one or not."""

from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils.translation import gettext as _

from hotel.cashier.models import Folio
from hotel.journal.services import record
from hotel.staff.models import User
from hotel.web import clock
from hotel.web.refusals import Refused
from hotel.web.statements import Slot, Statement

if TYPE_CHECKING:
    from hotel.stays.models import Stay


def folio_for(stay: "Stay", *, by: User) -> Folio:
    """`open_folio` of a stay that the act holds locked already."""
    at = clock.now()
    found = _OPEN.ask({"stay": stay.pk, "at": at, "may": stay.status != "departed"})
    if not found:
        raise Refused(_("The guest has left; no bill is opened any more."), code="closed")
    ((pk, number, status, opened_at, opened, today),) = found
    folio = Folio(pk=pk, stay=stay, number=number, status=status, opened_at=opened_at)
    folio._state.adding, folio._state.db = False, connection.alias
    if opened:
        folio.opened_on = today or clock.today()
        about: list[Any] = [stay, stay.reservation, f"guests.guest:{stay.guest_id}"]
        record("folio.opened", folio, by=by, about=about, topics=[f"stays.stay:{stay.pk}"])
    return folio


# The folio a stay has, or a new one, with whether it is new and the business date.
_OPEN = Statement(
    """
WITH had AS (
  SELECT id, number, status, opened_at FROM cashier_folio WHERE stay_id = %s
), made AS (
  INSERT INTO cashier_folio (stay_id, number, status, opened_at)
  SELECT %s, 'F' || nextval('cashier_folio_no'), 'open', %s WHERE %s AND NOT EXISTS (TABLE had)
  RETURNING id, number, status, opened_at
)
SELECT had.*, false, NULL FROM had
UNION ALL
SELECT made.*, true, (SELECT current FROM stays_businessday ORDER BY id LIMIT 1) FROM made
""",
    [
        Slot("stay", "bigint"),
        Slot("stay", "bigint"),
        Slot("at", "timestamptz"),
        Slot("may", "boolean"),
    ],
)


def draw_numbers(count: int) -> list[str]:
    """Fresh folio numbers, for example `F100001`."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('cashier_folio_no') FROM generate_series(1, %s)", [count])
        return [f"F{number}" for (number,) in cursor.fetchall()]
