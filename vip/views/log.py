from datetime import date

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from hotel.web import clock
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import render
from vip import log


@requires("vip.read_log")
@require_safe
def visit_log(request: StaffRequest) -> HttpResponse:
    """What guests said to those who visited them, one day at a time; `?day=` for another day."""
    now = clock.local(clock.now())
    try:
        day = date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        day = log.collected(now.date(), now.time())
    return render(request, "vip/log.html", {"log": log.day_of(request.user, day)})
