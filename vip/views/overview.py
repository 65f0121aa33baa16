from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from hotel.web import clock
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import render
from vip import overview as board

TABS = ("today", "approval", "week", "departed")


@requires("vip.see_overview")
@require_safe
def overview(request: StaffRequest) -> HttpResponse:
    """Every visit with each department's readiness (the managers' first page)."""
    asked = request.GET.get("tab", "today")
    tab = asked if asked in TABS else "today"
    context = {
        "board": board.overview(request.user, tab, clock.now()),
        "tabs": [
            ("today", _("Today")),
            ("approval", _("Awaiting approval")),
            ("week", _("Next 7 days")),
            ("departed", _("Departed")),
        ],
        "empty": {
            "today": _("No VIP is expected or in house today."),
            "approval": _("Nothing waits for approval."),
            "week": _("No VIP is expected in the next seven days."),
            "departed": _("No VIP has left yet."),
        }[tab],
        "may_write": request.user.has_perm("vip.write_notice"),
        "may_read_log": request.user.has_perm("vip.read_log"),
        "may_wake": request.user.has_perm("vip.wake_guests"),
        "may_call": request.user.has_perm("vip.make_care_calls"),
        "may_remind": request.user.has_perm("vip.remind_departments"),
        "here": request.get_full_path(),
    }
    return render(request, "vip/overview.html", context)
