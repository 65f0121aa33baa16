"""What a leaving guest still has to be charged: nights slept, staying on, what the floor found."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from django.db.models import Q

from hotel.cashier import selectors as ledger
from hotel.cashier.wording import INSPECTION, LATE_FULL, LATE_HALF, ROOM_CHARGE, in_words
from hotel.house.selectors import rules
from hotel.stays import selectors as stays
from hotel.stays.enums import StayKind, StayStatus
from hotel.stays.listed import AnyStay
from hotel.web import clock
from housekeeping.selectors import inspections_of

if TYPE_CHECKING:
    from hotel.house.models import HouseRules
    from hotel.stays.models import Stay
    from housekeeping.models import DepartureInspection

NIGHT, LATE, FOUND = "night", "late", "found"
_LATE, _FOUND = "late-", "finding-"
FEN = Decimal("0.01")


@dataclass(frozen=True)
class Due:
    """One proposed charge; nothing is posted by itself. `key` lets it be posted once."""

    kind: str
    key: str
    description: str
    amount: Decimal
    night: date | None = None

    @property
    def text(self) -> str:
        """The description in the reader's language."""
        return in_words(self.description)


@dataclass(frozen=True)
class House:
    """What the proposals are reckoned with, asked for once a page."""

    rules: "HouseRules"
    business_date: date
    now: datetime

    @classmethod
    def at(cls, moment: datetime | None = None) -> "House":
        return cls(rules(), stays.business_date(), moment or clock.now())


def leaves_by(stay: AnyStay, house: House) -> datetime:
    """When the guest should be out: check-out time of the day of departure, or the day use's end."""
    if stay.kind == StayKind.DAY_USE:
        return stay.ends_at
    day = max(stay.departure, stay.arrival + timedelta(days=1))
    return clock.at(day, house.rules.check_out_time)


def is_overdue(stay: AnyStay, house: House) -> bool:
    """Past check-out time and grace (handbook B1.1 overdue 逾时)."""
    return house.now > leaves_by(stay, house) + clock.minutes(house.rules.late_grace_minutes)


def overdue(house: House) -> "list[Stay]":
    """Those past check-out time and grace, longest first."""
    late = [each for each in stays.departures(house.business_date) if is_overdue(each, house)]
    return sorted(late, key=lambda each: leaves_by(each, house))


def count_overdue(house: House) -> int:
    """As many as `overdue`, reckoned by the database in one query: the rail's red count."""
    out_by = house.now - clock.minutes(house.rules.late_grace_minutes)
    local = clock.local(out_by)
    ends_today = local.time() > house.rules.check_out_time
    day = local.date() if ends_today else local.date() - timedelta(days=1)
    hours = Q(kind=StayKind.DAY_USE)
    late = hours & Q(period__endswith__lt=out_by) | ~hours & Q(departure__lte=day)
    leaving = Q(status=StayStatus.IN_HOUSE, departure__lte=house.business_date)
    return stays.stays().filter(leaving & late).count()


def dues_of(
    stay_list: Sequence[AnyStay],
    house: House,
    inspected: "Mapping[int, DepartureInspection] | None" = None,
) -> dict[int, list[Due]]:
    """The charges proposed for each of these stays; `inspected` where the caller has asked already.
    Three queries, however many stays."""
    ids = [stay.pk for stay in stay_list]
    posted = ledger.posted_under(ids, ledger.NIGHT, _LATE, _FOUND)
    inspected = inspections_of(ids) if inspected is None else inspected
    return {
        stay.pk: [
            *_nights(stay, posted.get(stay.pk, {}), house),
            *_late(stay, posted.get(stay.pk, {}), house),
            *_found(inspected.get(stay.pk), posted.get(stay.pk, {})),
        ]
        for stay in stay_list
    }


def _nights(stay: AnyStay, posted: Mapping[str, Decimal], house: House) -> Iterable[Due]:
    """Each night slept; who leaves on the day of arrival has used the room for one (handbook A1.12)."""
    if not stay.rate:
        return
    slept = 1
    if stay.kind != StayKind.DAY_USE:
        slept = max((house.business_date - stay.arrival).days, 1)
    for offset in range(slept):
        night = stay.arrival + timedelta(days=offset)
        key = ledger.night_key(stay.pk, night)
        if key not in posted:
            yield Due(NIGHT, key, f"{ROOM_CHARGE} {night:%m-%d}", stay.rate, night)


def _late(stay: AnyStay, posted: Mapping[str, Decimal], house: House) -> Iterable[Due]:
    """Half a night after check-out time and grace, a whole one later (handbook B1.4)."""
    share = _late_share(stay, house)
    if not share or not stay.rate:
        return
    begins = f"{_LATE}{stay.pk}-{house.business_date.isoformat()}-"
    before = sum((value for key, value in posted.items() if key.startswith(begins)), Decimal(0))
    amount = (stay.rate * share).quantize(FEN, ROUND_HALF_UP) - before
    if amount > 0:
        half = share < 1 or before > 0
        what = LATE_HALF if half else LATE_FULL
        yield Due(LATE, f"{begins}{'half' if share < 1 else 'full'}", what, amount)


def _late_share(stay: AnyStay, house: House) -> Decimal:
    """How much of a night the guest stays on into today: nothing, half, or all of it."""
    grace = clock.minutes(house.rules.late_grace_minutes)
    if stay.kind == StayKind.DAY_USE:
        return Decimal("0.5") if house.now > stay.ends_at + grace else Decimal(0)
    # Nights slept beyond the departure are charged as nights; late is what comes on top today.
    day = max(stay.departure, house.business_date, stay.arrival + timedelta(days=1))
    if house.now <= clock.at(day, house.rules.check_out_time) + grace:
        return Decimal(0)
    half_until = clock.at(day, house.rules.late_half_until)
    return Decimal("0.5") if house.now <= half_until else Decimal(1)


def _found(
    inspection: "DepartureInspection | None", posted: Mapping[str, Decimal]
) -> Iterable[Due]:
    for finding in inspection.findings.all() if inspection else ():
        key = f"{_FOUND}{finding.pk}"
        if finding.amount and key not in posted:
            times = f" ×{finding.quantity}" if finding.quantity > 1 else ""
            text = f"{INSPECTION} {finding.description}{times}"
            yield Due(FOUND, key, text, finding.amount)
