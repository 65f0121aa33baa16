"""The close of the day 夜审: what is in the way, what will happen, and the act."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from frontdesk import services
from frontdesk.selectors.day import closed_days, closing
from hotel.stays import discretion
from hotel.stays import services as desk
from hotel.web import show
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import render, see_other
from hotel.web.refusals import Refused


@requires("frontdesk.close_day")
@require_safe
def day(request: StaffRequest) -> HttpResponse:
    return _page(request)


@requires("frontdesk.close_day")
@require_POST
def close_day(request: StaffRequest) -> HttpResponse:
    """The date on the form is the one that was seen: nobody closes two days by pressing twice."""
    seen = _day(request.POST.get("date", ""))
    if seen is None:
        return _page(request, refused=_("Open the page again and look at the day once more."))
    try:
        made = services.close_day(by=request.user, seen_date=seen)
    except Refused as refusal:
        return _page(request, refused=refusal.text)
    messages.success(
        request,
        _("%(day)s is closed: %(rooms)s rooms let, ¥ %(revenue)s.")
        % {
            "day": show.day(made.business_date),
            "rooms": made.rooms_let,
            "revenue": show.amount(made.room_revenue),
        },
    )
    return see_other(request, "frontdesk:day")


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None


@requires("stays.mark_no_show")
@require_POST
def day_no_show(request: StaffRequest, stay_id: int) -> HttpResponse:
    """Somebody due did not come; the reason is kept in the journal."""
    reason = request.POST.get("reason", "")[:200]
    if not reason.strip():
        return _page(request, refused=_("Say why."), about=stay_id, typed=reason)
    try:
        desk.mark_no_show(stay_id, by=request.user, reason=reason)
    except Refused as refusal:
        return _page(request, refused=refusal.text, about=stay_id, typed=reason)
    return see_other(request, "frontdesk:day")


def _page(request: StaffRequest, *, refused: str = "", **typed: Any) -> HttpResponse:
    found = closing()
    context = {
        "closing": found,
        "closed": closed_days(),
        "aliases": discretion.aliases(found.stay_ids, request.user),
        "refused": refused,
        **typed,
    }
    return render(request, "frontdesk/day.html", context, status=422 if refused else 200)
