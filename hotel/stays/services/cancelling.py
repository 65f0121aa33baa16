"""Stays that do not happen (handbook B1.1 cancelled, no_show)."""

from datetime import timedelta

from django.db.models import F
from django.utils.translation import gettext as _

from hotel.journal.services import record
from hotel.rooms.services import lock_rooms
from hotel.staff.models import User
from hotel.stays import nights, periods, reasons, states
from hotel.stays.acts import act, journal, locked_reservation, locked_stay
from hotel.stays.enums import EXPECTED, LIVING, Guarantee, ReservationStatus, StayStatus
from hotel.stays.models import Reservation, RoomAssignment, Stay
from hotel.stays.rooming import forget_room
from hotel.stays.selectors import business_date
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused


@act
def cancel_stay(stay_id: int, reason: str, *, by: User, seen_version: int | None = None) -> Stay:
    """Cancel an expected stay: its room and its nights are free again. With its last stay the
    reservation is cancelled too. After the hold time only a supervisor may.
    """
    reason = reasons.check(reason)
    stay = locked_stay(stay_id, seen_version)
    _check_late(stay.reservation, by)
    _undo(stay, StayStatus.CANCELLED, cancelled_reason=reason)
    _close_if_empty(stay.reservation, reason)
    journal(
        "stay.cancelled",
        stay,
        by=by,
        reason=reason,
        topics=["rooms"],
    )
    return stay


@act
def cancel_reservation(
    reservation_id: int, reason: str, *, by: User, seen_version: int | None = None
) -> Reservation:
    """Cancel all stays of a reservation that are still to come. Guests in the house stay."""
    reason = reasons.check(reason)
    reservation = locked_reservation(reservation_id, seen_version)
    _check_late(reservation, by)
    coming = _lock_expected(reservation)
    if not coming:
        raise Refused(_("No stay of this reservation is still to come."))
    for stay in coming:
        _undo(stay, StayStatus.CANCELLED, cancelled_reason=reason)
    _close_if_empty(reservation, reason)
    if len(coming) == 1 and not reservation.is_group:
        journal("stay.cancelled", coming[0], by=by, reason=reason, topics=["rooms"])
        return reservation
    record(
        "reservation.cancelled",
        reservation,
        by=by,
        about=[*coming, *{stay.guest_id: stay.guest for stay in coming}.values()],
        reason=reason,
        data={"stays": [stay.pk for stay in coming]},
        topics=["stays", "rooms", *(f"stays.stay:{stay.pk}" for stay in coming)],
    )
    return reservation


@act
def mark_no_show(stay_id: int, *, by: User | None, reason: str = "") -> Stay:
    """The guest did not come: room and nights are free again. `by` None is the night audit."""
    if by is not None and not by.has_perm("stays.mark_no_show"):
        raise Forbidden(_("Your role may not mark a no-show."))
    stay = locked_stay(stay_id)
    if stay.arrival > business_date():
        raise Refused(_("The guest is not due yet."))
    _undo(stay, StayStatus.NO_SHOW)
    journal(
        "stay.no_show",
        stay,
        by=by,
        reason=reasons.check(reason, needed=False),
        topics=["rooms"],
    )
    return stay


@act
def reinstate(stay_id: int, reason: str, *, by: User) -> Stay:
    """The no-show came after all, on the same or the next business date (handbook B1.1): the nights
    left are sold again, a room is assigned anew."""
    if not by.has_perm("stays.reinstate"):
        raise Forbidden(_("Your role may not reinstate a no-show."))
    reason = reasons.check(reason)
    stay = locked_stay(stay_id)
    if stay.status != StayStatus.NO_SHOW:
        raise states.illegal(stay, StayStatus.CONFIRMED)
    today = business_date()
    over = stay.departure <= today if stay.nights else stay.ends_at <= clock.now()
    if over:
        raise Refused(_("This stay's time is over."), field="departure")
    if today - stay.arrival > timedelta(days=1):
        raise Refused(_("A no-show is taken back on the same or the next business date only."))
    planned, arrival = stay.arrival, max(stay.arrival, today)
    facts = {"arrival": arrival, "period": periods.overnight(arrival, stay.departure)}
    states.move(stay, StayStatus.CONFIRMED, **(facts if arrival != planned else {}))
    left = periods.nights(stay.kind, stay.arrival, stay.departure, stay.period)
    nights.sell(stay, stay.room_type, left)
    journal(
        "stay.reinstated",
        stay,
        by=by,
        changes={"arrival": (planned, arrival)} if arrival != planned else {},
        reason=reason,
    )
    return stay


def _undo(stay: Stay, to: StayStatus, **facts: str) -> None:
    """Status, room and nights of a stay that does not happen; rooms before nights, as always."""
    held = list(RoomAssignment.objects.filter(stay=stay, status__in=LIVING))
    states.move(stay, to, **facts)
    lock_rooms([assignment.room_id for assignment in held])
    RoomAssignment.objects.filter(stay=stay, status__in=LIVING).update(status="cancelled")
    forget_room(stay)
    nights.give_back(stay)


def _lock_expected(reservation: Reservation) -> list[Stay]:
    """The stays to come, and all their rooms, locked in the order of their ids."""
    expected = reservation.stays.filter(status__in=EXPECTED)
    stays = list(
        expected.select_related("reservation", "guest", "room_type")
        .select_for_update(of=("self",), no_key=True)
        .order_by("pk")
    )
    held = RoomAssignment.objects.filter(stay__in=stays, status__in=LIVING)
    lock_rooms(held.values_list("room_id", flat=True))
    nights.hold(stays)
    return stays


def _close_if_empty(reservation: Reservation, reason: str) -> None:
    alive = reservation.stays.exclude(status__in=(StayStatus.CANCELLED, StayStatus.NO_SHOW))
    if alive.exists():
        return
    Reservation.objects.filter(pk=reservation.pk).update(
        status=ReservationStatus.CANCELLED, cancelled_reason=reason, version=F("version") + 1
    )


def _check_late(reservation: Reservation, by: User) -> None:
    held_until = reservation.hold_until
    late = held_until is not None and clock.now() > held_until
    if late and reservation.guarantee == Guarantee.NONE and not by.has_perm("stays.cancel_late"):
        raise Forbidden(_("After the hold time a supervisor cancels."))
