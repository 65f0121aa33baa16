"""The hotel's own rules: changed as a whole by those who arrange the house, and used."""

from datetime import time
from decimal import Decimal
from typing import Any

import pytest

from hotel.house import services
from hotel.house.models import HouseRules
from hotel.house.selectors import rules
from hotel.journal.models import Entry
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused, Stale
from tests import races
from tests.cast import Cast, hire_cast
from tests.stays.conftest import desk  # noqa: F401
from tests.stays.makers import Desk


def test_a_house_that_changed_nothing_has_the_shipped_rules(cast: Cast) -> None:
    assert (rules().check_out_time, rules().pk, HouseRules.objects.count()) == (time(14), 1, 0)


def test_a_change_is_journaled_with_the_old_and_the_new(cast: Cast) -> None:
    services.change_rules(by=cast.fo_manager, hold_until=time(19), deposit_extra=Decimal(300))

    assert Entry.objects.get(verb="house_rules.changed").changes == {
        "hold_until": ["18:00", "19:00"],
        "deposit_extra": ["200.00", "300.00"],
    }


def test_saving_what_stands_is_no_act(cast: Cast) -> None:
    services.change_rules(by=cast.fo_manager, hold_until=time(18))

    assert not Entry.objects.filter(verb="house_rules.changed").exists()


@pytest.mark.parametrize(
    ("field", "facts"),
    [
        ("breakfast_until", {"breakfast_until": time(7)}),
        ("late_half_until", {"late_half_until": time(13)}),
        ("deposit_extra", {"deposit_extra": Decimal(-1)}),
        ("deposit_round_to", {"deposit_round_to": 0}),
        ("late_grace_minutes", {"late_grace_minutes": 999}),
        ("name_zh", {"name_zh": "  "}),
        ("parking_en", {"parking_en": "x" * 5000}),
    ],
)
def test_what_cannot_stand_is_refused_beside_its_field(
    cast: Cast, field: str, facts: dict[str, Any]
) -> None:
    with pytest.raises(Refused) as refused:
        services.change_rules(by=cast.fo_manager, **facts)

    assert (refused.value.field, getattr(rules(), field)) == (field, getattr(HouseRules(), field))


def test_two_people_at_once_see_each_other(cast: Cast) -> None:
    services.change_rules(by=cast.fo_manager, seen_version=0, hold_until=time(19))

    with pytest.raises(Stale) as stale:
        services.change_rules(by=cast.general_manager, seen_version=0, hold_until=time(20))
    assert list(stale.value.theirs.values()) == ["19:00"]


@pytest.mark.parametrize("role", ["receptionist", "fo_supervisor", "hk_manager"])
def test_others_may_not_change_them(cast: Cast, role: str) -> None:
    with pytest.raises(Forbidden):
        services.change_rules(by=cast.holding(role), hold_until=time(19))


def test_a_reset_brings_the_shipped_rules_and_leaves_the_hotel_s_name(cast: Cast) -> None:
    services.change_rules(by=cast.fo_manager, hold_until=time(19), name_zh="听松山庄")

    services.reset_to_shipped(by=cast.general_manager)

    assert (rules().hold_until, rules().name_zh) == (time(18), "听松山庄")
    assert Entry.objects.get(verb="house_rules.reset").changes == {"hold_until": ["19:00", "18:00"]}


def test_bookings_are_held_until_the_hour_of_the_house(desk: Desk) -> None:  # noqa: F811
    services.change_rules(by=desk.cast.fo_manager, hold_until=time(20))

    held_until = desk.stay("801", arrival=clock.today() + clock.minutes(3 * 24 * 60)).reservation
    assert clock.local(held_until.hold_until).time() == time(20)  # type: ignore[arg-type]


def test_the_service_centre_hears_of_as_many_yoghurts_as_the_house_gives(
    desk: Desk,  # noqa: F811
) -> None:
    services.change_rules(by=desk.cast.fo_manager, yoghurts_a_person=3)
    desk.in_house("801", adults=2)

    assert Entry.objects.get(verb="stay.checked_in").data["yoghurts"] == 6


@pytest.mark.parametrize(("language", "name"), [("zh-hans", "听松山庄"), ("en", "Tingsong")])
def test_every_page_carries_the_hotel_s_name(
    cast: Cast, enter: Any, language: str, name: str
) -> None:
    services.change_rules(by=cast.fo_manager, name_zh="听松山庄", name_en="Tingsong")
    cast.receptionist.language = language
    cast.receptionist.save()

    page = enter(cast.receptionist).get("/me/").content.decode()
    assert f"· {name}</title>" in page


@pytest.mark.django_db(transaction=True)
def test_of_many_changes_of_one_version_one_counts() -> None:
    cast = hire_cast()
    services.change_rules(by=cast.fo_manager, hold_until=time(17))
    with races.race() as hands:
        for turn in range(5):
            seen = rules().version
            outcomes = hands.run(
                lambda hand: services.change_rules(
                    by=cast.fo_manager,
                    seen_version=seen,  # noqa: B023
                    hold_until=time(18 + turn % 2, hand + 1),  # noqa: B023
                )
            )
            assert len(races.winners(outcomes)) == 1


@pytest.mark.django_db(transaction=True)
def test_control_without_the_version_every_change_counts() -> None:
    cast = hire_cast()
    with races.race() as hands:
        outcomes = hands.run(
            lambda hand: services.change_rules(by=cast.fo_manager, hold_until=time(17, hand + 1))
        )
        assert len(races.winners(outcomes)) > 1
