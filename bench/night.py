"""A night audit to be priced: the day's loose ends are settled first, then the day is closed."""

from datetime import timedelta

from hotel.staff.models import User


def settle(by: User) -> int:
    """Nobody is awaited any more and nobody is due out; how many sleep here. Not part of the price."""
    from frontdesk.selectors.day import closing
    from hotel.stays import services as desk
    from hotel.web.refusals import Refused
    from housekeeping.models import DepartureInspection

    found = closing()
    for stay in found.arrivals:
        desk.mark_no_show(stay.pk, by=by, reason="the benchmark closes the day")
    for stay in found.departures:
        try:
            desk.extend(stay.pk, departure=stay.departure + timedelta(days=1), by=by)
        except Refused:  # the room is promised to somebody: who owes nothing may go
            desk.check_out(stay.pk, by=by)
    DepartureInspection.objects.filter(living=True).update(living=False)
    return len(closing().staying)


def close(by: User) -> None:
    """The night audit itself."""
    from frontdesk.services import close_day
    from hotel.stays.selectors import business_date

    close_day(by=by, seen_date=business_date())
