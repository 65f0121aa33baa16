"""Another room for a guest who has one: the rooms ready first, what another type costs."""

from typing import TYPE_CHECKING, Any

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange
from django.http import HttpResponse
from django.views.decorators.http import require_http_methods

from hotel.stays import selectors, services
from hotel.stays.enums import StayStatus
from hotel.stays.forms import MoveForm
from hotel.stays.models import Stay
from hotel.stays.readiness import READY
from hotel.stays.views.reading import stay_or_404
from hotel.stays.views.saving import after, page
from hotel.web import clock
from hotel.web.access import requires
from hotel.web.http import StaffRequest

if TYPE_CHECKING:
    from hotel.rooms.models import Room


@requires("stays.move_room")
@require_http_methods(["GET", "POST"])
def move(request: StaffRequest, stay_id: int) -> HttpResponse:
    """Another room for a guest who has one."""
    found = stay_or_404(stay_id)
    decides = request.user.has_perm("stays.move_to_other_type")
    context: dict[str, Any] = {"stay": found, "choices": _choices(found, any_type=decides)}
    if request.method == "GET":
        initial = {"version": found.version, "rate": found.rate, "room": request.GET.get("room")}
        form = MoveForm(may_price=decides, initial=initial)
        return page(request, "stays/move.html", form, **context)
    form = MoveForm(request.POST, may_price=decides)

    def save() -> None:
        typed = form.cleaned_data
        services.move_room(
            stay_id,
            typed["room"],
            typed["reason"],
            by=request.user,
            seen_version=typed["version"],
            override_reason=typed["override_reason"],
            rate=typed.get("rate"),
        )

    return after(form, save)(request, "stays/move.html", to=("stays:stay", stay_id), **context)


def _choices(stay: Stay, *, any_type: bool) -> "list[Room]":
    """Free for the rest of the stay, the same type first, ready ones before the others."""
    type_id = None if any_type else stay.room_type_id
    period = stay.period
    if stay.status == StayStatus.IN_HOUSE:
        period = DateTimeTZRange(min(clock.now(), stay.ends_at), stay.ends_at)
    free = list(selectors.free_rooms(type_id, period, but_stay=stay.pk))
    if stay.status == StayStatus.IN_HOUSE:
        free = [room for room in free if room.code in READY]
    others = [room for room in free if stay.room is None or room.pk != stay.room.pk]
    return sorted(others, key=lambda room: room.room_type_id != stay.room_type_id)
