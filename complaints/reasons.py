"""On the arrivals list: a guest whose complaint is still open is received with care."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.translation import gettext as _

from complaints import selectors
from complaints.authority import may_see
from complaints.enums import OPEN
from frontdesk.reasons import Reason, register
from hotel.staff.models import User

if TYPE_CHECKING:
    from hotel.stays.models import Stay


def of_arrivals(stays: "Sequence[Stay]", viewer: User) -> Mapping[int, Sequence[Reason]]:
    """One reason for each stay of such a guest; it does not block the check-in. Two queries."""
    known = selectors.remembered({stay.guest_id for stay in stays})
    found: dict[int, list[Reason]] = {}
    for stay in stays:
        for each in known.get(stay.guest_id, []):
            if each.status in OPEN and may_see(viewer, each):
                text = _("Open complaint %(severity)s: assistant manager receives the guest")
                path = reverse("complaints:complaint", args=[each.pk])
                found[stay.pk] = [Reason(text % {"severity": each.severity.code}, "warn", path)]
                break
    return found


register("complaints", of_arrivals, sort=70)
