"""News of the escalation ladder: to those the step reaches, and nobody who is off duty is rung."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hotel.journal.bus import Entry, follow
from hotel.notifications import services
from hotel.notifications.announce import ACTION, ALARM, INFO, News, announce
from hotel.notifications.audience import House
from hotel.notifications.words import say
from hotel.work import selectors as work
from hotel.work.ladder import Reach

if TYPE_CHECKING:
    from hotel.work.models import Item

UNACCEPTED, UNDONE = "work.unaccepted", "work.undone"
CODES = (UNACCEPTED, f"{UNACCEPTED}_many", UNDONE, f"{UNDONE}_many")
_BODY = _("%(mark)s %(department)s, due %(due)s. Goes on up until somebody accepts it.")
_BODY_UNDONE = _("%(mark)s %(department)s, due %(due)s, accepted by %(who)s.")

say(
    UNACCEPTED,
    title=_("Nobody has accepted: %(title)s"),
    body=_BODY,
    discreet=_("Work is waiting to be accepted"),
)
say(
    f"{UNACCEPTED}_many",
    title=_("Nobody has accepted: %(title)s and %(more)s more"),
    body=_BODY,
    discreet=_("Work is waiting to be accepted"),
)
say(
    UNDONE,
    title=_("Accepted, not done: %(title)s"),
    body=_BODY_UNDONE,
    discreet=_("Accepted work is late"),
)
say(
    f"{UNDONE}_many",
    title=_("Accepted, not done: %(title)s and %(more)s more"),
    body=_BODY_UNDONE,
    discreet=_("Accepted work is late"),
)


@announce("work.escalated")
def _escalated(entry: Entry) -> Iterable[News]:
    """Whoever went off duty since the step was taken is not rung; nor anybody for work taken on since."""
    data = entry.data
    items = work.still_waiting(data["items"], undone=data["undone"])
    if not items:
        return
    people = tuple(data["people"])
    if not data["silent"]:
        present = {person.id for person in House.now().people if person.on_duty}
        people = tuple(pk for pk in people if pk in present)
    first = items[0]
    code = UNDONE if data["undone"] else UNACCEPTED
    yield News(
        code=code if len(items) == 1 else f"{code}_many",
        params=_params(items, data["mark"]),
        url=_url(items),
        level=_level(data),
        user_ids=people,
        silent=data["silent"],
        subject=first.subject,
    )


def _level(data: dict[str, Any]) -> str:
    if data["silent"]:
        return INFO
    return ACTION if data["reach"] <= Reach.ROLE else ALARM


def _url(items: "list[Item]") -> str:
    first = items[0]
    if len(items) == 1:
        return reverse("work:item", args=[first.pk])
    return f"{reverse('work:board', args=[first.department.code])}?about={first.subject}"


def _params(items: "list[Item]", mark: str) -> dict[str, Any]:
    first = items[0]
    who = first.assignee or first.accepted_by
    return {
        "title": {"zh": first.title_zh, "en": first.title_en},
        "more": len(items) - 1,
        "mark": mark,
        "department": {"zh": first.department.name_zh, "en": first.department.name_en},
        "due": {"at": first.due_at.isoformat()},
        "who": {"zh": who.name_zh, "en": who.name_en} if who else "",
    }


def _quiet(entry: Entry) -> None:
    """Somebody took it on, or it is settled: what rang for it falls silent, unless more rang with it."""
    for about in entry.about:
        if about.startswith("work.item:"):
            services.quiet(about, CODES, unless=_rings_on)


def _rings_on(escalated: Entry) -> bool:
    data = escalated.data
    return bool(work.still_waiting(data["items"], undone=data["undone"]))


for _verb in ("accepted", "started", "done", "not_applicable", "failed", "held", "assigned"):
    follow(f"work.{_verb}")(_quiet)
