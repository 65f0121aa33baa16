"""The departures of the business date, as the desk looks at them: overdue first."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from frontdesk.selectors.arriving import keys_out
from frontdesk.selectors.dues import LATE, Due, House, dues_of, is_overdue, leaves_by
from hotel.cashier.selectors import Money, money_of_stays
from hotel.stays import selectors as stays
from hotel.stays.listed import AnyStay
from housekeeping.selectors import inspections_of

if TYPE_CHECKING:
    from hotel.stays.models import Stay
    from housekeeping.models import DepartureInspection


@dataclass(frozen=True)
class Leaving:
    """One guest who leaves. `dues` are charges proposed, `keys` the cards still out."""

    stay: AnyStay
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
    gone: int


def board(house: House, *, departed: bool = False) -> Board:
    """Who should have left, who leaves today, how many have left, and who if `departed` is asked for.
    A constant number of queries."""
    day = house.business_date
    waiting = leaving(stays.listed_departures(day), house)
    return Board(
        overdue=[each for each in waiting if each.overdue],
        today=[each for each in waiting if not each.overdue],
        departed=stays.departed_on(day) if departed else [],
        gone=stays.count_departed(day),
    )


def leaving(found: Sequence[AnyStay], house: House) -> list[Leaving]:
    """Longest overdue first, then by the hour they should be out. Five queries."""
    ids = [stay.pk for stay in found]
    money, keys, inspected = money_of_stays(ids), keys_out(ids), inspections_of(ids)
    dues = dues_of(found, house, inspected)
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
