from django.http import HttpResponse

from hotel.journal.selectors import history_of
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import render


@requires("journal.view_history")
def history(request: StaffRequest, ref: str) -> HttpResponse:
    """Everything done to one record, for its panel."""
    return render(
        request, "journal/history_page.html", {"ref": ref, "history": history_of(ref, limit=200)}
    )
