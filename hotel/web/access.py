"""Who may open a route: every view declares it, and a test tries every role on every route."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse

from hotel.web.pages import came_from, go

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
    """Ask who is there, and come back: to the page asked for, or to the form that was being sent."""
    background = bool(request.headers.get("HX-Request"))
    acting = request.method not in ("GET", "HEAD")
    if background or acting:
        here = came_from(request)
        target = f"{reverse('staff:sign-in')}?{urlencode({'expired': 1, 'next': here})}"
    else:
        target = f"{reverse('staff:sign-in')}?{urlencode({'next': request.get_full_path()})}"
    return go(request, target)
