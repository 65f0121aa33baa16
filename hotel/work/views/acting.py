"""The acts on an item. Each answers a board's script, an open panel, or a browser without script."""

import json
from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from hotel.web.access import requires
from hotel.web.forms import add_refusal
from hotel.web.http import StaffRequest
from hotel.web.pages import safe_next, see_other
from hotel.web.refusals import Forbidden, Refused, Stale
from hotel.work import services
from hotel.work.evidence import NotShown
from hotel.work.models import Item, Status
from hotel.work.views.panel import form_for, render_panel, visible_item

Act = Callable[..., Item]


@requires("work.use_boards")
@require_POST
def accept(request: StaffRequest, item_id: int) -> HttpResponse:
    return _do(request, item_id, services.accept, pgettext("said of an item", "accepted"))


@requires("work.use_boards")
@require_POST
def start(request: StaffRequest, item_id: int) -> HttpResponse:
    return _do(request, item_id, services.start, pgettext("said of an item", "started"))


@requires("work.use_boards")
@require_POST
def release(request: StaffRequest, item_id: int) -> HttpResponse:
    return _do(request, item_id, services.release, pgettext("said of an item", "goes on"))


@requires("work.use_boards")
@require_POST
def finish(request: StaffRequest, item_id: int) -> HttpResponse:
    said = pgettext("said of an item", "done")
    evidence = {"evidence": request.POST, "files": request.FILES}
    return _do(request, item_id, services.finish, said, purpose="finish", undo=True, **evidence)


@requires("work.use_boards")
@require_POST
def hold(request: StaffRequest, item_id: int) -> HttpResponse:
    return _with_reason(
        request, item_id, services.hold, pgettext("said of an item", "on hold"), "hold"
    )


@requires("work.use_boards")
@require_POST
def reopen(request: StaffRequest, item_id: int) -> HttpResponse:
    return _with_reason(
        request, item_id, services.reopen, pgettext("said of an item", "open again"), "reopen"
    )


@requires("work.use_boards")
@require_POST
def not_applicable(request: StaffRequest, item_id: int) -> HttpResponse:
    act = services.not_applicable
    return _with_reason(
        request, item_id, act, pgettext("said of an item", "not applicable"), "not-applicable"
    )


@requires("work.use_boards")
@require_POST
def fail(request: StaffRequest, item_id: int) -> HttpResponse:
    return _with_reason(
        request, item_id, services.fail, pgettext("said of an item", "failed"), "fail"
    )


@requires("work.use_boards")
@require_POST
def assign(request: StaffRequest, item_id: int) -> HttpResponse:
    found = visible_item(request, item_id)
    form = form_for(found, "assign", request.POST)
    if not form.is_valid():
        return render_panel(request, found, purpose="assign", form=form, status=422)
    to = form.cleaned_data["to"]
    return _do(
        request,
        item_id,
        services.assign,
        pgettext("said of an item", "handed over"),
        purpose="assign",
        to=to,
    )


def _with_reason(
    request: StaffRequest, item_id: int, act: Act, said: str, purpose: str
) -> HttpResponse:
    found = visible_item(request, item_id)
    form = form_for(found, purpose, request.POST)
    if not form.is_valid():
        return render_panel(request, found, purpose=purpose, form=form, status=422)
    reason = form.cleaned_data["reason"]
    return _do(request, item_id, act, said, purpose=purpose, form=form, reason=reason)


def _do(
    request: StaffRequest,
    item_id: int,
    act: Act,
    said: str,
    *,
    purpose: str = "",
    form: Any = None,
    undo: bool = False,
    **details: Any,
) -> HttpResponse:
    """Call the service and say what happened, or what was refused and why."""
    found = visible_item(request, item_id)
    try:
        item = act(item_id, by=request.user, **details)
    except Refused as refusal:
        return _refused(request, found, refusal, purpose, form)
    if purpose == "finish" and item.status == Status.WAITING:
        said, undo = pgettext("said of an item", "not passed; it waits for a second check"), False
    return _happened(request, item, said, undo=undo)


def _happened(request: StaffRequest, item: Item, said: str, *, undo: bool) -> HttpResponse:
    words = _said(item, said)
    toast = {
        "said": words,
        "undo": reverse("work:reopen", args=[item.pk]) if undo else "",
        "item": item.pk,
    }
    if _is_script(request):
        return JsonResponse(toast)
    if request.headers.get("HX-Request"):
        response = render_panel(request, item)
        # JSON in ASCII: a header carries nothing else.
        response["HX-Trigger"] = json.dumps({"work:acted": toast})
        return response
    messages.success(request, words)
    board = reverse("work:board", args=[item.department.code])
    return see_other(request, safe_next(request, board))


def _refused(
    request: StaffRequest, found: Item, refusal: Refused, purpose: str, form: Any
) -> HttpResponse:
    status = _status_of(refusal)
    if _is_script(request):
        panel = reverse("work:item", args=[found.pk])
        body = {"refused": refusal.text, "panel": panel if status == 422 else ""}
        return JsonResponse(body, status=status)
    shown = refusal.form if isinstance(refusal, NotShown) else form
    if form is not None and refusal.field in form.fields:
        add_refusal(form, refusal)
    beside = isinstance(refusal, NotShown) or (form is not None and bool(form.errors))
    found.refresh_from_db()
    return render_panel(
        request,
        found,
        purpose=purpose,
        form=shown,
        refused="" if beside else refusal.text,
        status=status,
    )


def _status_of(refusal: Refused) -> HTTPStatus:
    if isinstance(refusal, Forbidden):
        return HTTPStatus.FORBIDDEN
    return HTTPStatus.CONFLICT if isinstance(refusal, Stale) else HTTPStatus.UNPROCESSABLE_ENTITY


def _said(item: Item, said: str) -> str:
    """`1201 · Flowers: done`, the room first, as people say it."""
    what = f"{item.room} · {item.title}" if item.room else item.title
    return _("%(what)s: %(said)s") % {"what": what, "said": said}


def _is_script(request: StaffRequest) -> bool:
    """Sent by static/js/board.js, which wants the facts and draws the page itself."""
    return request.headers.get("X-Board") == "1"
