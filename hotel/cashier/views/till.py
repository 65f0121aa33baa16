"""The till: each posting has its own address; a refused one comes back with what was typed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hotel.cashier import selectors, services
from hotel.cashier.bill import Bill
from hotel.cashier.forms import (
    ChargeForm,
    DepositForm,
    PaymentForm,
    PostingForm,
    RefundForm,
    ReversalForm,
)
from hotel.cashier.models import Line
from hotel.cashier.told import said
from hotel.cashier.views.reading import folio_or_404, show_folio
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import render, safe_next, see_other


@requires("cashier.post_charge")
@require_POST
def charge(request: StaffRequest, folio_id: int) -> HttpResponse:
    return _post(request, folio_id, ChargeForm.typed(request.POST), services.charge)


@requires("cashier.take_payment")
@require_POST
def deposit(request: StaffRequest, folio_id: int) -> HttpResponse:
    return _post(request, folio_id, DepositForm.typed(request.POST), services.take_deposit)


@requires("cashier.take_payment")
@require_POST
def pay(request: StaffRequest, folio_id: int) -> HttpResponse:
    return _post(request, folio_id, PaymentForm.typed(request.POST), services.take_payment)


def _post(
    request: StaffRequest, folio_id: int, form: PostingForm, act: Callable[..., Line]
) -> HttpResponse:
    found = folio_or_404(folio_id)
    line: Line | None = form.send(lambda given: act(folio_id, by=request.user, **given))
    if line is None:
        return show_folio(request, found, refused=form, status=422)
    messages.success(request, said(line))
    return see_other(request, safe_next(request, f"/cashier/{folio_id}/"))


@requires("cashier.refund")
@require_http_methods(["GET", "POST"])
def refund(request: StaffRequest, line_id: int) -> HttpResponse:
    """Give back some of what was received, the way it came."""
    line = line_or_404(line_id)
    bill = Bill.of(line.folio, request.user)
    if request.method == "GET":
        form = RefundForm.of(line, bill.balance, bill.last)
        return _line_page(request, line, form, title=_("Give money back"), button=_("Give back"))
    form = RefundForm.typed(request.POST)

    def act(given: dict[str, Any]) -> Line:
        return services.refund(line_id, by=request.user, **given)

    return _undo(request, line, form, act, title=_("Give money back"), button=_("Give back"))


@requires("cashier.reverse")
@require_http_methods(["GET", "POST"])
def reverse(request: StaffRequest, line_id: int) -> HttpResponse:
    """Undo a line as a whole, with the reason."""
    line = line_or_404(line_id)
    if request.method == "GET":
        form = ReversalForm.fresh()
        return _line_page(request, line, form, title=_("Reverse a line"), button=_("Reverse"))
    form = ReversalForm.typed(request.POST)

    def act(given: dict[str, Any]) -> Line:
        return services.reverse(line_id, given["reason"], key=given["key"], by=request.user)

    return _undo(request, line, form, act, title=_("Reverse a line"), button=_("Reverse"))


def _undo(
    request: StaffRequest,
    line: Line,
    form: PostingForm,
    act: Callable[[dict[str, Any]], Line],
    **words: str,
) -> HttpResponse:
    made: Line | None = form.send(act)
    if made is None:
        return _line_page(request, line, form, status=422, **words)
    messages.success(request, said(made))
    return see_other(request, safe_next(request, f"/cashier/{line.folio_id}/"))


def _line_page(
    request: StaffRequest, line: Line, form: PostingForm, status: int = 200, **words: str
) -> HttpResponse:
    context = {
        "line": line,
        "left": selectors.refundable(line.pk),
        "form": form,
        "next": safe_next(request, f"/cashier/{line.folio_id}/"),
        **words,
    }
    return render(request, "cashier/line.html", context, status=status)


def line_or_404(line_id: int) -> Line:
    try:
        return selectors.line(line_id)
    except Line.DoesNotExist as problem:
        raise Http404 from problem
