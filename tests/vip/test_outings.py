"""Each room of a visit goes out and comes back for itself (handbook A7.191)."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from hotel.notifications.models import Notice
from hotel.stays import services as stays
from hotel.stays.models import Stay
from hotel.web import clock
from hotel.web.refusals import Refused
from tests.vip.conftest import Deliver, Desk, in_days, items, open_keys
from tests.vip.test_pages import Browser, pages  # noqa: F401  the fixture
from vip import services
from vip.models import Outing, Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(desk: Desk, deliver: Deliver) -> Visit:
    """The guest is in house in 806, somebody of the party in 906."""
    return in_house(desk, deliver)


def in_house(desk: Desk, deliver: Deliver, **fields: Any) -> Visit:
    made = desk.announced(
        "A",
        "V1",
        arrival_at=clock.now() + timedelta(minutes=5),
        departure_at=in_days(2, 12),
        rooms_needed=2,
        **fields,
    )
    rooms = {int(made.stay_id or 0): "806", further(made).pk: "906"}
    for stay_id, number in rooms.items():
        stays.assign_room(stay_id, desk.house.room(number).pk, by=desk.cast.receptionist)
    services.let_in(made.pk, reason="客人已到", by=desk.cast.assistant_manager)
    for stay_id in rooms:
        stays.check_in(stay_id, by=desk.cast.receptionist)
    deliver()
    deliver()
    made.refresh_from_db()
    return made


def further(visit: Visit) -> Stay:
    stay: Stay = visit.party_rooms.get().stay
    return stay


def renewing(visit: Visit) -> set[str]:
    return {key for key in open_keys(visit) if key.startswith("O")}


def test_the_further_room_alone_is_renewed(visit: Visit, desk: Desk) -> None:
    outing = services.record_guest_out(visit.pk, room=2, by=desk.cast.receptionist)
    assert renewing(visit) == {"O02@1@r2", "O03@1@r2"}
    found = items(visit)
    assert {found[key].room for key in renewing(visit)} == {desk.house.room("906")}
    assert [found[f"O0{n}@1@r2"].due_at - outing.out_at for n in (1, 2, 3)] == [
        timedelta(minutes=each) for each in (2, 30, 40)
    ]
    assert found["O01@1@r2"].done_by == desk.cast.receptionist


def test_both_rooms_may_be_out_and_one_comes_back(visit: Visit, desk: Desk) -> None:
    by = desk.cast.receptionist
    services.record_guest_out(visit.pk, by=by)
    services.record_guest_out(visit.pk, room=2, by=by)
    assert renewing(visit) == {"O02@1", "O03@1", "O02@2@r2", "O03@2@r2"}
    services.record_guest_back(visit.pk, room=2, by=by)
    assert [each.back_at is None for each in visit.outings.order_by("number")] == [True, False]


def test_a_room_is_out_once(visit: Visit, desk: Desk) -> None:
    services.record_guest_out(visit.pk, room=2, by=desk.cast.receptionist)
    with pytest.raises(Refused) as refused:
        services.record_guest_out(visit.pk, room=2, by=desk.cast.receptionist)
    assert refused.value.field == "room"


def test_the_database_keeps_one_open_outing_a_stay(visit: Visit) -> None:
    fields = {"visit": visit, "stay": further(visit), "out_at": clock.now()}
    Outing.objects.create(number=1, **fields)
    with pytest.raises(IntegrityError), transaction.atomic():
        Outing.objects.create(number=2, **fields)


@pytest.mark.parametrize("room", [2, 3])
def test_nobody_goes_out_of_a_room_nobody_is_in(desk: Desk, room: int) -> None:
    made = desk.announced("A", "V1", rooms_needed=2)
    with pytest.raises(Refused):
        services.record_guest_out(made.pk, room=room, by=desk.cast.receptionist)


def test_the_stay_hears_of_it_and_no_second_outing_follows(
    visit: Visit, desk: Desk, deliver: Deliver
) -> None:
    services.record_guest_out(visit.pk, room=2, by=desk.cast.receptionist)
    deliver()
    assert further(visit).guest_out_since == visit.outings.get().out_at
    services.record_guest_back(visit.pk, room=2, by=desk.cast.receptionist)
    deliver()
    assert visit.outings.get().back_at is not None
    assert further(visit).guest_out_since is None


def test_going_out_at_the_desk_renews_that_room(visit: Visit, desk: Desk, deliver: Deliver) -> None:
    stays.guest_out(further(visit).pk, by=desk.cast.receptionist)
    deliver()
    deliver()
    assert renewing(visit) == {"O02@1@r2", "O03@1@r2"}
    stays.guest_back(further(visit).pk, by=desk.cast.receptionist)
    deliver()
    assert visit.outings.get().back_at is not None


def test_the_floor_reads_which_room_was_left(visit: Visit, desk: Desk, deliver: Deliver) -> None:
    services.record_guest_out(visit.pk, room=2, by=desk.cast.receptionist)
    deliver()
    told = Notice.objects.filter(code="vip.replanned", department__code="housekeeping").latest("pk")
    assert "906" in told.params["cause_en"]


def test_of_a_confidential_guest_no_room_is_named(desk: Desk, deliver: Deliver) -> None:
    visit = in_house(
        desk, deliver, confidential=True, public_alias="S 先生", by=desk.cast.gm_office
    )
    services.record_guest_out(visit.pk, room=2, by=desk.cast.fo_manager)
    deliver()
    told = Notice.objects.filter(code="vip.replanned", department__code="housekeeping").latest("pk")
    assert "906" not in told.params["cause_en"]


def test_the_page_asks_which_room_and_shows_who_is_out(
    visit: Visit,
    desk: Desk,
    pages: Browser,  # noqa: F811
) -> None:
    clerk = desk.cast.receptionist
    client = pages.as_(clerk)
    path = reverse("vip:guest-out", args=[visit.pk])
    back = f"{clock.local(later()):%Y-%m-%dT%H:%M}"
    assert client.post(path, {"room": "2", "expected_back_at": back}).status_code == 303
    assert visit.outings.get().stay == further(visit)
    html = pages.html(clerk, "vip:visit", visit.pk)
    assert "906: Out since" in html
    assert "Room being renewed" in html
    assert "act-guest-back" in html
    assert "act-guest-out" in html
    assert client.post(path, {"room": "2"}).status_code == 422


def later() -> datetime:
    return clock.now() + timedelta(hours=2)
