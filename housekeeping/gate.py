"""A guest whose room is still being looked into cannot leave yet (handbook A1.20, B3)."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hotel.stays import gates
from housekeeping.selectors import inspection_of

if TYPE_CHECKING:
    from hotel.stays.models import Stay


def inspection_open(stay: "Stay") -> str | None:
    found = inspection_of(stay.pk)
    if found is None or not found.is_open:
        return None
    return _("Room %(room)s is still being inspected.") % {"room": found.room}


gates.register_departure(inspection_open)
