"""One's own page: language, colours, sound, quick code, password; on a phone also every area."""

from typing import Any

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.http import HttpResponse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hotel.staff import services
from hotel.staff.forms import PasswordForm, QuickCodeForm, TasteForm
from hotel.web.access import SIGNED_IN, requires
from hotel.web.forms import add_refusal
from hotel.web.http import StaffRequest
from hotel.web.pages import render, see_other
from hotel.web.refusals import Refused


@requires(SIGNED_IN)
@require_safe
def me(request: StaffRequest) -> HttpResponse:
    return _page(request)


@requires(SIGNED_IN)
@require_POST
def set_taste(request: StaffRequest) -> HttpResponse:
    form = TasteForm(request.POST)
    if not form.is_valid():
        return _page(request, taste=form)
    services.set_own_taste(request.user.pk, by=request.user, **form.cleaned_data)
    with translation.override(form.cleaned_data["language"]):
        messages.success(request, _("Saved."))
    return see_other(request, "staff:me")


@requires(SIGNED_IN)
@require_POST
def set_quick_code(request: StaffRequest) -> HttpResponse:
    form = QuickCodeForm(request.POST)
    if form.is_valid() and _knows_password(request, form, "password"):
        try:
            services.set_quick_code(request.user.pk, form.cleaned_data["code"], by=request.user)
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Your quick code is set."))
            return see_other(request, "staff:me")
    return _page(request, quick=form)


@requires(SIGNED_IN)
@require_POST
def set_password(request: StaffRequest) -> HttpResponse:
    form = PasswordForm(request.POST)
    if form.is_valid() and _knows_password(request, form, "old"):
        try:
            user = services.set_password(
                request.user.pk, form.cleaned_data["password"], by=request.user
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            update_session_auth_hash(request, user)
            messages.success(request, _("Your password is changed. Other devices are signed out."))
            return see_other(request, "staff:me")
    return _page(request, password=form)


def _knows_password(request: StaffRequest, form: Any, field: str) -> bool:
    if request.user.check_password(form.cleaned_data[field]):
        return True
    form.add_error(field, _("This password is wrong."))
    return False


def _page(request: StaffRequest, **bound: Any) -> HttpResponse:
    context = {
        "taste": TasteForm.of(request.user),
        "quick": QuickCodeForm(),
        "password": PasswordForm(),
        **bound,
    }
    return render(request, "staff/me.html", context, status=422 if bound else 200)
