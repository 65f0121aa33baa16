"""Random checklists through every door: nobody unready gets in without somebody answering for it.

`make proofs` tries 500 (`GATE_TRIES`); the suite a few.
"""

import os
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from random import Random
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from frontdesk.services import Deposit, Member, check_in_group
from hotel.journal.models import Entry
from hotel.staff.models import User
from hotel.stays import services as stays
from hotel.stays.models import Stay
from hotel.web import clock
from hotel.web.refusals import Refused
from hotel.work import evidence
from hotel.work.models import Item
from tests.frontdesk.arriving import arrive, resident_id
from tests.stays.makers import make_guest, night
from tests.vip.conftest import Desk, in_days, items
from tests.vip.ready import owed
from vip import services
from vip.models import Visit

TRIES = int(os.environ.get("GATE_TRIES", "18"))
DOORS = ("page", "group page", "admin", "group", "counter", "service")


@dataclass(frozen=True)
class Try:
    """A checklist as chance filled it in. `ready` is what the test itself knows of it."""

    ready: bool
    answered: bool
    door: str


def filled_in(desk: Desk, visit: Visit, chance: Random) -> bool:
    """Every task done, or now and then one left, failed, set aside; whether all of it is good."""
    careful = chance.random() < 0.4
    ready = True
    for item in owed(visit):
        state = "done" if careful else chance.choices(STATES, WEIGHTS)[0]
        by = desk.cast.hk_supervisor if item.code == "P05" else desk.cast.room_attendant
        Item.objects.filter(pk=item.pk).update(status=state, done_by=by, done_at=clock.now())
        ready &= state == "done" or (state == "not_applicable" and item.code != "P05")
    return ready & inspected(desk, visit, chance)


STATES = ("done", "not_applicable", "waiting", "accepted", "in_progress", "failed")
WEIGHTS = (90, 4, 2, 1, 1, 2)


def inspected(desk: Desk, visit: Visit, chance: Random) -> bool:
    """The inspection's own flaws: a point not good, signed by who cleaned, another room, no list."""
    inspection = items(visit)["P05"]
    flaw = chance.choice(("none", "none", "none", "none", "point", "signer", "room", "empty"))
    given = evidence.all_good(inspection)
    if flaw == "point":
        given["points"][chance.choice(sorted(given["points"]))]["ok"] = False
    changed: dict[str, Any] = {"evidence": {} if flaw == "empty" else given}
    if flaw == "signer":
        changed["done_by"] = desk.cast.room_attendant
    if flaw == "room":
        changed["room"] = desk.house.room("906")
    Item.objects.filter(pk=inspection.pk).update(**changed)
    signed_own = flaw == "signer" and items(visit)["P04"].status == "done"
    return flaw == "none" or (flaw == "signer" and not signed_own)


def answered(desk: Desk, visit: Visit, chance: Random) -> bool:
    """Now and then somebody tries to let the guest in: who may, and who may not."""
    who = chance.choice((None, None, None, "receptionist", "fo_supervisor", "assistant_manager"))
    if who is None:
        return False
    try:
        services.let_in(visit.pk, reason="客人提前到店", by=desk.cast.holding(who))
    except Refused:
        return False
    return True


def try_the_door(desk: Desk, stay: Stay, door: str, browser: dict[str, Client]) -> None:
    by = desk.cast.receptionist
    try:
        if door == "service":
            stays.check_in(stay.pk, by=by)
        elif door == "counter":
            arrive(by, stay)
        elif door == "group":
            by_group(by, stay)
        elif door == "group page":
            by_group_page(browser["desk"], stay)
        elif door == "page":
            by_page(browser["desk"], stay)
        else:
            by_admin(browser["admin"], stay)
    except Refused:
        pass


def by_page(client: Client, stay: Stay) -> None:
    client.post(
        reverse("frontdesk:check-in", args=[stay.pk]),
        {
            "token": str(uuid4()), "version": str(stay.version), "room": str(stay.room.pk if stay.room else ""),
            "deposit": "600", "method": "cash", "signed": "on", "keys": "1", "place": "room",
            "p0-guest": str(stay.guest_id), "p0-kind": "resident_id", "p0-number": resident_id(),
        },
    )  # fmt: skip


