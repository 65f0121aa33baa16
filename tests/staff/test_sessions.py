"""Who is signed in comes with the session, in one question, and is never anybody else."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from hotel.staff import sessions
from tests.cast import Cast

pytestmark = pytest.mark.django_db
PAGE = "/roster/"


@pytest.fixture
def desk(client: Client, cast: Cast) -> Client:
    client.force_login(cast.fo_manager)
    assert client.get(PAGE).status_code == 200
    return client


def reader(client: Client) -> object:
    return client.get(PAGE).wsgi_request.user


def test_session_and_person_are_one_question(desk: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        desk.get(PAGE)
    about = [q["sql"] for q in asked if "django_session" in q["sql"]]
    assert len(about) == 1
    assert '"staff_user"' in about[0]


def test_a_session_that_is_somebody_elses_now_is_theirs(desk: Client, cast: Cast) -> None:
    sessions.remember(desk.session.session_key or "", cast.receptionist.pk)
    assert reader(desk) == cast.fo_manager
    assert reader(desk) == cast.fo_manager


def test_who_left_the_house_is_out_at_once(desk: Client, cast: Cast) -> None:
    cast.fo_manager.is_active = False
    cast.fo_manager.save()
    assert desk.get(PAGE).status_code == 303


def test_a_changed_password_ends_the_other_desks_session(desk: Client, cast: Cast) -> None:
    cast.fo_manager.set_password("another one, 2026")
    cast.fo_manager.save()
    assert desk.get(PAGE).status_code == 303


def test_an_expired_session_is_over(desk: Client) -> None:
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert desk.get(PAGE).status_code == 303


def test_an_ended_session_is_over(desk: Client) -> None:
    Session.objects.all().delete()
    assert desk.get(PAGE).status_code == 303
