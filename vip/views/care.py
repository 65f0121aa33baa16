"""The sales manager's care calls: those of the day, and the form that fits a call."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from hotel.web import clock
from hotel.web.access import requires
from hotel.web.forms import add_refusal
from hotel.web.http import StaffRequest
from hotel.web.pages import render, see_other
from hotel.web.refusals import Refused
from vip import care, services
from vip.forms.care import CareForm
from vip.views.common import listed_visit


@requires("vip.make_care_calls")
@require_safe
def care_calls(request: StaffRequest) -> HttpResponse:
    """Today's calls, soonest first."""
    context = {"lines": care.lines(request.user, clock.now())}
    return render(request, "vip/care_calls.html", context)


@requires("vip.make_care_calls")
@require_http_methods(["GET", "HEAD", "POST"])
def care_call(request: StaffRequest, item_id: int) -> HttpResponse:
    """One call: the script in both languages, the answers, or that nobody answered."""
    line = _line(request, item_id)
    listed_visit(line.visit.pk, request.user)
    leaves = line.visit.departure_at
    if request.method != "POST":
        return _show(request, line, CareForm(departure_at=leaves))
    form = CareForm(request.POST, departure_at=leaves)
    act = _OUTCOMES.get(request.POST.get("outcome", ""))
    if act is None and not form.is_valid():
        return _show(request, line, form, status=422)
    form.full_clean()
    try:
        said = act(item_id, request) if act else _answered(item_id, form, request)
    except Refused as refusal:
        add_refusal(form, refusal)
        return _show(request, line, form, status=422)
    messages.success(request, said)
    return see_other(request, "vip:care-calls")


def _answered(item_id: int, form: CareForm, request: StaffRequest) -> str:
    call = services.answer_call(item_id, answers=form.answers, by=request.user)
    count = call.issues.count()
    if count:
        return _("Recorded. %(count)s complaints have an owner now.") % {"count": count}
    return _("Recorded.")


def _declined(item_id: int, request: StaffRequest) -> str:
    services.decline_call(item_id, by=request.user)
    return _("Recorded: the guest does not wish to be called.")


def _missed(item_id: int, request: StaffRequest) -> str:
    call = services.miss_call(item_id, by=request.user)
    if call.again_at:
        return _("Call again at %(time)s.") % {"time": f"{clock.local(call.again_at):%H:%M}"}
    return _("Recorded: not reached.")


_OUTCOMES: dict[str, Callable[[int, StaffRequest], str]] = {
    "declined": _declined,
    "missed": _missed,
}


def _line(request: StaffRequest, item_id: int) -> care.Line:
    try:
        line = care.line_of(item_id, request.user, clock.now())
    except ObjectDoesNotExist as missing:
        raise Http404("no such call") from missing
    if line is None:
        raise Http404("no care call")
    return line


def _show(
    request: StaffRequest, line: care.Line, form: CareForm, *, status: int = 200
) -> HttpResponse:
    context: dict[str, Any] = {"line": line, "form": form, "script": care.script(line.item)}
    return render(request, "vip/care_call.html", context, status=status)
