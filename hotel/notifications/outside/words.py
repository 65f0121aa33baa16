"""What acts on outside channels are called, the test message, and the news that one is parked."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hotel.journal import words as acts
from hotel.journal.bus import Entry
from hotel.notifications.announce import ACTION, News, announce
from hotel.notifications.outside.outgoing import TEST
from hotel.notifications.words import say

acts.say(
    {
        "channel.added": _("added the outside channel"),
        "channel.changed": _("changed the outside channel"),
        "channel.tested": _("sent a test message"),
        "channel.retried": _("had the parked messages sent again"),
        "delivery.parked": _("gave up trying to send"),
        "delivery.retried": _("had the message sent again"),
        "delivery.given_up": _("gave the message up"),
    }
)
say(
    TEST,
    title=_("Test message: %(channel)s is connected."),
    body=_("Nothing needs to be done."),
)
say(
    "delivery.parked",
    title=_("Messages to %(channel)s do not get out"),
    body=_("They are parked. Look at the last error, then have them sent again."),
)


@announce("delivery.parked")
def _parked(entry: Entry) -> Iterable[News]:
    """Once for a channel that does not work, not for each of its messages."""
    if entry.data["first"]:
        yield News(
            code="delivery.parked",
            params={"channel": entry.data["name"]},
            url=reverse("notifications:channels"),
            level=ACTION,
            roles=("assistant_manager", "fo_manager"),
        )
