"""The one search box."""

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from hotel.stays import selectors
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
    context = {"found": selectors.find(question), "today": selectors.business_date()}
    return render(request, "stays/find.html", context)


@requires("stays.find")
@require_GET
def find_hints(request: StaffRequest) -> HttpResponse:
    """A few suggestions under the box while somebody types."""
    found = selectors.find(request.GET.get("q", ""), limit=6)
    context = {"found": found, "today": selectors.business_date()}
    return render(request, "stays/_hints.html", context, layout="fragment.html")
