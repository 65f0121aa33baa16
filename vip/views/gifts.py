"""Amenities on the visit's page: prepared, delivered, replenished; approval; special occasions."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hotel.staff.models import User
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import see_other
from hotel.web.refusals import Refused
from vip import forms, services
from vip.models import AmenityOrder
from vip.views.acts import act_on_visit


@requires("vip.bring_amenities")
@require_POST
def prepare(request: StaffRequest, order_id: int) -> HttpResponse:
    return _bring(request, order_id, services.prepare_amenity)


@requires("vip.bring_amenities")
@require_POST
def deliver(request: StaffRequest, order_id: int) -> HttpResponse:
    return _bring(request, order_id, services.deliver_amenity)


@requires("vip.bring_amenities")
@require_POST
def replenish(request: StaffRequest, order_id: int) -> HttpResponse:
    return _bring(request, order_id, services.replenish_amenity)


def _bring(request: StaffRequest, order_id: int, act: Callable[..., AmenityOrder]) -> HttpResponse:
    """For the department that brings it, also of a guest whose name it does not read."""

    def done(pk: int, by: User) -> AmenityOrder:
        try:
            return act(pk, by=by)
        except AmenityOrder.DoesNotExist as missing:
            raise Http404("no such order") from missing

    try:
        order = done(order_id, request.user)
    except Refused as refusal:
        messages.error(request, refusal.text)
        visit_id = AmenityOrder.objects.values_list("visit", flat=True).get(pk=order_id)
        return see_other(request, "vip:visit", visit_id)
    said = _("%(amenity)s: %(status)s.")
    params = {"amenity": order.amenity.name, "status": order.get_status_display()}
    messages.success(request, said % params)
    return see_other(request, "vip:visit", order.visit_id)


@requires("vip.decide_visit")
@require_POST
def approve_amenities(request: StaffRequest, visit_id: int) -> HttpResponse:
    said = _("Approved; the amenities are ordered.")
    return act_on_visit(request, visit_id, forms.PlainForm, services.approve_amenities, said)


@requires("vip.change_visit_facts")
@require_POST
def occasions(request: StaffRequest, visit_id: int) -> HttpResponse:
    said = _("The occasions are noted and the amenities with them.")

    def act(pk: int, **given: object) -> object:
        return services.edit_notice(pk, cause="occasions", **given)  # type: ignore[arg-type]

    return act_on_visit(request, visit_id, forms.OccasionsForm, act, said)
