"""Signing in and out, and what the door needs: addresses, tries left, the language."""

from datetime import timedelta
from typing import Any

from axes.handlers.proxy import AxesProxyHandler
from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.auth import authenticate, login, logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from hotel.staff import desk, services
from hotel.staff.forms import SignInForm
from hotel.staff.middleware import LANGUAGES
from hotel.staff.models import User
from hotel.web import clock, show
from hotel.web.access import ANYONE, requires
from hotel.web.pages import render, safe_next, see_other


@never_cache
@requires(ANYONE)
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    """Staff number and password; then the page that was asked for, or the role's own."""
    if request.method == "GET" and request.user.is_authenticated:
        return HttpResponseRedirect(safe_next(request))
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = authenticate(request, **form.credentials)
        if isinstance(user, User):
            return _enter(request, user)
        form.add_error(None, _failure(request, form.credentials))
    return _sign_in_page(request, form, status=200 if request.method == "GET" else 422)


def _enter(request: HttpRequest, user: User) -> HttpResponse:
    login(request, user)
    desk.unlock(request.session)
    return HttpResponseRedirect(safe_next(request), status=303)


def _failure(request: HttpRequest, credentials: dict[str, str]) -> str:
    tries = settings.AXES_FAILURE_LIMIT - AxesProxyHandler.get_failures(request, credentials)
    wrong = _("Staff number or password is wrong.")
    left = ngettext("One more try.", "%(count)s more tries.", tries) % {"count": tries}
    return f"{wrong} {left}" if tries > 0 else wrong


def locked_out(
    request: HttpRequest, response: HttpResponse | None = None, credentials: Any = None
) -> HttpResponse:
    """Too many wrong tries by this person at this address: when it opens again, and who can help."""
    form = SignInForm(request.POST or None)
    form.is_valid()
    username = (credentials or {}).get("username") or request.POST.get("username", "")
    if request.user.is_authenticated:
        username = request.user.username
        logout(request)
    opens = _opens_at(request, username)
    text = _(
        "Too many wrong tries. Sign-in with this number opens again at %(time)s; your supervisor can"
        " set a new password meanwhile."
    )
    return _sign_in_page(request, form, status=429, locked=text % {"time": show.hm(opens)})


def _opens_at(request: HttpRequest, username: str) -> Any:
    latest = (
        AccessAttempt.objects.filter(username=username, ip_address=client_ip(request))
        .order_by("-attempt_time")
        .values_list("attempt_time", flat=True)
        .first()
    )
    return (latest or clock.now()) + (get_cool_off(request) or timedelta())


def _sign_in_page(
    request: HttpRequest, form: SignInForm, *, status: int, locked: str = ""
) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    context = {
        "form": form,
        "next": safe_next(request, ""),
        "expired": bool(asked.get("expired")),
        "locked": locked,
        "here": request.get_full_path() if request.method == "GET" else request.path,
    }
    return render(request, "staff/sign_in.html", context, status=status, layout="bare.html")


@requires(ANYONE)
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    return see_other(request, "staff:sign-in")


@requires(ANYONE)
@require_POST
def language(request: HttpRequest) -> HttpResponse:
    """Read in another language from now on: kept with the person, and at this desk before sign-in."""
    response = see_other(request, safe_next(request))
    chosen = request.POST.get("language", "")
    if chosen not in LANGUAGES:
        return response
    if isinstance(request.user, User):
        services.set_own_taste(request.user.pk, by=request.user, language=chosen)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        chosen,
        max_age=int(timedelta(days=365).total_seconds()),
        samesite="Lax",
        httponly=True,
        secure=request.is_secure(),
    )
    return response


def client_ip(request: HttpRequest) -> str:
    """The address a request comes from; a forwarded one only when our own proxy says so."""
    peer = str(request.META.get("REMOTE_ADDR", ""))
    proxies: list[str] = settings.TRUSTED_PROXIES
    hops = [hop.strip() for hop in request.headers.get("X-Forwarded-For", "").split(",")]
    # From the nearest hop backwards: the first one that is not ours is the client.
    for hop in reversed([hop for hop in hops if hop]):
        if peer not in proxies:
            break
        peer = hop
    return peer
