"""Who lives here, and who is to come."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from frontdesk.selectors import in_house as lists
from hotel.guests import alerts
from hotel.stays import discretion
from hotel.stays import selectors as stays
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import render

LONGEST_QUESTION = 80


@requires("frontdesk.see_lists")
@require_GET
def in_house(request: StaffRequest) -> HttpResponse:
    """Everybody in the house, by room, with what wants attention."""
    found = lists.lodgers(request.user)
    filters = lists.filters(found, request.user)
    show = request.GET.get("show", "all")
    if show not in {key for key, _label, _count in filters}:
        show = "all"
    context = {
        "lodgers": [each for each in found if each.belongs(show)],
        "filters": filters,
        "show": show,
        "today": stays.date_for(request.user),
        "persons": sum(each.stay.persons for each in found),
    }
    return render(request, "frontdesk/in_house.html", context)


@requires("stays.list_stays")
@require_GET
def coming(request: StaffRequest) -> HttpResponse:
    """Reservations to come after the business date, by day."""
    show = request.GET.get("show", "all")
    show = show if show in lists.COMING else "all"
    question = " ".join(request.GET.get("q", "")[:LONGEST_QUESTION].replace("\0", "").split())
    asked = request.GET.get("days", "")
    days = int(asked) if asked in {str(each) for each in lists.AHEAD} else lists.AHEAD[1]
    found = lists.coming(show, question, days)
    context = {
        "coming": found,
        "labels": lists.COMING,
        "show": show,
        "question": question,
        "days": days,
        "ahead": lists.AHEAD,
        "today": stays.date_for(request.user),
        "aliases": discretion.aliases({each.pk for each in found.stays}, request.user),
        "under_alias": alerts.under_alias,
        "alerts": alerts.alerts_for({each.guest_id for each in found.stays}, request.user),
    }
    return render(request, "frontdesk/coming.html", context)
