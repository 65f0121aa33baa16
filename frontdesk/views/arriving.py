"""办理入住: the check-in page, what it asks while somebody types, and what follows it."""

from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from frontdesk import counter, services
from frontdesk.enums import Place
from frontdesk.forms import CheckInForm, Party, PersonForm
from frontdesk.forms.persons import initial_of
from frontdesk.persons import OnFile
from frontdesk.selectors import arriving
from hotel.cashier import selectors as ledger
from hotel.guests import documents
from hotel.guests import selectors as people
from hotel.house.selectors import rules
from hotel.stays import discretion
from hotel.stays import selectors as stays
from hotel.web.access import requires
from hotel.web.forms import add_refusal
from hotel.web.http import StaffRequest
from hotel.web.pages import go, render, safe_next, see_other
from hotel.web.refusals import Refused

SPARE = 1


def stay_or_404(stay_id: int) -> Any:
    try:
        return stays.stay(stay_id)
    except ObjectDoesNotExist as problem:
        raise Http404 from problem


@requires("frontdesk.check_in")
@require_http_methods(["GET", "POST"])
def check_in(request: StaffRequest, stay_id: int) -> HttpResponse:
    """One page from the booking to the keys. A refusal keeps all that was typed.

    `next` is the page that asked for the check-in and goes on from there; by default the counter's.
    """
    if request.method == "POST":
        return _let_in(request, stay_id)
    stay = stay_or_404(stay_id)
    if stay.status in ("in_house", "departed"):
        return _onward(request, stay_id)
    around = counter.context_of(stay, request.user)
    party = _party(None, stay, list(stay.party.all()))
    initial = _initial(stay, around) | _place(request)
    return _page(request, CheckInForm(initial=initial), party, around)


def _onward(request: StaffRequest, stay_id: int) -> HttpResponse:
    return go(request, safe_next(request, reverse("frontdesk:checked-in", args=[stay_id])))


def _let_in(request: StaffRequest, stay_id: int) -> HttpResponse:
    """What stands around the form is asked for only when it must be shown again."""
    named = stays.party(stay_id)
    if not named:
        raise Http404
    stay = named[0].stay
    form, party = CheckInForm(request.POST), _party(request.POST, stay, named)
    if all([form.is_valid(), party.is_valid()]):
        try:
            services.check_in(stay_id, by=request.user, **_facts(form, party, stay))
        except Refused as refusal:
            refuse(form, party, refusal)
        else:
            return _onward(request, stay_id)
    around = counter.context_of(stay_or_404(stay_id), request.user)
    return _page(request, form, party, around, status=422)


def _facts(form: CheckInForm, party: Party, stay: Any) -> dict[str, Any]:
    adults, children = party.absent
    came = (stay.adults - adults, stay.children - children) if adults or children else None
    seen = form.cleaned_data["version"]
    return {**form.facts, "persons": party.persons, "came": came, "seen_version": seen}


def refuse(form: CheckInForm, party: Party, refusal: Refused) -> None:
    """Beside the person or the field it belongs to, or above the form."""
    if not party.add_refusal(refusal):
        add_refusal(form, refusal)


def _place(request: StaffRequest) -> dict[str, Any]:
    """`?place=room` opens the page for a registration in the room: the guest signs after it."""
    asked = request.GET.get("place", "")
    if asked not in Place.values:
        return {}
    return {"place": asked, "sign_later": asked == Place.ROOM}


def _initial(stay: Any, around: dict[str, Any]) -> dict[str, Any]:
    rooms = around["rooms"]
    deposit = around["money"].deposit
    return {
        "version": stay.version,
        "room": stay.room.pk if stay.room else (rooms[0].pk if rooms else None),
        "deposit": f"{deposit:.2f}" if deposit else "",
        "plates": ", ".join(stay.plates),
        "keys": min(max(stay.adults, 1), 9),
    }


def _party(data: Any, stay: Any, members: list[Any]) -> Party:
    named = [member.guest for member in members]
    blank = [None] * max(stay.persons - len(named), 0)
    room_for = stay.room_type.max_adults + stay.room_type.max_children
    spare = min(SPARE, max(room_for - stay.persons, 0))
    return Party(data, guests=[*named, *blank], children=stay.children, spare=spare)


