"""What every page may show of this app: the bell, and the receipts a department owes."""

from dataclasses import dataclass

from django.http import HttpRequest

from hotel.notifications import selectors
from hotel.notifications.reading import (
    NoticeToRead,
    ReceiptToRead,
    notices_for_reading,
    receipts_for_reading,
)
from hotel.notifications.selectors import Unread
from hotel.staff.models import User
from hotel.web.shell import add_fact


@dataclass(frozen=True)
class Bell:
    """The newest notices are asked for by the bell's own fragment only: a page shows their number."""

    unread: Unread
    _user: User

    @property
    def newest(self) -> list[NoticeToRead]:
        return notices_for_reading(selectors.newest_unseen(self._user))


@dataclass(frozen=True)
class Owed:
    """The open receipts of the departments this reader speaks for, and the codes of these."""

    departments: list[str]
    receipts: list[ReceiptToRead]


def bell(request: HttpRequest) -> Bell | None:
    user = request.user
    if not isinstance(user, User):
        return None
    reads = request.method in ("GET", "HEAD")
    return Bell(selectors.unread(user) if reads else selectors.unread_now(user), user)


def receipts(request: HttpRequest) -> Owed | None:
    user = request.user
    if not isinstance(user, User):
        return None
    departments = selectors.departments_of(user)
    return Owed(departments, receipts_for_reading(selectors.receipts_to_answer(departments)))


add_fact("bell", bell)
add_fact("receipts", receipts)
