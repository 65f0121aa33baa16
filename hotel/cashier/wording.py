"""What a line was posted for. The house's own descriptions are kept in Chinese and read in both languages."""

from django.utils.translation import gettext_lazy as _

ROOM_CHARGE = "房费"
LATE_HALF = "延时退房半天房费"
LATE_FULL = "延时退房全天房费"
INSPECTION = "查房"
GIVEN_BACK = "离店退押金"

_SAID = {
    ROOM_CHARGE: _("Room charge"),
    LATE_HALF: _("Late check-out, half a night"),
    LATE_FULL: _("Late check-out, one night"),
    INSPECTION: _("Departure inspection:"),
    GIVEN_BACK: _("Deposit given back at check-out"),
}


def in_words(description: str) -> str:
    """`房费 11-21` as `Room charge 11-21` for who reads English; other texts as they were typed."""
    own, space, rest = description.partition(" ")
    return f"{_SAID[own]}{space}{rest}" if own in _SAID else description
