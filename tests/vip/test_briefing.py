"""The restaurant's briefing card: who comes, what they may not eat, who serves."""

from datetime import timedelta

import pytest

from hotel.guests.services import set_preference
from hotel.staff.models import Department
from hotel.staff.services import put_on_duty
from hotel.work.models import Item
from tests.vip.conftest import Desk, in_days, items
from vip import briefing, remembered, services
from vip.briefing import beside_item
from vip.models import Avoidable, Dish, Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit(desk: Desk) -> Visit:
    """A V1 who dines at half past six of the first evening and must not have nuts."""
    guest = desk.guest()
    set_preference(guest.pk, "food_restrictions", "坚果过敏", by=desk.cast.receptionist)
    made = desk.announced("B", "V1", guest_id=guest.pk, dining=True)
    return services.arrange(
        made.pk,
        by=desk.cast.fo_supervisor,
        kind="meal",
        starts_at=in_days(3, 18) + timedelta(minutes=30),
        place="听溪包间",
        persons=6,
        budget=300,
    )


def of_code(visit: Visit, code: str) -> Item:
    return next(item for item in items(visit).values() if item.code == code)


def test_the_restaurant_reads_guest_meal_and_what_never_to_serve(desk: Desk, visit: Visit) -> None:
    lines = beside_item(of_code(visit, "P13"), desk.cast.fnb_supervisor)
    said = "\n".join(lines)
    assert "沈砚秋" in said
    assert "听溪包间" in said
    assert "¥300" in said
    assert "坚果" in said


def test_a_confidential_guest_is_an_alias_on_the_card(desk: Desk, visit: Visit) -> None:
    Visit.objects.filter(pk=visit.pk).update(confidential=True, public_alias="松先生")
    said = "\n".join(beside_item(of_code(visit, "P13"), desk.cast.room_attendant))
    assert "松先生" in said
    assert "沈砚秋" not in said
    assert "坚果" in said


def test_a_supervisor_and_two_waiters_of_those_on_duty_serve(desk: Desk, visit: Visit) -> None:
    item = of_code(visit, "S02")
    restaurant = Department.objects.get(code="food_beverage")
    start = item.due_at - timedelta(hours=1)
    cast = desk.cast
    alone = beside_item(item, cast.fnb_supervisor)
    assert "3" in alone[2]
    for person in (cast.fnb_supervisor, cast.etiquette, cast.pa_cleaner, cast.greeter_lead):
        put_on_duty(
            person, restaurant, "middle", start, start + timedelta(hours=6), by=cast.general_manager
        )
    lines = beside_item(item, cast.fnb_supervisor)
    assert "范知味" in lines[0]
    assert len(lines[1].split("、")) == 2
    assert "沈砚秋" in lines[2]


def test_the_dishes_of_the_house_are_told_with_their_stories(desk: Desk, visit: Visit) -> None:
    said = "\n".join(beside_item(of_code(visit, "S02"), desk.cast.fnb_supervisor))
    dish = Dish.objects.get(code="spring_tofu")
    assert dish.name in said
    assert dish.story in said


def test_no_dish_is_offered_that_the_guest_may_not_eat(desk: Desk, visit: Visit) -> None:
    Dish.objects.create(
        code="walnut", name_zh="琥珀桃仁", name_en="Walnuts", story_zh="甜", story_en="Sweet",
        contains=["nuts"],
    )  # fmt: skip
    set_preference(
        visit.guest_id, "food_restrictions", "坚果过敏,不吃辣", by=desk.cast.receptionist
    )
    offered = set(briefing.stories(remembered.of_party(visit).avoid))
    said = beside_item(of_code(visit, "P13"), desk.cast.fnb_supervisor)
    assert offered <= set(said)
    assert not [line for line in said if "琥珀桃仁" in line or "剁椒" in line]
    assert [line for line in said if "红烧肉" in line]


def test_nor_one_a_companion_may_not_eat(desk: Desk, visit: Visit) -> None:
    services.add_member(visit.pk, name="林疏影", restrictions="海鲜过敏", by=desk.cast.receptionist)
    said = beside_item(of_code(visit, "P13"), desk.cast.fnb_supervisor)
    assert not [line for line in said if "鱼头" in line]


def test_a_dish_off_the_card_is_not_told(desk: Desk, visit: Visit) -> None:
    Dish.objects.filter(code="spring_tofu").update(active=False)
    said = beside_item(of_code(visit, "P13"), desk.cast.fnb_supervisor)
    assert not [line for line in said if "豆腐" in line]


def test_every_shipped_dish_names_what_guests_refuse(desk: Desk) -> None:
    known = set(Avoidable.objects.values_list("code", flat=True))
    assert {code for dish in Dish.objects.all() for code in dish.contains} <= known
