"""The list, and one complaint with its clock."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from complaints import selectors
from complaints.authority import may_see
from complaints.forms import ActForm
from complaints.models import Complaint
from complaints.page import Page
from hotel.staff import selectors as staff
from hotel.web import clock
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import render

SHOWN = 200
TABS = {
    "open": pgettext_lazy("complaints", "Open"),
    "mine": pgettext_lazy("complaints", "Mine"),
    "overdue": pgettext_lazy("complaints", "Overdue"),
    "closed": pgettext_lazy("complaints", "Closed"),
}
EMPTY = {
    "open": _("No complaint is open. Good."),
    "mine": _("Nothing waits for you."),
    "overdue": _("Every promise is in time."),
    "closed": _("No complaint has been closed yet."),
}


@dataclass(frozen=True)
class Tab:
    key: str
    label: Any
    count: int | None
    current: bool


@requires("complaints.see_complaints")
@require_safe
def complaints(request: StaffRequest) -> HttpResponse:
    """Open first; a promise that ran out stands above everything."""
    now, asked = clock.now(), request.GET
    show = asked.get("show", "open")
    show = show if show in TABS else "open"
    severity, department = asked.get("severity", ""), asked.get("department", "")
    chosen = {"severity": severity, "department": department}
    counts = selectors.counts(request.user, now, **chosen)
    rows = selectors.filtered(request.user, now, show=show, **chosen)
    found = selectors.in_order(rows.order_by("-registered_at")[:SHOWN])
    context = {
        "tabs": [Tab(key, label, counts.get(key), key == show) for key, label in TABS.items()],
        "show": show,
        "severity": severity,
        "department": department,
        "severities": selectors.severities(),
        "departments": staff.departments(),
        "complaints": found,
        "clock": selectors.running_of,
        "empty": EMPTY[show],
        "at": now,
    }
    return render(request, "complaints/list.html", context)


@requires("complaints.see_complaints")
@require_safe
def complaint(request: StaffRequest, complaint_id: int) -> HttpResponse:
    return show_complaint(request, complaint_id)


def show_complaint(
    request: StaffRequest,
    complaint_id: int,
    *,
    refused: ActForm | None = None,
    status: int = 200,
) -> HttpResponse:
    """The complaint's page; with a refused small form open and its reason beside the field."""
    page = Page.of(seen_or_404(complaint_id, request), request.user)
    context = {"page": page, "refused": refused}
    return render(request, "complaints/complaint.html", context, status=status)


def seen_or_404(complaint_id: int, request: StaffRequest) -> Complaint:
    try:
        found = selectors.complaint(complaint_id)
    except Complaint.DoesNotExist as missing:
        raise Http404("no such complaint") from missing
    if not may_see(request.user, found):
        raise PermissionDenied("complaints.see_restricted")
    return found
