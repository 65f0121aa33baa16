"""The lock of a shared desk: blank, then the same page again within seconds."""

from django.contrib.auth import authenticate, logout
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from hotel.staff import desk
from hotel.staff.forms import UnlockForm
from hotel.staff.services import QUICK_CODE
from hotel.web.access import SIGNED_IN, requires
from hotel.web.http import StaffRequest
from hotel.web.pages import came_from, go, render, safe_next, see_other


@requires(SIGNED_IN)
@require_POST
def lock(request: HttpRequest) -> HttpResponse:
    desk.lock(request.session)
    return see_other(request, "staff:unlock")


@requires(SIGNED_IN)
@require_POST
def active(request: HttpRequest) -> HttpResponse:
    """A person acts at this desk without asking anything of the server: the middleware notes it."""
    return HttpResponse(status=204)


@requires(SIGNED_IN)
@require_http_methods(["GET", "POST"])
def unlock(request: StaffRequest) -> HttpResponse:
    """Quick code or password, and back into the same page."""
    if not desk.is_locked(request.session):
        return go(request, safe_next(request))
    form = UnlockForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        secret = form.cleaned_data["secret"]
        if _proves(request, secret):
            desk.unlock(request.session)
            return go(request, safe_next(request))
        if not desk.tries_left(request.session):
            return _throw_out(request)
        form.add_error("secret", _failure(request, secret))
    context = {"form": form, "next": safe_next(request, came_from(request))}
    status = 200 if request.method == "GET" else 422
    return render(request, "staff/unlock.html", context, status=status, layout="bare.html")


def _proves(request: StaffRequest, secret: str) -> bool:
    if request.user.quick_code and QUICK_CODE.fullmatch(secret):
        return desk.check_quick_code(request.session, request.user, secret)
    return authenticate(request, username=request.user.username, password=secret) == request.user


def _failure(request: StaffRequest, secret: str) -> str:
    if not (request.user.quick_code and QUICK_CODE.fullmatch(secret)):
        return _("This password is wrong.")
    tries = desk.tries_left(request.session)
    left = ngettext("One more try.", "%(count)s more tries.", tries) % {"count": tries}
    return _("This quick code is wrong.") + " " + left


def _throw_out(request: HttpRequest) -> HttpResponse:
    """Too many wrong quick codes: the desk asks for number and password, drafts stay in the browser."""
    back = safe_next(request)
    logout(request)
    return see_other(request, f"/sign-in/?expired=1&next={back}")
