"""One URL, two renderings: the whole page, or only its main part for htmx."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render as django_render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme


def render(
    request: HttpRequest,
    template: str,
    context: Mapping[str, Any] | None = None,
    *,
    status: int = 200,
    layout: str = "base.html",
) -> HttpResponse:
    """Render a Jinja2 template that starts with `{% extends shell %}`.

    `shell` is `layout` for a page and `fragment.html`, which holds only the block `main`, when htmx asks.
    """
    htmx = bool(request.headers.get("HX-Request")) and not request.headers.get("HX-Boosted")
    shell = "fragment.html" if htmx else layout
    return django_render(
        request, template, {"shell": shell, **(context or {})}, status=status, using="jinja2"
    )


def see_other(request: HttpRequest, where: str, *args: Any) -> HttpResponse:
    """Redirect after an act, to a route name or a path; htmx is sent there as a full page."""
    path = where if where.startswith("/") else reverse(where, args=args)
    response = HttpResponse(status=200 if request.headers.get("HX-Request") else 303)
    response["HX-Redirect" if request.headers.get("HX-Request") else "Location"] = path
    return response


def safe_next(request: HttpRequest, default: str = "/") -> str:
    """The `next` parameter when it leads inside this site, else the default path."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    inside = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if target.startswith("/") and inside else default
