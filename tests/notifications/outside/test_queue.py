"""Tried again, parked, taken up again: nothing is lost, and nothing is tried twice at once."""

import threading
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.db import connection

from hotel.journal.models import Entry
from hotel.notifications.models import Channel, Delivery
from hotel.notifications.outside import outgoing, services
from hotel.notifications.outside.courier import Courier
from hotel.notifications.outside.outgoing import GIVE_UP_AFTER, LEASE, PAUSES
from hotel.notifications.outside.trouble import Trouble
from hotel.web import clock
from hotel.web.refusals import Refused
from tests.cast import Cast
from tests.notifications.outside.receivers import YES, Robot
from tests.notifications.outside.scene import channel, messenger, state, told
from tests.notifications.scene import act, news
from tests.notifications.scene import told as told_people

NO = (502, b"")


def waiting(cast: Cast, robot: Robot, **more: Any) -> Delivery:
    channel(cast, robot.url, **more)
    delivery = told(cast)
    assert delivery is not None
    return delivery


def parked(cast: Cast, robot: Robot) -> Delivery:
    """A message that failed as often as it is tried."""
    robot.answers = [NO]
    delivery = waiting(cast, robot)
    Delivery.objects.filter(pk=delivery.pk).update(attempts=GIVE_UP_AFTER - 1)
    messenger()
    assert state(delivery) == "parked"
    return delivery


def test_what_failed_is_tried_again_after_growing_pauses(cast: Cast, robot: Robot) -> None:
    robot.answers = [NO, NO, NO, YES]
    delivery = waiting(cast, robot)
    began = clock.now()
    waits = []
    with time_machine.travel(began, tick=False) as traveller:
        messenger()
        while state(delivery) == "failed":
            waits.append(delivery.next_at - clock.now())
            traveller.move_to(delivery.next_at)
            messenger()

    assert waits == list(PAUSES[:3])
    assert (delivery.state, delivery.attempts, delivery.last_error) == ("sent", 4, "")


def test_it_is_not_tried_before_its_pause_is_over(cast: Cast, robot: Robot) -> None:
    robot.answers = [NO]
    waiting(cast, robot)
    messenger()
    messenger()

    assert len(robot.heard) == 1


def test_after_so_many_attempts_it_is_parked_and_the_management_is_told(
    cast: Cast, robot: Robot
) -> None:
    delivery = parked(cast, robot)
    entry = Entry.objects.get(verb="delivery.parked")
    while outgoing_news():
        pass

    assert delivery.last_error == "status 502"
    assert {"assistant_manager", "fo_manager"} <= told_people(entry)


def outgoing_news() -> int:
    from hotel.journal import outbox

    return outbox.sweep()


def test_the_management_is_told_once_for_a_channel(cast: Cast, robot: Robot) -> None:
    parked(cast, robot)
    again = told(cast)
    assert again is not None
    Delivery.objects.filter(pk=again.pk).update(attempts=GIVE_UP_AFTER - 1)
    messenger()

    said = Entry.objects.filter(verb="delivery.parked").order_by("pk")
    assert [entry.data["first"] for entry in said] == [True, False]


def test_news_of_a_parked_message_does_not_go_out_the_same_way(cast: Cast, robot: Robot) -> None:
    delivery = parked(cast, robot)
    Channel.objects.update(department=None, roles_too=True)
    while outgoing_news():
        pass

    assert list(Delivery.objects.all()) == [delivery]


def test_a_robot_that_says_no_with_status_200_has_not_taken_it(cast: Cast, robot: Robot) -> None:
    robot.answers = [(200, b'{"errcode": 93000, "errmsg": "invalid webhook url, Bao"}')]
    delivery = waiting(cast, robot)
    messenger()

    assert (state(delivery), delivery.last_error) == ("failed", "robot 93000")


@pytest.mark.parametrize("answer", [b"<html>", b"[]", b"{}", b'{"errcode": "Mr Bao"}'])
def test_an_answer_that_is_no_robots_is_a_failure_and_is_not_kept(
    cast: Cast, robot: Robot, answer: bytes
) -> None:
    robot.answers = [(200, answer)]
    delivery = waiting(cast, robot)
    messenger()

    assert (state(delivery), delivery.last_error) == ("failed", "robot ?")


def test_an_inner_address_is_parked_at_once(cast: Cast, robot: Robot, settings: Any) -> None:
    delivery = waiting(cast, robot)
    settings.WEBHOOK_INNER_NETWORKS = []
    messenger()

    assert (state(delivery), delivery.last_error, robot.heard) == ("parked", "inner", [])


def test_an_address_no_key_opens_is_parked_at_once(cast: Cast, robot: Robot, settings: Any) -> None:
    delivery = waiting(cast, robot)
    settings.GUEST_DATA_KEYS = ["b3RoZXIta2V5LW90aGVyLWtleS1vdGhlci1rZXktb3Q="]
    messenger()

    assert (state(delivery), delivery.last_error) == ("parked", "unreadable")


def test_a_parked_message_is_sent_again_by_hand(cast: Cast, robot: Robot) -> None:
    delivery = parked(cast, robot)
    robot.answers = [YES]
    services.try_again(delivery.pk, by=cast.general_manager)
    messenger()

    assert state(delivery) == "sent"
    assert Entry.objects.get(verb="delivery.retried").actor == cast.general_manager


