"""What is put on a profile or taken off it, each a form of its own on the guest's page."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hotel.guests import documents, selectors, services
from hotel.guests.forms import DocumentForm, PlateForm, PreferenceForm, WatchForm
from hotel.guests.models import Guest, Plate, Preference
from hotel.guests.views.profile import show
from hotel.web.access import requires
from hotel.web.forms import add_refusal
from hotel.web.http import StaffRequest
from hotel.web.pages import see_other
from hotel.web.refusals import Refused


@requires("guests.change_guest")
@require_POST
def add_document(request: StaffRequest, guest_id: int) -> HttpResponse:
    form = DocumentForm(request.POST, auto_id="document_%s")

    def act(given: dict[str, Any]) -> None:
        before = selectors.guests().get(pk=guest_id)
        services.add_document(guest_id, by=request.user, **given)
        _warn(request, before, given)

    return _acted(request, guest_id, form, act, document_form=form)


def _warn(request: StaffRequest, guest: Guest, given: dict[str, Any]) -> None:
    checked = documents.check(
        given["kind"], given["number"], override_reason=given["override_reason"]
    )
    odd = documents.differences(checked, sex=guest.sex, birth_date=guest.birth_date)
    for text in (*checked.warnings, *odd):
        messages.warning(request, text)


@requires("guests.note_preference")
@require_POST
def set_preference(request: StaffRequest, guest_id: int) -> HttpResponse:
    form = PreferenceForm(request.POST, auto_id="preference_%s")

    def act(given: dict[str, Any]) -> object:
        return services.set_preference(guest_id, by=request.user, **given)

    return _acted(request, guest_id, form, act, preference_form=form)


@requires("guests.note_preference")
@require_POST
def drop_preference(request: StaffRequest, preference_id: int) -> HttpResponse:
    found = get_object_or_404(Preference, pk=preference_id)
    services.drop_preference(preference_id, by=request.user)
    return see_other(request, "guests:guest", found.guest_id)


@requires("guests.note_preference")
@require_POST
def add_plate(request: StaffRequest, guest_id: int) -> HttpResponse:
    form = PlateForm(request.POST, auto_id="plate_%s")

    def act(given: dict[str, Any]) -> object:
        return services.add_plate(guest_id, by=request.user, **given)

    return _acted(request, guest_id, form, act, plate_form=form)


@requires("guests.note_preference")
@require_POST
def remove_plate(request: StaffRequest, plate_id: int) -> HttpResponse:
    found = get_object_or_404(Plate, pk=plate_id)
    services.remove_plate(plate_id, by=request.user)
    return see_other(request, "guests:guest", found.guest_id)


@requires("guests.set_watch")
@require_POST
def set_watch(request: StaffRequest, guest_id: int) -> HttpResponse:
    form = WatchForm(request.POST, auto_id="watch_%s")

    def act(given: dict[str, Any]) -> object:
        return services.set_watch(guest_id, given["on"], by=request.user, reason=given["reason"])

    return _acted(request, guest_id, form, act, watch_form=form)


def _acted(
    request: StaffRequest,
    guest_id: int,
    form: forms.Form,
    act: Callable[[dict[str, Any]], object],
    **again: Any,
) -> HttpResponse:
    """Do the act of a form, or show the page again with what was typed and what is wrong."""
    get_object_or_404(Guest, pk=guest_id)
    if form.is_valid():
        try:
            act(form.cleaned_data)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Saved."))
            return see_other(request, "guests:guest", guest_id)
    return show(request, guest_id, status=422, **again)
