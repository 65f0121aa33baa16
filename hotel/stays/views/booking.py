"""The reservation form, what is left while typing, and the guest found beside it."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET, require_http_methods

from hotel.guests import selectors as people
from hotel.rooms import selectors as house
from hotel.stays import selectors, services
from hotel.stays.dates import day_typed
from hotel.stays.forms import BookingForm, GroupForm
from hotel.stays.known import known_of
from hotel.stays.periods import DAY_USE_FROM, LONGEST
from hotel.stays.selectors import business_date, ready_now
from hotel.web.access import requires
from hotel.web.forms import add_refusal
from hotel.web.http import StaffRequest
from hotel.web.pages import render, see_other
from hotel.web.refusals import Refused


@requires("stays.book")
@require_http_methods(["GET", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Book one room. A refusal keeps all that was typed."""
    may = request.user.has_perm("stays.overbook")
    if request.method == "GET":
        today = business_date()
        form = BookingForm(initial=_initial(request, today), may_overbook=may)
        return _form_page(request, "stays/new.html", form, today)
    form = BookingForm(request.POST, may_overbook=may)
    if form.is_valid():
        try:
            stay = _book(form, request)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return see_other(request, "stays:reservation", stay.reservation_id)
    return _form_page(request, "stays/new.html", form, business_date(), status=422)


def _book(form: BookingForm, request: StaffRequest) -> Any:
    person = form.newcomer
    if person is not None:
        return services.book_newcomer(person, by=request.user, **form.facts)
    return services.book(guest_id=form.cleaned_data["guest"], by=request.user, **form.facts)


@requires("stays.book")
@require_http_methods(["GET", "POST"])
def new_group(request: StaffRequest) -> HttpResponse:
    """Book a group's rooms under one number."""
    may = request.user.has_perm("stays.overbook")
    if request.method == "GET":
        today = business_date()
        form = GroupForm(initial=_initial(request, today), may_overbook=may)
        return _form_page(request, "stays/new_group.html", form, today)
    form = GroupForm(request.POST, may_overbook=may)
    if form.is_valid():
        try:
            reservation = _book_group(form, request)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return see_other(request, "stays:reservation", reservation.pk)
    return _form_page(request, "stays/new_group.html", form, business_date(), status=422)


def _book_group(form: GroupForm, request: StaffRequest) -> Any:
    person = form.newcomer
    if person is not None:
        return services.book_group_of_newcomer(person, by=request.user, **form.facts)
    facts = form.facts
    name = facts.pop("name")
    return services.book_group(name, guest_id=form.cleaned_data["guest"], by=request.user, **facts)


@requires("stays.book")
@require_GET
def left(request: StaffRequest) -> HttpResponse:
    """The types with what is left of them for the dates typed so far (htmx)."""
    first, until = _nights(request.GET)
    return render(
        request,
        "stays/_left.html",
        _left(first, until, request.GET.get("room_type"), business_date()),
    )


@requires("stays.book")
@require_GET
def known(request: StaffRequest) -> HttpResponse:
    """History, wishes and warnings of the guest chosen (htmx)."""
    chosen = request.GET.get("guest", "")
    found = known_of(int(chosen), request.user) if chosen.isdecimal() else None
    return render(request, "stays/_known.html", {"known": found, "today": business_date()})


@requires("stays.book")
@require_GET
def guest_hits(request: StaffRequest) -> HttpResponse:
    """Guests on file that match what is typed, to choose from (htmx)."""
    question = request.GET.get("guest_q", "")
    context = {"question": question, "hits": people.search(question, 8), "chosen": None}
    return render(request, "stays/_guest_hits.html", context)


def _form_page(
    request: StaffRequest,
    template: str,
    form: BookingForm | GroupForm,
    today: date,
    *,
    status: int = 200,
) -> HttpResponse:
    guest_id = str(form["guest"].value() or "")
    found = known_of(int(guest_id), request.user) if guest_id.isdecimal() else None
    chosen = found.guest if found else None
    values = {name: _text(form[name].value()) for name in ("arrival", "departure")}
    if "kind" in form.fields:
        values["kind"] = form["kind"].value()
    first, until = _nights(values)
    picked = form["room_type"].value() if "room_type" in form.fields else None
    if not picked and found and found.preferred and not form.is_bound:
        picked = found.preferred.pk
    context = {
        "form": form,
        "chosen": chosen,
        "known": found,
        "guest_q": request.POST.get("guest_q", ""),
        "today": today,
        **_left(first, until, picked, today),
    }
    return render(request, template, context, status=status)


def _text(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


def _initial(request: StaffRequest, today: date) -> dict[str, Any]:
    """Today for one night, or what the link says: guest, arrival, departure, room."""
    first = day_typed(request.GET.get("arrival")) or today
    initial: dict[str, Any] = {
        "arrival": first,
        "departure": day_typed(request.GET.get("departure")) or first + timedelta(days=1),
        "starts": DAY_USE_FROM,
    }
    number = request.GET.get("room", "").replace("\0", "")
    room = house.room_by_number(number) if number else None
    if room is not None:
        initial |= {"room": room.number, "room_type": room.room_type_id}
    if request.GET.get("guest", "").isdecimal():
        initial["guest"] = int(request.GET["guest"])
    return initial


def _nights(typed: Any) -> tuple[date | None, date | None]:
    """The nights typed, as far as they make sense."""
    first = day_typed(typed.get("arrival"))
    until = day_typed(typed.get("departure"))
    if first is not None and typed.get("kind") == "day_use":
        until = first + timedelta(days=1)
    if first is None or until is None or not first < until <= first + LONGEST:
        return None, None
    return first, until


def _left(first: date | None, until: date | None, picked: Any, today: date) -> dict[str, Any]:
    found = selectors.availability(first, until) if first and until else []
    return {
        "left": found,
        "types": [] if found else house.all_types(),
        "nights": (until - first).days if first and until else 0,
        "picked": str(picked or ""),
        "ready": ready_now() if found and first == today else {},
    }
