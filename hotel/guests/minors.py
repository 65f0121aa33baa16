"""Guests under 18: what must be asked and recorded before they may stay (handbook B1.3)."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from hotel.web.refusals import Refused

ADULT = 18


def age_on(birth_date: date, day: date) -> int:
    """Full years on a day."""
    return day.year - birth_date.year - ((day.month, day.day) < (birth_date.month, birth_date.day))


def is_minor(birth_date: date | None, day: date) -> bool:
    return birth_date is not None and age_on(birth_date, day) < ADULT


def check_guardian(
    birth_dates: Iterable[date | None],
    day: date,
    *,
    guardian_name: str,
    guardian_phone: str,
    relationship: str,
) -> None:
    """Raise `Refused` at the first missing fact when any of the guests is a minor on that day."""
    if not any(is_minor(born, day) for born in birth_dates):
        return
    for field, value, message in (
        ("guardian_name", guardian_name, _("A guest is under 18: enter the guardian's name.")),
        ("guardian_phone", guardian_phone, _("A guest is under 18: enter the guardian's phone.")),
        (
            "relationship",
            relationship,
            _("A guest is under 18: say how those in the room are related."),
        ),
    ):
        if not value.strip():
            raise Refused(message, field=field, code="minor")
