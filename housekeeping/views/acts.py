"""The acts on a cleaning: one address each, from the phone and from the board's panel."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hotel.web.access import requires
from hotel.web.forms import add_refusal
from hotel.web.http import StaffRequest
from hotel.web.pages import render
from hotel.web.refusals import Refused
from housekeeping import selectors, services
from housekeeping.forms import PointsForm
from housekeeping.models import CleaningTask
from housekeeping.views.answers import by_script, happened, refused, status_of
from housekeeping.views.board import panel_of

Act = Callable[..., CleaningTask]


@requires("housekeeping.clean")
@require_POST
def start(request: StaffRequest, task_id: int) -> HttpResponse:
    return _do(request, task_id, services.start_cleaning, _("Room %(room)s: begun."))


@requires("housekeeping.clean")
@require_POST
def finish(request: StaffRequest, task_id: int) -> HttpResponse:
    return _do(request, task_id, services.finish_cleaning, _("Room %(room)s is clean."))


@requires("housekeeping.clean")
@require_POST
def put_back(request: StaffRequest, task_id: int) -> HttpResponse:
    return _do(request, task_id, services.put_back, _("Room %(room)s: broken off."))


@requires("housekeeping.clean")
@require_POST
def skip(request: StaffRequest, task_id: int, reason: str) -> HttpResponse:
    act = partial(services.skip_cleaning, reason=reason)
    return _do(request, task_id, act, _("Room %(room)s is skipped."))


@requires("housekeeping.clean")
@require_POST
def resume(request: StaffRequest, task_id: int) -> HttpResponse:
    return _do(request, task_id, services.resume_cleaning, _("Room %(room)s is on the list again."))


@requires("housekeeping.inspect")
@require_safe
def inspect(request: StaffRequest, task_id: int) -> HttpResponse:
    task = get_object_or_404(CleaningTask, pk=task_id)
    return _inspection(request, task, PointsForm(initial={"version": task.version}))


@requires("housekeeping.inspect")
@require_POST
def pass_(request: StaffRequest, task_id: int) -> HttpResponse:
    return _judge(request, task_id, services.pass_room, _("Room %(room)s has passed."))


@requires("housekeeping.inspect")
@require_POST
def fail(request: StaffRequest, task_id: int) -> HttpResponse:
    return _judge(
        request,
        task_id,
        services.fail_room,
        _("Room %(room)s goes back to its attendant."),
        with_reason=True,
    )


def _judge(
    request: StaffRequest, task_id: int, act: Act, said: str, *, with_reason: bool = False
) -> HttpResponse:
    """Pass or fail: one tap from a list, or the page with the five points."""
    task = get_object_or_404(CleaningTask, pk=task_id)
    form = PointsForm(request.POST)
    if form.is_valid():
        given: dict[str, Any] = {"points": form.cleaned_data["points"]}
        if with_reason:
            given["reason"] = form.cleaned_data["reason"]
        try:
            act(task_id, by=request.user, seen_version=form.cleaned_data["version"], **given)
        except Refused as refusal:
            if by_script(request) or request.headers.get("HX-Target") == "panel":
                return refused(request, refusal, partial(panel_of, request, task.room_id))
            add_refusal(form, refusal)
            return _inspection(request, task, form, status=status_of(refusal))
    if form.errors:
        return _inspection(request, task, form, status=422)
    panel = partial(panel_of, request, task.room_id)
    return happened(request, said % {"room": task.room}, str(task_id), panel)


def _inspection(
    request: StaffRequest, task: CleaningTask, form: PointsForm, status: int = 200
) -> HttpResponse:
    context = {
        "task": selectors.task(task.pk),
        "level": selectors.vip_level_of(task.room_id),
        "form": form,
    }
    return render(request, "housekeeping/inspect.html", context, status=status)


def _do(request: StaffRequest, task_id: int, act: Act, said: str) -> HttpResponse:
    """Call the service and say what happened, or what was refused and why."""
    task = get_object_or_404(CleaningTask, pk=task_id)
    panel = partial(panel_of, request, task.room_id)
    try:
        act(task_id, by=request.user)
    except Refused as refusal:
        return refused(request, refusal, panel)
    return happened(request, said % {"room": task.room}, str(task_id), panel)
