"""A number in full: asked for by POST with reason and code, shown once, kept by no cache."""

from collections.abc import Callable

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hotel.guests import phones, services
from hotel.guests.forms import RevealForm
from hotel.guests.models import Guest, IdentityDocument
from hotel.guests.proof import proves_who
from hotel.guests.views.profile import show
from hotel.web.access import requires
from hotel.web.forms import add_refusal
from hotel.web.http import StaffRequest
from hotel.web.pages import render
from hotel.web.refusals import Refused


@requires("guests.reveal_document")
@require_POST
def reveal_document(request: StaffRequest, document_id: int) -> HttpResponse:
    found = get_object_or_404(IdentityDocument, pk=document_id)

    def number(reason: str) -> str:
        return services.reveal_document(document_id, by=request.user, reason=reason)

    return _reveal(request, found.guest_id, f"document-{document_id}", number)


@requires("guests.reveal_document")
@require_POST
def reveal_phone(request: StaffRequest, guest_id: int) -> HttpResponse:
    get_object_or_404(Guest, pk=guest_id)

    def number(reason: str) -> str:
        return phones.pretty(services.reveal_phone(guest_id, by=request.user, reason=reason))

    return _reveal(request, guest_id, "phone", number)


def _reveal(
    request: StaffRequest, guest_id: int, which: str, number: Callable[[str], str]
) -> HttpResponse:
    form = RevealForm(request.POST, auto_id=f"reveal_{which}_%s")
    revealed = ""
    if form.is_valid() and not proves_who(request, form.cleaned_data["secret"]):
        form.add_error("secret", _("This is not your quick code or password."))
    if form.is_valid():
        try:
            revealed = number(form.cleaned_data["reason"])
        except Refused as refusal:
            add_refusal(form, refusal)
    status = 200 if revealed else 422
    context = {"which": which, "revealed": revealed, "reveal_form": form, "path": request.path}
    if request.htmx:
        response = render(request, "guests/reveal.html", context, status=status)
    else:
        response = show(request, guest_id, status=status, revealing=context)
    response["Cache-Control"] = "no-store"
    return response
