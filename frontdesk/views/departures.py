"""Who leaves today, and the invoices guests wait for."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from frontdesk import services
from frontdesk.departures import board
from frontdesk.forms.leaving import IssueForm
from frontdesk.selectors.dues import House
from frontdesk.selectors.invoices import invoices as all_invoices
from frontdesk.selectors.invoices import open_invoices
from hotel.guests import alerts
from hotel.stays import discretion
from hotel.web import clock
from hotel.web.access import requires
from hotel.web.forms import add_refusal
from hotel.web.http import StaffRequest
from hotel.web.pages import render, see_other
from hotel.web.refusals import Refused

SHOWN = 100


@requires("frontdesk.see_lists")
@require_GET
def departures(request: StaffRequest) -> HttpResponse:
    """Overdue first, then who leaves today, then who has left (business date)."""
    house = House.at()
    show = "departed" if request.GET.get("show") == "departed" else "waiting"
    found = board(house, departed=show == "departed")
    waiting = [*found.overdue, *found.today]
    shown = {each.stay.pk for each in waiting} | {stay.pk for stay in found.departed}
    context = {
        "board": found,
        "show": show,
        "waiting": len(waiting),
        "today": house.business_date,
        "rules": house.rules,
        "patience": clock.minutes(house.rules.inspection_minutes),
        "aliases": discretion.aliases(shown, request.user),
        "under_alias": alerts.under_alias,
        "alerts": alerts.alerts_for({each.stay.guest_id for each in waiting}, request.user),
    }
    return render(request, "frontdesk/departures.html", context)


@requires("frontdesk.ask_invoice")
@require_GET
def invoices(request: StaffRequest) -> HttpResponse:
    """Invoices to issue and to hand over; `?show=done` those handed over."""
    return _invoices(request)


@requires("frontdesk.issue_invoice")
@require_POST
def issue(request: StaffRequest, invoice_id: int) -> HttpResponse:
    _exists(invoice_id)
    form = IssueForm(request.POST)
    if form.is_valid():
        try:
            services.issue_invoice(invoice_id, by=request.user, **form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The invoice is issued."))
            return see_other(request, "frontdesk:invoices")
    return _invoices(request, refused={invoice_id: form}, status=422)


@requires("frontdesk.issue_invoice")
@require_POST
def hand_over(request: StaffRequest, invoice_id: int) -> HttpResponse:
    _exists(invoice_id)
    try:
        services.hand_over_invoice(invoice_id, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.text)
    return see_other(request, "frontdesk:invoices")


def _invoices(
    request: StaffRequest, refused: dict[int, IssueForm] | None = None, status: int = 200
) -> HttpResponse:
    waiting = list(open_invoices()[:SHOWN])
    done = request.GET.get("show") == "done"
    shown = list(all_invoices().filter(status="handed_over")[:SHOWN]) if done else waiting
    forms = refused or {}
    context = {
        "rows": [
            (each, forms.get(each.pk) or IssueForm(auto_id=f"i{each.pk}_%s")) for each in shown
        ],
        "done": done,
        "count": len(waiting),
    }
    return render(request, "frontdesk/invoices.html", context, status=status)


def _exists(invoice_id: int) -> None:
    if not all_invoices().filter(pk=invoice_id).exists():
        raise Http404