def _page(
    request: StaffRequest,
    form: CheckInForm,
    party: Party,
    around: dict[str, Any],
    *,
    status: int = 200,
) -> HttpResponse:
    back = safe_next(request, reverse("frontdesk:arrivals"))
    context = {
        "form": form,
        "party": party,
        "back": back,
        "onward": safe_next(request, ""),
        **around,
    }
    return render(request, "frontdesk/check_in.html", context, status=status)


@requires("frontdesk.check_in")
@require_GET
def guest_hits(request: StaffRequest) -> HttpResponse:
    """Guests on file that match what is typed in a person's row (htmx)."""
    row = _row(request)
    question = request.GET.get(f"{row}-q", "")
    context = {
        "row": row,
        "question": question,
        "hits": people.search(question, 6),
        "child": request.GET.get("child", ""),
    }
    return render(request, "frontdesk/guest_hits.html", context, layout="fragment.html")


@requires("frontdesk.check_in")
@require_GET
def person_row(request: StaffRequest) -> HttpResponse:
    """A person's row once a guest on file was chosen, or none: the documents held (htmx)."""
    row, chosen = _row(request), request.GET.get("guest", "")
    guest = people.guests().filter(pk=int(chosen[:12])).first() if chosen.isdecimal() else None
    held = people.documents_of([guest.pk]).get(guest.pk, []) if guest else []
    form = PersonForm(
        prefix=row,
        known=OnFile(guest, held),
        child=bool(request.GET.get("child")),
        initial=initial_of(guest, held),
    )
    return render(request, "frontdesk/person_row.html", {"person": form}, layout="fragment.html")


def _row(request: StaffRequest) -> str:
    """Which person's row asks; the main guest's for nonsense."""
    row = request.GET.get("row", "")
    return row if row[:1] == "p" and row[1:].isdecimal() and len(row) < 4 else "p0"


@requires("frontdesk.check_in")
@require_POST
def look_at_document(request: StaffRequest) -> HttpResponse:
    """What a number says while it is typed: wrong, whose, born when (htmx). Nothing is written."""
    row = next((key[:-7] for key in request.POST if key.endswith("-number")), "p0")
    form = PersonForm(request.POST, prefix=row)
    kind, number = form["kind"].value() or "resident_id", form["number"].value() or ""
    context: dict[str, Any] = {"row": row, "checked": None, "problem": "", "held": None}
    if number.strip() and kind in dict(people.document_kinds()):
        try:
            context["checked"] = documents.check(kind, number, override_reason="-")
        except Refused as refusal:
            context["problem"] = refusal.text
        context["held"] = people.document_on_file(kind, number)
    return render(request, "frontdesk/document_said.html", context, layout="fragment.html")


@requires("frontdesk.check_in")
@require_GET
def checked_in(request: StaffRequest, stay_id: int) -> HttpResponse:
    """What the guest is told and given, and what to print."""
    stay = stay_or_404(stay_id)
    if stay.arrived_at is None:
        return see_other(request, "frontdesk:check-in", stay_id)
    house = rules()
    context = {
        "stay": stay,
        "alias": discretion.aliases({stay_id}, request.user).get(stay_id),
        "house": house,
        "made": arriving.check_in_of(stay_id),
        "cards": arriving.cards_of(stay_id),
        "registrations": arriving.registrations_of(stay_id),
        "said": counter.said_to(stay.guest, stay, house, None),
        "slip": _slip(stay_id),
        "yoghurts": stay.persons * house.yoghurts_a_person,
    }
    return render(request, "frontdesk/checked_in.html", context)


def _slip(stay_id: int) -> str:
    """Where the deposit slip is printed; empty where there is none."""
    folio = ledger.folio_of_stay(stay_id)
    taken = ledger.lines(folio.pk).filter(kind="deposit").first() if folio is not None else None
    return reverse("cashier:slip", args=[taken.pk]) if taken is not None else ""


@requires("frontdesk.check_in")
@require_GET
def registration_form(request: StaffRequest, stay_id: int) -> HttpResponse:
    """登记单: for the guest to sign."""
    stay = stay_or_404(stay_id)
    context = {
        "stay": stay,
        "house": rules(),
        "registrations": arriving.registrations_of(stay_id),
        "made": arriving.check_in_of(stay_id),
        "title": _("Registration form"),
    }
    return render(request, "frontdesk/registration_form.html", context)
