"""Wall screens and calendars under secret addresses, and the page where those are made and revoked."""

import hashlib

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import translation
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from hotel.staff.models import Department
from hotel.web import clock
from hotel.web.access import ANYONE, requires
from hotel.web.forms import add_refusal
from hotel.web.http import StaffRequest
from hotel.web.pages import render, see_other
from hotel.web.refusals import Refused
from vip import services
from vip.forms.sharing import ShareForm
from vip.models import SharedAddress
from vip.seeing import shared


@requires("vip.see_wall")
@require_safe
def wall(request: StaffRequest) -> HttpResponse:
    """The wall screen, for who is signed in."""
    return _wall(request, None)


@requires(ANYONE)
@require_safe
def wall_shared(request: HttpRequest, secret: str) -> HttpResponse:
    """The wall screen of a back office: no sign-in, only its secret address."""
    address = _living(secret, SharedAddress.Kind.WALL)
    with translation.override(address.language):
        return _wall(request, address.department)


@requires(ANYONE)
@require_safe
def calendar(request: HttpRequest, secret: str) -> HttpResponse:
    """A department's calendar feed; not sent again while nothing changed."""
    address = _living(secret, SharedAddress.Kind.CALENDAR)
    with translation.override(address.language):
        body = shared.calendar(address, clock.now())
    etag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    answer = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    answer["ETag"] = etag
    answer["Content-Disposition"] = 'inline; filename="vip.ics"'
    return _private(get_conditional_response(request, etag=etag, response=answer) or answer)


def _living(secret: str, kind: str) -> SharedAddress:
    address = shared.address_of(secret, kind)
    if address is None:
        raise Http404("no such address")
    return address


def _wall(request: HttpRequest, only: Department | None) -> HttpResponse:
    now = clock.now()
    context = {"wall": shared.wall(now, only), "only": only, "fresh_at": shared.wall_clock(now)}
    return _private(render(request, "vip/wall.html", context))


def _private(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = "private, no-cache"
    # The address is a secret: it is told to nobody, and no search engine keeps it.
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    return answer


@requires("vip.share_addresses")
@require_safe
def addresses(request: StaffRequest) -> HttpResponse:
    return _page(request, ShareForm())


@requires("vip.share_addresses")
@require_POST
def share(request: StaffRequest) -> HttpResponse:
    """Make an address. It is shown in this answer and never again: only its hash is kept."""
    form = ShareForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    try:
        address, secret = services.share(by=request.user, **form.cleaned_data)
    except Refused as refusal:
        add_refusal(form, refusal)
        return _page(request, form, status=422)
    route = "vip:calendar" if address.kind == SharedAddress.Kind.CALENDAR else "vip:wall-shared"
    fresh = request.build_absolute_uri(reverse(route, args=[secret]))
    return _page(request, ShareForm(), fresh=fresh, made=address, status=201)


@requires("vip.share_addresses")
@require_POST
def revoke(request: StaffRequest, address_id: int) -> HttpResponse:
    try:
        services.revoke(address_id, by=request.user)
    except SharedAddress.DoesNotExist as missing:
        raise Http404("no such address") from missing
    except Refused as refusal:
        messages.error(request, refusal.text)
    else:
        messages.success(request, _("The address is revoked; nobody reads there any more."))
    return see_other(request, "vip:addresses")


def _page(
    request: StaffRequest,
    form: ShareForm,
    *,
    fresh: str = "",
    made: SharedAddress | None = None,
    status: int = 200,
) -> HttpResponse:
    related = ("department", "made_by", "revoked_by")
    rows = SharedAddress.objects.select_related(*related)[:200]
    context = {"form": form, "rows": rows, "fresh": fresh, "made": made}
    return render(request, "vip/addresses.html", context, status=status)
