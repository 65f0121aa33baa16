"""The list of arrivals: in groups of time, with what stands in the way, in few queries."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from frontdesk import arrivals, home
from frontdesk.reasons import reasons_for
from hotel.guests import services as guests
from hotel.rooms.models import Room
from hotel.stays import services as stays
from hotel.stays.models import Stay
from hotel.web import clock
from tests.frontdesk.arriving import arrive, resident_id
from tests.stays.makers import Desk, night


@pytest.fixture
def noon(desk: Desk) -> datetime:
    return clock.at(clock.today(), time(15))


def page(desk: Desk, now: datetime, show: str = "") -> arrivals.Arrivals:
    return arrivals.arrivals(show, desk.by, night(), now)


def texts(desk: Desk, stay: Stay) -> list[tuple[str, str]]:
    fresh = stays_of(stay)
    return [(reason.mood, reason.text) for reason in reasons_for([fresh], desk.by)[stay.pk]]


def stays_of(stay: Stay) -> Any:
    from hotel.stays import selectors

    return selectors.stays().get(pk=stay.pk)


def test_arrivals_stand_in_groups_of_time(desk: Desk, noon: datetime) -> None:
    def at(hour: int) -> datetime:
        return clock.at(clock.today(), time(hour))

    made = [
        desk.stay("801", eta=at(13)),
        desk.stay("802", eta=at(16)),
        desk.stay("803", eta=at(19)),
    ]
    made.append(desk.stay("804"))
    found = [[row.stay.pk for row in group.rows] for group in page(desk, noon).groups]
    assert found == [[stay.pk] for stay in made]


def test_the_segments_count_what_they_show(desk: Desk, noon: datetime) -> None:
    desk.stay("801")
    desk.unassigned()
    arrive(desk.by, desk.stay("802"))
    stays.cancel_stay(desk.stay("803").pk, reason="plans changed", by=desk.by)
    counts = {each.key: each.count for each in page(desk, noon).segments}
    assert counts == {"expected": 2, "ready": 1, "blocked": 1, "vip": 0, "in": 1, "gone": 1}
    for key, count in counts.items():
        shown = page(desk, noon, key).groups
        assert sum(len(group.rows) for group in shown) == count


def test_a_stay_without_a_room_is_blocked(desk: Desk) -> None:
    assert ("bad", "No room assigned") in english(texts, desk, desk.unassigned())


def english(ask: Any, *args: Any) -> Any:
    from django.utils.translation import override

    with override("en"):
        return ask(*args)


@pytest.mark.parametrize(
    ("state", "said"), [("dirty", "Dirty"), ("cleaning", "Being cleaned"), ("clean", None)]
)
def test_a_room_says_why_it_is_not_ready(desk: Desk, state: str, said: str | None) -> None:
    stay = desk.stay("801")
    Room.objects.filter(number="801").update(cleanliness=state)
    bad = [text for mood, text in english(texts, desk, stay) if mood == "bad"]
    assert bad == ([said] if said else [])


def test_a_vips_room_is_inspected(desk: Desk) -> None:
    guest = desk.guest()
    guests.set_vip_level(guest.pk, "V2", by=None)
    stay = desk.stay("801", guest=guest)
    Room.objects.filter(number="801").update(cleanliness="clean")
    assert ("bad", "Not inspected yet") in english(texts, desk, stay)


def test_missing_documents_and_names_are_told(desk: Desk) -> None:
    said = english(texts, desk, desk.stay("801", adults=2))
    assert ("warn", "No document on file") in said
    assert ("warn", "1 name missing") in said


def test_a_document_on_file_is_enough(desk: Desk, booked_stay: Stay) -> None:
    guests.add_document(booked_stay.guest_id, "resident_id", resident_id(), by=desk.by)
    assert english(texts, desk, booked_stay) == []


def test_who_comes_from_overseas_is_marked(desk: Desk) -> None:
    stay = desk.stay("801", guest=desk.guest(nationality="POL"))
    assert ("info", "From overseas: report within 24 h") in english(texts, desk, stay)


def test_a_booking_past_its_hold_time_is_told(desk: Desk) -> None:
    stay = desk.stay("801", hold_until=clock.now() - timedelta(minutes=5))
    assert any(text.startswith("Not guaranteed") for _mood, text in english(texts, desk, stay))


@pytest.fixture
def clerk(desk: Desk, client: Client) -> Client:
    client.force_login(desk.by)
    return client


def test_the_page_asks_a_constant_number_of_times(
    desk: Desk, clerk: Client, django_assert_max_num_queries: Any
) -> None:
    for number in ("801", "802", "803", "804", "805", "901", "902"):
        desk.stay(number, adults=2)
    clerk.get(reverse("frontdesk:arrivals"))
    with django_assert_max_num_queries(17):
        html = clerk.get(reverse("frontdesk:arrivals")).content.decode()
    assert html.count("data-row ") == 7


@pytest.mark.parametrize("show", ["expected", "ready", "blocked", "vip", "in", "gone", "nonsense"])
def test_every_filter_opens(desk: Desk, clerk: Client, show: str) -> None:
    assert clerk.get(reverse("frontdesk:arrivals"), {"show": show}).status_code == 200


def test_the_home_page_names_late_arrivals_and_rooms_that_are_not_ready(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = clock.at(clock.today(), time(15))
    monkeypatch.setattr(clock, "now", lambda: now)
    late = desk.stay("801", eta=now - timedelta(hours=1))
    desk.unassigned(eta=now + timedelta(hours=1))
    (line,) = home.arriving.late(desk.by)
    assert (line.kind, line.text, line.room) == ("late", late.guest.name, "801")
    assert [each.chip for each in english(lambda: list(home.arriving.coming(desk.by)))] == [
        "No room assigned"
    ]


def test_a_day_without_arrivals_says_so(desk: Desk, clerk: Client) -> None:
    assert "/walk-in/" in clerk.get(reverse("frontdesk:arrivals")).content.decode()


def test_yesterdays_guest_is_late(desk: Desk, noon: datetime) -> None:
    stay = desk.stay("801", nights=3)
    stays.advance_business_date(night(1), by=None)
    tomorrow: date = night()
    found = arrivals.arrivals("", desk.by, tomorrow, noon)
    assert [(row.stay.pk, row.late) for row in found.expected] == [(stay.pk, True)]
