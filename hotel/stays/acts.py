"""What every act on a stay does first and last: lock the stay, turn the database's no into a
sentence, write the one journal entry."""

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.db import DatabaseError, IntegrityError, OperationalError, models
from django.db.models import BigIntegerField
from django.utils.translation import gettext as _

from hotel.journal.services import record
from hotel.staff.models import User
from hotel.stays.models import Reservation, Stay
from hotel.web import show
from hotel.web.prepared import Param, Prepared
from hotel.web.refusals import Refused, Stale
from hotel.web.together import together

P = ParamSpec("P")
R = TypeVar("R")

Changes = Mapping[str, tuple[Any, Any]]

EXCLUDED, DEADLOCK, LOCK_TIMEOUT = "23P01", "40P01", "55P03"
# Constraints that say: this room is somebody else's.
ROOM_IS_TAKEN = frozenset(
    {
        "stays_room_once",
        "stays_one_party_in_a_room",
        "stays_assignment_meets_block",
        "stays_block_meets_assignment",
    }
)


def act(verb_function: Callable[P, R]) -> Callable[P, R]:
    """One transaction. Losing a race for a room is refused in the clerk's words."""
    whole = together(verb_function)

    @wraps(verb_function)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return whole(*args, **kwargs)
        except (IntegrityError, OperationalError) as problem:
            refusal = refusal_of(problem)
            if refusal is None:
                raise
            raise refusal from problem

    return run


def refusal_of(problem: DatabaseError) -> Refused | None:
    """The sentence for a lost race, or None when the error is not one."""
    cause = problem.__cause__
    code = getattr(cause, "pgcode", None)
    constraint = getattr(getattr(cause, "diag", None), "constraint_name", None)
    # Of two inserts for one room the loser may see a deadlock in place of the exclusion.
    if code in (EXCLUDED, DEADLOCK, LOCK_TIMEOUT) or constraint in ROOM_IS_TAKEN:
        return Refused(
            _("The room has just been taken for these dates. Choose another one."),
            field="room",
            code="taken",
        )
    if constraint == "stays_one_room_for_a_stay":
        return Refused(_("This stay has a room already."), field="room", code="taken")
    if constraint == "stays_not_oversold":
        return Refused(_("This room type is sold out."), field="room_type", code="sold_out")
    return None


_locked = Prepared(
    lambda: (
        Stay.objects.select_related("reservation", "guest", "room_type")
        .select_for_update(of=("self",), no_key=True)
        .filter(pk=Param("stay", BigIntegerField()))
        .order_by()
    ),
)


def locked_stay(stay_id: int, seen_version: int | None = None) -> Stay:
    """The stay, locked until the transaction ends. Raises `Stale` when it is not what was seen."""
    stay = _locked.get(stay=stay_id)
    still_as_seen(stay, seen_version)
    return stay


def still_as_seen(stay: Stay, seen_version: int | None) -> None:
    """Raises `Stale` when the locked stay is not what the clerk saw; None was nothing."""
    if seen_version is not None and seen_version != stay.version:
        raise Stale(
            _("Somebody changed this stay meanwhile."),
            theirs=as_it_stands(stay),
            version=stay.version,
        )


def locked_reservation_of(stay_id: int) -> Reservation:
    """The reservation of a stay, locked before the stay itself is."""
    return locked_reservation(Stay.objects.values_list("reservation_id").get(pk=stay_id)[0])


def locked_reservation(reservation_id: int, seen_version: int | None = None) -> Reservation:
    reservation = Reservation.objects.select_for_update(no_key=True).get(pk=reservation_id)
    if seen_version is not None and seen_version != reservation.version:
        raise Stale(
            _("Somebody changed this reservation meanwhile."),
            theirs=_booking_as_it_stands(reservation),
            version=reservation.version,
        )
    return reservation


def as_it_stands(stay: Stay) -> dict[str, Any]:
    """What the database says now, by label, for showing beside what was typed."""
    room = stay.room
    return {
        _("Arrival"): stay.arrival,
        _("Departure"): stay.departure,
        _("Room"): room.number if room is not None else "—",
        _("Room type"): stay.room_type,
        _("Adults"): stay.adults,
        _("Children"): stay.children,
        _("Rate a night"): show.money(stay.rate),
        _("State"): stay.get_status_display(),
    }


def _booking_as_it_stands(reservation: Reservation) -> dict[str, Any]:
    return {
        _("Contact"): reservation.contact_name or "—",
        _("Contact phone"): reservation.contact_phone_masked or "—",
        _("Guarantee"): reservation.get_guarantee_display(),
        _("Special requests"): reservation.requests or "—",
        _("State"): reservation.get_status_display(),
    }


def journal(
    verb: str,
    stay: Stay,
    *,
    by: User | None,
    about: Iterable[models.Model] = (),
    changes: Changes | None = None,
    reason: str = "",
    data: Mapping[str, Any] | None = None,
    topics: Iterable[str] = (),
) -> None:
    """One entry in the histories of the stay, its reservation, its guest and its room."""
    room = stay.room
    rooms = [room] if room is not None else []
    record(
        verb,
        stay,
        by=by,
        about=[stay.reservation, f"guests.guest:{stay.guest_id}", *rooms, *about],
        changes=changes,
        reason=reason,
        data={
            "stay": stay.pk,
            "confirmation_no": stay.reservation.confirmation_no,
            "room": room.number if room is not None else "",
            **(data or {}),
        },
        topics=["stays", f"stays.stay:{stay.pk}", *topics],
    )


def room_topics(*room_ids: int) -> list[str]:
    """Boards that show these rooms."""
    return ["rooms", *(f"room:{room_id}" for room_id in room_ids)]
