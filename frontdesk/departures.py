"""The departures of the business date, as the desk looks at them: overdue first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Count

from frontdesk.enums import KeyStatus
from frontdesk.models import KeyCard
from frontdesk.selectors.dues import LATE, Due, House, dues_of, is_overdue, leaves_by
from hotel.cashier.selectors import Money, money_of_stays
from hotel.stays import selectors as stays
from housekeeping.selectors import inspections_of

if TYPE_CHECKING:
    from hotel.stays.models import Stay
    from housekeeping.models import DepartureInspection


@dataclass(frozen=True)
class Leaving:
    """One guest who leaves. `dues` are charges proposed, `keys` the cards still out."""

    stay: "Stay"
    by: datetime
    overdue: bool
    money: Money | None
    keys: int
    inspection: "DepartureInspection | None"
    dues: list[Due] = field(default_factory=list)

    @property
    def owed(self) -> Decimal:
        """What the bill comes to with everything proposed; below nothing: to be given back."""
        posted = self.money.balance if self.money else Decimal(0)
        return posted + sum((due.amount for due in self.dues), Decimal(0))

    @property
    def late(self) -> list[Due]:
        return [due for due in self.dues if due.kind == LATE]


@dataclass(frozen=True)
class Board:
    overdue: list[Leaving]
    today: list[Leaving]
    departed: "list[Stay]"


def board(house: House) -> Board:
    """Who should have left, who leaves today, who has left. A constant number of queries."""
    waiting = leaving(stays.departures(house.business_date), house)
    return Board(
        overdue=[each for each in waiting if each.overdue],
        today=[each for each in waiting if not each.overdue],
        departed=stays.departed_on(house.business_date),
    )


def overdue(house: House) -> "list[Stay]":
    """Those past check-out time and grace, longest first."""
    late = [each for each in stays.departures(house.business_date) if is_overdue(each, house)]
    return sorted(late, key=lambda each: leaves_by(each, house))


def leaving(found: "Sequence[Stay]", house: House) -> list[Leaving]:
    """Longest overdue first, then by the hour they should be out. Seven queries."""
    ids = [stay.pk for stay in found]
    money, keys, inspected = money_of_stays(ids), keys_out(ids), inspections_of(ids)
    dues = dues_of(found, house)
    rows = [
        Leaving(
            stay=stay,
            by=leaves_by(stay, house),
            overdue=is_overdue(stay, house),
            money=money.get(stay.pk),
            keys=keys.get(stay.pk, 0),
            inspection=inspected.get(stay.pk),
            dues=dues[stay.pk],
        )
        for stay in found
    ]
    return sorted(rows, key=lambda row: row.by)


def keys_out(stay_ids: Sequence[int]) -> dict[int, int]:
    """How many cards of each stay have not come back. One query."""
    issued = KeyCard.objects.filter(stay__in=stay_ids, status=KeyStatus.ISSUED)
    counted = issued.values_list("stay_id").annotate(count=Count("pk"))
    return dict(counted.order_by())
