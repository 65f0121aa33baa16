"""Why somebody does what the house will be asked about later."""

from django.utils.translation import gettext as _

from hotel.guests.facts import free_text
from hotel.web.refusals import Refused

LONGEST = 2000


def check(reason: str, *, needed: bool = True, field: str = "reason") -> str:
    """The reason as it is kept. Raises `Refused` beside `field` for none where one is needed."""
    kept = free_text(reason, field, LONGEST, lines=True)
    if needed and not kept:
        raise Refused(_("Say why."), field=field)
    return kept
