"""Complaints on the stay page and on the guest's page, and the button that takes one."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from complaints import selectors
from hotel.guests import panels
from hotel.staff.models import User
from hotel.stays import buttons, cards
from hotel.stays.phases import Phase

if TYPE_CHECKING:
    from hotel.stays.models import Stay


def stay_card(stay: "Stay", viewer: User) -> Mapping[str, Any] | None:
    found = selectors.of_stay(stay.pk, viewer)
    return {"complaints": found} if found else None


def guest_panel(guest_id: int, viewer: User) -> panels.Panel | None:
    if not viewer.has_perm("complaints.see_complaints"):
        return None
    found = selectors.of_guest(guest_id, viewer)
    return panels.Panel("complaints/_panel.html", {"complaints": found, "guest_id": guest_id})


cards.register(
    cards.Card(
        "complaints",
        "complaints/_stay_card.html",
        "complaints.see_complaints",
        stay_card,
        sort=10,
    )
)
panels.register("complaints", guest_panel)
buttons.register(
    buttons.Button(
        key="complaint",
        label=_("Complaint"),
        route="complaints:from-stay",
        permission="complaints.register",
        phases=frozenset({Phase.DUE_IN, Phase.IN_HOUSE, Phase.DUE_OUT, Phase.DEPARTED}),
        shortcut="t",
        sort=80,
    )
)
