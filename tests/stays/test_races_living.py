"""16 hands at once on guests who live here: longer or a new booking, one form twice, rooms crossed,
a departure taken back. By service and over HTTP; each race goes wrong without what protects it.
"""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from hotel.rooms.models import Room
from hotel.stays import services
from hotel.stays.history import check_invariants
from hotel.stays.models import Stay
from hotel.stays.services import changing, returning
from tests import races
from tests.stays.makers import Desk, night
from tests.stays.test_races import crowd, no_room_lock

__all__ = ["crowd"]

pytestmark = pytest.mark.django_db(transaction=True)

Hand = Callable[[int], Any]
WAYS = ("service", "http")


def signed_in(crowd: Desk) -> list[Client]:
    clients = [Client() for _hand in range(races.HANDS)]
    for client in clients:
        client.force_login(crowd.by)
    return clients


def went_through(response: Any) -> bool:
    assert response.status_code in (303, 409, 422), response.status_code
    return bool(response.status_code == 303)


def longer_or_booked(crowd: Desk, stay: Stay, way: str) -> Hand:
    """Even hands extend the guest of 801 by a night, odd ones book that night of the room."""
    guests = [crowd.guest() for _hand in range(races.HANDS)]
    room = crowd.house.rooms["801"]
    clients = signed_in(crowd) if way == "http" else []

    def by_service(hand: int) -> bool:
        if hand % 2:
            services.book(
                guest_id=guests[hand].pk,
                room_type_id=room.room_type_id,
                room_id=room.pk,
                arrival=night(1),
                departure=night(2),
                by=crowd.by,
            )
        else:
            services.extend(stay.pk, night(2), by=crowd.by)
        return True

    def over_http(hand: int) -> bool:
        if hand % 2:
            form = {
                "token": uuid4(), "kind": "overnight", "guest": guests[hand].pk,
                "arrival": night(1).isoformat(), "departure": night(2).isoformat(),
                "room_type": room.room_type_id, "room": "801", "adults": 1, "children": 0,
                "source": "phone", "guarantee": "none",
            }  # fmt: skip
            return went_through(clients[hand].post(reverse("stays:new"), form))
        version = Stay.objects.values_list("version", flat=True).get(pk=stay.pk)
        form = {"version": version, "departure": night(2).isoformat(), "reason": ""}
        return went_through(clients[hand].post(reverse("stays:extend", args=[stay.pk]), form))

    return over_http if clients else by_service


def contested(crowd: Desk, stay: Stay, way: str, rounds: int, *, keep: bool = False) -> list[int]:
    act = longer_or_booked(crowd, stay, way)
    won = []
    with races.race() as hands:
        for _turn in range(rounds):
            won.append(sum(map(bool, races.winners(hands.run(act)))))
            if not keep:
                put_back(crowd, stay)
    return won


def put_back(crowd: Desk, stay: Stay) -> None:
    """As before the round: one night, and nobody after."""
    stay.refresh_from_db()
    if stay.departure > night(1):
        services.shorten(stay.pk, night(1), "again", by=crowd.by)
    for booked in Stay.objects.filter(status="confirmed"):
        services.cancel_stay(booked.pk, "again", by=crowd.by)


@pytest.mark.parametrize("way", WAYS)
def test_a_night_of_a_room_is_extended_or_booked_never_both(crowd: Desk, way: str) -> None:
    stay = crowd.in_house("801")
    rounds = races.rounds(way)
    assert contested(crowd, stay, way, rounds) == [1] * rounds
    assert check_invariants() == []


