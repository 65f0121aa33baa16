"""今日预抵: the list of arrivals."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from frontdesk.arrivals import arrivals as arrivals_of
from hotel.guests import alerts
from hotel.stays import discretion
from hotel.stays import selectors as stays
from hotel.stays.enums import Guarantee
from hotel.web import clock
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import render


@requires("frontdesk.see_lists")
@require_GET
def arrivals(request: StaffRequest) -> HttpResponse:
    """Who is expected on the business date, and why somebody is not ready."""
    day = stays.date_for(request.user)
    page = arrivals_of(request.GET.get("show", ""), request.user, day, clock.now())
    context = {
        "page": page,
        "today": day,
        "guaranteed_by": {each.value: str(each.label) for each in Guarantee},
        "aliases": discretion.aliases({stay.pk for stay in page.shown}, request.user),
        "under_alias": alerts.under_alias,
        "alerts": alerts.alerts_for(
            {stay.guest_id for stay in page.shown}, request.user, levels=alerts.PRESSING
        ),
    }
    return render(request, "frontdesk/arrivals.html", context)
