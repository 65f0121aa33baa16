"""A VIP among a group: the mass check-in asks the same gate as the counter, room by room."""

from datetime import timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from frontdesk import group
from frontdesk.services import Deposit, Member, Outcome, check_in_group
from hotel.stays import selectors as stays
from hotel.stays import services as counter
from hotel.stays.models import Stay
from hotel.web import clock
from tests.stays.makers import make_guest, night
from tests.vip.conftest import Desk, in_days
from tests.vip.ready import make_ready
from vip import services
from vip.models import Visit


@pytest.fixture
def visit(desk: Desk) -> Visit:
    """A V3 whose room is given, in a booking with one more room."""
    soon = clock.now() + timedelta(minutes=5)
    made = desk.announced("B", "V3", party_size=1, arrival_at=soon, departure_at=in_days(2, 12))
    stay = Stay.objects.get(pk=int(made.stay_id or 0))
    by = desk.cast.receptionist
    counter.assign_room(stay.pk, desk.house.room("806").pk, by=by)
    counter.book(
        guest_id=make_guest(by).pk,
        room_type_id=desk.house.room("805").room_type_id,
        room_id=desk.house.room("805").pk,
        arrival=night(),
        departure=night(2),
        group=stay.reservation,
        by=by,
    )
    services.replan(made.pk, by=by)
    made.refresh_from_db()
    return made


def press(desk: Desk, visit: Visit) -> list[Outcome]:
    reservation = Stay.objects.get(pk=int(visit.stay_id or 0)).reservation
    members = [Member(stay_id=each.pk) for each in reservation.stays.order_by("pk")]
    return check_in_group(
        reservation.pk,
        members,
        by=desk.cast.receptionist,
        form_token=uuid4(),
        deposit=Deposit(Decimal(200)),
    )


def inside(visit: Visit) -> list[bool]:
    reservation = Stay.objects.get(pk=int(visit.stay_id or 0)).reservation
    return [each.status == "in_house" for each in reservation.stays.order_by("pk")]


def test_an_unready_vip_waits_and_the_others_are_in(desk: Desk, visit: Visit) -> None:
    outcomes = press(desk, visit)
    assert inside(visit) == [False, True]
    assert outcomes[0].refusal is not None
    assert outcomes[0].refusal.code == "gate"


def test_somebody_answering_lets_the_vip_in_with_the_group(desk: Desk, visit: Visit) -> None:
    services.let_in(visit.pk, reason="客人提前到店", by=desk.cast.assistant_manager)
    press(desk, visit)
    assert inside(visit) == [True, True]


def test_a_ready_vip_is_in_with_the_group(desk: Desk, visit: Visit) -> None:
    make_ready(desk, visit)
    press(desk, visit)
    assert inside(visit) == [True, True]


def test_the_page_does_not_tick_an_unready_vip(desk: Desk, visit: Visit) -> None:
    found = stays.reservation(Stay.objects.get(pk=int(visit.stay_id or 0)).reservation_id)
    rows = group.rows_of(found, desk.cast.receptionist, night())
    assert [row.ready for row in rows] == [False, True]


def test_the_page_names_a_confidential_booker_by_the_alias(
    desk: Desk, visit: Visit, client: Client
) -> None:
    Visit.objects.filter(pk=visit.pk).update(confidential=True, public_alias="松先生")
    stay = Stay.objects.select_related("reservation", "guest").get(pk=int(visit.stay_id or 0))
    stay.reservation.booker = stay.guest
    stay.reservation.save(update_fields=["booker"])
    client.force_login(desk.cast.receptionist)
    page = reverse("frontdesk:check-in-group", args=[stay.reservation_id])
    html = client.get(page).content.decode()
    assert "松先生" in html
    assert stay.guest.name not in html


def test_the_admin_site_offers_no_check_in(desk: Desk, visit: Visit, client: Client) -> None:
    """Neither its fields nor any of its acts let a guest in."""
    client.force_login(desk.cast.general_manager)
    stay = Stay.objects.get(pk=int(visit.stay_id or 0))
    client.post(
        reverse("admin:stays_stay_change", args=[stay.pk]),
        {
            "status": "in_house",
            "arrived_at": clock.now().isoformat(),
            "arrival": stay.arrival,
            "departure": stay.departure,
            "room_type": stay.room_type_id,
            "adults": stay.adults,
            "children": 0,
            "rate": stay.rate,
            "version": stay.version,
        },
    )
    page = client.get(reverse("admin:stays_stay_changelist")).content.decode()
    offered = {part.split('"')[0] for part in page.split('<option value="')[1:]}
    for act in {"cancel", "mark_no_show", "reinstate"} & offered:
        client.post(
            reverse("admin:stays_stay_changelist"),
            {"action": act, "_selected_action": [stay.pk], "reason": "VIP"},
        )
        assert not Stay.objects.filter(pk=stay.pk, status="in_house").exists()
