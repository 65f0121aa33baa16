"""How a form about a stay is answered: saved and on, or shown again with what was typed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.http import HttpResponse

from hotel.web.forms import add_refusal
from hotel.web.http import StaffRequest
from hotel.web.pages import render, see_other
from hotel.web.refusals import Refused, Stale


def after(form: forms.Form, save: Callable[[], Any]) -> Callable[..., HttpResponse]:
    """Save a valid form and go on; a refusal shows the form again with what was typed."""

    def respond(
        request: StaffRequest, template: str, *, to: tuple[str, int], **context: Any
    ) -> HttpResponse:
        status = 422
        if form.is_valid():
            try:
                save()
            except Refused as refusal:
                add_refusal(form, refusal)
                status = 409 if isinstance(refusal, Stale) else 422
            else:
                return see_other(request, *to)
        return page(request, template, form, status=status, **context)

    return respond


def page(
    request: StaffRequest, template: str, form: forms.Form, *, status: int = 200, **context: Any
) -> HttpResponse:
    return render(request, template, {"form": form, **context}, status=status)


def small(title: str, button: str, **about: Any) -> dict[str, Any]:
    """The context of `stays/small_form.html`; `about` names the stay or the reservation."""
    return {"title": title, "button": button, "stay": None, "reservation": None, **about}
