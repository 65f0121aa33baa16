"""The check-out: one page, each act at its own address, the last one lets the guest go."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from frontdesk import lines, services
from frontdesk.forms.leaving import InvoiceForm, LeaveForm, WaiveForm
from frontdesk.parting import Parting, left_record
from frontdesk.selectors.dues import House
from hotel.cashier import services as cashier
from hotel.cashier.forms import GiveBackForm, PaymentForm
from hotel.cashier.selectors import folio_of_stay
from hotel.cashier.told import said
from hotel.cashier.wording import GIVEN_BACK
from hotel.stays import discretion
from hotel.stays import selectors as stays
from hotel.web.access import requires
from hotel.web.forms import add_refusal
from hotel.web.http import StaffRequest
from hotel.web.pages import render, see_other, toast
from hotel.web.refusals import Refused
from housekeeping import services as floors

if TYPE_CHECKING:
    from hotel.stays.models import Stay


@requires("frontdesk.check_out")
@require_http_methods(["GET", "POST"])
def check_out(request: StaffRequest, stay_id: int) -> HttpResponse:
    """Everything a leaving guest is asked, on one page; sent, the guest has left."""
    stay = _stay(stay_id)
    parting = Parting(stay, request.user, House.at())
    if request.method == "GET":
        return _page(request, parting)
    form = LeaveForm(request.POST, parting=parting)
    if form.is_valid():
        approver = form.second_person(request)
        if form.is_valid() and _leave(request, stay_id, form, approver):
            return see_other(request, "frontdesk:check-out", stay_id)
    return _page(request, parting, leave=form, status=422)


def _leave(request: StaffRequest, stay_id: int, form: LeaveForm, approver: Any) -> bool:
    try:
        services.check_out(stay_id, by=request.user, approver=approver, **form.facts)
    except Refused as refusal:
        add_refusal(form, refusal)
        return False
    return True


@requires("frontdesk.check_out")
@require_POST
def ask_inspection(request: StaffRequest, stay_id: int) -> HttpResponse:
    """Have housekeeping look into the room; asked again after a report when `again` is sent."""

    def act() -> str:
        again = bool(request.POST.get("again"))
        floors.request_inspection(stay_id, by=request.user, again=again)
        return _("Housekeeping is asked to look into the room.")

    return _do(request, stay_id, act)


@requires("frontdesk.release_without")
@require_POST
def waive_inspection(request: StaffRequest, stay_id: int) -> HttpResponse:
    form = WaiveForm(request.POST)

    def act() -> str:
        floors.waive_inspection(stay_id, by=request.user, reason=form.cleaned_data["reason"])
        return _("The inspection is waived.")

    return _do(request, stay_id, act, form, waive=form)


@requires("frontdesk.check_out")
@require_POST
def post_dues(request: StaffRequest, stay_id: int) -> HttpResponse:
    """Post the proposed charges that are ticked."""

    def act() -> str:
        made = services.post_dues(stay_id, request.POST.getlist("due"), by=request.user)
        return _("%(count)s charges are posted.") % {"count": len(made)}

    return _do(request, stay_id, act)


@requires("cashier.take_payment")
@require_POST
def pay(request: StaffRequest, stay_id: int) -> HttpResponse:
    form = PaymentForm.typed(request.POST)

    def act(given: dict[str, Any]) -> str:
        folio = cashier.open_folio(stay_id, by=request.user)
        return said(cashier.take_payment(folio.pk, by=request.user, **given))

    return _send(request, stay_id, form, act, payment=form)


@requires("cashier.refund")
@require_POST
def give_back(request: StaffRequest, stay_id: int) -> HttpResponse:
    """Give back what the guest has too much, each part the way it came."""
    form = GiveBackForm.typed(request.POST)

    def act(given: dict[str, Any]) -> str:
        folio = cashier.open_folio(stay_id, by=request.user)
        moved = cashier.give_back(folio.pk, by=request.user, reason=GIVEN_BACK, **given)
        return _(" · ").join(said(line) for line in moved)

    return _send(request, stay_id, form, act, surplus=form)


@requires("frontdesk.ask_invoice")
@require_POST
def ask_invoice(request: StaffRequest, stay_id: int) -> HttpResponse:
    form = InvoiceForm.typed(request.POST)

    def act() -> str:
        asked = services.request_invoice(stay_id, by=request.user, **form.cleaned_data)
        if len(asked.tax_id) in (15, 20):
            return _("Noted. The tax number is of the old kind: compare it with the paper.")
        return _("The invoice is noted.")

    return _do(request, stay_id, act, form, invoice=form)


def _send(
    request: StaffRequest,
    stay_id: int,
    form: Any,
    act: Callable[[dict[str, Any]], str],
    **page: Any,
) -> HttpResponse:
    _stay(stay_id)
    done = form.send(act)
    if done is None:
        return _again(request, stay_id, status=422, **page)
    return _again(request, stay_id, done=done)


def _do(
    request: StaffRequest,
    stay_id: int,
    act: Callable[[], str],
    form: forms.Form | None = None,
    **page: Any,
) -> HttpResponse:
    _stay(stay_id)
    if form is not None and not form.is_valid():
        return _again(request, stay_id, status=422, **page)
    try:
        done = act()
    except Refused as refusal:
        if form is None:
            return _again(request, stay_id, status=422, trouble=refusal.text)
        add_refusal(form, refusal)
        return _again(request, stay_id, status=422, **page)
    return _again(request, stay_id, done=done)


def _again(
    request: StaffRequest, stay_id: int, *, done: str = "", status: int = 200, **page: Any
) -> HttpResponse:
    """The page as it stands now: in place for htmx, by a redirect for a plain form."""
    htmx = bool(request.headers.get("HX-Request"))
    if done and not htmx:
        messages.success(request, done)
        return see_other(request, "frontdesk:check-out", stay_id)
    parting = Parting(_stay(stay_id), request.user, House.at())
    answer = _page(request, parting, status=status, **page)
    return toast(answer, done) if done else answer


def _page(
    request: StaffRequest,
    parting: Parting,
    *,
    leave: LeaveForm | None = None,
    status: int = 200,
    **refused: Any,
) -> HttpResponse:
    stay = parting.stay
    if stay.status == "departed":
        return _left(request, parting, refused.get("invoice"))
    if stay.status != "in_house":
        messages.error(request, _("Only a guest in the house checks out."))
        return see_other(request, "stays:stay", stay.pk)
    last = parting.bill.last if parting.bill else 0
    owed = parting.balance if parting.balance > 0 else None
    context = {
        "parting": parting,
        "stay": stay,
        "alias": discretion.aliases({stay.pk}, request.user).get(stay.pk),
        "today": parting.house.business_date,
        "leave": leave or LeaveForm.fresh(parting),
        "payment": PaymentForm.fresh(last, amount=owed),
        "surplus": GiveBackForm.fresh(last),
        "invoice": InvoiceForm.fresh(parting),
        "waive": WaiveForm(auto_id="waive_%s"),
        "spoken": lines,
        "next_page": request.path,
        **refused,
    }
    return render(request, "frontdesk/check_out.html", context, status=status)


@dataclass(frozen=True)
class _Left:
    """A guest who has gone, and what the house still does."""

    stay: "Stay"
    record: Any
    folio: Any
    room: Any


def _left(request: StaffRequest, parting: Parting, invoice: InvoiceForm | None) -> HttpResponse:
    stay = parting.stay
    gone = _Left(stay, left_record(stay.pk), folio_of_stay(stay.pk), stay.room)
    context = {
        "gone": gone,
        "parting": parting,
        "stay": stay,
        "alias": discretion.aliases({stay.pk}, request.user).get(stay.pk),
        "invoice": invoice or InvoiceForm.fresh(parting),
        "farewell": lines.FAREWELL,
    }
    return render(request, "frontdesk/left.html", context, status=422 if invoice else 200)


def _stay(stay_id: int) -> "Stay":
    found = stays.stays().filter(pk=stay_id).first()
    if found is None:
        raise Http404
    return found
