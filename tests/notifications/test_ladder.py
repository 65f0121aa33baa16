"""What people hear of the escalation ladder, and what they do not."""

from collections.abc import Callable, Iterator

import pytest
from django.utils import translation

from hotel.journal import outbox
from hotel.notifications import selectors
from hotel.notifications.models import Notice
from hotel.notifications.words import said
from hotel.staff.models import Duty
from hotel.work import services
from hotel.work.models import Item
from tests.cast import Cast
from tests.work.climbing import HOUR, NINE, at, escalating, on_duty, owed_at_nine
from tests.work.owing import owe, planned

pytestmark = pytest.mark.django_db
Turn = Callable[[float], None]


@pytest.fixture
def crew(cast: Cast) -> Iterator[Cast]:
    on_duty(cast.room_attendant, cast.hk_supervisor)
    with escalating(), translation.override("en"):
        yield cast


def turn(minutes: float) -> None:
    """The sweep looks, and the news of it is delivered."""
    with at(minutes):
        services.watch()
        deliver()


def deliver() -> None:
    while outbox.sweep():
        pass


def heard() -> list[tuple[str, str]]:
    rows = Notice.objects.filter(code__startswith="work.un").order_by("id")
    return list(rows.values_list("recipient__username", "level"))


def test_each_step_is_louder_than_the_one_before(crew: Cast) -> None:
    owed_at_nine()
    turn(20)
    turn(30)

    assert heard() == [("room_attendant", "action"), ("hk_supervisor", "alarm")]


def test_it_says_what_where_and_by_when(crew: Cast) -> None:
    owed_at_nine()
    turn(20)

    notice = Notice.objects.get(recipient=crew.room_attendant)
    words = said(notice.code, notice.params)
    assert words.title == "Nobody has accepted: Item P04"
    assert words.body.startswith("V1 Housekeeping, due 11-20 12:00")


def test_several_tasks_are_said_in_one_breath(crew: Cast) -> None:
    with at(0):
        due = NINE + 3 * HOUR
        owe(*(planned(key, role_code="room_attendant", due_at=due) for key in ("P04", "P06")))
    turn(20)

    (notice,) = Notice.objects.filter(code="work.unaccepted_many")
    assert said(notice.code, notice.params).title == "Nobody has accepted: Item P04 and 1 more"


def test_who_goes_home_between_step_and_news_is_not_rung(crew: Cast) -> None:
    owed_at_nine()
    with at(20):
        services.watch()
        Duty.objects.filter(user=crew.room_attendant).delete()
        deliver()

    assert heard() == []


def test_work_taken_on_between_step_and_news_rings_nobody(crew: Cast) -> None:
    item = owed_at_nine()
    with at(20):
        services.watch()
        services.accept(item.pk, by=crew.room_attendant)
        deliver()

    assert heard() == []


def test_with_nobody_on_duty_it_lies_silently_in_the_inbox(cast: Cast) -> None:
    with escalating():
        owed_at_nine()
        turn(20)

    assert {level for _who, level in heard()} == {"info"}
    assert list(selectors.newest_unseen(cast.duty_manager)) == []
    assert list(selectors.inbox(cast.duty_manager)) != []


def ringing() -> int:
    return Notice.objects.filter(code__startswith="work.un", seen_at=None).count()


def test_accepting_silences_every_bell(crew: Cast) -> None:
    item = owed_at_nine()
    turn(20)
    turn(30)
    with at(31):
        services.accept(item.pk, by=crew.room_attendant)
        deliver()

    assert ringing() == 0


def test_but_not_while_more_rings_with_it(crew: Cast) -> None:
    with at(0):
        due = NINE + 3 * HOUR
        first, second = owe(
            *(planned(key, role_code="room_attendant", due_at=due) for key in ("P04", "P06"))
        )
    turn(20)
    after = [ringing_after(crew, item) for item in (first, second)]

    assert after == [1, 0]


def ringing_after(crew: Cast, item: Item) -> int:
    with at(21):
        services.accept(item.pk, by=crew.room_attendant)
        deliver()
    return ringing()


def test_overdue_work_is_told_with_the_name_of_who_took_it(crew: Cast) -> None:
    item = owed_at_nine()
    with at(5):
        services.accept(item.pk, by=crew.room_attendant)
    turn(195)
    turn(205)

    last = Notice.objects.get(recipient=crew.hk_supervisor)
    words = said(last.code, last.params)
    assert words.title == "Accepted, not done: Item P04"
    assert words.body.endswith("accepted by Luo Xiaoman.")
