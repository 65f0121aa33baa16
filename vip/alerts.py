"""What the desk sees beside a guest's name: that a VIP visit is on, or was."""

from collections import defaultdict

from django.urls import reverse
from django.utils.translation import gettext as _

from hotel.guests.alerts import Alert
from hotel.guests.alerts import register as register_provider
from vip.enums import Status
from vip.models import Visit

_RUNNING = (Status.PENDING, Status.APPROVED, Status.ANNOUNCED)


def register() -> None:
    register_provider("vip", running_visits)


def running_visits(guest_ids: set[int]) -> dict[int, list[Alert]]:
    """One alert for each guest with a visit that is coming or on; one query."""
    rows = Visit.objects.filter(guest__in=guest_ids, status__in=_RUNNING)
    found: dict[int, list[Alert]] = defaultdict(list)
    for visit in rows.select_related("level"):
        found[visit.guest_id].append(
            Alert(
                level="info",
                text=_("VIP %(level)s") % {"level": visit.level.code},
                icon="gem",
                url=reverse("vip:visit", args=[visit.pk]),
                permission="vip.see_confidential" if visit.confidential else "vip.see_visit",
            )
        )
    return dict(found)
