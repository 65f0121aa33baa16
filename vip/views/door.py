"""At the gate and at the door: cars on their way, and the arrival minute by minute."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hotel.web import clock
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import go, render, safe_next
from hotel.web.refusals import Refused
from vip import arriving, services
from vip.models import GateCall
from vip.views.common import visit_or_404

GATE = "/vip/gate/"


@requires("vip.ring_gate")
@require_safe
def gate(request: StaffRequest) -> HttpResponse:
    """Cars expected, by plate; one tap says that one is at the gate."""
    context = {"cars": arriving.cars(request.user, clock.now()), "moment": clock.now()}
    return render(request, "vip/gate.html", context)


@requires("vip.ring_gate")
@require_POST
def ring_gate(request: StaffRequest, visit_id: int) -> HttpResponse:
    visit_or_404(visit_id, request.user)
    try:
        services.ring_gate(visit_id, by=request.user, plate=request.POST.get("plate", "")[:16])
    except Refused as refusal:
        messages.error(request, refusal.text)
    else:
        messages.success(request, _("Rung: greeters, lift and floor. Undo within a minute."))
    return go(request, safe_next(request, GATE))


@requires("vip.ring_gate")
@require_POST
def undo_gate(request: StaffRequest, call_id: int) -> HttpResponse:
    try:
        services.undo_gate(call_id, by=request.user)
    except GateCall.DoesNotExist as missing:
        raise Http404("no such call") from missing
    except Refused as refusal:
        messages.error(request, refusal.text)
    else:
        messages.success(request, _("Taken back; those who were rung are being told."))
    return go(request, safe_next(request, GATE))


@requires("vip.see_visit")
@require_safe
def run_sheet(request: StaffRequest, visit_id: int) -> HttpResponse:
    """The arrival for the line-up: who, where, when, minute by minute; live."""
    found = visit_or_404(visit_id, request.user)
    sheet = arriving.RunSheet.of(found, request.user, clock.now())
    return render(request, "vip/run_sheet.html", {"sheet": sheet, "visit": found})
