"""The room rack as data: rooms × days, drawn by static/js/rack.js (handbook A1.35).

Two queries whatever the house: who is called otherwise, and everything there is to draw.
"""

import json
from datetime import date, timedelta

from hotel.staff.models import User
from hotel.stays import discretion
from hotel.stays import selectors as stays
from hotel.web import clock

SPANS = (7, 14, 30)
DAY = timedelta(days=1)


def rack(first: date, days: int, today: date, viewer: User) -> str:
    """Everything on the rack from the start of `first` (a day of the hotel) for `days` days, as JSON.

    `today` is the business date. Names and shapes: `hotel.stays.selectors.rack.Drawing`.
    """
    shown = stays.Days(first, first + DAY * days)
    # A day more on either side: early arrivals, late departures.
    hidden = discretion.aliases_of_days(first - DAY, shown.until + DAY, viewer)
    drawn = stays.drawing(shown, today, hidden)
    head = {
        "first": first.isoformat(),
        "days": days,
        "today": (today - first).days,
        "now": (clock.now() - shown.starts) // timedelta(minutes=1),
        "called": stays.PHASES,
    }
    parts = [f'"{name}":{text}' for name, text in drawn.texts()]
    return ",".join((json.dumps(head)[:-1], *parts)) + "}"
