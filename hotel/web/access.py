"""Who may open a route: every view declares it, and a test tries every role on every route."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

View = Callable[..., HttpResponseBase]
V = TypeVar("V", bound=View)

# Declared instead of a permission by the few routes open to everybody, or to anybody signed in.
ANYONE = "anyone"
SIGNED_IN = "signed_in"


def requires(permission: str) -> Callable[[View], View]:
    """Let a view be opened only by people with this permission (a name given to `rules.add_perm`),
    or by `ANYONE`, or by anybody `SIGNED_IN`.

    The name stays on the view as `permission`, so that the permission table can be printed and proved.
    An htmx request of somebody signed out is answered by a full redirect to the sign-in page.
    """

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if permission != ANYONE:
                if not request.user.is_authenticated:
                    return _to_sign_in(request)
                if permission != SIGNED_IN and not request.user.has_perm(permission):
                    raise PermissionDenied(permission)
            return view(request, *args, **kwargs)

        guarded.permission = permission  # type: ignore[attr-defined]
        return guarded

    return decorate


def _to_sign_in(request: HttpRequest) -> HttpResponse:
    here = request.headers.get("HX-Current-URL") or request.get_full_path()
    if request.headers.get("HX-Request"):
        response = HttpResponse(status=200)
        response["HX-Redirect"] = f"{reverse('staff:sign-in')}?expired=1"
        return response
    if request.method == "POST":
        here = "/"
    return redirect_to_login(here, reverse("staff:sign-in"))
