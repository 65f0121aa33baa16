"""Arrivals, registrations and keys as the pages ask for them; each a constant number of queries."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import (
    BigIntegerField,
    Count,
    DateField,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from frontdesk.enums import KeyStatus, RegistrationStatus
from frontdesk.models import CheckIn, KeyCard, Registration
from hotel.house.selectors import rules
from hotel.stays import selectors as stays
from hotel.stays.enums import EXPECTED, StayStatus
from hotel.web import clock
from hotel.web.prepared import Param, Prepared, Rows

if TYPE_CHECKING:
    from hotel.guests.models import Guest
    from hotel.house.models import HouseRules
    from hotel.stays.models import Stay

HERE = (StayStatus.IN_HOUSE, StayStatus.DEPARTED)
GONE = (StayStatus.CANCELLED, StayStatus.NO_SHOW)


def arrived_on(day: date) -> "list[Stay]":
    """Who was due on the day and has come, the last first."""
    return list(stays.stays().filter(status__in=HERE, arrival=day).order_by("-arrived_at"))


def not_coming(day: date) -> "list[Stay]":
    """Who was due on the day and was cancelled or never came."""
    return list(stays.stays().filter(status__in=GONE, arrival=day).order_by("id"))


_settled = Prepared(
    lambda: (
        stays.stays()
        .filter(arrival=Param("day", DateField()), status__in=(*HERE, *GONE))
        .order_by()
        .values_list(Rows(when=Q(status__in=HERE)), Rows(when=Q(status__in=GONE)))
    )
)


def count_settled(day: date) -> tuple[int, int]:
    """How many of those due on the day have come, and how many will not. One query."""
    here, gone = _settled(day=day)[0]
    return here, gone


def _late(day: date, now: datetime) -> Q:
    return Q(status__in=EXPECTED) & (Q(arrival__lt=day) | Q(arrival=day, eta__lt=now))


def late_arrivals(day: date, now: datetime) -> "QuerySet[Stay]":
    """Who should have been here: past the time they gave, or expected on an earlier day."""
    return stays.stays().filter(_late(day, now)).order_by("eta", "id")


def next_arrivals(day: date, now: datetime, until: datetime) -> "QuerySet[Stay]":
    """Who said to come between now and then."""
    coming = stays.stays().filter(status__in=EXPECTED, arrival=day)
    return coming.filter(eta__gte=now, eta__lt=until).order_by("eta", "id")


def count_late() -> int:
    """How many arrivals are past their time: the rail's red count. Two queries."""
    return late_arrivals(stays.business_date(), clock.now()).order_by().count()


def proposed_deposit(stay: "Stay", house: "HouseRules | None" = None) -> Decimal:
    """Room charge and a supplement, rounded up (handbook B1.4). CNY."""
    house = house or rules()
    wanted = stay.rate * max(stay.nights, 1) + house.deposit_extra
    step = Decimal(house.deposit_round_to)
    return ((wanted / step).to_integral_value(ROUND_CEILING) * step).quantize(Decimal("0.01"))


_STAY = Param("stay", BigIntegerField())
_check_in = Prepared(
    lambda: CheckIn.objects.select_related("done_by").filter(stay_id=_STAY).order_by("pk"),
)
_cards = Prepared(
    lambda: KeyCard.objects.filter(stay_id=_STAY).select_related("room", "issued_by"),
)
_registered = Prepared(
    lambda: registrations().filter(stay_id=_STAY),
)


def check_in_of(stay_id: int) -> CheckIn | None:
    return _check_in.one(stay=stay_id)


def cards_of(stay_id: int) -> list[KeyCard]:
    return _cards(stay=stay_id)


def keys_out(stay_ids: Sequence[int]) -> dict[int, int]:
    """How many cards of each stay have not come back. One query."""
    issued = KeyCard.objects.filter(stay__in=stay_ids, status=KeyStatus.ISSUED)
    counted = issued.values_list("stay_id").annotate(count=Count("pk"))
    return dict(counted.order_by())


def registrations() -> QuerySet[Registration]:
    """With guest, document, stay and room number's source: lists prefetch nothing more."""
    return Registration.objects.select_related(
        "guest", "document", "stay__reservation", "registered_by", "submitted_by"
    )


def registrations_of(stay_id: int) -> list[Registration]:
    return _registered(stay=stay_id)


def to_submit() -> QuerySet[Registration]:
    """What the police system does not have yet, the most urgent first."""
    return registrations().filter(status=RegistrationStatus.READY).order_by("due_at", "id")


def submitted_since(moment: datetime) -> QuerySet[Registration]:
    rows = registrations().filter(status=RegistrationStatus.SUBMITTED, submitted_at__gte=moment)
    return rows.order_by("-submitted_at", "-id")


def overdue(now: datetime) -> QuerySet[Registration]:
    return to_submit().filter(due_at__lt=now)


def owed() -> "QuerySet[Any]":
    """Stays let in with fewer persons registered than live there, the longest in the house first;
    `missing` is how many."""
    told = Registration.objects.filter(stay=OuterRef("pk")).order_by().values("stay")
    counted = Subquery(told.values(count=Count("pk")), output_field=IntegerField())
    here = stays.stays().filter(status=StayStatus.IN_HOUSE, check_in__isnull=False)
    missing = F("adults") + F("children") - Coalesce(counted, 0)
    return here.annotate(missing=missing).filter(missing__gt=0).order_by("arrived_at", "id")


def owed_of(stay_ids: Iterable[int]) -> dict[int, int]:
    """How many persons of these stays are still to be registered, by stay id. One query."""
    found = owed().filter(pk__in=list(stay_ids)).prefetch_related(None)
    return {stay.pk: stay.missing for stay in found}


def unregistered(stay: "Stay") -> "list[Guest]":
    """Who is named in the stay's party and not registered yet, the main guest first. Two queries."""
    told = {row.guest_id for row in registrations_of(stay.pk)}
    return [each.guest for each in stays.party(stay.pk) if each.guest_id not in told]


def rooms_of(rows: "list[Registration]") -> dict[int, str]:
    """Room numbers by stay id. Two queries."""
    found = stays.stays().filter(pk__in={row.stay_id for row in rows})
    return {stay.pk: stay.room.number if stay.room else "" for stay in found}
