"""From an act to a group chat or a mailbox, over real sockets."""

import base64
import hmac
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from hotel.journal import outbox
from hotel.journal.models import Dispatch, Entry
from hotel.notifications.models import Delivery, Notice
from hotel.notifications.outside import services
from tests.cast import Cast
from tests.notifications.outside.receivers import Robot, post_office
from tests.notifications.outside.scene import channel, messenger, state, told
from tests.notifications.scene import act, announcing_news, news


def test_a_departments_news_reaches_its_group(cast: Cast, robot: Robot) -> None:
    channel(cast, robot.url, names_allowed=True)
    delivery = told(cast, level="alarm")
    messenger()

    assert state(delivery) == "sent"
    first, second, *_rest = robot.texts[0].splitlines()
    assert (first, second) == ("[Alarm] Mr Bao arrives", "Room 801")


def test_a_channel_speaks_its_own_language(cast: Cast, robot: Robot) -> None:
    services.send_test(channel(cast, robot.url, language="zh-hans").pk, by=cast.general_manager)
    messenger()

    assert "临溪酒店" in robot.texts[0]


def test_no_name_leaves_unless_the_channel_may_have_it(cast: Cast, robot: Robot) -> None:
    channel(cast, robot.url)
    told(cast)
    messenger()

    assert "Bao" not in json.dumps(robot.heard)
    assert robot.texts[0].startswith("Somebody arrives\n")


def test_a_confidential_visit_is_told_discreetly_even_where_names_are_allowed(
    cast: Cast, robot: Robot
) -> None:
    channel(cast, robot.url, names_allowed=True)
    told(cast, confidential=True)
    messenger()

    assert "Bao" not in json.dumps(robot.heard)
    assert "801" not in json.dumps(robot.heard)


def test_the_link_is_added_where_the_hotel_says_how_it_is_reached(
    cast: Cast, robot: Robot, settings: Any
) -> None:
    settings.PUBLIC_URL = "https://desk.example.com/"
    channel(cast, robot.url)
    told(cast)
    messenger()

    assert robot.texts[0].endswith("\nhttps://desk.example.com/vip/7/")


def test_the_house_hears_the_headline_of_what_departments_are_told(
    cast: Cast, robot: Robot
) -> None:
    channel(cast, robot.url, department=None, names_allowed=True)
    first = news(departments=("housekeeping",))
    act(cast, first, news(departments=("engineering",), params={"guest": "Mr Bao", "room": "9"}))
    messenger()

    assert [text.splitlines()[0] for text in robot.texts] == ["Mr Bao arrives"]
    assert "801" not in robot.texts[0]


@pytest.mark.parametrize(
    ("facts", "heard"),
    [
        ({}, True),
        ({"level": "info"}, False),
        ({"departments": ("engineering",)}, False),
        ({"departments": (), "roles": ("room_attendant",)}, False),
        ({"code": "receipt.reminded"}, False),
    ],
)
def test_a_channel_hears_what_it_was_set_up_for(
    cast: Cast, robot: Robot, facts: dict[str, Any], heard: bool
) -> None:
    channel(cast, robot.url, levels=["action"], codes=["test.news"])

    assert (told(cast, **({"level": "action"} | facts)) is not None) is heard


def test_news_for_roles_of_the_department_is_heard_where_asked_for(
    cast: Cast, robot: Robot
) -> None:
    channel(cast, robot.url, roles_too=True)

    assert told(cast, departments=(), roles=("room_attendant",)) is not None
    assert told(cast, departments=(), roles=("engineer",)) is None


def test_what_is_meant_for_one_person_never_goes_out(cast: Cast, robot: Robot) -> None:
    channel(cast, robot.url, department=None, roles_too=True)

    assert told(cast, departments=(), user_ids=(cast.engineer.pk,)) is None


def test_an_entry_delivered_twice_is_sent_once(cast: Cast, robot: Robot) -> None:
    channel(cast, robot.url)
    once = news(departments=("housekeeping",))
    entry = act(cast, once)
    messenger()
    Dispatch.objects.filter(entry=entry).update(delivered_at=None)
    with announcing_news(once):
        outbox.sweep()
    messenger()

    assert (Delivery.objects.filter(entry=entry).count(), len(robot.heard)) == (1, 1)


