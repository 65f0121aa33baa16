"""Wall screens and calendars under secret addresses: who makes them, what they tell, what they hide."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from hotel.journal.models import Entry
from hotel.staff.models import User
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused
from tests.vip.conftest import Desk, in_days, items
from vip import services
from vip.models import SharedAddress, Visit
from vip.seeing.ical import Event, calendar_of, escaped, folded

pytestmark = pytest.mark.django_db


UNSAID = ("UID:", "DTSTAMP:", "DTSTART:", "DTEND:")


def shared(desk: Desk, kind: str, department: str = "housekeeping") -> tuple[SharedAddress, str]:
    by = desk.cast.general_manager
    return services.share(
        kind=kind, department=department, place="后勤办公室", language="en", by=by
    )


def feed(desk: Desk, department: str = "housekeeping") -> str:
    return reverse("vip:calendar", args=[shared(desk, "calendar", department)[1]])


def wall(desk: Desk) -> str:
    return reverse("vip:wall-shared", args=[shared(desk, "wall")[1]])


def today(desk: Desk, **fields: Any) -> Visit:
    soon = clock.now() + clock.minutes(30)
    return desk.announced("A", arrival_at=soon, departure_at=in_days(2, 12), **fields)


def confidential(desk: Desk) -> Visit:
    visit = desk.approved(
        "A",
        arrival_at=clock.now() + clock.minutes(30),
        departure_at=in_days(2, 12),
        confidential=True,
        public_alias="S 先生",
        by=desk.cast.gm_office,
    )
    room = desk.house.room("806").pk
    return services.announce(visit.pk, room_id=room, by=desk.cast.general_manager)


# Addresses


def test_only_the_hash_of_the_secret_is_kept(desk: Desk) -> None:
    _address, secret = shared(desk, "wall")
    told = str(list(SharedAddress.objects.values())) + str(list(Entry.objects.values()))
    assert secret not in told


def test_making_and_revoking_are_journaled(desk: Desk) -> None:
    address, _secret = shared(desk, "wall")
    services.revoke(address.pk, by=desk.cast.general_manager)
    verbs = Entry.objects.filter(verb__startswith="address.").order_by("pk")
    assert [each.verb for each in verbs] == ["address.shared", "address.revoked"]


def test_a_revoked_address_is_not_found(client: Client, desk: Desk) -> None:
    address, secret = shared(desk, "calendar")
    path = reverse("vip:calendar", args=[secret])
    assert client.get(path).status_code == 200
    services.revoke(address.pk, by=desk.cast.general_manager)
    assert client.get(path).status_code == 404


def test_an_address_is_revoked_once(desk: Desk) -> None:
    address, _secret = shared(desk, "wall")
    services.revoke(address.pk, by=desk.cast.general_manager)
    with pytest.raises(Refused):
        services.revoke(address.pk, by=desk.cast.general_manager)


def test_the_desk_shares_nothing(desk: Desk) -> None:
    with pytest.raises(Forbidden):
        services.share(
            kind="wall", department="sales", place="x", language="en", by=desk.cast.receptionist
        )


def test_the_secret_of_a_calendar_opens_no_wall(client: Client, desk: Desk) -> None:
    secret = shared(desk, "calendar")[1]
    assert client.get(reverse("vip:wall-shared", args=[secret])).status_code == 404


def test_the_page_shows_a_new_address_once(enter: Any, desk: Desk) -> None:
    client: Client = enter(desk.cast.general_manager)
    given = {"kind": "wall", "department": "security", "place": "监控室", "language": "zh-hans"}
    answer = client.post(reverse("vip:share"), given)
    assert answer.status_code == 201
    assert "/vip/wall/" in answer.content.decode().replace('href="/vip/wall/"', "")
    again = client.get(reverse("vip:addresses")).content.decode()
    assert "监控室" in again
    assert "/vip/wall/" not in again.replace('href="/vip/wall/"', "")


# The wall


def test_the_wall_is_read_without_signing_in_by_surname_and_title(
    client: Client, desk: Desk
) -> None:
    today(desk)
    html = client.get(wall(desk)).content.decode()
    assert "沈 董事长" in html
    assert "沈砚秋" not in html


def test_the_wall_shows_neither_name_nor_alias_nor_room_of_a_confidential_guest(
    client: Client, desk: Desk
) -> None:
    confidential(desk)
    html = client.get(wall(desk)).content.decode()
    assert "Confidential reception" in html
    assert all(secret not in html for secret in ("沈", "S 先生", "恒岳集团"))
    assert re.search(r"\b806\b", html) is None


def test_the_wall_of_a_department_shows_its_late_tasks_only(client: Client, desk: Desk) -> None:
    plan = items(today(desk))
    late = [each for each in plan.values() if each.department.code in ("housekeeping", "sales")]
    for each in late:
        type(each).objects.filter(pk=each.pk).update(due_at=clock.now() - clock.minutes(9))
    html = client.get(wall(desk)).content.decode()
    shown = {each.department.code for each in late if each.title_en in html}
    assert shown == {"housekeeping"}


def test_the_wall_asks_as_often_for_four_visits_as_for_one(
    client: Client, desk: Desk, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    path = wall(desk)

    def count() -> int:
        with django_assert_max_num_queries(12) as asked:
            client.get(path)
        return len(asked)

    today(desk, room_type_id=desk.house.king.pk)
    count()
    first = count()
    for _ in range(3):
        today(desk, room_type_id=desk.house.king.pk)
    assert count() == first


# The calendar


def test_the_calendar_has_the_visit_in_utc_and_the_departments_tasks(
    client: Client, desk: Desk
) -> None:
    visit = desk.announced("A", arrival_at=in_days(3, 15))
    answer = client.get(feed(desk))
    text = answer.content.decode().replace("\r\n ", "")
    mine = [each for each in items(visit).values() if each.department.code == "housekeeping"]
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert f"DTSTART:{in_days(3, 15).astimezone(UTC):%Y%m%dT%H%M%SZ}" in text
    assert "SUMMARY:V2 沈砚秋 董事长" in text
    assert text.count("UID:task-") == len(mine) > 0


def test_the_calendar_knows_a_confidential_guest_by_the_alias_without_a_room(
    client: Client, desk: Desk
) -> None:
    confidential(desk)
    text = client.get(feed(desk)).content.decode().replace("\r\n ", "")
    # Times and task numbers are digits too: a room is looked for in what is said.
    said = "".join(line for line in text.splitlines() if not line.startswith(UNSAID))
    assert "S 先生" in said
    assert all(secret not in said for secret in ("沈砚秋", "恒岳集团", "806"))


def test_a_calendar_that_did_not_change_is_not_sent_again(client: Client, desk: Desk) -> None:
    visit = desk.announced("A")
    path = feed(desk)
    etag = client.get(path)["ETag"]
    assert client.get(path, headers={"if-none-match": etag}).status_code == 304
    services.change_arrival(visit.pk, arrival_at=in_days(3, 17), by=desk.cast.fo_supervisor)
    assert client.get(path, headers={"if-none-match": etag}).status_code == 200


@pytest.mark.parametrize("text", ["a" * 200, "沈砚秋董事长" * 30, "😀" * 60, ""])
def test_a_folded_line_is_short_whole_and_the_same_unfolded(text: str) -> None:
    lines = folded(text).split("\r\n")
    assert max(len(line.encode()) for line in lines) <= 75
    assert "".join([lines[0], *(line[1:] for line in lines[1:])]) == text


def test_what_means_something_in_a_calendar_is_escaped() -> None:
    assert escaped("a,b;c\\d\r\ne\x07\x7f") == "a\\,b\\;c\\\\d\\ne"


def test_no_text_of_a_guest_ends_an_event() -> None:
    now = datetime(2026, 11, 22, tzinfo=UTC)
    event = Event("1", now, now, "x\r\nEND:VEVENT\r\nBEGIN:VALARM", now)
    lines = calendar_of("VIP", [event]).decode().split("\r\n")
    assert (lines.count("END:VEVENT"), lines.count("BEGIN:VALARM")) == (1, 0)


def test_a_room_attendant_opens_no_page_of_addresses(enter: Any, desk: Desk) -> None:
    user: User = desk.cast.room_attendant
    assert enter(user).get(reverse("vip:addresses")).status_code == 403
