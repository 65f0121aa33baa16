"""On the arrivals list: a guest whose complaint is still open is received with care."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from complaints import selectors
from frontdesk.reasons import Reason, register
from hotel.staff.models import User
from hotel.web.paths import path_to

if TYPE_CHECKING:
    from complaints.models import Complaint
    from frontdesk.reasons import Expected


def of_arrivals(stays: "Sequence[Expected]", viewer: User) -> Mapping[int, Sequence[Reason]]:
    """One reason for each stay of such a guest; it does not block the check-in. One query."""
    pending = selectors.pending_of_guests({stay.guest_id for stay in stays}, viewer)
    return {
        stay.pk: [_reason(pending[stay.guest_id])] for stay in stays if stay.guest_id in pending
    }


def _reason(complaint: "Complaint") -> Reason:
    text = _("Open complaint %(severity)s: assistant manager receives the guest")
    path = path_to("complaints:complaint", complaint.pk)
    return Reason(text % {"severity": complaint.severity.code}, "warn", path)


register("complaints", of_arrivals, sort=70)
