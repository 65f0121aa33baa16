"""Departure inspections: the floor's report, and the desk's request from the stay's page."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from hotel.stays import selectors as stays
from hotel.web.access import requires
from hotel.web.forms import add_refusal
from hotel.web.http import StaffRequest
from hotel.web.pages import render, safe_next, see_other
from hotel.web.refusals import Refused
from housekeeping import selectors, services
from housekeeping.forms import ReasonForm, ReportForm
from housekeeping.models import DepartureInspection
from housekeeping.views.answers import happened, refused, status_of


@requires("housekeeping.report_inspection")
@require_POST
def go(request: StaffRequest, inspection_id: int) -> HttpResponse:
    found = get_object_or_404(DepartureInspection, pk=inspection_id)
    try:
        services.start_inspection(inspection_id, by=request.user)
    except Refused as refusal:
        return refused(request, refusal)
    said = _("You inspect room %(room)s.") % {"room": found.room}
    return happened(request, said, f"inspection-{inspection_id}")


@requires("housekeeping.report_inspection")
@require_POST
def clear(request: StaffRequest, inspection_id: int) -> HttpResponse:
    """All clear, in one tap."""
    found = get_object_or_404(DepartureInspection, pk=inspection_id)
    try:
        services.report_inspection(inspection_id, by=request.user)
    except Refused as refusal:
        return refused(request, refusal)
    said = _("Room %(room)s: all clear, the desk knows.") % {"room": found.room}
    return happened(request, said, f"inspection-{inspection_id}")


@requires("housekeeping.report_inspection")
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: StaffRequest, inspection_id: int) -> HttpResponse:
    """The form for what there is to pay and what was left behind."""
    found = get_object_or_404(DepartureInspection, pk=inspection_id)
    items = selectors.price_list()
    if request.method != "POST":
        form = ReportForm(items=items, initial={"version": found.version})
        return _form(request, found, form)
    form = ReportForm(request.POST, items=items)
    if not form.is_valid():
        return _form(request, found, form, status=422)
    try:
        services.report_inspection(
            inspection_id,
            by=request.user,
            findings=form.found,
            left_items=form.cleaned_data["left_items"],
            seen_version=form.cleaned_data["version"],
        )
    except Refused as refusal:
        add_refusal(form, refusal)
        return _form(request, found, form, status=status_of(refusal))
    messages.success(
        request, _("Room %(room)s is reported, the desk knows.") % {"room": found.room}
    )
    return see_other(request, "housekeeping:my-rooms")


@requires("housekeeping.request_inspection")
@require_POST
def ask(request: StaffRequest, stay_id: int) -> HttpResponse:
    return _ask(request, stay_id, again=False)


@requires("housekeeping.request_inspection")
@require_POST
def ask_again(request: StaffRequest, stay_id: int) -> HttpResponse:
    return _ask(request, stay_id, again=True)


@requires("housekeeping.waive_inspection")
@require_http_methods(["GET", "HEAD", "POST"])
def waive(request: StaffRequest, stay_id: int) -> HttpResponse:
    """A leading person lets the guest settle without, and says why."""
    stay = get_object_or_404(stays.stays(), pk=stay_id)
    form = ReasonForm(request.POST or None)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                services.waive_inspection(
                    stay_id, by=request.user, reason=form.cleaned_data["reason"]
                )
            except Refused as refusal:
                add_refusal(form, refusal)
                status = status_of(refusal)
            else:
                messages.success(request, _("The inspection is waived."))
                return see_other(request, "stays:stay", stay_id)
    context = {"stay": stay, "form": form}
    return render(request, "housekeeping/waive.html", context, status=status)


def _ask(request: StaffRequest, stay_id: int, *, again: bool) -> HttpResponse:
    get_object_or_404(stays.stays(), pk=stay_id)
    try:
        made = services.request_inspection(stay_id, by=request.user, again=again)
    except Refused as refusal:
        messages.error(request, refusal.text)
    else:
        text = _("Housekeeping inspects room %(room)s.")
        if not made.is_open:
            text = _("The inspection of room %(room)s is reported or waived.")
        messages.success(request, text % {"room": made.room})
    return see_other(request, safe_next(request, f"/stays/{stay_id}/"))


def _form(
    request: StaffRequest, found: DepartureInspection, form: ReportForm, status: int = 200
) -> HttpResponse:
    context = {"inspection": found, "form": form}
    return render(request, "housekeeping/report.html", context, status=status)
