"""What nearly every page shows comes with the person, and is never older than the request."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from hotel.house import services as house
from hotel.journal import outbox
from hotel.notifications.selectors import unread_now
from hotel.stays.models import BusinessDay
from hotel.web import clock, show
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def page(client: Client, cast: Cast) -> str:
    client.force_login(cast.fo_manager)
    return client.get("/roster/").content.decode()


def test_the_frame_asks_nothing_of_its_own(client: Client, cast: Cast) -> None:
    page(client, cast)
    with CaptureQueriesContext(connection) as asked:
        page(client, cast)
    own = ("house_houserules", "stays_businessday", "notifications_notice")
    frames = [q["sql"] for q in asked if "django_session" not in q["sql"]]
    assert not [
        sql
        for sql in frames
        if any(f'FROM "{table}"' in sql[:2000] for table in own) and "staff_user" not in sql
    ]


def test_a_changed_name_of_the_hotel_is_on_the_next_page(client: Client, cast: Cast) -> None:
    house.change_rules(by=cast.fo_manager, name_zh="望湖宾馆")
    assert "望湖宾馆" in page(client, cast)
    house.change_rules(by=cast.fo_manager, name_zh="听雨宾馆")
    assert "听雨宾馆" in page(client, cast)


def test_a_moved_business_date_is_on_the_next_page(client: Client, cast: Cast) -> None:
    for days in (3, 4):
        date = clock.today() + timedelta(days=days)
        BusinessDay.objects.update_or_create(pk=1, defaults={"current": date})
        assert f'<b class="num">{show.day(date)}</b>' in page(client, cast)


def test_the_bell_counts_what_came_since_the_last_page(client: Client, cast: Cast) -> None:
    before = unread_now(cast.fo_manager).count
    assert f'data-count="{before}"' in page(client, cast)
    house.change_rules(by=cast.general_manager, name_zh="望湖宾馆")
    outbox.sweep()
    assert f'data-count="{unread_now(cast.fo_manager).count}"' in page(client, cast)
