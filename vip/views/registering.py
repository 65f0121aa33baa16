"""Registration in the room, on a tablet: everybody registered at the counter's form, the guest signs."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from frontdesk.selectors import arriving as counter
from hotel.stays import selectors as stays
from hotel.web.access import requires
from hotel.web.forms import add_refusal
from hotel.web.http import StaffRequest
from hotel.web.pages import render, see_other
from hotel.web.refusals import Refused
from hotel.work import selectors as work
from hotel.work import services as tasks
from hotel.work.evidence import NotShown, form_for
from vip.models import Visit
from vip.services.signing import SIGNED
from vip.views.common import listed_visit

if TYPE_CHECKING:
    from hotel.work.models import Item


@dataclass(frozen=True)
class RegisteredRoom:
    """A room of the visit with who is registered in it."""

    stay: Any
    registrations: list[Any]


@requires("frontdesk.check_in")
@require_http_methods(["GET", "POST"])
def registration(request: StaffRequest, visit_id: int) -> HttpResponse:
    """The rooms of the visit, who is registered in each, and the pad on which the guest signs."""
    visit = listed_visit(visit_id, request.user)
    rooms = _rooms(visit)
    item = _to_sign(visit)
    form = form_for(item) if item else None
    if request.method == "POST" and item is not None:
        form = form_for(item, request.POST)
        try:
            _sign(item, rooms, request)
        except NotShown as refused:
            form = refused.form
        except Refused as refusal:
            form.is_valid()
            add_refusal(form, refusal)
        else:
            messages.success(request, _("The guest has signed."))
            return see_other(request, "vip:run-sheet", visit_id)
    context = {
        "visit": visit,
        "rooms": rooms,
        "unregistered": _somebody_missing(rooms),
        "item": item,
        "form": form,
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "vip/registration.html", context, status=status)


def _sign(item: "Item", rooms: list[RegisteredRoom], request: StaffRequest) -> None:
    if _somebody_missing(rooms):
        raise Refused(_("Everybody is registered first, then the guest signs."))
    tasks.finish(item.pk, by=request.user, evidence=request.POST)


def _somebody_missing(rooms: list[RegisteredRoom]) -> bool:
    return any(not room.registrations for room in rooms)


def _rooms(visit: Visit) -> list[RegisteredRoom]:
    ids = [visit.stay_id, *visit.party_rooms.values_list("stay", flat=True)]
    found = stays.stays().filter(pk__in=[each for each in ids if each]).order_by("pk")
    living = [each for each in found if each.status in ("confirmed", "in_house", "departed")]
    return [RegisteredRoom(each, counter.registrations_of(each.pk)) for each in living]


def _to_sign(visit: Visit) -> "Item | None":
    """The signature still open, else the last one given."""
    asked = [each for each in work.items_of("vip.visit", visit.pk) if each.code == SIGNED]
    asked.sort(key=lambda each: (not each.is_open, each.pk))
    return next(iter(asked), None)
