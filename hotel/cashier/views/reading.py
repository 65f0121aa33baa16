"""The bills of the house, and one bill."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from hotel.cashier import selectors, services
from hotel.cashier.bill import Bill
from hotel.cashier.forms import ChargeForm, DepositForm, PaymentForm, PostingForm
from hotel.cashier.house import accounts
from hotel.cashier.models import Folio
from hotel.stays import discretion
from hotel.stays import selectors as stays
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import render, see_other
from hotel.web.refusals import Refused

LONGEST_QUESTION = 80


@requires("cashier.view_folio")
@require_GET
def folios(request: StaffRequest) -> HttpResponse:
    """Who is in the house and how each bill stands; `?q=` by room, name or booking."""
    question = request.GET.get("q", "")[:LONGEST_QUESTION]
    found = accounts(request.user, question)
    shown = {each.stay.pk for each in found}
    only_short = request.GET.get("show") == "short"
    context = {
        "question": question,
        "only_short": only_short,
        "count": len(found),
        "aliases": discretion.aliases(shown, request.user),
        "short": sum(account.short for account in found),
        "accounts": [each for each in found if each.short or not only_short],
        "today": stays.business_date(),
    }
    return render(request, "cashier/folios.html", context)


@requires("cashier.view_folio")
@require_GET
def folio(request: StaffRequest, folio_id: int) -> HttpResponse:
    return show_folio(request, folio_or_404(folio_id))


@requires("cashier.view_folio")
@require_GET
def of_stay(request: StaffRequest, stay_id: int) -> HttpResponse:
    """The bill of a stay; the list of bills, where one can be opened, while there is none."""
    if not stays.stays().filter(pk=stay_id).exists():
        raise Http404
    found = selectors.folio_of_stay(stay_id)
    if found is not None:
        return see_other(request, "cashier:folio", found.pk)
    messages.info(request, _("No bill is open for this stay yet."))
    return see_other(request, "stays:stay", stay_id)


@requires("cashier.post_charge")
@require_POST
def open_bill(request: StaffRequest, stay_id: int) -> HttpResponse:
    """Open the bill of somebody in the house who has none."""
    if not stays.stays().filter(pk=stay_id).exists():
        raise Http404
    try:
        opened = services.open_folio(stay_id, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.text)
        return see_other(request, "cashier:folios")
    return see_other(request, "cashier:folio", opened.pk)


def show_folio(
    request: StaffRequest, found: Folio, refused: PostingForm | None = None, status: int = 200
) -> HttpResponse:
    """The bill with its forms; the one that was refused as it was typed."""
    bill = Bill.of(found, request.user)
    owed = max(bill.balance, selectors.ZERO)
    forms: dict[str, Any] = {
        "charge": ChargeForm.fresh(),
        "deposit": DepositForm.fresh(bill.last),
        "payment": PaymentForm.fresh(bill.last, amount=owed or None),
    }
    if refused is not None:
        forms[type(refused).__name__.removesuffix("Form").lower()] = refused
    context = {
        "bill": bill,
        "folio": found,
        "stay": stays.stay(found.stay_id),
        "alias": discretion.aliases({found.stay_id}, request.user).get(found.stay_id),
        "today": stays.business_date(),
        "forms": forms,
    }
    return render(request, "cashier/folio.html", context, status=status)


def folio_or_404(folio_id: int) -> Folio:
    try:
        return selectors.folio(folio_id)
    except Folio.DoesNotExist as problem:
        raise Http404 from problem
