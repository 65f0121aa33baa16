"""散客登记: from nothing to the keys on one page."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_GET, require_http_methods

from frontdesk import counter, services
from frontdesk.forms import Party, WalkInForm
from frontdesk.views.arriving import refuse
from hotel.house.selectors import rules
from hotel.rooms import selectors as house
from hotel.stays import periods
from hotel.stays import selectors as stays
from hotel.stays.selectors import ready_now
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import render, see_other
from hotel.web.refusals import Refused

COMPANIONS = 3


@requires("frontdesk.check_in")
@require_http_methods(["GET", "POST"])
def walk_in(request: StaffRequest) -> HttpResponse:
    """Sell a room from tonight and let the guest in. A refusal keeps all that was typed."""
    if request.method == "GET":
        party = Party(None, guests=[None], spare=COMPANIONS)
        return _page(request, WalkInForm(initial=_initial(request)), party)
    form = WalkInForm(request.POST)
    party = Party(request.POST, guests=[None], spare=COMPANIONS)
    if all([form.is_valid(), party.is_valid()]):
        try:
            made = services.walk_in(by=request.user, persons=party.persons, **form.facts)
        except Refused as refusal:
            refuse(form, party, refusal)
        else:
            return see_other(request, "frontdesk:checked-in", made.stay_id)
    return _page(request, form, party, status=422)


def _initial(request: StaffRequest) -> dict[str, Any]:
    """One night; or what the rack's link says: type, room, departure."""
    today = stays.business_date()
    room = house.room_by_number(request.GET.get("room", "")) if "room" in request.GET else None
    initial: dict[str, Any] = {
        "departure": _day(request.GET.get("departure", "")) or today + timedelta(days=1)
    }
    if room is not None:
        initial |= {"room": room.pk, "room_type": room.room_type_id}
    return initial


def _page(request: StaffRequest, form: WalkInForm, party: Party, status: int = 200) -> HttpResponse:
    picked, until = str(form["room_type"].value() or ""), form["departure"].value()
    today, rule = stays.business_date(), rules()
    last = until if isinstance(until, date) else _day(str(until or ""))
    context = {
        "form": form,
        "party": party,
        "today": today,
        "house": rule,
        "said": counter.said_to(None, None, rule, None),
        "rooms": _rooms(picked, today, last),
        **_left(today, last, picked),
    }
    return render(request, "frontdesk/walk_in.html", context, status=status)


@requires("frontdesk.check_in")
@require_GET
def walk_in_left(request: StaffRequest) -> HttpResponse:
    """The types that are left until the departure typed, and the ready rooms (htmx)."""
    today, last = stays.business_date(), _day(request.GET.get("departure", ""))
    picked = request.GET.get("room_type", "")
    form = WalkInForm(initial={"room": request.GET.get("room", "")})
    context = {
        "form": form,
        "rooms": _rooms(picked, today, last),
        **_left(today, last, picked),
    }
    return render(request, "frontdesk/walk_in_left.html", context, layout="fragment.html")


def _left(today: date, last: date | None, picked: str) -> dict[str, Any]:
    sensible = last is not None and today < last <= today + periods.LONGEST
    found = stays.availability(today, last) if sensible and last else []
    return {
        "left": found,
        "ready": ready_now() if found else {},
        "types": [] if found else list(house.types()),
        "nights": (last - today).days if sensible and last else 0,
        "picked": picked,
    }


def _rooms(picked: str, today: date, last: date | None) -> list[Any]:
    if not picked.isdecimal() or last is None or not today < last <= today + periods.LONGEST:
        return []
    return counter.ready_rooms(int(picked[:9]), periods.overnight(today, last))


def _day(text: str) -> date | None:
    try:
        day = parse_date(text)
    except ValueError:
        return None
    return day if day is not None and 2000 <= day.year <= 2999 else None