@pytest.mark.parametrize("way", WAYS)
def test_control_without_lock_and_constraint_it_is_extended_and_booked(
    crowd: Desk, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    stay = crowd.in_house("801")
    no_room_lock(monkeypatch)

    def unlocked(room_ids: Any) -> list[Room]:
        return list(Room.objects.filter(pk__in=set(room_ids)).select_related("room_type"))

    monkeypatch.setattr(changing, "lock_rooms", unlocked)
    with races.without_constraint("stays_roomassignment", "stays_room_once"):
        assert max(contested(crowd, stay, way, 1, keep=True)) > 1


def one_form(crowd: Desk, stay: Stay, way: str) -> Callable[[int, int], bool]:
    """Everybody saves the form they opened at version `seen`, each with a rate of their own."""
    clients = signed_in(crowd) if way == "http" else []

    def save(seen: int, hand: int) -> bool:
        if not clients:
            services.change_stay(
                stay.pk, by=crowd.by, seen_version=seen, plates=[f"湘A1234{hand % 10}"]
            )
            return True
        form = {
            "version": seen, "departure": stay.departure.isoformat(), "adults": 1, "children": 0,
            "rate": 100 + seen * races.HANDS + hand, "plates": "",
        }  # fmt: skip
        return went_through(clients[hand].post(reverse("stays:change", args=[stay.pk]), form))

    return save


def saved(crowd: Desk, way: str, rounds: int) -> list[int]:
    stay = crowd.in_house("801")
    save = one_form(crowd, stay, way)
    won = []
    with races.race() as hands:
        for _turn in range(rounds):
            services.change_stay(stay.pk, by=crowd.by, plates=[])
            stay.refresh_from_db()
            seen = stay.version
            won.append(sum(map(bool, races.winners(hands.run(lambda hand: save(seen, hand))))))  # noqa: B023
    return won


@pytest.mark.parametrize("way", WAYS)
def test_one_form_opened_by_many_is_saved_by_one(crowd: Desk, way: str) -> None:
    rounds = races.rounds(way)
    assert saved(crowd, way, rounds) == [1] * rounds


@pytest.mark.parametrize("way", WAYS)
def test_control_reading_the_version_without_a_lock_saves_many(
    crowd: Desk, monkeypatch: pytest.MonkeyPatch, way: str
) -> None:
    def read(stay_id: int, seen_version: int | None = None) -> Stay:
        return Stay.objects.select_related("reservation", "guest", "room_type").get(pk=stay_id)

    monkeypatch.setattr(changing, "locked_stay", read)
    assert max(saved(crowd, way, 3)) > 1


def test_crossing_moves_over_http_are_refused_in_words(crowd: Desk) -> None:
    stays = [crowd.in_house("801"), crowd.in_house("802")]
    wanted = [crowd.house.rooms["802"].pk, crowd.house.rooms["801"].pk]
    clients = signed_in(crowd)

    def move(hand: int) -> bool:
        which = hand % 2
        form = {"version": stays[which].version, "room": wanted[which], "reason": "noise"}
        path = reverse("stays:move", args=[stays[which].pk])
        return went_through(clients[hand].post(path, form))

    with races.race() as hands:
        for _turn in range(races.rounds("http")):
            assert not any(races.winners(hands.run(move)))
    assert check_invariants() == []


def taken_back(crowd: Desk, rounds: int) -> list[int]:
    stay = crowd.in_house("801")
    won = []
    with races.race() as hands:
        for _turn in range(rounds):
            services.check_out(stay.pk, by=crowd.by)
            outcomes = hands.run(
                lambda _hand: services.take_back_departure(
                    stay.pk, night(1), "by mistake", by=crowd.cast.fo_supervisor
                )
            )
            won.append(len(races.winners(outcomes)))
    return won


def test_a_departure_is_taken_back_once(crowd: Desk) -> None:
    assert taken_back(crowd, races.ROUNDS) == [1] * races.ROUNDS
    assert check_invariants() == []


def test_control_with_naive_status_a_departure_is_taken_back_many_times(
    crowd: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(stay_id: int, seen_version: int | None = None) -> Stay:
        return Stay.objects.select_related("reservation", "guest", "room_type").get(pk=stay_id)

    def write(stay: Stay, to: str, **facts: Any) -> None:
        Stay.objects.filter(pk=stay.pk).update(status=to, **facts)
        stay.status = to

    monkeypatch.setattr(returning, "locked_stay", read)
    monkeypatch.setattr("hotel.stays.states.move", write)
    monkeypatch.setattr(returning, "lock_rooms", lambda _ids: [])
    monkeypatch.setattr(returning, "set_occupancy", lambda *_args, **_facts: {})
    monkeypatch.setattr("hotel.stays.nights.resell", lambda *_args, **_facts: None)
    assert max(taken_back(crowd, 1)) > 1
