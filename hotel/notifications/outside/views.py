"""Messages leaving the house: how the channels are, what is parked, and what to do about it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from hotel.notifications.models import Channel, Delivery
from hotel.notifications.models.channels import State
from hotel.notifications.outside import selectors, services
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import render, safe_next, see_other
from hotel.web.refusals import Refused

PAGE = "notifications:channels"


@require_GET
@requires("notifications.see_channels")
def channels(request: StaffRequest) -> HttpResponse:
    asked = request.GET.get("show", "")
    show = asked if asked in State.values else ""
    known = selectors.channels()
    context = {
        "channels": known,
        "deliveries": selectors.for_reading(selectors.deliveries(show)),
        "show": show,
        "states": [(state, label, _count(known, state)) for state, label in State.choices],
    }
    return render(request, "notifications/channels.html", context)


def _count(known: list[selectors.ChannelToRead], state: str) -> int:
    return sum(each.counts.get(state, 0) for each in known)


@require_POST
@requires("notifications.resend_delivery")
def send_test(request: StaffRequest, channel_id: int) -> HttpResponse:
    channel = get_object_or_404(Channel, pk=channel_id)
    services.send_test(channel_id, by=request.user)
    text = _("A test message to %(channel)s is on its way.") % {"channel": channel}
    messages.success(request, text)
    return see_other(request, PAGE)


@require_POST
@requires("notifications.resend_delivery")
def try_all_again(request: StaffRequest, channel_id: int) -> HttpResponse:
    get_object_or_404(Channel, pk=channel_id)
    count = services.try_all_again(channel_id, by=request.user)
    text = ngettext("%(count)s message waits again.", "%(count)s messages wait again.", count)
    messages.success(request, text % {"count": count})
    return see_other(request, PAGE)


@require_POST
@requires("notifications.resend_delivery")
def try_again(request: StaffRequest, delivery_id: int) -> HttpResponse:
    return _act_on(request, delivery_id, services.try_again)


@require_POST
@requires("notifications.resend_delivery")
def give_up(request: StaffRequest, delivery_id: int) -> HttpResponse:
    return _act_on(request, delivery_id, services.give_up)


def _act_on(request: StaffRequest, delivery_id: int, act: Callable[..., Any]) -> HttpResponse:
    """Back to the list; somebody faster is told, and nothing happens twice."""
    get_object_or_404(Delivery, pk=delivery_id)
    try:
        act(delivery_id, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.text)
    return see_other(request, safe_next(request, reverse(PAGE)))
