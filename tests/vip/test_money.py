"""A VIP's high account is the assistant manager's news and nobody else's."""

from decimal import Decimal

import pytest

from frontdesk.selectors.in_house import lodgers
from hotel.cashier import services as cashier
from hotel.cashier.opening import folio_for
from hotel.guests.models import Guest
from hotel.notifications.models import Notice
from hotel.stays.models import Stay
from tests.stays.makers import make_in_house
from tests.vip.conftest import Deliver, Desk

pytestmark = pytest.mark.django_db


@pytest.fixture
def stay(desk: Desk) -> Stay:
    """A VIP in 801 at 400 a night, with an open bill and no deposit."""
    made = make_in_house(desk.cast.receptionist, desk.house.room("801"), nights=3)
    Guest.objects.filter(pk=made.guest_id).update(vip_level="V2")
    Stay.objects.filter(pk=made.pk).update(rate=Decimal(400))
    return Stay.objects.select_related("guest").get(pk=made.pk)


def charge(desk: Desk, stay: Stay, amount: int) -> None:
    folio = folio_for(stay, by=desk.cast.receptionist)
    by = desk.cast.receptionist
    cashier.charge(folio.pk, Decimal(amount), "餐饮", key=f"meal-{amount}", by=by)


def told() -> list[str]:
    rows = Notice.objects.filter(code="vip.account_high").order_by("pk")
    return list(rows.values_list("recipient__username", flat=True))


def test_the_charge_that_goes_over_a_night_is_told_once_to_the_assistant_manager(
    desk: Desk, stay: Stay, deliver: Deliver
) -> None:
    for amount in (300, 200, 100):
        charge(desk, stay, amount)
    deliver()
    assert told() == ["assistant_manager"]


def test_a_small_account_is_nobodys_news(desk: Desk, stay: Stay, deliver: Deliver) -> None:
    charge(desk, stay, 400)
    deliver()
    assert told() == []


def test_other_guests_are_asked_at_the_desk(desk: Desk, stay: Stay, deliver: Deliver) -> None:
    Guest.objects.filter(pk=stay.guest_id).update(vip_level="")
    charge(desk, stay, 900)
    deliver()
    assert told() == []
    assert [row.short for row in lodgers(desk.cast.receptionist)] == [True]


def test_the_desk_is_not_told_to_ask_a_vip(desk: Desk, stay: Stay) -> None:
    charge(desk, stay, 900)
    assert [row.short for row in lodgers(desk.cast.receptionist)] == [False]
    assert [row.short for row in lodgers(desk.cast.assistant_manager)] == [True]
