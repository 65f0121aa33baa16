"""How a form about a stay is answered: saved and on, or shown again with what was typed."""

from collections.abc import Callable
from typing import Any, TypeVar

from django import forms
from django.http import HttpResponse

from hotel.stays.forms import ReasonForm
from hotel.stays.models import Reservation, Stay
from hotel.web.forms import add_refusal
from hotel.web.http import StaffRequest
from hotel.web.pages import render, see_other
from hotel.web.refusals import Refused, Stale

F = TypeVar("F", bound=forms.Form)


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


def ask(
    request: StaffRequest,
    form_class: type[F],
    blank: Callable[[], F],
    save: Callable[[F], Any],
    *,
    title: str,
    button: str,
    to: tuple[str, int],
    stay: Stay | None = None,
    reservation: Reservation | None = None,
) -> HttpResponse:
    """A small form about a stay or a reservation: shown as `blank()` makes it, `save` given it valid."""
    template = "stays/small_form.html"
    about: dict[str, Any] = {
        "title": title,
        "button": button,
        "stay": stay,
        "reservation": reservation,
    }
    if request.method == "GET":
        return page(request, template, blank(), **about)
    form = form_class(request.POST)
    return after(form, lambda: save(form))(request, template, to=to, **about)


def ask_why(
    request: StaffRequest, save: Callable[[str, int | None], Any], *, version: int, **about: Any
) -> HttpResponse:
    """A small form that asks only for the reason; `save` is given it and the version seen."""
    return ask(
        request,
        ReasonForm,
        lambda: ReasonForm(initial={"version": version}),
        lambda form: save(form.cleaned_data["reason"], form.cleaned_data["version"]),
        **about,
    )
