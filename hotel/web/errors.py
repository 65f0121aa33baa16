"""Pages for when something is refused, missing or broken: what happened, what was kept, what to do."""

import logging

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hotel.web.pages import came_from, render

log = logging.getLogger(__name__)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        403,
        _("This page is not yours to open"),
        _(
            "Your role does not include it. Nothing was changed. If you need it, ask your supervisor."
        ),
    )


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _page(
        request,
        404,
        _("There is nothing here"),
        _("The address is wrong, or the record does not exist. Search for it with the box above."),
    )


def broken(request: HttpRequest) -> HttpResponse:
    """Django calls this after an unforeseen error; it must not fail itself, whatever is down."""
    title = _("Something went wrong on our side")
    body = _(
        "The act was not saved and nothing was half done. What you typed is kept: go back, try again."
    )
    try:
        return _page(request, 500, title, body)
    except Exception:
        log.exception("the error page failed too")
        return HttpResponse(
            f"{title}\n{body}", status=500, content_type="text/plain; charset=utf-8"
        )


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was opened under an earlier sign-in. The browser kept its fields (static/js/drafts.js)."""
    log.warning("form refused: %s", reason)
    return _page(
        request,
        403,
        _("This form was opened under an earlier sign-in"),
        _(
            "Nothing was saved yet, and what you typed is kept. Open the form again and save once more."
        ),
        back=came_from(request),
    )


def _page(
    request: HttpRequest, status: int, title: str, body: str, *, back: str = ""
) -> HttpResponse:
    if request.headers.get("HX-Request"):
        # The page stays as it is; shell.js shows this sentence as a toast.
        return HttpResponse(
            f"{title} · {body}", status=status, content_type="text/plain; charset=utf-8"
        )
    context = {"status": status, "title": title, "body": body, "back": back}
    signed_in = getattr(request, "user", None) and request.user.is_authenticated
    layout = "base.html" if signed_in and status != 500 else "bare.html"
    return render(request, "errors/error.html", context, status=status, layout=layout)
