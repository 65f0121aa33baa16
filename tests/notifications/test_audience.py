"""Who hears: by department and role, by the roster of the moment, never the actor."""

import pytest

from hotel.notifications.announce import ALARM
from hotel.notifications.audience import House
from hotel.notifications.models import Notice
from hotel.staff import services as staff_services
from tests.cast import Cast
from tests.notifications.scene import act, news, on_duty, told

HOUSEKEEPING = ("housekeeping",)
ALL_OF_HOUSEKEEPING = {"hk_manager", "hk_supervisor", "room_attendant", "pa_cleaner"}


def test_a_department_with_nobody_on_duty_is_told_as_a_whole(cast: Cast) -> None:
    assert told(act(cast, news(departments=HOUSEKEEPING))) == ALL_OF_HOUSEKEEPING


def test_those_on_duty_and_who_leads_the_department_are_told(cast: Cast) -> None:
    on_duty(cast.room_attendant)

    assert told(act(cast, news(departments=HOUSEKEEPING))) == {"room_attendant", "hk_manager"}


def test_somebody_lent_to_a_department_is_told_there(cast: Cast) -> None:
    on_duty(cast.etiquette, "housekeeping")

    assert told(act(cast, news(departments=HOUSEKEEPING))) == {"etiquette", "hk_manager"}


def test_news_for_everybody_does_not_ask_the_roster(cast: Cast) -> None:
    on_duty(cast.room_attendant)

    entry = act(cast, news(departments=HOUSEKEEPING, on_duty=False))
    assert told(entry) == ALL_OF_HOUSEKEEPING


def test_the_holder_of_a_role_on_duty_is_told(cast: Cast) -> None:
    also = staff_services.hire(
        username="second",
        name_zh="次",
        department=cast.engineer.department,
        roles=cast.engineer.held_roles,
        password="yingbin-2026",
        by=None,
    )
    on_duty(also)

    assert told(act(cast, news(roles=("engineer",)))) == {"second"}


def test_all_holders_are_told_when_none_is_on_duty(cast: Cast) -> None:
    assert told(act(cast, news(roles=("engineer",)))) == {"engineer"}


def test_a_role_nobody_holds_goes_to_the_catch_all(cast: Cast) -> None:
    on_duty(cast.assistant_manager)

    assert told(act(cast, news(roles=("nobody_at_all",)))) == {"assistant_manager"}


def test_the_catch_all_is_the_manager_on_duty_first(cast: Cast) -> None:
    on_duty(cast.assistant_manager)
    on_duty(cast.duty_manager)

    assert House.now().catch_all() == {cast.duty_manager.pk}


def test_the_actor_is_not_told_of_his_own_act(cast: Cast) -> None:
    entry = act(cast, news(departments=HOUSEKEEPING), by=cast.hk_manager)

    assert told(entry) == ALL_OF_HOUSEKEEPING - {"hk_manager"}


def test_somebody_who_left_the_hotel_is_not_told(cast: Cast) -> None:
    staff_services.let_go(cast.pa_cleaner.pk, by=None, reason="moved away")

    entry = act(cast, news(departments=HOUSEKEEPING))
    assert told(entry) == ALL_OF_HOUSEKEEPING - {"pa_cleaner"}


def test_a_pure_administrator_is_told_nothing_of_guests(cast: Cast) -> None:
    department = cast.admin.department.code

    assert "admin" not in told(act(cast, news(departments=(department,))))


def test_a_person_reached_twice_gets_one_notice_the_loudest(cast: Cast) -> None:
    entry = act(cast, news(roles=("engineer",)), news(departments=("engineering",), level=ALARM))

    assert [each.level for each in Notice.objects.filter(entry=entry)] == [ALARM]


@pytest.mark.parametrize("departments", [1, 8])
def test_the_house_is_read_in_two_queries(
    cast: Cast, django_assert_num_queries: pytest.FixtureRequest, departments: int
) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]
        house = House.now()
        for _ in range(departments):
            house.department("housekeeping")
