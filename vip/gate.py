"""No VIP is let into the house before the visit is ready, by whichever door (handbook A7, C5)."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hotel.stays import gates
from vip import readiness

if TYPE_CHECKING:
    from hotel.stays.models import Stay


def visit_not_ready(stay: "Stay") -> str | None:
    """Why this stay's guest cannot move in yet; asked inside every check-in, with the items locked."""
    for visit in readiness.expected_with(stay):
        found = readiness.of_stay(visit, stay, certain=True)
        if not found.lets_in:
            return _(
                "%(number)s is not ready: %(tasks)s. The assistant manager or above may let the"
                " guest in on the visit's page, with a reason."
            ) % {"number": visit.number, "tasks": found.named}
    return None


def register() -> None:
    gates.register(visit_not_ready)
