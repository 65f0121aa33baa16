"""The small forms of a complaint's page. Each act has its own URL; a refused one comes back open."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from complaints import forms, selectors, services
from complaints.services.promising import latest
from complaints.views.reading import seen_or_404, show_complaint
from hotel.web import clock
from hotel.web.access import requires
from hotel.web.forms import add_refusal
from hotel.web.http import StaffRequest
from hotel.web.pages import see_other
from hotel.web.refusals import Refused

Act = Callable[..., Any]


def _act(
    request: StaffRequest,
    complaint_id: int,
    form_class: type[forms.ActForm],
    act: Act,
    said: str,
    *,
    versioned: bool = True,
    target: int | None = None,
) -> HttpResponse:
    """Fetch, check, act, say so; or show the complaint again with the form open and the reason in it."""
    complaint = seen_or_404(complaint_id, request)
    limit = latest(complaint, clock.now())
    form = form_class(request.POST, complaint=complaint, latest=limit)
    if form.is_valid():
        seen = {"seen_version": form.cleaned_data.get("version")} if versioned else {}
        try:
            act(target or complaint_id, by=request.user, **form.given, **seen)
        except Refused as refusal:
            add_refusal(form, refusal)
            if refusal.code == "stale":
                # Both texts have been seen now; sending again puts the own one in place.
                form.data = {**_typed(request), "version": str(complaint.version)}
        else:
            messages.success(request, said)
            return see_other(request, "complaints:complaint", complaint_id)
    return show_complaint(request, complaint_id, refused=form, status=422)


def _typed(request: StaffRequest) -> Any:
    typed = request.POST.copy()
    return {
        name: typed.getlist(name) if len(typed.getlist(name)) > 1 else typed[name] for name in typed
    }


@requires("complaints.work_on")
@require_POST
def acknowledge(request: StaffRequest, complaint_id: int) -> HttpResponse:
    form = forms.AcknowledgeForm
    return _act(request, complaint_id, form, services.acknowledge, _("Acknowledged."))


@requires("complaints.work_on")
@require_POST
def facts(request: StaffRequest, complaint_id: int) -> HttpResponse:
    return _act(request, complaint_id, forms.FactsForm, services.record_facts, _("Saved."))


@requires("complaints.work_on")
@require_POST
def promise(request: StaffRequest, complaint_id: int) -> HttpResponse:
    said = _("Promised. The clock runs.")
    return _act(request, complaint_id, forms.PromiseForm, services.promise, said)


@requires("complaints.work_on")
@require_POST
def contacted(request: StaffRequest, complaint_id: int) -> HttpResponse:
    said = _("Noted. The next promise runs.")
    return _act(request, complaint_id, forms.ContactedForm, services.contacted, said)


@requires("complaints.work_on")
@require_POST
def option(request: StaffRequest, complaint_id: int) -> HttpResponse:
    said = _("The option is added.")
    return _act(request, complaint_id, forms.OptionForm, services.add_option, said, versioned=False)


@requires("complaints.work_on")
@require_POST
def answer(request: StaffRequest, option_id: int) -> HttpResponse:
    complaint_id = selectors.complaint_of_option(option_id)
    if complaint_id is None:
        raise Http404("no such option")
    return _act(
        request,
        complaint_id,
        forms.AnswerForm,
        services.answer_option,
        _("The guest's answer is noted."),
        versioned=False,
        target=option_id,
    )


@requires("complaints.work_on")
@require_POST
def note(request: StaffRequest, complaint_id: int) -> HttpResponse:
    return _act(request, complaint_id, forms.NoteForm, services.note, _("Noted."), versioned=False)


@requires("complaints.work_on")
@require_POST
def hand_over(request: StaffRequest, complaint_id: int) -> HttpResponse:
    return _act(request, complaint_id, forms.HandOverForm, services.hand_over, _("Handed over."))


@requires("complaints.work_on")
@require_POST
def escalate(request: StaffRequest, complaint_id: int) -> HttpResponse:
    return _act(request, complaint_id, forms.ReasonForm, services.escalate, _("Escalated."))


@requires("complaints.work_on")
@require_POST
def compensate(request: StaffRequest, complaint_id: int) -> HttpResponse:
    said = _("The compensation is on record.")
    return _act(request, complaint_id, forms.CompensateForm, services.compensate, said)


@requires("complaints.work_on")
@require_POST
def resolve(request: StaffRequest, complaint_id: int) -> HttpResponse:
    return _act(request, complaint_id, forms.ResolveForm, services.resolve, _("Resolved."))


@requires("complaints.work_on")
@require_POST
def follow_up(request: StaffRequest, follow_up_id: int) -> HttpResponse:
    complaint_id = selectors.complaint_of_follow_up(follow_up_id)
    if complaint_id is None:
        raise Http404("no such follow-up")
    return _act(
        request,
        complaint_id,
        forms.FollowUpForm,
        services.follow_up,
        _("The guest's view is noted."),
        versioned=False,
        target=follow_up_id,
    )


@requires("complaints.work_on")
@require_POST
def close(request: StaffRequest, complaint_id: int) -> HttpResponse:
    return _act(request, complaint_id, forms.CloseForm, services.close, _("Closed."))


@requires("complaints.work_on")
@require_POST
def reopen(request: StaffRequest, complaint_id: int) -> HttpResponse:
    said = _("Opened again. Promise the guest a time now.")
    return _act(request, complaint_id, forms.ReasonForm, services.reopen, said)


@requires("complaints.work_on")
@require_POST
def withdraw(request: StaffRequest, complaint_id: int) -> HttpResponse:
    return _act(request, complaint_id, forms.ReasonForm, services.withdraw, _("Withdrawn."))
