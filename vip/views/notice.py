"""The notice form: fits a telephone call, loses nothing, never makes two visits of one press."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from hotel.guests import selectors as guests
from hotel.web.access import requires
from hotel.web.forms import add_refusal
from hotel.web.http import StaffRequest
from hotel.web.pages import render, see_other
from hotel.web.refusals import Refused
from vip import services
from vip.beside import known_of
from vip.forms import NoticeForm, blank, copied_from, initial_of
from vip.models import Visit
from vip.views.common import listed_visit

MOST_HITS = 8
# What a field holds while nobody has typed in it.
_UNTOUCHED = frozenset({"", "1", "unknown"})


@requires("vip.write_notice")
@require_http_methods(["GET", "HEAD", "POST"])
def new(request: StaffRequest) -> HttpResponse:
    """Write a notice and hand it in."""
    if request.method == "POST":
        return _take(request, services.take_notice)
    return _page(request, NoticeForm(initial=_start(request)))


@requires("vip.write_notice")
@require_POST
def save_draft(request: StaffRequest) -> HttpResponse:
    """Keep a notice without handing it in."""
    return _take(request, services.write_notice)


def _start(request: StaffRequest) -> dict[str, Any]:
    """A blank notice; `?guest=12` for a guest on file."""
    start = blank()
    asked = request.GET.get("guest", "")
    known = known_of(int(asked), request.user) if asked.isdigit() else None
    if known is not None:
        start["guest"] = known.guest.pk
    return start


@requires("vip.write_notice")
@require_POST
def copy_last(request: StaffRequest) -> HttpResponse:
    """The same form with what the guest's last visit had where nothing is typed yet."""
    typed = {name: value for name, value in request.POST.dict().items() if value not in _UNTOUCHED}
    chosen = request.POST.get("guest", "")
    known = known_of(int(chosen), request.user) if chosen.isdigit() else None
    last = copied_from(known.last_visit) if known and known.last_visit else {}
    return _page(request, NoticeForm(initial={**request.POST.dict(), **last, **typed}))


def _take(request: StaffRequest, act: Any) -> HttpResponse:
    form = NoticeForm(request.POST)
    if form.is_valid():
        given = form.cleaned_data
        try:
            visit: Visit = act(
                by=request.user,
                source=given["source"],
                level=given["level"],
                guest_id=given["guest"],
                new_guest=form.new_guest,
                programme=form.programme(),
                form_token=given["form_token"],
                **form.facts(),
            )
        except Refused as refusal:
            add_refusal(form, _beside_ours(refusal))
        else:
            messages.success(request, _("Notice %(number)s is written.") % {"number": visit.number})
            return see_other(request, "vip:visit", visit.pk)
    return _page(request, form, status=422)


def _beside_ours(refusal: Refused) -> Refused:
    """A refusal of the guest's profile stands at the name; of the room type id at the type."""
    refusal.field = {"guest": "name_zh", "room_type_id": "room_type"}.get(
        refusal.field or "", refusal.field
    )
    return refusal


@requires("vip.change_visit_facts")
@require_http_methods(["GET", "HEAD", "POST"])
def edit(request: StaffRequest, visit_id: int) -> HttpResponse:
    """Change the notice; what was changed meanwhile by somebody else is shown beside."""
    visit = listed_visit(visit_id, request.user)
    form = NoticeForm(request.POST or None, initial=initial_of(visit), visit=visit)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            services.edit_notice(
                visit_id,
                by=request.user,
                seen_version=given["version"],
                source=given["source"],
                guest_id=given["guest"] or visit.guest_id,
                programme=form.programme(),
                **form.facts(),
            )
        except Refused as refusal:
            add_refusal(form, _beside_ours(refusal))
            if refusal.code == "stale":
                # The writer has now seen both texts; saving again puts theirs in place.
                fresh = listed_visit(visit_id, request.user).version
                form.data = request.POST.copy()
                form.data["version"] = str(fresh)
        else:
            messages.success(request, _("Saved."))
            return see_other(request, "vip:visit", visit_id)
    return _page(request, form, visit=visit, status=422 if form.errors else 200)


@requires("vip.write_notice")
@require_safe
def guest_search(request: StaffRequest) -> HttpResponse:
    """Guests found while the name is typed."""
    asked = request.GET.get("name_zh", "").strip()
    hits = guests.search(asked, limit=MOST_HITS)
    context = {"hits": hits, "asked": asked, "fresh": "fresh" in request.GET}
    return render(request, "vip/guest_hits.html", context)


@requires("vip.write_notice")
@require_safe
def beside(request: StaffRequest, guest_id: int) -> HttpResponse:
    """What is known of the chosen guest, put in front of the writer."""
    return render(request, "vip/beside.html", {"known": known_of(guest_id, request.user)})


def _page(
    request: StaffRequest, form: NoticeForm, *, visit: Visit | None = None, status: int = 200
) -> HttpResponse:
    chosen = form["guest"].value()
    known = known_of(int(chosen), request.user) if str(chosen or "").isdigit() else None
    context = {"form": form, "visit": visit, "known": known, "token": form["form_token"].value()}
    return render(request, "vip/notice_form.html", context, status=status)
