"""The close of the day 夜审: one act, whole or not at all, and once (handbook B1.6)."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from frontdesk.models import DayClose
from frontdesk.selectors.day import Closing, close_of, closing
from hotel.cashier import selectors as cashier
from hotel.cashier import services as till
from hotel.journal.services import record
from hotel.rooms import selectors as rooms
from hotel.rooms import services as house
from hotel.staff.models import User
from hotel.stays import selectors as stays
from hotel.stays import services as desk
from hotel.stays.acts import act
from hotel.web import clock, show
from hotel.web.refusals import Forbidden, Refused, Stale
from housekeeping import services as floors


def close_day(*, by: User, seen_date: date) -> DayClose:
    """Charge the night of everybody in house, turn their rooms dirty, write the day's figures and
    move the business date on; then the floors lay out the morning's work.

    Pressed twice by one person it is closed once. Raises `Refused` naming what is not settled, or
    who has closed the day already; `Stale` for another date than the one that stands.
    """
    made = _close(by=by, seen_date=seen_date)
    # Its own transactions, each repeatable: a morning half laid out never undoes a closed day.
    floors.open_day(by=by)
    return made


@act
def _close(*, by: User, seen_date: date) -> DayClose:
    if not by.has_perm("frontdesk.close_day"):
        raise Forbidden(_("The night auditor closes the day."))
    # Whoever is second waits here until the first has finished.
    day = desk.hold_business_date()
    earlier = close_of(seen_date)
    if earlier is not None:
        return _closed_already(earlier, by)
    if day != seen_date:
        raise Stale(
            _("The business date is %(now)s by now.") % {"now": show.day(day)},
            theirs={str(_("business date")): show.day(day)},
        )
    desk.hold_in_house()
    found = closing()
    _check(found)
    return _post(found, by)


def _closed_already(earlier: DayClose, by: User) -> DayClose:
    if earlier.closed_by_id == by.pk:
        return earlier
    raise Refused(
        _("%(who)s closed %(day)s at %(time)s already.")
        % {
            "who": earlier.closed_by.name,
            "day": show.day(earlier.business_date),
            "time": show.hm(earlier.closed_at),
        },
        code="closed",
    )


def _check(found: Closing) -> None:
    if found.is_ahead:
        raise Refused(_("The business date is ahead of the calendar; it cannot move further."))
    if found.blocked:
        raise Refused(" ".join(found.obstacles), code="blocked")


def _post(found: Closing, by: User) -> DayClose:
    # Rooms before folios: the order in which everybody takes their locks.
    turned = _turn_dirty(found)
    for stay in found.to_post:
        till.charge_night(stay.pk, found.day, by=by)
    made = DayClose.objects.create(
        business_date=found.day,
        rooms_let=len(found.staying),
        rooms_total=rooms.count_for_sale(),
        room_revenue=cashier.room_revenue(found.day),
        no_shows=stays.count_no_shows(found.day),
        closed_at=clock.now(),
        closed_by=by,
    )
    desk.advance_business_date(found.day + timedelta(days=1), by=by)
    record(
        "day.closed",
        made,
        by=by,
        data={
            "business_date": found.day.isoformat(),
            "rooms_let": made.rooms_let,
            "room_revenue": f"{made.room_revenue:.2f}",
            "nights_charged": len(found.to_post),
            "sum_charged": f"{found.sum_to_post:.2f}",
            "turned_dirty": turned,
        },
        topics=["stays", "rooms", "cashier", "business_date"],
    )
    return made


def _turn_dirty(found: Closing) -> int:
    """OC → OD: rooms slept in wait for their clean."""
    slept_in = sorted(stay.room.pk for stay in found.staying if stay.room and stay.room.is_clean)
    for room in house.lock_rooms(slept_in):
        if room.is_clean:
            house.set_cleanliness(room.pk, "dirty", by=None)
    return len(slept_in)