def by_group(by: User, stay: Stay) -> None:
    """The mass check-in of the booking: the other room is let in, whatever becomes of the VIP's."""
    rooms = Stay.objects.filter(reservation=stay.reservation_id).order_by("-pk")
    members = [Member(stay_id=each.pk) for each in rooms]
    whole = check_in_group(
        stay.reservation_id,
        members,
        by=by,
        form_token=uuid4(),
        deposit=Deposit(Decimal(200)),
    )
    assert [bool(each.check_in) for each in whole if each.stay_id != stay.pk] == [True]


def by_group_page(client: Client, stay: Stay) -> None:
    """Its page, every room of it ticked."""
    rooms = Stay.objects.filter(reservation=stay.reservation_id)
    client.post(
        reverse("frontdesk:check-in-group", args=[stay.reservation_id]),
        {
            "token": str(uuid4()),
            "deposit": "200",
            "method": "cash",
            "signed": "on",
            **{f"s{each.pk}-go": "on" for each in rooms},
            **{f"s{each.pk}-room": str(each.room.pk) for each in rooms if each.room},
            **{f"s{each.pk}-keys": "1" for each in rooms},
        },
    )


def by_admin(client: Client, stay: Stay) -> None:
    """The admin site has no check-in: neither its form nor its acts let anybody in."""
    client.post(
        reverse("admin:stays_stay_change", args=[stay.pk]),
        {"status": "in_house", "arrived_at": "2026-01-01", "adults": "1", "version": stay.version},
    )
    for act in ("reinstate", "check_in", "mark_in_house"):
        client.post(
            reverse("admin:stays_stay_changelist"),
            {"action": act, "_selected_action": [stay.pk], "reason": "VIP"},
        )


@pytest.mark.django_db
def test_no_unready_vip_gets_in_by_any_door_without_somebody_answering(
    desk: Desk, django_user_model: Any
) -> None:
    visit = expected(desk)
    browser = {"desk": Client(), "admin": Client()}
    browser["desk"].force_login(desk.cast.receptionist)
    browser["admin"].force_login(desk.cast.general_manager)
    chance, tried = Random(20261122), []
    for number in range(TRIES):
        with transaction.atomic():
            tried.append(one_try(desk, visit, chance, DOORS[number % len(DOORS)], browser))
            transaction.set_rollback(True)
    assert any(each.ready for each in tried)
    assert any(not each.ready for each in tried)


def expected(desk: Desk) -> Visit:
    soon = clock.now() + timedelta(minutes=5)
    visit = desk.announced("B", "V3", party_size=1, arrival_at=soon, departure_at=in_days(2, 12))
    room = desk.house.room("806")
    stays.assign_room(int(visit.stay_id or 0), room.pk, by=desk.cast.receptionist)
    beside(desk, Stay.objects.get(pk=int(visit.stay_id or 0)))
    services.replan(visit.pk, by=desk.cast.receptionist)
    visit.refresh_from_db()
    return visit


def beside(desk: Desk, stay: Stay) -> None:
    """A room of the same booking that nobody has to make ready: what is let in as a group."""
    by = desk.cast.receptionist
    room = desk.house.room("805")
    stays.book(
        guest_id=make_guest(by).pk,
        room_type_id=room.room_type_id,
        room_id=room.pk,
        arrival=night(),
        departure=night(2),
        group=stay.reservation,
        by=by,
    )


def one_try(desk: Desk, visit: Visit, chance: Random, door: str, browser: dict[str, Client]) -> Try:
    made = Try(filled_in(desk, visit, chance), answered(desk, visit, chance), door)
    stay = Stay.objects.get(pk=int(visit.stay_id or 0))
    try_the_door(desk, stay, door, browser)
    inside = Stay.objects.get(pk=stay.pk).status == "in_house"
    answer = Entry.objects.filter(verb="vip.let_in").exists()
    assert answer == made.answered
    assert not inside or made.ready or answer, made
    if door != "admin":
        assert inside == (made.ready or answer), made
    return made
