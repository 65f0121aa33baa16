"""The inbox, the bell, and the answers given from them."""

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_GET, require_POST

from hotel.notifications import selectors, services
from hotel.notifications.models import Level, Notice, Receipt
from hotel.notifications.reading import notices_for_reading
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import came_from, go, render, safe_next, see_other


@require_GET
@requires("notifications.read_inbox")
def inbox(request: StaffRequest) -> HttpResponse:
    """A person's notices, unseen first, and the receipts the department owes (handbook B0)."""
    show = request.GET.get("show", "")
    services.note_delivery(request.user)
    notices = notices_for_reading(_shown(request, show))
    counts = selectors.counts(request.user)
    context = {"show": show, "notices": notices, "counts": counts}
    return render(request, "notifications/inbox.html", context)


def _shown(request: StaffRequest, show: str) -> QuerySet[Notice]:
    if show in Level.values:
        return selectors.inbox(request.user, level=show)
    return selectors.inbox(request.user, unseen_only=show == "unseen")


@require_GET
@requires("notifications.read_inbox")
def bell(request: StaffRequest) -> HttpResponse:
    """The bell alone, refetched by live.js. That it is asked for shows that the news has arrived."""
    services.note_delivery(request.user)
    context = {"here": came_from(request), "announced": True}
    return render(request, "notifications/bell_region.html", context)


@require_GET
@requires("notifications.read_inbox")
def receipts(request: StaffRequest) -> HttpResponse:
    """What the reader's departments, or one of them, have yet to acknowledge; part of a board."""
    return _receipts(request, request.GET.get("department", ""))


def _receipts(request: StaffRequest, department: str) -> HttpResponse:
    context = {"receipts_of": department, "here": came_from(request)}
    return render(request, "notifications/receipts.html", context)


@require_POST
@requires("notifications.read_inbox")
def open_notice(request: StaffRequest, notice_id: int) -> HttpResponse:
    """Mark a notice as seen and go where it leads."""
    notice = get_object_or_404(Notice, pk=notice_id, recipient=request.user)
    services.see([notice.pk], by=request.user)
    return go(request, notice.url or safe_next(request))


@require_POST
@requires("notifications.read_inbox")
def all_seen(request: StaffRequest) -> HttpResponse:
    services.see_all(by=request.user)
    return see_other(request, "notifications:inbox")


@require_POST
@requires("notifications.accept_notice")
def accept(request: StaffRequest, notice_id: int) -> HttpResponse:
    get_object_or_404(Notice, pk=notice_id, recipient=request.user)
    services.accept(notice_id, by=request.user)
    return go(request, safe_next(request))


@require_POST
@requires("notifications.acknowledge_receipt")
def acknowledge(request: StaffRequest, receipt_id: int) -> HttpResponse:
    """A department's receipt in one tap, from the inbox or from its board."""
    receipt = get_object_or_404(Receipt, pk=receipt_id)
    if not request.user.has_perm("notifications.acknowledge_receipt", receipt):
        raise PermissionDenied
    services.acknowledge(receipt_id, by=request.user)
    if request.htmx:
        return _receipts(request, request.POST.get("department", ""))
    return go(request, safe_next(request))
