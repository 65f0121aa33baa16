"""Days as they stand in links and half-typed fields."""

from datetime import date

from django.utils.dateparse import parse_date

FIRST_YEAR, LAST_YEAR = 2000, 2999


def day_typed(text: str | None) -> date | None:
    """A day in ISO form; None for nonsense and for other eras."""
    try:
        day = parse_date(text or "")
    except ValueError:
        return None
    return day if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR else None
