"""What managers look at: the board of all visits."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from hotel.web import clock
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import render
from vip.seeing import timeline


@requires("vip.see_overview")
@require_safe
def board(request: StaffRequest) -> HttpResponse:
    """All visits on a line of days; `?from=2026-11-21` for other days."""
    now = clock.now()
    window = timeline.window_of(request.GET.get("from", ""), clock.local(now).date())
    context = {
        "board": timeline.board(request.user, window, now),
        "here": request.get_full_path(),
    }
    return render(request, "vip/board.html", context)
