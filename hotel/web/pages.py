"""One URL, two renderings: the whole page, or only its main part for htmx."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render as django_render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django_htmx.http import trigger_client_event


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
    return go(request, where if where.startswith("/") else reverse(where, args=args))


def go(request: HttpRequest, path: str) -> HttpResponse:
    """Have the browser open this path with GET, whichever way it asked."""
    if not request.headers.get("HX-Request"):
        return HttpResponseRedirect(path, status=303)
    response = HttpResponse()
    response["HX-Redirect"] = path
    return response


def came_from(request: HttpRequest, default: str = "/") -> str:
    """The path of our own page this request was sent from."""
    referer = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    inside = referer.path.startswith("/") and not referer.path.startswith("//")
    if referer.netloc != request.get_host() or not inside:
        return default
    return f"{referer.path}?{referer.query}" if referer.query else referer.path


def safe_next(request: HttpRequest, default: str = "/") -> str:
    """The `next` parameter when it leads inside this site, else the default path."""
    target = request.POST.get("next") or request.GET.get("next") or ""
    inside = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if target.startswith("/") and inside else default


def toast(response: HttpResponse, text: Any, kind: str = "") -> HttpResponse:
    """Have shell.js show a sentence for a few seconds after an htmx act. kind: "" or "bad"."""
    trigger_client_event(response, "toast", {"text": str(text), "kind": kind})
    return response
