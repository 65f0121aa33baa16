"""叫醒: whom to call when, and what came of it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST, require_safe

from hotel.web import clock
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import render, see_other
from hotel.web.refusals import Refused
from vip import services, waking


@requires("vip.wake_guests")
@require_safe
def wake_ups(request: StaffRequest) -> HttpResponse:
    """Today's and tomorrow's wake-up calls, soonest first."""
    return _page(request)


@requires("vip.wake_guests")
@require_POST
def wake_answered(request: StaffRequest, item_id: int) -> HttpResponse:
    """The guest answered."""
    return _done(request, services.wake_answered, item_id)


@requires("vip.wake_guests")
@require_POST
def wake_unanswered(request: StaffRequest, item_id: int) -> HttpResponse:
    """Nobody answered: once more in three minutes."""
    return _done(request, services.wake_unanswered, item_id)


@requires("vip.wake_guests")
@require_POST
def wake_send_up(request: StaffRequest, item_id: int) -> HttpResponse:
    """Somebody goes to the room."""
    who = request.POST.get("who", "")
    return _done(request, services.wake_send_up, item_id, who=who)


@requires("vip.wake_guests")
@require_POST
def wake_woken(request: StaffRequest, item_id: int) -> HttpResponse:
    """Whoever went up has woken the guest."""
    return _done(request, services.wake_woken, item_id)


def _done(request: StaffRequest, act: Any, item_id: int, **said: str) -> HttpResponse:
    try:
        act(item_id, by=request.user, **said)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except Refused as refusal:
        if refusal.field:
            return _page(request, wrong={item_id: refusal.text}, who=said, status=422)
        messages.error(request, refusal.text)
    return see_other(request, "vip:wake-ups")


def _page(request: StaffRequest, *, status: int = 200, **more: Any) -> HttpResponse:
    context = {"lines": waking.lines(request.user, clock.now()), "wrong": {}, "who": {}, **more}
    return render(request, "vip/wake_ups.html", context, status=status)
