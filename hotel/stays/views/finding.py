"""The one search box."""

from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from hotel.staff.models import User
from hotel.stays import discretion, selectors
from hotel.stays.models import Stay
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import render, see_other


@requires("stays.find")
@require_GET
def find(request: StaffRequest) -> HttpResponse:
    """A room number or a confirmation number jumps straight; anything else lists what it may mean."""
    question = request.GET.get("q", "")
    exact = selectors.find_exactly(question)
    if isinstance(exact, Stay):
        return see_other(request, "stays:stay", exact.pk)
    if exact is not None and request.user.has_perm("stays.view_reservation"):
        return see_other(request, "stays:reservation", exact.pk)
    today = selectors.date_for(request.user)
    context = {**_found(question, request.user), "today": today}
    return render(request, "stays/find.html", context)


@requires("stays.find")
@require_GET
def find_hints(request: StaffRequest) -> HttpResponse:
    """A few suggestions under the box while somebody types."""
    found = _found(request.GET.get("q", ""), request.user, limit=6)
    context = {**found, "today": selectors.date_for(request.user)}
    return render(request, "stays/_hints.html", context, layout="fragment.html")


def _found(question: str, viewer: User, **limit: int) -> dict[str, Any]:
    """What was found, and what this viewer calls confidential guests among it."""
    found = selectors.find(question, **limit)
    shown = [hit.stay for hit in found.rooms if hit.stay] + found.cars
    shown += [stay for each in found.guests for stay in each.stays]
    booked = {each.pk for each in found.reservations}
    return {
        "found": found,
        "aliases": discretion.aliases({stay.pk for stay in shown}, viewer),
        "booked_as": discretion.aliases_of_reservations(booked, viewer),
    }
