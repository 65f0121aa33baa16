"""While the guest lives here: longer, with others, an extra bed; and back after all."""

from datetime import date, timedelta
from decimal import Decimal, InvalidOperation
from typing import Any

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hotel.guests import selectors as people
from hotel.rooms import selectors as house
from hotel.stays import selectors, services
from hotel.stays.dates import day_typed
from hotel.stays.forms import (
    BaggageForm,
    BedsForm,
    ExtendForm,
    PersonForm,
    ReturnForm,
)
from hotel.stays.models import Stay
from hotel.stays.views.reading import stay_or_404
from hotel.stays.views.saving import after, ask, ask_why, page
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import render

both = require_http_methods(["GET", "POST"])


@requires("stays.change_stay")
@both
def extend(request: StaffRequest, stay_id: int) -> HttpResponse:
    """A later departure, or an earlier one with the reason; what it does is shown before."""
    found = stay_or_404(stay_id)
    may = request.user.has_perm("stays.overbook")
    if request.method == "GET":
        until = day_typed(request.GET.get("departure")) or selectors.next_departure(found)
        form = ExtendForm(initial={"departure": until, "version": found.version}, may_overbook=may)
        shown = {"proposals": _proposals(found), **effect_typed(found, request, until)}
        return page(request, "stays/extend.html", form, stay=found, **shown)
    form = ExtendForm(request.POST, may_overbook=may)

    def save() -> None:
        typed = form.cleaned_data
        until, reason, seen = typed["departure"], typed["reason"], typed["version"]
        if until < found.departure:
            services.shorten(stay_id, until, reason, by=request.user, seen_version=seen)
            return
        services.extend(
            stay_id,
            until,
            by=request.user,
            seen_version=seen,
            overbook=typed.get("overbook", False),
            reason=reason,
        )

    told = effect_typed(found, request, day_typed(request.POST.get("departure")))
    context = {"stay": found, "proposals": _proposals(found), **told}
    return after(form, save)(request, "stays/extend.html", to=("stays:stay", stay_id), **context)


def _proposals(stay: Stay) -> list[date]:
    first = selectors.next_departure(stay)
    return [first + timedelta(days=more) for more in range(3)]


@requires("stays.change_stay")
@require_GET
def effect(request: StaffRequest, stay_id: int) -> HttpResponse:
    """What the dates, type and rate typed so far would do (htmx)."""
    found = stay_or_404(stay_id)
    told = effect_typed(found, request, day_typed(request.GET.get("departure")))
    return render(request, "stays/_effect.html", {"stay": found, **told})


def effect_typed(stay: Stay, request: StaffRequest, departure: date | None) -> dict[str, Any]:
    """What is typed so far would do, for `stays/_effect.html`."""
    typed = request.POST or request.GET
    until = departure or stay.departure
    arrival = day_typed(typed.get("arrival")) or stay.arrival
    wanted = typed.get("room_type", "")
    chosen = house.types().filter(pk=int(wanted)).first() if wanted.isdecimal() else None
    rate = _rate(typed.get("rate", "")) or stay.rate
    return {"effect": selectors.effect_of(stay, arrival, until, chosen or stay.room_type, rate)}


def _rate(text: str) -> Decimal | None:
    try:
        rate = Decimal(text)
    except InvalidOperation:
        return None
    return rate if rate.is_finite() and 0 <= rate < 10**6 else None


@requires("stays.change_stay")
@both
def add_person(request: StaffRequest, stay_id: int) -> HttpResponse:
    """One more in the room: a guest on file, or somebody new."""
    found = stay_or_404(stay_id)
    typed = request.POST if request.method == "POST" else request.GET
    chosen = typed.get("guest", "")
    context: dict[str, Any] = {
        "stay": found,
        "chosen": people.guests().filter(pk=int(chosen)).first() if chosen.isdecimal() else None,
        "guest_q": request.POST.get("guest_q", ""),
    }
    if request.method == "GET":
        form = PersonForm(initial={"version": found.version})
        return page(request, "stays/add_person.html", form, **context)
    form = PersonForm(request.POST)

    def save() -> None:
        person, seen = form.newcomer, form.cleaned_data["version"]
        if person is not None:
            services.add_newcomer(stay_id, person, by=request.user, seen_version=seen)
            return
        guest_id = form.cleaned_data["guest"]
        services.add_person(stay_id, guest_id, by=request.user, seen_version=seen)

    return after(form, save)(
        request, "stays/add_person.html", to=("stays:stay", stay_id), **context
    )


@requires("stays.change_stay")
@both
def remove_person(request: StaffRequest, stay_id: int, guest_id: int) -> HttpResponse:
    """Somebody does not share the room any more."""
    found = stay_or_404(stay_id)
    person = next((each for each in found.party.all() if each.guest_id == guest_id), None)
    if person is None or person.main:
        raise Http404

    def save(reason: str, seen: int | None) -> None:
        services.remove_person(stay_id, guest_id, by=request.user, reason=reason, seen_version=seen)

    return ask_why(
        request,
        save,
        version=found.version,
        title=_("Take %(name)s out") % {"name": person.guest.name},
        button=_("Take out"),
        to=("stays:stay", stay_id),
        stay=found,
    )


@requires("stays.look_after")
@both
def beds(request: StaffRequest, stay_id: int) -> HttpResponse:
    """Extra beds wanted."""
    found = stay_or_404(stay_id)

    def save(form: BedsForm) -> None:
        typed = form.cleaned_data
        count, reason, seen = typed["beds"], typed["reason"], typed["version"]
        services.set_extra_beds(stay_id, count, reason, by=request.user, seen_version=seen)

    return ask(
        request,
        BedsForm,
        lambda: BedsForm(initial={"beds": found.extra_beds or 1, "version": found.version}),
        save,
        title=_("Extra bed"),
        button=_("Save"),
        to=("stays:stay", stay_id),
        stay=found,
    )


@requires("stays.look_after")
@both
def baggage(request: StaffRequest, stay_id: int) -> HttpResponse:
    """Light baggage, or none."""
    found = stay_or_404(stay_id)

    def save(form: BaggageForm) -> None:
        services.note_baggage(stay_id, form.cleaned_data["baggage"], by=request.user)

    return ask(
        request,
        BaggageForm,
        lambda: BaggageForm(initial={"baggage": found.baggage}),
        save,
        title=_("Baggage"),
        button=_("Save"),
        to=("stays:stay", stay_id),
        stay=found,
    )


@requires("stays.reinstate")
@both
def reinstate(request: StaffRequest, stay_id: int) -> HttpResponse:
    """The no-show came after all."""
    found = stay_or_404(stay_id)
    return ask_why(
        request,
        lambda reason, _seen: services.reinstate(stay_id, reason, by=request.user),
        version=found.version,
        title=_("Reinstate the no-show"),
        button=_("Reinstate"),
        to=("stays:stay", stay_id),
        stay=found,
    )


@requires("stays.take_back")
@both
def take_back(request: StaffRequest, stay_id: int) -> HttpResponse:
    """The guest has not left after all."""
    found = stay_or_404(stay_id)

    def save(form: ReturnForm) -> None:
        typed = form.cleaned_data
        until, reason, seen = typed["departure"], typed["reason"], typed["version"]
        services.take_back_departure(stay_id, until, reason, by=request.user, seen_version=seen)

    return ask(
        request,
        ReturnForm,
        lambda: ReturnForm.of(found, selectors.business_date()),
        save,
        title=_("Take the departure back"),
        button=_("Take back"),
        to=("stays:stay", stay_id),
        stay=found,
    )
