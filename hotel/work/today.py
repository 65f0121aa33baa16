"""The department's work on the home page: what is late, what comes within hours, what I took on."""

from collections.abc import Iterable
from datetime import timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hotel.staff.models import User
from hotel.web import clock
from hotel.web.today import LATE, NEXT, PROMISED, Line, Source, register
from hotel.work import selectors
from hotel.work.models import Item, Status
from hotel.work.subjects import SubjectCard, cards_of

AHEAD = timedelta(hours=4)
# Read at most: the board shows the rest.
MOST = 24
_STANDS = {Status.ACCEPTED: "info", Status.IN_PROGRESS: "info"}


def lines(user: User) -> Iterable[Line]:
    """Under the reader's own rights: the cards name a confidential guest by the alias."""
    now = clock.now()
    items = selectors.soonest(user.department_id, now + AHEAD, MOST)
    cards = cards_of({(item.subject_type, item.subject_id) for item in items}, user)
    for item in items:
        card = cards.get((item.subject_type, item.subject_id))
        yield _line(item, card, _kind(item, user, now < item.due_at))


def _kind(item: Item, user: User, in_time: bool) -> str:
    if not in_time:
        return LATE
    taken_on = user.pk in (item.assignee_id, item.accepted_by_id)
    return PROMISED if taken_on and item.status != Status.WAITING else NEXT


def _line(item: Item, card: SubjectCard | None, kind: str) -> Line:
    stands = kind != LATE and item.status in _STANDS
    return Line(
        kind=kind,
        text=item.title,
        path=reverse("work:item", args=[item.pk]),
        at=item.due_at,
        detail=_("for %(subject)s") % {"subject": card.title} if card else "",
        room=card.room if card else "",
        chip=item.get_status_display() if stands else "",
        mood=_STANDS[Status(item.status)] if stands else "",
    )


register(
    Source("work", gettext_lazy("Boards"), "work.use_boards", lines, more="work:boards", sort=30)
)
