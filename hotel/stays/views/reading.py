"""A reservation, a stay."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from hotel.guests import alerts
from hotel.house.selectors import rules
from hotel.journal.selectors import history_of
from hotel.staff.models import User
from hotel.stays import buttons, cards, discretion, selectors
from hotel.stays.enums import StayStatus
from hotel.stays.models import Reservation, Stay
from hotel.web import clock
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import render, see_other


@requires("stays.list_stays")
@require_GET
def old_list(request: StaffRequest) -> HttpResponse:
    """Where the list of stays was: those who arrive, live here, leave have lists of their own."""
    return see_other(request, "frontdesk:arrivals")


@requires("stays.view_reservation")
@require_GET
def reservation(request: StaffRequest, reservation_id: int) -> HttpResponse:
    found = reservation_or_404(reservation_id)
    context = {
        "reservation": found,
        "aliases": discretion.aliases({each.pk for each in found.stays.all()}, request.user),
        "today": selectors.date_for(request.user),
        "history": history_of(found),
    }
    return render(request, "stays/reservation.html", context)


@requires("stays.view_reservation")
@require_GET
def confirmation(request: StaffRequest, reservation_id: int) -> HttpResponse:
    """The letter to the guest, to read and to print; `?lang=` for the other language."""
    found = reservation_or_404(reservation_id)
    hidden = discretion.aliases_of_reservations({found.pk}, request.user)
    if hidden and not request.user.has_perm("stays.change_stay"):
        raise PermissionDenied
    asked = {"zh": "zh-hans", "en": "en"}.get(request.GET.get("lang", ""))
    sheet = asked or translation.get_language() or "zh-hans"
    gone = (StayStatus.CANCELLED, StayStatus.NO_SHOW)
    booked = [each for each in found.stays.all() if each.status not in gone]
    context = {
        "reservation": found,
        "stays": booked,
        "total": sum(each.rate * (each.nights or 1) for each in booked),
        "house": rules(),
        "sheet": sheet,
    }
    with translation.override(sheet):
        return render(request, "stays/confirmation.html", context)


@requires("stays.view_stay")
@require_GET
def stay(request: StaffRequest, stay_id: int) -> HttpResponse:
    """One stay: what a clerk needs with the guest at the desk."""
    found = stay_or_404(stay_id)
    today = selectors.date_for(request.user)
    offers = buttons.for_stay(found, request.user, today)
    alias = _alias(found, request.user)
    context = {
        "stay": found,
        "alias": alias,
        "named": _named(alias, request.user),
        "phase": found.phase(today),
        "today": today,
        "today_on_calendar": clock.today(),
        "left": (found.departure - today).days,
        "runs": selectors.sold_runs(found),
        "offers": offers,
        "keys": _keys(offers),
        "back": _list_of(found),
        "cards": cards.for_stay(found, request.user, at_once=True),
        "alerts": alerts.alerts_for([found.guest_id], request.user)[found.guest_id],
    }
    return render(request, "stays/stay.html", context)


@requires("stays.view_stay")
@require_GET
def stay_beneath(request: StaffRequest, stay_id: int) -> HttpResponse:
    """What stands beneath: registrations and keys, complaints, the room's cleaning, the history."""
    found = stay_or_404(stay_id)
    alias = _alias(found, request.user)
    if not _named(alias, request.user):
        raise PermissionDenied("stays.change_stay")
    context = {
        "stay": found,
        "alias": alias,
        "back": reverse("stays:stay", args=[found.pk]),
        "cards": cards.for_stay(found, request.user, at_once=False),
        "history": history_of(found if found.reservation.is_group else [found, found.reservation]),
    }
    return render(request, "stays/stay_beneath.html", context)


def _alias(found: Stay, viewer: User) -> str | None:
    """What this viewer calls a guest whose name is not for everybody."""
    return discretion.aliases({found.pk}, viewer).get(found.pk)


def _named(alias: str | None, viewer: User) -> bool:
    """Whether a page tells who the guest is: to those who handle the stay it does, under the alias."""
    return not alias or viewer.has_perm("stays.change_stay")


def _keys(offers: list[buttons.Offer]) -> list[tuple[str, Any]]:
    """The key bar: what the stay offers, by its keys."""
    filled = next((each for each in offers if each.button.primary), None)
    keyed = [(each.button.shortcut, each.button.label) for each in offers if each.button.shortcut]
    first = [("Enter", filled.button.label)] if filled and not filled.button.shortcut else []
    shown = {"Enter": "↵"}
    told = [(shown.get(key, key.upper()), label) for key, label in (*first, *keyed)]
    return [*told, ("Esc", _("Back"))]


def _list_of(found: Stay) -> str:
    """The list on which a stay of this status stands."""
    route = {"in_house": "frontdesk:in-house", "departed": "frontdesk:departures"}
    return reverse(route.get(found.status, "frontdesk:arrivals"))


def stay_or_404(stay_id: int) -> Stay:
    try:
        return selectors.stay(stay_id)
    except Stay.DoesNotExist as problem:
        raise Http404 from problem


def reservation_or_404(reservation_id: int) -> Reservation:
    try:
        return selectors.reservation(reservation_id)
    except Reservation.DoesNotExist as problem:
        raise Http404 from problem
