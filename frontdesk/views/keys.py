"""房卡: another card, a card back, a card lost; each from the stay page."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_POST

from frontdesk import services
from frontdesk.models import KeyCard
from frontdesk.views.arriving import stay_or_404
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import see_other
from hotel.web.refusals import Refused


@requires("frontdesk.issue_key")
@require_POST
def issue(request: StaffRequest, stay_id: int) -> HttpResponse:
    stay_or_404(stay_id)
    offered = request.POST.get("number", "")
    number = int(offered) if offered.isdecimal() and len(offered) < 3 else None
    return _do(
        request, stay_id, lambda: services.issue_key(stay_id, by=request.user, number=number)
    )


@requires("frontdesk.issue_key")
@require_POST
def take_back(request: StaffRequest, card_id: int) -> HttpResponse:
    card = _card_or_404(card_id)
    return _do(request, card.stay_id, lambda: services.return_key(card_id, by=request.user))


@requires("frontdesk.issue_key")
@require_POST
def lose(request: StaffRequest, card_id: int) -> HttpResponse:
    card = _card_or_404(card_id)
    return _do(request, card.stay_id, lambda: services.lose_key(card_id, by=request.user))


def _card_or_404(card_id: int) -> KeyCard:
    card = KeyCard.objects.filter(pk=card_id).first()
    if card is None:
        raise Http404
    return card


def _do(request: StaffRequest, stay_id: int, act: Callable[[], Any]) -> HttpResponse:
    try:
        act()
    except Refused as refusal:
        messages.error(request, refusal.text)
    return see_other(request, "stays:stay", stay_id)
