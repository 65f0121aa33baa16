"""住宿登记: what is to be submitted, submitted, and exported; one more person in a room."""

import csv
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from frontdesk import services
from frontdesk.forms import Party
from frontdesk.models import Registration
from frontdesk.selectors import arriving
from frontdesk.views.arriving import stay_or_404
from hotel.journal.services import record
from hotel.stays import discretion
from hotel.web import clock
from hotel.web.access import requires
from hotel.web.http import StaffRequest
from hotel.web.pages import render, safe_next, see_other
from hotel.web.refusals import Refused

SHOWN = 200
LATELY = timedelta(days=7)
SHOWS = ("owed", "open", "overdue", "submitted")


@requires("frontdesk.register_guest")
@require_GET
def registrations(request: StaffRequest) -> HttpResponse:
    """What the police system does not have yet, and what it got in the last week."""
    now, show = clock.now(), request.GET.get("show", "open")
    show = show if show in SHOWS else "open"
    rows = [] if show == "owed" else list(_rows(show)[:SHOWN])
    rooms = arriving.rooms_of(rows)
    counts = {each: _rows(each).order_by().count() for each in SHOWS if each != "owed"}
    context = {
        "show": show,
        "rows": [(row, rooms.get(row.stay_id, "")) for row in rows],
        "owed": _owed(request, show),
        "counts": counts | {"owed": arriving.owed().order_by().count()},
        "moment": now,
    }
    return render(request, "frontdesk/registrations.html", context)


def _owed(request: StaffRequest, show: str) -> list[tuple[Any, str, Any]]:
    """Stays with somebody unregistered: the stay, what the guest is called, when it was due."""
    found: list[Any] = list(arriving.owed()[:SHOWN]) if show == "owed" else []
    called = discretion.names(found, request.user)
    within = services.RESIDENT_WITHIN
    return [(stay, called[stay.pk], stay.arrived_at + within) for stay in found]


def _rows(show: str) -> Any:
    now = clock.now()
    if show == "submitted":
        return arriving.submitted_since(now - LATELY)
    return arriving.overdue(now) if show == "overdue" else arriving.to_submit()


@requires("frontdesk.register_guest")
@require_POST
def submit(request: StaffRequest, registration_id: int) -> HttpResponse:
    """The police system has it: note the receipt number."""
    if not Registration.objects.filter(pk=registration_id).exists():
        raise Http404
    receipt = request.POST.get("receipt_no", "")
    try:
        services.submit_registration(registration_id, receipt, by=request.user)
    except Refused as refusal:
        messages.error(request, refusal.text)
    return see_other(request, safe_next(request, "/registrations/"))


@requires("frontdesk.register_guest")
@require_GET
def export(request: StaffRequest) -> HttpResponse:
    """The list as a file, numbers masked, saying who took it and when."""
    show = request.GET.get("show", "open")
    rows = list(_rows(show if show in SHOWS[1:] else "open")[:5000])
    rooms = arriving.rooms_of(rows)
    moment = clock.local(clock.now())
    answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="registrations-{moment:%Y%m%d-%H%M}.csv"'
    sheet = csv.writer(answer)
    said = _("Exported by %(name)s (%(number)s) on %(time)s; numbers masked; keep confidential")
    facts = {"name": request.user.name, "number": request.user.username}
    sheet.writerow([said % {**facts, "time": f"{moment:%Y-%m-%d %H:%M}"}])
    sheet.writerow(_heads())
    for row in rows:
        sheet.writerow([_harmless(cell) for cell in _cells(row, rooms.get(row.stay_id, ""))])
    _tell(request, len(rows))
    return answer


def _tell(request: StaffRequest, count: int) -> None:
    with transaction.atomic():
        record("registration.exported", request.user, by=request.user, data={"rows": count})


def _heads() -> list[str]:
    return [
        _("Room"),
        _("Name"),
        _("Sex"),
        _("Date of birth"),
        _("Nationality"),
        _("Document"),
        _("Number"),
        _("Valid until"),
        _("Visa or permit"),
        _("Entered the country on"),
        _("Entered at"),
        _("Registered"),
        _("Leaves"),
        _("Receipt number"),
    ]


def _cells(row: Registration, room: str) -> Iterator[Any]:
    guest, document = row.guest, row.document
    yield from (room, guest.name_zh or guest.latin_name, guest.get_sex_display())
    yield from (guest.birth_date or "", guest.nationality, document.get_kind_display())
    yield from (document.masked, document.valid_until or "", row.visa)
    yield from (row.entry_date or "", row.entry_port)
    yield f"{clock.local(row.registered_at):%Y-%m-%d %H:%M}"
    yield from (row.stay.departure, row.receipt_no)


def _harmless(cell: Any) -> str:
    """A cell no spreadsheet takes for a formula."""
    text = str(cell)
    return f"'{text}" if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


@requires("frontdesk.register_guest")
@require_http_methods(["GET", "POST"])
def register_person(request: StaffRequest, stay_id: int) -> HttpResponse:
    """Somebody moves in with a guest who is here already, or is in and not registered yet."""
    stay = stay_or_404(stay_id)
    unregistered = arriving.unregistered(stay)
    data = request.POST if request.method == "POST" else None
    asked = request.GET.get("guest", "")
    chosen = next((each for each in unregistered if str(each.pk) == asked), None)
    party = Party(data, guests=[chosen])
    if request.method == "POST" and party.is_valid():
        try:
            services.register_person(stay_id, party.persons[0], by=request.user)
        except Refused as refusal:
            form = party.forms[0]
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal)
        else:
            return see_other(request, safe_next(request, reverse("stays:stay", args=[stay_id])))
    context = {
        "stay": stay,
        "party": party,
        "person": party.forms[0],
        "unregistered": unregistered,
        "next": safe_next(request, ""),
    }
    status = 200 if request.method == "GET" else 422
    return render(request, "frontdesk/register_person.html", context, status=status)