def test_all_parked_messages_of_a_channel_are_sent_again(cast: Cast, robot: Robot) -> None:
    delivery = parked(cast, robot)
    robot.answers = [YES]

    assert services.try_all_again(delivery.channel_id, by=cast.fo_manager) == 1
    messenger()
    assert state(delivery) == "sent"


def test_what_is_given_up_is_not_tried_any_more(cast: Cast, robot: Robot) -> None:
    delivery = waiting(cast, robot)
    services.give_up(delivery.pk, by=cast.general_manager)
    messenger()

    assert (state(delivery), robot.heard) == ("dropped", [])
    assert Entry.objects.filter(verb="delivery.given_up").count() == 1


def test_what_was_sent_is_neither_sent_again_nor_given_up(cast: Cast, robot: Robot) -> None:
    delivery = waiting(cast, robot)
    messenger()
    for act_on in (services.try_again, services.give_up):
        with pytest.raises(Refused):
            act_on(delivery.pk, by=cast.general_manager)


def test_what_is_under_way_is_not_sent_a_second_time_by_hand(cast: Cast, robot: Robot) -> None:
    robot.answers = [NO]
    delivery = waiting(cast, robot)
    messenger()
    with time_machine.travel(clock.now() + PAUSES[0], tick=False):
        outgoing.claim(clock.now())
        with pytest.raises(Refused):
            services.try_again(delivery.pk, by=cast.general_manager)


def test_a_channel_out_of_use_gives_up_what_waits(cast: Cast, robot: Robot) -> None:
    delivery = waiting(cast, robot)
    services.change_channel(delivery.channel_id, by=cast.general_manager, active=False)
    messenger()

    assert (state(delivery), robot.heard) == ("dropped", [])
    assert told(cast) is None


def test_a_killed_worker_loses_nothing(cast: Cast, robot: Robot) -> None:
    delivery = waiting(cast, robot)
    (left_behind,) = outgoing.claim(clock.now())
    messenger()
    assert robot.heard == []
    with time_machine.travel(clock.now() + LEASE, tick=False):
        messenger()

    assert (state(delivery), len(robot.heard), left_behind.attempt) == ("sent", 1, 1)


def test_a_message_that_kills_its_worker_each_time_is_parked(cast: Cast, robot: Robot) -> None:
    delivery = waiting(cast, robot)
    Delivery.objects.filter(pk=delivery.pk).update(attempts=GIVE_UP_AFTER)
    messenger()

    assert (state(delivery), delivery.last_error) == ("parked", "interrupted")


def test_a_late_failure_does_not_undo_what_another_worker_sent(cast: Cast, robot: Robot) -> None:
    delivery = waiting(cast, robot)
    (slow,) = outgoing.claim(clock.now())
    with time_machine.travel(clock.now() + LEASE, tick=False):
        messenger()
        outgoing.settle(slow, Trouble("no_answer"), clock.now())

    assert state(delivery) == "sent"


def test_a_late_success_counts(cast: Cast, robot: Robot) -> None:
    delivery = waiting(cast, robot)
    (slow,) = outgoing.claim(clock.now())
    with time_machine.travel(clock.now() + LEASE, tick=False):
        outgoing.claim(clock.now())
        outgoing.settle(slow, None, clock.now())

    assert state(delivery) == "sent"


def test_a_robot_is_not_written_to_faster_than_it_takes(cast: Cast, robot: Robot) -> None:
    channel(cast, robot.url, per_minute=2)
    with time_machine.travel(clock.now(), tick=False) as traveller:
        for _each in range(3):
            told(cast)
        messenger()
        assert len(robot.heard) == 2
        traveller.shift(timedelta(seconds=61))
        messenger()

    assert len(robot.heard) == 3


def test_messages_of_a_channel_leave_in_the_order_of_the_acts(cast: Cast, robot: Robot) -> None:
    channel(cast, robot.url, kind="webhook")
    made = [told(cast) for _each in range(5)]
    messenger()

    assert [said["id"] for said in robot.heard] == [f"delivery-{each.pk}" for each in made if each]


def test_a_channel_that_is_silent_holds_up_no_other(cast: Cast, robot: Robot) -> None:
    let_go = threading.Event()
    robot.before = lambda: let_go.wait(10) if len(robot.heard) == 1 else None
    first = waiting(cast, robot)
    courier = Courier()
    courier.turn(wait=0)
    channel(cast, robot.url, name="Second group")
    act(cast, news(departments=("housekeeping",)))
    for _each in range(20):
        courier.turn(wait=0.1)

    assert state(first) == "waiting"
    assert Delivery.objects.filter(channel__name="Second group", state="sent").count() == 1
    let_go.set()
    courier.run_dry()


def test_the_idle_messenger_asks_one_question(cast: Cast, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(3):  # the look, and its transaction's two ends
        outgoing.claim(clock.now())


@pytest.mark.django_db(transaction=True)
def test_two_workers_make_each_attempt_once(cast: Cast, robot: Robot) -> None:
    channel(cast, robot.url, kind="webhook", per_minute=600)
    for _each in range(20):
        told(cast)
    start = threading.Barrier(2)

    def worker() -> None:
        start.wait()
        Courier().run_dry()
        connection.close()

    workers = [threading.Thread(target=worker) for _ in range(2)]
    for each in workers:
        each.start()
    for each in workers:
        each.join()
    messenger()

    keys = [said["id"] for said in robot.heard]
    assert len(keys) == len(set(keys)) == 20
    assert set(Delivery.objects.values_list("state", "attempts")) == {("sent", 1)}
