"""What housekeeping's acts are called in the history."""

from django.utils.translation import gettext_lazy as _

from hotel.journal import words
from hotel.notifications.topics import allow

allow("housekeeping", "housekeeping.see_room_work")

words.say(
    {
        "inspection.requested": _("asked for the departure inspection of room"),
        "inspection.started": _("went to inspect room"),
        "inspection.reported": _("reported the departure inspection of room"),
        "inspection.waived": _("waived the departure inspection of room"),
        "inspection.retired": _("dropped the departure inspection of room"),
        "inspection.late": _("the departure inspection is late: room"),
    }
)
