"""The first page of the day: what is late, what is next, what was promised."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from hotel.web import clock, today
from hotel.web.access import SIGNED_IN, requires
from hotel.web.http import StaffRequest
from hotel.web.landing import landing_for
from hotel.web.pages import go, render
from hotel.web.prepared import asked_once

# Boards whose changes may change anybody's lines; the channel lets each reader hear their own.
TOPICS = ("stays", "rooms", "work", "vip", "housekeeping", "complaints", "cashier")


@requires(SIGNED_IN)
def home(request: StaffRequest) -> HttpResponse:
    """Each role's lines, or the page some roles have instead."""
    elsewhere = landing_for(request.user, default="")
    if elsewhere:
        return go(request, elsewhere)
    user = request.user
    with asked_once():
        context = {
            "day": today.today_for(user),
            "topics": " ".join((*TOPICS, f"dept:{user.department.code}", f"user:{user.pk}")),
            "moment": clock.now(),
        }
        return render(request, "staff/home.html", context)


@require_safe
@requires(SIGNED_IN)
def badges(request: StaffRequest) -> HttpResponse:
    """How much is late in each of the reader's areas: asked for beside every page (badges.js)."""
    return render(request, "components/badges.html")
