"""A guest who rates the stay low should hear from the assistant manager before the lift has come."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hotel.notifications.announce import ACTION, News, announce
from hotel.notifications.words import say

if TYPE_CHECKING:
    from hotel.journal.models import Entry

LOW = 2

say(
    "frontdesk.low_rating",
    title=_("Room %(room)s leaves with a rating of %(rating)s"),
    body=_("Speak to the guest, or call."),
)


@announce("check_out.done")
def _rated_low(entry: "Entry") -> Iterable[News]:
    rating = entry.data.get("rating")
    if rating is None or rating > LOW:
        return
    yield News(
        "frontdesk.low_rating",
        params={"room": entry.data["room"], "rating": rating},
        url=reverse("frontdesk:check-out", args=[entry.data["stay"]]),
        level=ACTION,
        roles=("assistant_manager",),
    )
