"""Arrivals, registrations and keys as the pages ask for them; each a constant number of queries."""

from datetime import date, datetime
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet

from frontdesk.enums import KeyStatus, RegistrationStatus
from frontdesk.models import CheckIn, KeyCard, Registration
from hotel.house.selectors import rules
from hotel.stays import selectors as stays
from hotel.stays.enums import EXPECTED, StayStatus
from hotel.web import clock

if TYPE_CHECKING:
    from hotel.house.models import HouseRules
    from hotel.stays.models import Stay

GONE = (StayStatus.CANCELLED, StayStatus.NO_SHOW)


def arrived_on(day: date) -> "list[Stay]":
    """Who was due on the day and has come, the last first."""
    here = (StayStatus.IN_HOUSE, StayStatus.DEPARTED)
    return list(stays.stays().filter(status__in=here, arrival=day).order_by("-arrived_at"))


def not_coming(day: date) -> "list[Stay]":
    """Who was due on the day and was cancelled or never came."""
    return list(stays.stays().filter(status__in=GONE, arrival=day).order_by("id"))


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


def check_in_of(stay_id: int) -> CheckIn | None:
    return CheckIn.objects.select_related("done_by").filter(stay=stay_id).first()


def cards_of(stay_id: int) -> list[KeyCard]:
    return list(KeyCard.objects.filter(stay=stay_id).select_related("room", "issued_by"))


def cards_out(stay_id: int) -> int:
    """How many cards the guest still has."""
    return KeyCard.objects.filter(stay=stay_id, status=KeyStatus.ISSUED).count()


def registrations() -> QuerySet[Registration]:
    """With guest, document, stay and room number's source: lists prefetch nothing more."""
    return Registration.objects.select_related(
        "guest", "document", "stay__reservation", "registered_by", "submitted_by"
    )


def registrations_of(stay_id: int) -> list[Registration]:
    return list(registrations().filter(stay=stay_id))


def to_submit() -> QuerySet[Registration]:
    """What the police system does not have yet, the most urgent first."""
    return registrations().filter(status=RegistrationStatus.READY).order_by("due_at", "id")


def submitted_since(moment: datetime) -> QuerySet[Registration]:
    rows = registrations().filter(status=RegistrationStatus.SUBMITTED, submitted_at__gte=moment)
    return rows.order_by("-submitted_at", "-id")


def overdue(now: datetime) -> QuerySet[Registration]:
    return to_submit().filter(due_at__lt=now)


def rooms_of(rows: "list[Registration]") -> dict[int, str]:
    """Room numbers by stay id. Two queries."""
    found = stays.stays().filter(pk__in={row.stay_id for row in rows})
    return {stay.pk: stay.room.number if stay.room else "" for stay in found}
