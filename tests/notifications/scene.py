"""A piece of test news, its words, and an act that makes it."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import transaction

from hotel.journal import outbox
from hotel.journal.models import Entry
from hotel.journal.services import record
from hotel.notifications import announce as announcing
from hotel.notifications.announce import News
from hotel.notifications.models import Notice
from hotel.notifications.words import say
from hotel.staff import selectors as staff
from hotel.staff import services as staff_services
from hotel.staff.models import User
from hotel.web import clock
from tests.cast import Cast

VERB = "test.announced"
SUBJECT = "vip.visit:7"

say(
    "test.news",
    title="%(guest)s arrives",
    body="Room %(room)s",
    discreet="Somebody arrives",
)


@contextmanager
def announcing_news(*news: News) -> Iterator[None]:
    """As long as the test lasts, the test's verb makes this news."""

    def announcer(_entry: Entry) -> Iterable[News]:
        return news

    announcing.announce(VERB)(announcer)
    try:
        yield
    finally:
        announcing._announcers.remove((VERB, announcer))


def news(**more: Any) -> News:
    facts: dict[str, Any] = {
        "code": "test.news",
        "params": {"guest": "Mr Bao", "room": "801"},
        "url": "/vip/7/",
    }
    return News(**(facts | more))


def act(cast: Cast, *told: News, by: User | None = None, topics: Iterable[str] = ()) -> Entry:
    """Do something that makes this news, and have it delivered."""
    with transaction.atomic():
        entry = record(
            VERB, cast.engineer, by=by or cast.fo_manager, about=[SUBJECT], topics=topics
        )
    with announcing_news(*told):
        while outbox.sweep():
            pass
    return entry


def told(entry: Entry) -> set[str]:
    """Who has a notice of this act."""
    notices = Notice.objects.filter(entry=entry)
    return set(notices.values_list("recipient__username", flat=True))


def on_duty(person: User, department: str | None = None) -> None:
    """Put somebody on duty from an hour ago for the next hours."""
    now = clock.now()
    staff_services.put_on_duty(
        user=person,
        department=staff.department(department) if department else person.department,
        shift="early",
        start=now - timedelta(hours=1),
        end=now + timedelta(hours=7),
        by=None,
    )
