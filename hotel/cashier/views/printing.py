"""Paper for the guest: the bill, and the deposit slip 押金条, in either language."""

from typing import Any

from django.http import Http404, HttpResponse
from django.utils import translation
from django.views.decorators.http import require_GET

from hotel.cashier.bill import Bill
from hotel.cashier.capitals import capitals
from hotel.cashier.enums import RECEIPTS
from hotel.cashier.views.reading import folio_or_404
from hotel.cashier.views.till import line_or_404
from hotel.house.selectors import rules
from hotel.stays import selectors as stays
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import render

LANGUAGES = {"zh": "zh-hans", "en": "en"}


@requires("cashier.view_folio")
@require_GET
def bill(request: StaffRequest, folio_id: int) -> HttpResponse:
    """The bill the guest checks and signs; `?lang=` for the guest's language."""
    found = folio_or_404(folio_id)
    context = {"bill": Bill.of(found, request.user), "stay": stays.stay(found.stay_id)}
    return _paper(request, "cashier/bill.html", context)


@requires("cashier.view_folio")
@require_GET
def slip(request: StaffRequest, line_id: int) -> HttpResponse:
    """The slip for money left or paid: number, guest, room, amount in figures and in capitals."""
    line = line_or_404(line_id)
    if line.kind not in RECEIPTS:
        raise Http404
    context = {
        "line": line,
        "stay": stays.stay(line.folio.stay_id),
        "capitals": capitals(-line.amount),
    }
    return _paper(request, "cashier/slip.html", context)


def _paper(request: StaffRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    asked = request.GET.get("lang", "")
    language = LANGUAGES.get(asked, translation.get_language() or "zh-hans")
    with translation.override(language):
        return render(request, template, {**context, "asked": asked, "house": rules()})
