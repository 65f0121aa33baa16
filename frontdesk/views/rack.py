"""The room rack, and the panel of a stay chosen on it."""

import json
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET
from markupsafe import Markup

from frontdesk.selectors import rack as selector
from hotel.cashier import selectors as cashier
from hotel.guests import alerts
from hotel.rooms import selectors as house
from hotel.stays import buttons, discretion
from hotel.stays import selectors as stays
from hotel.stays.dates import day_typed
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import render

SPAN = 14

# What rack.js writes: states of a room on each axis in one character, the phases of a stay.
WORDS = {
    "vacant": pgettext_lazy("rack", "V"),
    "occupied": pgettext_lazy("rack", "O"),
    "dirty": pgettext_lazy("rack", "D"),
    "cleaning": pgettext_lazy("rack", "C"),
    "clean": pgettext_lazy("rack", "N"),
    "inspected": pgettext_lazy("rack", "I"),
    "out_of_order": pgettext_lazy("rack", "R"),
    "out_of_service": pgettext_lazy("rack", "S"),
    "floor": _("Floor %(floor)s"),
    "no_room": _("No room"),
    "left": pgettext_lazy("rack", "%(num)s left"),
    "several": pgettext_lazy("rack", "%(num)s stays"),
    "book": _("Book room %(room)s from %(day)s"),
    "until": pgettext_lazy("rack", "until %(day)s"),
    "dnd": _("Do not disturb"),
    "make_up": _("Please make up"),
    "tentative": pgettext_lazy("stay", "Tentative"),
    "confirmed": pgettext_lazy("stay", "Confirmed"),
    "due_in": pgettext_lazy("stay", "Due in"),
    "in_house": pgettext_lazy("stay", "In house"),
    "due_out": pgettext_lazy("stay", "Due out"),
    "departed": pgettext_lazy("stay", "Departed"),
    "block_out_of_order": _("Out of order"),
    "block_out_of_service": _("Out of service"),
}


@requires("frontdesk.see_rack")
@require_GET
def rack(request: StaffRequest) -> HttpResponse:
    """Rooms × days from the day before the business date, or from the day asked for."""
    return render(request, "frontdesk/rack.html", _context(request))


@requires("frontdesk.see_rack")
@require_GET
def data(request: StaffRequest) -> HttpResponse:
    """Only the rack's data, fetched again when stays or rooms change."""
    return render(request, "frontdesk/_rack_data.html", _context(request), layout="fragment.html")


def _context(request: StaffRequest) -> dict[str, Any]:
    today = stays.date_for(request.user)
    asked = request.GET.get("days", "")
    days = int(asked) if asked in {str(span) for span in selector.SPANS} else SPAN
    first = day_typed(request.GET.get("from")) or today - timedelta(days=1)
    return {
        "rack": _in_script(selector.rack(first, days, today, request.user)),
        "first": first,
        "days": days,
        "spans": selector.SPANS,
        "earlier": first - timedelta(days=7),
        "later": first + timedelta(days=7),
        "is_now": first == today - timedelta(days=1),
        "words_said": _words(get_language()),
    }


def _in_script(text: str) -> Markup:
    """JSON as it may stand inside a script element: nothing in it can end the element."""
    safe = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return Markup(safe)  # noqa: S704


@cache
def _words(_language: str | None) -> Markup:
    """What rack.js says, in the language that is active, and the codes of rooms by their states."""
    words: dict[str, Any] = {key: str(word) for key, word in WORDS.items()}
    return _in_script(json.dumps({"words": {**words, "codes": house.codes()}}, ensure_ascii=False))


@requires("frontdesk.see_rack")
@require_GET
def stay_panel(request: StaffRequest, stay_id: int) -> HttpResponse:
    """What the desk wants to know of the stay whose bar was pressed, and what may be done."""
    try:
        stay = stays.stay(stay_id)
    except ObjectDoesNotExist as problem:
        raise Http404 from problem
    today: date = stays.date_for(request.user)
    alias = discretion.aliases({stay.pk}, request.user).get(stay.pk)
    told = alerts.alerts_for([stay.guest_id], request.user)[stay.guest_id]
    context = {
        "stay": stay,
        "alias": alias,
        "phase": stay.phase(today),
        "offers": buttons.for_stay(stay, request.user, today),
        "balance": _balance(stay.pk, request) if alias is None else None,
        "alerts": alerts.under_alias(told) if alias else told,
    }
    return render(request, "frontdesk/rack_panel.html", context, layout="fragment.html")


def _balance(stay_id: int, request: StaffRequest) -> Decimal | None:
    if not request.user.has_perm("cashier.view_folio"):
        return None
    return cashier.balances_of_stays([stay_id]).get(stay_id)
