"""Every act passes here once it is committed: notices are made, open pages are nudged."""

from functools import partial

from hotel.journal.bus import AfterCommit, Entry, follow
from hotel.notifications import push, services
from hotel.notifications.announce import announced


@follow("*", minds=announced)
def tell(entry: Entry) -> AfterCommit | None:
    topics = services.tell(entry) | set(entry.topics)
    if not topics:
        return None
    return partial(push.nudge, topics, entry.pk, entry.at)
