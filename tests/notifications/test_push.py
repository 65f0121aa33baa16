"""The live line of an open page: real web processes, a real worker, real Redis."""

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest
import redis
from django.conf import settings
from django.db import transaction
from pytest_django import DjangoDbBlocker
from websockets.exceptions import InvalidStatus

from hotel.journal.models import Entry
from hotel.journal.services import record
from hotel.notifications import services
from hotel.notifications.topics import group
from hotel.staff.models import User
from hotel.web import clock
from tests.notifications.line import Line
from tests.notifications.serving import running_stack
from tests.stack import Stack

pytestmark = pytest.mark.served

TOPIC = "dept:engineering"


def _act(by: str = "fo_manager", *topics: str, **more: Any) -> Entry:
    """An act that happens in another process than those the pages hang on."""
    actor = User.objects.get(username=by)
    with transaction.atomic():
        return record("test.done", actor, by=actor, topics=topics or (TOPIC,), **more)


def _line(stack: Stack, username: str = "engineer") -> Line:
    return Line(stack.url, stack.signed_in(username).cookies)


@pytest.fixture(scope="module")
def running(django_db_blocker: DjangoDbBlocker) -> Iterator[Stack]:
    with running_stack(django_db_blocker, "web", "web-2", "worker") as stack:
        yield stack


@pytest.fixture
def worked(running: Stack, django_db_blocker: DjangoDbBlocker) -> Iterator[Stack]:
    with django_db_blocker.unblock():
        yield running


def test_pages_on_every_web_process_hear_of_an_act_at_once(worked: Stack) -> None:
    cookies = worked.signed_in("engineer").cookies
    with ExitStack() as opened:
        lines: list[Line] = []
        while _processes_that_listen(worked) < 2:
            assert len(lines) < 60, "the second web process took no line"
            lines.append(opened.enter_context(Line(worked.url, cookies)))
            lines[-1].subscribe(TOPIC)
        entry = _act()

        assert [line.hear("nudge", 3)["entry"] for line in lines] == [entry.pk] * len(lines)


def _processes_that_listen(stack: Stack) -> int:
    """Each web process has one connection to Redis for all its lines."""
    channel = f"{stack.env['REDIS_PREFIX']}__group__{group(TOPIC)}"
    with redis.Redis.from_url(stack.redis_url) as client:
        return int(client.pubsub_numsub(channel)[0][1])


def test_a_nudge_carries_ids_and_nothing_else(worked: Stack) -> None:
    with _line(worked) as line:
        line.subscribe(TOPIC)
        entry = _act(data={"guest": "包先生"}, reason="包先生")
        nudge = line.hear("nudge")

    assert nudge == {
        "type": "nudge",
        "topics": [TOPIC],
        "entry": entry.pk,
        "at": entry.at.isoformat(),
    }


def test_a_page_hears_only_its_topics(worked: Stack) -> None:
    with _line(worked) as line:
        line.subscribe(TOPIC)
        _act("fo_manager", "dept:sales")

        assert line.silent()


def test_a_rolled_back_act_is_not_heard(worked: Stack) -> None:
    with _line(worked) as line:
        line.subscribe(TOPIC)
        with transaction.atomic():
            record("test.done", User.objects.first(), by=None, topics=[TOPIC])  # type: ignore[arg-type]
            transaction.set_rollback(True)

        assert line.silent()


def test_a_person_who_is_told_hears_it_under_the_own_name(worked: Stack) -> None:
    engineer = User.objects.get(username="engineer")
    with _line(worked) as line:
        line.subscribe(f"user:{engineer.pk}")
        _make_an_escalation(worked)

        assert line.hear("nudge")["topics"] == [f"user:{engineer.pk}"]


def _make_an_escalation(stack: Stack) -> None:
    """The one piece of news the worker knows without an upper app: a receipt that is late."""
    from hotel.notifications.models import Receipt
    from hotel.staff.models import Department

    now = clock.now()
    receipt = Receipt.objects.create(
        entry=_act("fo_manager", "dept:sales"),
        department=Department.objects.get(code="engineering"),
        subject="vip.visit:1",
        code="none",
        made_at=now,
        remind_due_at=now,
        escalate_due_at=now + timedelta(hours=1),
    )
    assert receipt.pk
    services.remind_overdue_receipts(now)


def test_a_page_that_comes_back_is_told_what_it_missed(worked: Stack) -> None:
    with _line(worked) as line:
        since = line.hear("welcome")["at"]
    entry = _act()

    with _line(worked) as line:
        line.subscribe(TOPIC, since=since)
        assert line.hear_of(entry.pk)["topics"] == [TOPIC]


def test_a_page_away_for_hours_is_told_to_fetch_everything(worked: Stack) -> None:
    with _line(worked) as line:
        line.subscribe(TOPIC, since=(clock.now() - timedelta(hours=2)).isoformat())

        assert line.hear("resync")["type"] == "resync"


def test_nudges_that_redis_lost_come_with_the_next_beat(worked: Stack) -> None:
    with _line(worked) as line:
        line.subscribe(TOPIC)
        with redis.Redis.from_url(settings.REDIS_URL) as client:
            client.client_kill_filter(_type="pubsub", skipme=True)
            entry = _act()
        assert line.hear_of(entry.pk, 30)["topics"] == [TOPIC]


@pytest.mark.parametrize("topic", ["user:1000000", "secret:1", "dept:", "user:*", "dept:a b"])
def test_a_topic_of_others_is_refused(worked: Stack, topic: str) -> None:
    with _line(worked) as line:
        assert line.subscribe(TOPIC, topic)["topics"] == [TOPIC]


def test_a_pure_administrator_hears_nothing_of_guests(worked: Stack) -> None:
    with _line(worked, "admin") as line:
        assert line.subscribe("vip:all", "dept:front_office")["topics"] == ["dept:front_office"]


def test_a_page_of_nobody_is_closed(worked: Stack) -> None:
    with Line(worked.url) as line:
        assert line.closed_with() == 4401


def test_a_page_of_another_site_gets_no_line(worked: Stack) -> None:
    cookies = worked.signed_in("engineer").cookies
    with (
        pytest.raises(InvalidStatus, match="403"),
        Line(worked.url, cookies, origin="https://elsewhere.example"),
    ):
        pass


@pytest.mark.parametrize("nonsense", ["", "[", "[]", "7", '{"subscribe": 7}', '{"nothing": 1}'])
def test_nonsense_closes_the_line_and_nothing_else(worked: Stack, nonsense: str) -> None:
    with _line(worked) as line:
        line.socket.send(nonsense)
        assert line.closed_with() == 4400


def test_a_locked_desk_gets_no_line(worked: Stack) -> None:
    client = worked.signed_in("engineer")
    client.post(
        "/lock/",
        data={"csrfmiddlewaretoken": client.cookies["csrftoken"]},
        headers={"Referer": worked.url},
    )

    with Line(worked.url, client.cookies) as line:
        assert line.closed_with() == 4423
