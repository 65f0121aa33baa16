"""Complaints in the rail and on the home page: promises, what waits to be heard, follow-ups."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext, pgettext_lazy

from complaints import selectors
from complaints.enums import Status
from hotel.staff.models import User
from hotel.web import clock, today
from hotel.web.shell import NavItem, add_nav

if TYPE_CHECKING:
    from complaints.models import Complaint

FOLLOW_UPS_AHEAD = timedelta(hours=4)


def lines(user: User) -> Iterator[today.Line]:
    """Three queries; what the person owns, or may take by role."""
    now = clock.now()
    for promise in selectors.running_promises(user)[: today.SHOWN]:
        late = promise.due_at < now
        yield _line(
            promise.complaint,
            today.LATE if late else today.PROMISED,
            promise.due_at,
            detail=promise.what,
            chip=_("Contact the guest"),
            mood="bad" if late else "warn",
        )
    for each in selectors.to_acknowledge(user)[: today.SHOWN]:
        unheard = each.status == Status.REGISTERED
        at = each.acknowledge_until if unheard else each.resolve_until
        yield _line(
            each,
            today.LATE if at < now else today.NEXT,
            at,
            chip=pgettext("complaint", "To acknowledge") if unheard else _("To promise or solve"),
            mood="bad" if at < now else "warn",
        )
    for owed in selectors.follow_ups_owed(user, now + FOLLOW_UPS_AHEAD)[: today.SHOWN]:
        late = owed.due_at < now
        yield _line(
            owed.complaint,
            today.LATE if late else today.NEXT,
            owed.due_at,
            chip=_("Follow-up"),
            mood="bad" if late else "info",
        )


def _line(
    complaint: "Complaint", kind: str, at: datetime, *, chip: str, mood: str, detail: str = ""
) -> today.Line:
    said = _("%(severity)s %(what)s %(who)s") % {
        "severity": complaint.severity.code,
        "what": complaint.category.name,
        "who": complaint.who,
    }
    return today.Line(
        kind=kind,
        text=said.strip(),
        path=reverse("complaints:complaint", args=[complaint.pk]),
        at=at,
        detail=detail,
        room=complaint.room.number if complaint.room else "",
        chip=chip,
        mood=mood,
    )


def badge(request: HttpRequest) -> int:
    return selectors.count_overdue(request.user, clock.now())  # type: ignore[arg-type]


today.register(
    today.Source(
        key="complaints",
        label=pgettext_lazy("navigation", "Complaints"),
        permission="complaints.see_complaints",
        provide=lines,
        more="complaints:complaints",
        sort=5,
    )
)
add_nav(
    NavItem(
        key="complaints",
        label=pgettext_lazy("navigation", "Complaints"),
        icon="chat-square-text",
        route="complaints:complaints",
        permission="complaints.see_complaints",
        badge=badge,
        sort=40,
        phone=False,
    )
)
