"""The worker's messenger as a process of its own: without Redis, without beat, killed in the middle."""

import os
import signal
import threading
from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from hotel.notifications.models import Delivery
from hotel.notifications.outside import services
from hotel.staff import selectors as staff
from hotel.web import clock
from tests.notifications.outside.receivers import Robot, robot_at
from tests.stack import Stack, until

pytestmark = pytest.mark.served


@pytest.fixture
def hotel(django_db_blocker: DjangoDbBlocker) -> Iterator[Stack]:
    """A hotel whose Redis does not exist."""
    with django_db_blocker.unblock(), Stack("cast", redis_url="redis://127.0.0.1:9/0") as stack:
        stack.env |= {"WEBHOOK_INNER_NETWORKS": "127.0.0.1/32", "WEBHOOK_ALLOW_HTTP": "1"}
        yield stack


@pytest.fixture
def robot(loopback: None) -> Iterator[Robot]:
    with robot_at() as listening:
        yield listening


def sent_test(robot: Robot) -> Delivery:
    """A test message through a new channel."""
    (manager,) = staff.holders_of("general_manager")
    made = services.add_channel(
        by=manager, name="Group", kind="wecom", address=robot.url, language="en"
    )
    return services.send_test(made.pk, by=manager)


def is_sent(delivery: Delivery) -> bool:
    return Delivery.objects.filter(pk=delivery.pk, state="sent").exists()


def test_a_message_gets_out_without_redis_and_without_beat(hotel: Stack, robot: Robot) -> None:
    hotel.start("worker")
    delivery = sent_test(robot)

    until(lambda: is_sent(delivery), 15, "the message is sent")
    assert len(robot.heard) == 1


def test_a_worker_killed_while_it_sends_loses_nothing(hotel: Stack, robot: Robot) -> None:
    asked, let_go = threading.Event(), threading.Event()

    def think() -> None:
        asked.set()
        let_go.wait(20)

    robot.before = think
    hotel.start("worker")
    delivery = sent_test(robot)
    assert asked.wait(20)
    os.kill(hotel.children["worker"].pid, signal.SIGKILL)
    let_go.set()
    robot.before = lambda: None

    hotel.start("worker")
    # As if the lease of the dead worker had run out.
    Delivery.objects.filter(pk=delivery.pk).update(next_at=clock.now())
    until(lambda: is_sent(delivery), 20, "the message is sent")

    assert Delivery.objects.get(pk=delivery.pk).attempts == 2
