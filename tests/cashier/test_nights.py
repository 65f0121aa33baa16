"""The room charge of a night, posted once however often and by whomever it is asked for."""

from datetime import timedelta
from decimal import Decimal

import pytest

from hotel.cashier import selectors, services
from hotel.stays import services as stays
from hotel.web.refusals import Refused
from tests.stays.makers import Desk, night


def test_a_night_is_charged_at_the_rate_of_the_stay(desk: Desk) -> None:
    stay = desk.in_house("801", nights=2)
    line = services.charge_night(stay.pk, night(), by=desk.cast.night_auditor)
    assert line is not None
    assert line.amount == Decimal("368.00")


def test_a_night_is_charged_once_whatever_the_rate_has_become(desk: Desk) -> None:
    stay = desk.in_house("801", nights=2)
    first = services.charge_night(stay.pk, night(), by=desk.cast.night_auditor)
    stays.change_stay(stay.pk, by=desk.by, rate=Decimal(300))
    assert services.charge_night(stay.pk, night(), by=desk.by) == first


def test_each_night_is_a_line_of_its_own(desk: Desk) -> None:
    stay = desk.in_house("801", nights=2)
    for offset in (0, 1, 0):
        services.charge_night(stay.pk, night(offset), by=desk.by)
    assert selectors.nights_posted([stay.pk]) == {stay.pk: {night(), night(1)}}


def test_a_free_room_is_not_charged(desk: Desk) -> None:
    stay = desk.in_house("801", rate=Decimal(0))
    assert services.charge_night(stay.pk, night(), by=desk.by) is None


def test_a_night_before_the_arrival_is_refused(desk: Desk) -> None:
    stay = desk.in_house("801")
    with pytest.raises(Refused) as caught:
        services.charge_night(stay.pk, night() - timedelta(days=1), by=desk.by)
    assert caught.value.field == "night"


def test_a_guest_who_has_not_come_is_not_charged(desk: Desk) -> None:
    with pytest.raises(Refused):
        services.charge_night(desk.stay("801").pk, night(), by=desk.by)


def test_a_night_whose_charge_was_reversed_is_not_charged_again(desk: Desk) -> None:
    stay = desk.in_house("801")
    line = services.charge_night(stay.pk, night(), by=desk.by)
    assert line is not None
    services.reverse(line.pk, "agreed", key="v", by=desk.cast.fo_manager)
    services.charge_night(stay.pk, night(), by=desk.by)
    assert selectors.balance(line.folio_id) == 0