def test_without_channels_telling_asks_one_question_more(
    cast: Cast, django_assert_num_queries: Any
) -> None:
    from hotel.notifications.outside import outgoing

    entry = act(cast)
    with django_assert_num_queries(1):
        outgoing.make(entry, [news(departments=("housekeeping",))])


def test_a_robot_that_does_not_answer_keeps_nobody_from_the_board(
    cast: Cast, loopback: None
) -> None:
    channel(cast, "http://127.0.0.1:9/send")
    entry = act(cast, news(departments=("housekeeping",)))

    assert Notice.objects.filter(entry=entry).exists()
    assert Dispatch.objects.get(entry=entry).delivered_at is not None


def test_feishu_is_written_to_in_its_own_way_and_signed(cast: Cast, robot: Robot) -> None:
    robot.answers = [(200, b'{"code": 0, "msg": "success", "data": {}}')]
    channel(cast, robot.url, kind="feishu", secret="feishu-secret")
    delivery = told(cast)
    messenger()

    (said,) = robot.heard
    key = f"{said['timestamp']}\nfeishu-secret".encode()
    assert state(delivery) == "sent"
    assert said["content"]["text"].startswith("Somebody arrives")
    assert said["sign"] == base64.b64encode(hmac.digest(key, b"", "sha256")).decode()


def test_dingtalk_is_signed_in_the_address(cast: Cast, robot: Robot) -> None:
    channel(cast, robot.url, kind="dingtalk", secret="SECding")
    told(cast)
    messenger()

    asked = parse_qs(urlsplit(robot.paths[0]).query)
    text = f"{asked['timestamp'][0]}\nSECding".encode()
    assert asked["key"] == ["robot-secret-key"]
    assert asked["sign"] == [base64.b64encode(hmac.digest(b"SECding", text, "sha256")).decode()]


def test_any_other_webhook_gets_the_facts_as_json(cast: Cast, robot: Robot) -> None:
    robot.answers = [(204, b"")]
    channel(cast, robot.url, kind="webhook")
    delivery = told(cast, level="action")
    messenger()

    (said,) = robot.heard
    assert state(delivery) == "sent"
    assert (said["title"], said["level"], said["code"]) == (
        "Somebody arrives",
        "action",
        "test.news",
    )


def test_an_e_mail_goes_to_every_address_by_the_hotels_mail_server(
    cast: Cast, settings: Any
) -> None:
    with post_office() as post:
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", post.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        channel(cast, "a@hotel.example, b@hotel.example", kind="email")
        delivery = told(cast)
        messenger()

    (mail,) = post.mails
    assert delivery is not None
    assert (mail["To"], mail["Subject"]) == ("a@hotel.example, b@hotel.example", "Somebody arrives")
    assert mail["Message-ID"] == f"<delivery-{delivery.pk}@localhost>"
    assert mail.get_content().splitlines()[0] == "Somebody arrives"


def test_a_mail_server_that_refuses_is_tried_again(cast: Cast, settings: Any) -> None:
    with post_office() as post:
        post.refusal = b"550 no such box"
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", post.port
        settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
        channel(cast, "a@hotel.example", kind="email")
        delivery = told(cast)
        messenger()

    assert state(delivery) == "failed"


def test_without_a_mail_server_e_mail_waits(cast: Cast) -> None:
    channel(cast, "a@hotel.example", kind="email")
    delivery = told(cast)
    messenger()

    assert delivery is not None
    assert (state(delivery), delivery.last_error) == ("failed", "no_mail_server")


def test_the_test_message_says_that_it_is_one_also_before_the_channel_is_used(
    cast: Cast, robot: Robot
) -> None:
    unused = channel(cast, robot.url, active=False)
    services.send_test(unused.pk, by=cast.general_manager)
    messenger()

    assert robot.texts[0].startswith("Test message: Floors' group is connected.\n")
    assert Entry.objects.filter(verb="channel.tested", actor=cast.general_manager).count() == 1
