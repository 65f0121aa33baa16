"""What housekeeping's acts are called in the history, and what its notices say."""

from django.utils.translation import gettext_lazy as _

from hotel.journal import words
from hotel.notifications.topics import allow
from hotel.notifications.words import say

allow("housekeeping", "housekeeping.see_room_work")

words.say(
    {
        "inspection.requested": _("asked for the departure inspection of room"),
        "inspection.started": _("went to inspect room"),
        "inspection.reported": _("reported the departure inspection of room"),
        "inspection.waived": _("waived the departure inspection of room"),
        "inspection.retired": _("dropped the departure inspection of room"),
        "inspection.late": _("the departure inspection is late: room"),
        "cleaning.made": _("put on the cleaning list: room"),
        "cleaning.assigned": _("gave rooms to"),
        "cleaning.taken_back": _("took back from the attendant: room"),
        "cleaning.started": _("began to clean room"),
        "cleaning.finished": _("finished cleaning room"),
        "cleaning.put_back": _("broke off the cleaning of room"),
        "cleaning.skipped": _("skipped the cleaning of room"),
        "cleaning.resumed": _("took up again the cleaning of room"),
        "cleaning.passed": _("passed the cleaning of room"),
        "cleaning.failed": _("sent back the cleaning of room"),
        "cleaning.followed": _("the cleaning followed the state of room"),
        "cleaning.day_opened": _("laid out the day's cleanings"),
    }
)
words.label({"cleaning.attendant": _("attendant"), "cleaning.state": _("state")})

say(
    "housekeeping.room_let",
    title=_("Room %(room)s let. Persons: %(persons)s, yoghurts: %(yoghurts)s"),
    body=_("Please acknowledge."),
)
say("housekeeping.room_left", title=_("Room %(room)s: the guest has left"))
say(
    "housekeeping.moved",
    title=_("Guest moved from %(before)s to %(room)s"),
    body=_("Room %(before)s is to be cleaned."),
)
say("housekeeping.dnd_set", title=_("Room %(room)s: do not disturb"))
say(
    "housekeeping.dnd_cleared",
    title=_("Room %(room)s: the sign is down"),
    body=_("It can be cleaned."),
)
say("housekeeping.make_up_asked", title=_("Room %(room)s: please make up"))
say("housekeeping.ready", title=_("Room %(room)s is ready %(level)s"))
say(
    "housekeeping.to_inspect",
    title=_("Inspect room %(room)s for %(level)s"),
    body=_("It is clean; a VIP's room must be inspected."),
)
say("housekeeping.assigned", title=_("Your rooms: %(rooms)s"))
say(
    "housekeeping.failed",
    title=_("Room %(room)s to do again"),
    body=_("%(reason)s"),
)
say(
    "housekeeping.asked",
    title=_("Inspect room %(room)s: the guest leaves"),
    body=_("The desk waits; report within %(minutes)s minutes."),
)
say("housekeeping.clear", title=_("Room %(room)s inspected: all clear"))
say(
    "housekeeping.found",
    title=_("Room %(room)s inspected: ¥ %(amount)s"),
    body=_("%(lines)s"),
)
say(
    "housekeeping.late",
    title=_("Room %(room)s not inspected after %(minutes)s minutes"),
    body=_("A guest waits at the desk."),
)
