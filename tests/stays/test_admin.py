"""What a supervisor sees of stays and bills in the admin site."""

from decimal import Decimal

import pytest
from django.test import Client

from hotel.cashier import services as cashier
from tests.stays.makers import Desk

PAGES = (
    "stays/reservation", "stays/stay", "stays/typenight", "stays/businessday",
    "cashier/folio", "cashier/line",
)  # fmt: skip


@pytest.fixture
def supervisor(desk: Desk, client: Client) -> Client:
    folio = cashier.open_folio(desk.in_house("801", contact_phone="13807312266").pk, by=desk.by)
    cashier.charge(folio.pk, Decimal(30), "Tea", key="t", by=desk.by)
    desk.cast.fo_manager.is_staff = True
    desk.cast.fo_manager.save()
    client.force_login(desk.cast.fo_manager)
    return client


@pytest.mark.parametrize("page", PAGES)
def test_a_supervisor_reads_them(supervisor: Client, page: str) -> None:
    assert supervisor.get(f"/admin/{page}/").status_code == 200


@pytest.mark.parametrize("page", PAGES)
def test_nobody_adds_there(supervisor: Client, page: str) -> None:
    assert supervisor.get(f"/admin/{page}/add/").status_code == 403


def test_the_contact_s_number_is_masked(supervisor: Client, desk: Desk) -> None:
    from hotel.stays.models import Reservation

    html = supervisor.get(f"/admin/stays/reservation/{Reservation.objects.get().pk}/change/")
    assert "138****2266" in html.content.decode()
    assert "13807312266" not in html.content.decode()
