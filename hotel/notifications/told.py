"""News of the apps below that concern one person or a few: work handed over, a flagged guest."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hotel.journal.bus import Entry
from hotel.notifications.announce import ACTION, ALARM, News, announce
from hotel.notifications.words import say

say(
    "work.assigned",
    title=_("Handed to you: %(title)s"),
    discreet=_("Work was handed to you"),
)
say(
    "guest_watch.matched",
    title=_("A flagged guest's document was put on file"),
    body=_("Open the profile discreetly; say nothing to the guest."),
    discreet=_("Please look at your notices"),
)


@announce("work.assigned")
def _assigned(entry: Entry) -> Iterable[News]:
    """Whoever was given the item hears of it, unless they took it themselves."""
    if entry.data.get("to"):
        yield News(
            code="work.assigned",
            params={"title": {"zh": entry.data["title_zh"], "en": entry.data["title_en"]}},
            url=reverse("work:item", args=[entry.about[0].partition(":")[2]]),
            level=ACTION,
            user_ids=(entry.data["to"],),
        )


@announce("guest_watch.matched")
def _matched(entry: Entry) -> Iterable[News]:
    """Handbook B1.3 (查控): a discreet alarm to supervisor and security, never beside the guest."""
    yield News(
        code="guest_watch.matched",
        params={},
        url=reverse("guests:guest", args=[entry.data["guest"]]),
        level=ALARM,
        roles=("fo_supervisor", "security_officer"),
        confidential=True,
    )
