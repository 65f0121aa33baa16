"""Registrations and key cards on the stay page."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from frontdesk.selectors import arriving
from hotel.staff.models import User
from hotel.stays import cards
from hotel.web import clock

if TYPE_CHECKING:
    from hotel.stays.models import Stay


def arrival_card(stay: "Stay", _viewer: User) -> Mapping[str, Any] | None:
    """Who is registered and which cards are out; nothing before the guest has come."""
    if stay.arrived_at is None:
        return None
    keys = arriving.cards_of(stay.pk)
    return {
        "check_in": arriving.check_in_of(stay.pk),
        "registrations": arriving.registrations_of(stay.pk),
        "cards": keys,
        "next": max((card.number for card in keys), default=0) + 1,
        "now": clock.now(),
    }


cards.register(
    cards.Card("arrival", "frontdesk/_stay_card.html", "stays.view_stay", arrival_card, sort=10)
)
