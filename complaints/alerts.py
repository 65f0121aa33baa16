"""What the desk sees beside a guest's name: a complaint that is open, or one to be remembered."""

from django.urls import reverse
from django.utils.translation import gettext as _

from complaints import selectors
from complaints.enums import OPEN
from complaints.models import Complaint
from hotel.guests.alerts import Alert
from hotel.guests.alerts import register as register_provider
from hotel.web import clock

ICON = "chat-square-text"


def of_guests(guest_ids: set[int]) -> dict[int, list[Alert]]:
    """The most pressing open complaint and the latest past one of each guest; two queries."""
    return {
        guest_id: [each for each in (_open(rows), _past(rows)) if each is not None]
        for guest_id, rows in selectors.remembered(guest_ids).items()
    }


def _open(rows: list[Complaint]) -> Alert | None:
    running = selectors.in_order(each for each in rows if each.status in OPEN)
    if not running:
        return None
    first = running[0]
    promise = selectors.running_of(first)
    late = promise is not None and promise.due_at < clock.now()
    text = _("Complaint open: %(severity)s %(what)s, %(status)s") % {
        "severity": first.severity.code,
        "what": first.category.name,
        "status": first.get_status_display(),
    }
    return _alert(first, "stop" if late or first.severity.rank >= 3 else "warn", text)


def _past(rows: list[Complaint]) -> Alert | None:
    past = next((each for each in rows if each.status not in OPEN), None)
    if past is None:
        return None
    text = _("Complained before (%(month)s %(what)s): assistant manager to greet in person") % {
        "month": f"{clock.local(past.registered_at):%Y-%m}",
        "what": past.category.name,
    }
    return _alert(past, "warn", text)


def _alert(complaint: Complaint, level: str, text: str) -> Alert:
    return Alert(
        level=level,
        text=text,
        icon=ICON,
        url=reverse("complaints:complaint", args=[complaint.pk]),
        permission=(
            "complaints.see_restricted" if complaint.restricted else "complaints.see_complaints"
        ),
    )


register_provider("complaints", of_guests)
