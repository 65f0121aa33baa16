"""Forms about one stay or reservation, each with a URL of its own."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from hotel.stays import selectors, services
from hotel.stays.enums import StayStatus
from hotel.stays.forms import ChangeForm, ContactForm, EtaForm, MoveForm, ReasonForm
from hotel.stays.models import Stay
from hotel.stays.views.reading import reservation_or_404, stay_or_404
from hotel.web.access import requires
from hotel.web.forms import add_refusal
from hotel.web.http import StaffRequest
from hotel.web.pages import render, see_other
from hotel.web.refusals import Refused

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
        return _page(request, "stays/change.html", form, stay=found)
    form = ChangeForm(request.POST, stay=found, may_overbook=may)
    act = _after(form, lambda: services.change_stay(stay_id, by=request.user, **form.facts))
    return act(request, "stays/change.html", to=("stays:stay", stay_id), stay=found)


@requires("stays.change_stay")
@both
def eta(request: StaffRequest, stay_id: int) -> HttpResponse:
    """When the guest is expected."""
    found = stay_or_404(stay_id)
    context = _small(_("Expected time"), _("Save"), stay=found)
    if request.method == "GET":
        return _page(request, "stays/small_form.html", EtaForm.of(found), **context)
    form = EtaForm(request.POST)

    def save() -> None:
        seen = form.cleaned_data["version"]
        services.set_eta(stay_id, form.moment(found), by=request.user, seen_version=seen)

    return _after(form, save)(
        request, "stays/small_form.html", to=("stays:stay", stay_id), **context
    )


@requires("stays.cancel_stay")
@both
def cancel(request: StaffRequest, stay_id: int) -> HttpResponse:
    """Cancel one stay, with the reason."""
    found = stay_or_404(stay_id)
    context = _small(_("Cancel the stay"), _("Cancel the stay"), stay=found)
    if request.method == "GET":
        form = ReasonForm(initial={"version": found.version})
        return _page(request, "stays/small_form.html", form, **context)
    form = ReasonForm(request.POST)

    def save() -> None:
        typed = form.cleaned_data
        reason, seen = typed["reason"], typed["version"]
        services.cancel_stay(stay_id, reason, by=request.user, seen_version=seen)

    target = ("stays:reservation", found.reservation_id)
    return _after(form, save)(request, "stays/small_form.html", to=target, **context)


@requires("stays.cancel_stay")
@both
def cancel_reservation(request: StaffRequest, reservation_id: int) -> HttpResponse:
    """Cancel all that is still to come under one number."""
    found = reservation_or_404(reservation_id)
    context = _small(_("Cancel the reservation"), _("Cancel the reservation"), reservation=found)
    if request.method == "GET":
        form = ReasonForm(initial={"version": found.version})
        return _page(request, "stays/small_form.html", form, **context)
    form = ReasonForm(request.POST)

    def save() -> None:
        typed = form.cleaned_data
        reason, seen = typed["reason"], typed["version"]
        services.cancel_reservation(reservation_id, reason, by=request.user, seen_version=seen)

    target = ("stays:reservation", reservation_id)
    return _after(form, save)(request, "stays/small_form.html", to=target, **context)


@requires("stays.change_stay")
@both
def change_reservation(request: StaffRequest, reservation_id: int) -> HttpResponse:
    """Contact, guarantee, requests."""
    found = reservation_or_404(reservation_id)
    context = _small(_("Change the reservation"), _("Save"), reservation=found)
    if request.method == "GET":
        return _page(request, "stays/small_form.html", ContactForm.of(found), **context)
    form = ContactForm(request.POST)

    def save() -> None:
        services.change_reservation(reservation_id, by=request.user, **form.facts)

    target = ("stays:reservation", reservation_id)
    return _after(form, save)(request, "stays/small_form.html", to=target, **context)


@requires("stays.assign_room")
@require_GET
def rooms(request: StaffRequest, stay_id: int) -> HttpResponse:
    """The rooms that are free for the stay, ready ones first."""
    found = stay_or_404(stay_id)
    free = selectors.free_rooms(found.room_type_id, found.period, but_stay=found.pk)
    return render(request, "stays/rooms.html", {"stay": found, "rooms": list(free)})


@requires("stays.move_room")
@both
def move(request: StaffRequest, stay_id: int) -> HttpResponse:
    """Another room for a guest who has one."""
    found = stay_or_404(stay_id)
    context: dict[str, Any] = {"stay": found, "choices": _rooms_to_move_to(found, request)}
    if request.method == "GET":
        form = MoveForm(initial={"version": found.version})
        return _page(request, "stays/move.html", form, **context)
    form = MoveForm(request.POST)

    def save() -> None:
        typed = form.cleaned_data
        services.move_room(
            stay_id,
            typed["room"],
            typed["reason"],
            by=request.user,
            seen_version=typed["version"],
            override_reason=typed["override_reason"],
        )

    return _after(form, save)(request, "stays/move.html", to=("stays:stay", stay_id), **context)


def _rooms_to_move_to(stay: Stay, request: StaffRequest) -> list[Any]:
    """Free for the rest of the stay; of any type for those who may decide that."""
    any_type = request.user.has_perm("stays.move_to_other_type")
    type_id = None if any_type else stay.room_type_id
    free = selectors.free_rooms(type_id, stay.period, but_stay=stay.pk)
    if stay.status == StayStatus.IN_HOUSE:
        free = free.filter(cleanliness__in=("clean", "inspected"), occupancy="vacant")
    return [room for room in free if stay.room is None or room.pk != stay.room.pk]


def _after(form: forms.Form, save: Callable[[], Any]) -> Callable[..., HttpResponse]:
    """Save a valid form and go on; a refusal shows the form again with what was typed."""

    def respond(
        request: StaffRequest, template: str, *, to: tuple[str, int], **context: Any
    ) -> HttpResponse:
        if form.is_valid():
            try:
                save()
            except Refused as refusal:
                add_refusal(form, refusal)
            else:
                return see_other(request, *to)
        return _page(request, template, form, status=422, **context)

    return respond


def _page(
    request: StaffRequest, template: str, form: forms.Form, *, status: int = 200, **context: Any
) -> HttpResponse:
    return render(request, template, {"form": form, **context}, status=status)


def _small(title: str, button: str, **about: Any) -> dict[str, Any]:
    return {"title": title, "button": button, "stay": None, "reservation": None, **about}
