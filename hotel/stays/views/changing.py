"""Forms about one stay or reservation, each with a URL of its own."""

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hotel.stays import selectors, services
from hotel.stays.dates import day_typed
from hotel.stays.forms import ChangeForm, ContactForm, EtaForm
from hotel.stays.views.living import effect_typed
from hotel.stays.views.reading import reservation_or_404, stay_or_404
from hotel.stays.views.saving import after, ask, ask_why, page
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import render

both = require_http_methods(["GET", "POST"])


@requires("stays.change_stay")
@both
def change(request: StaffRequest, stay_id: int) -> HttpResponse:
    """Other dates, another type, another party."""
    found = stay_or_404(stay_id)
    may = request.user.has_perm("stays.overbook")
    if request.method == "GET":
        initial = ChangeForm.initial_of(found)
        form = ChangeForm(stay=found, may_overbook=may, initial=initial)
        return page(request, "stays/change.html", form, stay=found, effect=None)
    form = ChangeForm(request.POST, stay=found, may_overbook=may)
    told = effect_typed(found, request, day_typed(request.POST.get("departure")))
    act = after(form, lambda: services.change_stay(stay_id, by=request.user, **form.facts))
    return act(request, "stays/change.html", to=("stays:stay", stay_id), stay=found, **told)


@requires("stays.change_stay")
@both
def eta(request: StaffRequest, stay_id: int) -> HttpResponse:
    """When the guest is expected."""
    found = stay_or_404(stay_id)

    def save(form: EtaForm) -> None:
        seen = form.cleaned_data["version"]
        services.set_eta(stay_id, form.moment(found), by=request.user, seen_version=seen)

    return ask(
        request,
        EtaForm,
        lambda: EtaForm.of(found),
        save,
        title=_("Expected time"),
        button=_("Save"),
        to=("stays:stay", stay_id),
        stay=found,
    )


@requires("stays.cancel_stay")
@both
def cancel(request: StaffRequest, stay_id: int) -> HttpResponse:
    """Cancel one stay, with the reason."""
    found = stay_or_404(stay_id)

    def save(reason: str, seen: int | None) -> None:
        services.cancel_stay(stay_id, reason, by=request.user, seen_version=seen)

    return ask_why(
        request,
        save,
        version=found.version,
        title=_("Cancel the stay"),
        button=_("Cancel the stay"),
        to=("stays:reservation", found.reservation_id),
        stay=found,
    )


@requires("stays.cancel_stay")
@both
def cancel_reservation(request: StaffRequest, reservation_id: int) -> HttpResponse:
    """Cancel all that is still to come under one number."""
    found = reservation_or_404(reservation_id)

    def save(reason: str, seen: int | None) -> None:
        services.cancel_reservation(reservation_id, reason, by=request.user, seen_version=seen)

    return ask_why(
        request,
        save,
        version=found.version,
        title=_("Cancel the reservation"),
        button=_("Cancel the reservation"),
        to=("stays:reservation", reservation_id),
        reservation=found,
    )


@requires("stays.change_stay")
@both
def change_reservation(request: StaffRequest, reservation_id: int) -> HttpResponse:
    """Contact, guarantee, requests."""
    found = reservation_or_404(reservation_id)
    return ask(
        request,
        ContactForm,
        lambda: ContactForm.of(found),
        lambda form: services.change_reservation(reservation_id, by=request.user, **form.facts),
        title=_("Change the reservation"),
        button=_("Save"),
        to=("stays:reservation", reservation_id),
        reservation=found,
    )


@requires("stays.assign_room")
@require_GET
def rooms(request: StaffRequest, stay_id: int) -> HttpResponse:
    """The rooms that are free for the stay, ready ones first."""
    found = stay_or_404(stay_id)
    free = selectors.free_rooms(found.room_type_id, found.period, but_stay=found.pk)
    return render(request, "stays/rooms.html", {"stay": found, "rooms": list(free)})
