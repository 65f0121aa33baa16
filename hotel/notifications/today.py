"""On the home page: news that asks me for an answer, receipts my department owes."""

from collections.abc import Iterable

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from hotel.notifications import selectors
from hotel.notifications.reading import notices_for_reading, receipts_for_reading
from hotel.staff.models import User
from hotel.web.today import LATE, NEXT, SHOWN, Line, Source, register


def unanswered(user: User) -> Iterable[Line]:
    for each in notices_for_reading(selectors.to_answer(user)[:SHOWN]):
        yield Line(
            kind=NEXT,
            text=each.said.title,
            path=each.notice.url or reverse("notifications:inbox"),
            at=each.notice.made_at,
            detail=each.said.body,
            chip=pgettext("notice", "Answer"),
            mood="warn",
        )


def owed(user: User) -> Iterable[Line]:
    receipts = selectors.receipts_to_answer(selectors.departments_of(user))
    for each in receipts_for_reading(receipts[: 2 * SHOWN]):
        receipt = each.receipt
        yield Line(
            kind=LATE if each.late else NEXT,
            text=each.said.title,
            path=reverse("work:board", args=[receipt.department.code]),
            at=receipt.remind_due_at,
            detail=_("%(department)s acknowledges") % {"department": receipt.department.name},
            chip="" if each.late else pgettext("notice", "Acknowledge"),
            mood="" if each.late else "warn",
        )


register(
    Source(
        "answers",
        gettext_lazy("Notices"),
        "work.use_boards",
        unanswered,
        more="notifications:inbox",
        sort=10,
    )
)
register(
    Source(
        "receipts",
        gettext_lazy("Receipts"),
        "notifications.acknowledge_receipt",
        owed,
        more="work:boards",
        sort=12,
    )
)
