"""Supervisors arrange channels, see what is parked, and have it sent again."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client

from hotel import health
from hotel.guests.management.commands.rotate_guest_keys import Command
from hotel.journal.models import Entry
from hotel.notifications.models import Channel, Delivery
from hotel.notifications.outside import services
from hotel.notifications.outside.outgoing import GIVE_UP_AFTER
from hotel.web.refusals import Forbidden, Refused
from tests.cast import Cast
from tests.notifications.outside.receivers import Robot
from tests.notifications.outside.scene import channel, messenger, state, told

ADD = "/admin/notifications/channel/add/"
SAFE = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=robot-secret-key"


def form(**more: Any) -> dict[str, Any]:
    facts = {
        "name": "Floors' group",
        "department": "",
        "kind": "wecom",
        "new_address": SAFE,
        "levels": ["action", "alarm"],
        "language": "zh-hans",
        "per_minute": "20",
        "active": "on",
    }
    return facts | more


def one_parked(cast: Cast, robot: Robot) -> Delivery:
    robot.answers = [(500, b"")]
    channel(cast, robot.url)
    delivery = told(cast)
    assert delivery is not None
    Delivery.objects.filter(pk=delivery.pk).update(attempts=GIVE_UP_AFTER - 1)
    messenger()
    return delivery


def test_a_channel_is_added_in_the_settings(cast: Cast, enter: Any) -> None:
    answer = enter(cast.general_manager).post(ADD, form(codes=["vip.announced"]))

    made = Channel.objects.get()
    assert answer.status_code == 302
    assert (made.address, made.levels, made.codes) == (SAFE, ["action", "alarm"], ["vip.announced"])
    assert Entry.objects.get(verb="channel.added").actor == cast.general_manager


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"new_address": "http://chat.example.com/"}, "begins with https://"),
        ({"new_address": "https://a:b@chat.example.com/"}, "begins with https://"),
        ({"new_address": ""}, "begins with https://"),
        ({"kind": "email", "new_address": "nobody"}, "valid email address"),
        ({"kind": "email", "new_address": " , "}, "at least one e-mail address"),
        ({"levels": []}, "This field is required"),
        ({"per_minute": "0"}, "greater than or equal to 1"),
    ],
)
def test_what_cannot_work_is_told_beside_its_field(
    cast: Cast, enter: Any, wrong: dict[str, Any], said: str
) -> None:
    services_user = cast.general_manager
    services_user.language = "en"
    services_user.save(update_fields=["language"])
    answer = enter(services_user).post(ADD, form(**wrong))

    assert said in answer.content.decode()
    assert not Channel.objects.exists()


def test_the_address_is_encrypted_and_shown_and_journaled_nowhere(cast: Cast, enter: Any) -> None:
    made = channel(cast, SAFE, secret="SEC-very-secret")
    browser: Client = enter(cast.general_manager)
    pages = [
        browser.get(path).content.decode()
        for path in (
            "/channels/",
            "/admin/notifications/channel/",
            f"/admin/notifications/channel/{made.pk}/change/",
            f"/journal/history/notifications.channel:{made.pk}/",
        )
    ]
    with connection.cursor() as cursor:
        cursor.execute("SELECT address || secret FROM notifications_channel")
        stored = cursor.fetchone()[0]
    kept = str(list(Entry.objects.values_list("changes", "data", "label")))

    for text in (*pages, stored, kept):
        assert "robot-secret-key" not in text
        assert "SEC-very-secret" not in text
    assert "qyapi.weixin.qq.com/••••" in pages[0]


def test_an_empty_address_keeps_the_present_one(cast: Cast, enter: Any) -> None:
    made = channel(cast, SAFE)
    path = f"/admin/notifications/channel/{made.pk}/change/"
    enter(cast.general_manager).post(path, form(new_address="", name="Renamed"))

    made.refresh_from_db()
    assert (made.name, made.address) == ("Renamed", SAFE)


def test_addresses_are_sealed_anew_with_the_guests_numbers(cast: Cast) -> None:
    made = channel(cast, SAFE)
    with connection.cursor() as cursor:
        cursor.execute("SELECT address FROM notifications_channel")
        before = cursor.fetchone()[0]
        Command().handle(verbosity=0)
        cursor.execute("SELECT address FROM notifications_channel")
        assert cursor.fetchone()[0] != before

    assert Channel.objects.get(pk=made.pk).address == SAFE


def test_the_system_administrator_lets_no_names_out(cast: Cast) -> None:
    with pytest.raises(Forbidden):
        channel_by_admin(cast, names_allowed=True)

    named = channel(cast, SAFE, names_allowed=True)
    services.change_channel(named.pk, by=cast.admin, per_minute=10)
    with pytest.raises(Forbidden):
        services.change_channel(named.pk, by=cast.admin, address="https://elsewhere.example.com/")


def channel_by_admin(cast: Cast, **more: Any) -> Channel:
    return services.add_channel(by=cast.admin, name="x", kind="wecom", address=SAFE, **more)


def test_a_receptionist_arranges_no_channels(cast: Cast) -> None:
    made = channel(cast, SAFE)
    for act in (services.send_test, services.try_all_again):
        with pytest.raises(Forbidden):
            act(made.pk, by=cast.receptionist)
    with pytest.raises(Forbidden):
        services.change_channel(made.pk, by=cast.receptionist, active=False)


def test_a_change_that_changes_nothing_is_not_journaled(cast: Cast) -> None:
    made = channel(cast, SAFE)
    services.change_channel(made.pk, by=cast.general_manager, name=made.name)

    assert not Entry.objects.filter(verb="channel.changed").exists()


def test_two_channels_do_not_share_a_name(cast: Cast) -> None:
    channel(cast, SAFE)
    with pytest.raises(Refused) as caught:
        channel(cast, SAFE)
    assert caught.value.field == "name"


def test_the_page_shows_what_is_parked_without_a_name(cast: Cast, robot: Robot, enter: Any) -> None:
    one_parked(cast, robot)
    Channel.objects.update(names_allowed=True)
    page = enter(cast.admin).get("/channels/?show=parked").content.decode()

    assert "Bao" not in page
    assert "502" not in page
    assert "500" in page


def test_a_parked_message_is_sent_again_from_the_page(cast: Cast, robot: Robot, enter: Any) -> None:
    delivery = one_parked(cast, robot)
    robot.answers = [(200, b'{"errcode": 0}')]
    answer = enter(cast.fo_manager).post(f"/deliveries/{delivery.pk}/again/")
    messenger()

    assert (answer.status_code, state(delivery)) == (303, "sent")


def test_a_parked_message_is_given_up_from_the_page(cast: Cast, robot: Robot, enter: Any) -> None:
    delivery = one_parked(cast, robot)
    browser = enter(cast.fo_manager)
    browser.post(f"/deliveries/{delivery.pk}/give-up/")
    again = browser.post(f"/deliveries/{delivery.pk}/give-up/")

    assert (again.status_code, state(delivery)) == (303, "dropped")


@pytest.mark.parametrize("act", ["test", "again"])
def test_a_channel_is_tried_and_emptied_from_the_page(
    cast: Cast, robot: Robot, enter: Any, act: str
) -> None:
    delivery = one_parked(cast, robot)
    robot.answers = [(200, b'{"errcode": 0}')]
    enter(cast.fo_manager).post(f"/channels/{delivery.channel_id}/{act}/")
    messenger()

    assert len(robot.heard) == 2


@pytest.mark.parametrize("action", ["try_again", "give_up"])
def test_the_admin_site_does_the_same(cast: Cast, robot: Robot, enter: Any, action: str) -> None:
    delivery = one_parked(cast, robot)
    enter(cast.general_manager).post(
        "/admin/notifications/delivery/", {"action": action, "_selected_action": [delivery.pk]}
    )

    assert state(delivery) == {"try_again": "waiting", "give_up": "dropped"}[action]


def test_a_test_message_is_sent_from_the_settings(cast: Cast, robot: Robot, enter: Any) -> None:
    made = channel(cast, robot.url, active=False)
    enter(cast.general_manager).post(
        "/admin/notifications/channel/", {"action": "send_test", "_selected_action": [made.pk]}
    )
    messenger()

    assert len(robot.heard) == 1


def test_a_receptionist_has_no_such_page(cast: Cast, enter: Any) -> None:
    assert enter(cast.receptionist).get("/channels/").status_code == 403


@pytest.mark.parametrize("count", [1, 6])
def test_the_page_asks_the_same_whatever_its_rows(
    cast: Cast, robot: Robot, enter: Any, count: int, django_assert_num_queries: Any
) -> None:
    channel(cast, robot.url)
    for number in range(count - 1):
        channel(cast, robot.url, name=f"Group {number}")
    for _each in range(count):
        told(cast)
    browser = enter(cast.general_manager)
    browser.get("/channels/")
    with django_assert_num_queries(4):  # one of the frame
        browser.get("/channels/")


def test_health_says_when_something_is_parked_and_stays_well(cast: Cast, robot: Robot) -> None:
    assert health._channels() == {
        "ok": True,
        "oldest_waiting_seconds": 0.0,
        "waiting": 0,
        "parked": 0,
    }
    one_parked(cast, robot)

    report = health._channels()
    assert (report["ok"], report["parked"]) == (True, 1)
    assert "parked" in report["problem"]
