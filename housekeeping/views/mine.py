"""The attendant's and the inspector's page, made for a phone."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import render
from housekeeping import mine


@requires("housekeeping.see_my_rooms")
@require_safe
def my_rooms(request: StaffRequest) -> HttpResponse:
    return render(request, "housekeeping/mine.html", {"mine": mine.my_rooms(request.user)})
