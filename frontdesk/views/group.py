"""团队入住: a group let in on one page."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from frontdesk import services
from frontdesk.forms.group import GroupForm, RoomsForm
from frontdesk.group import rows_of
from hotel.house.selectors import rules
from hotel.stays import selectors as stays
from hotel.web.access import requires
from hotel.web.forms import add_refusal
from hotel.web.http import StaffRequest
from hotel.web.pages import render, see_other
from hotel.web.refusals import Refused


@requires("frontdesk.check_in")
@require_http_methods(["GET", "POST"])
def check_in_group(request: StaffRequest, reservation_id: int) -> HttpResponse:
    """Every room of a booking: ticked, let in with one press, the rest told beside its row."""
    found = _reservation_or_404(reservation_id)
    rows = rows_of(found, request.user, stays.date_for(request.user))
    if request.method == "GET":
        form = GroupForm(initial={"deposit": f"{rules().deposit_extra:.2f}"})
        return _page(request, found, form, RoomsForm(None, rows))
    form, rooms = GroupForm(request.POST), RoomsForm(request.POST, rows)
    wrong = not rooms.is_valid()
    if form.is_valid():
        try:
            outcomes = services.check_in_group(
                reservation_id, rooms.members, by=request.user, **form.facts
            )
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            return _answer(request, reservation_id, form, outcomes, wrong=wrong)
    return _page(request, found, form, rooms, status=422)


def _answer(
    request: StaffRequest,
    reservation_id: int,
    form: GroupForm,
    outcomes: list[services.Outcome],
    *,
    wrong: bool,
) -> HttpResponse:
    """All in: the page anew. Somebody was refused, or a row is `wrong`: the page with what was
    typed, and who is in."""
    here = sum(each.check_in is not None for each in outcomes)
    if here:
        said = ngettext("%(count)s room is let in.", "%(count)s rooms are let in.", here)
        messages.success(request, said % {"count": here})
    refused = {each.stay_id: each.refusal for each in outcomes if each.refusal is not None}
    if not refused and not wrong:
        return see_other(request, "frontdesk:check-in-group", reservation_id)
    found = _reservation_or_404(reservation_id)
    rooms = RoomsForm(request.POST, rows_of(found, request.user, stays.date_for(request.user)))
    rooms.is_valid()
    _tell(form, rooms, refused)
    return _page(request, found, form, rooms, status=422)


def _tell(form: GroupForm, rooms: RoomsForm, refused: Mapping[int, Refused]) -> None:
    """Beside the row; what is about all rooms once, beside its field."""
    for row in rooms.forms:
        refusal = refused.get(row.row.stay.pk)
        if refusal is None:
            continue
        if refusal.field not in form.fields:
            row.told.append(refusal.text)
        elif refusal.field not in form.errors:
            add_refusal(form, refusal)


def _page(
    request: StaffRequest, found: Any, form: GroupForm, rooms: RoomsForm, *, status: int = 200
) -> HttpResponse:
    context = {
        "reservation": found,
        "called": _called(found, rooms),
        "form": form,
        "rooms": rooms.forms,
        "due": sum(each.row.due for each in rooms.forms),
        "ready": sum(each.row.ready for each in rooms.forms),
        "owed": sum(each.row.owed for each in rooms.forms),
    }
    return render(request, "frontdesk/group.html", context, status=status)


def _called(found: Any, rooms: RoomsForm) -> str:
    """The group, or who booked; under the alias where a row has one for them."""
    aliases = {each.row.stay.guest_id: each.row.alias for each in rooms.forms if each.row.alias}
    booker = aliases.get(found.booker_id) or (found.booker.name if found.booker else "")
    return found.group_name or booker


def _reservation_or_404(reservation_id: int) -> Any:
    try:
        return stays.reservation(reservation_id)
    except ObjectDoesNotExist as problem:
        raise Http404 from problem
