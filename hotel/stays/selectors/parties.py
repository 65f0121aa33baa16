"""Who belongs to a stay."""

from django.db.models import BigIntegerField, QuerySet

from hotel.stays.enums import EXPECTED, StayStatus
from hotel.stays.models import StayGuest
from hotel.web.prepared import Param, Prepared

_named = Prepared(
    lambda: (
        StayGuest.objects.filter(stay=Param("stay", BigIntegerField()))
        .select_related("guest", "stay__room_type")
        .order_by("-main", "pk")
    ),
)


def party(stay_id: int) -> list[StayGuest]:
    """Everybody who is named, the main guest first, with the stay and its type at hand."""
    return _named(stay=stay_id)


def named_in(stay: Param) -> QuerySet[StayGuest]:
    """Everybody who is named in a stay, the main guest first, with their profiles: for apps above to
    ask along with what they know of them."""
    return StayGuest.objects.filter(stay=stay).select_related("guest").order_by("-main", "pk")


def in_other_rooms(reservation_id: int, stay_id: int) -> set[int]:
    """The guests who stand in living stays of the reservation besides this one: a group's leader
    stands in every room until the rooming list names who lives there."""
    others = StayGuest.objects.filter(
        stay__reservation=reservation_id, stay__status__in=(*EXPECTED, StayStatus.IN_HOUSE)
    )
    return set(others.exclude(stay=stay_id).order_by().values_list("guest", flat=True))
