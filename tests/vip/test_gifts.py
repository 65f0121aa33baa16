"""Amenity orders and preferences of a visit: from the plan to the guest, whatever changes meanwhile."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import translation

from hotel.guests.services import set_preference
from hotel.journal.selectors import latest, told
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused
from hotel.work import services as work
from hotel.work.models import Item
from tests.vip.conftest import Deliver, Desk, in_days, items, open_keys
from vip import services
from vip.gift_panel import Panel
from vip.models import Amenity, AmenityOrder, Visit

pytestmark = pytest.mark.django_db


def order(visit: Visit, code: str, number: int = 1) -> AmenityOrder:
    return visit.amenity_orders.get(amenity__code=code, number=number)


def living(visit: Visit) -> set[str]:
    rows = visit.amenity_orders.exclude(status="cancelled")
    return set(rows.values_list("amenity__code", flat=True))


def finish(visit: Visit, key: str, desk: Desk) -> Item:
    """The task as its department finishes it, whatever it waits for."""
    item = items(visit)[key]
    Item.objects.filter(pk=item.pk).update(requires=[], evidence_kind="tick")
    return work.finish(item.pk, by=desk.cast.assistant_manager)


def test_announcing_orders_what_the_level_brings(desk: Desk) -> None:
    visit = desk.announced("C", "V4")
    assert living(visit) == {"fruit_plate", "greeting_card", "tea_standard"}


def test_the_boards_carry_the_lists(desk: Desk) -> None:
    visit = desk.announced("C", "V3")
    item = items(visit)["P07"]
    assert "水果盘 ×1、干果拼盘 ×1" in item.detail_zh
    assert "Fruit plate ×1, Dried fruit and nut platter ×1" in item.detail_en
    assert item.evidence_spec["amenities"] == ["fruit_plate", "dried_fruit"]


def test_an_allergy_noted_later_changes_order_and_task_and_is_told_once(
    desk: Desk, deliver: Deliver
) -> None:
    visit = desk.announced("C", "V3")
    deliver()
    set_preference(visit.guest_id, "food_restrictions", "花生、坚果过敏", by=desk.cast.receptionist)
    deliver()
    assert {"vegetable_crisps"} <= living(visit)
    assert "dried_fruit" not in living(visit)
    assert "坚果、花生" in items(visit)["P07"].detail_zh
    told = services_told(visit)
    assert told["ordered"] == [
        {
            "zh": "果蔬脆片拼盘(不含坚果) ×1",
            "en": "Platter of fruit and vegetable crisps without nuts ×1",
        }
    ]


def services_told(visit: Visit) -> dict[str, list[dict[str, str]]]:
    from vip.selectors import last_replanning

    entry = last_replanning(visit.pk)
    assert entry is not None
    part: dict[str, list[dict[str, str]]] = entry.data["departments"]["food_beverage"]
    return part


def test_a_finished_task_delivers_its_list(desk: Desk, deliver: Deliver) -> None:
    visit = desk.announced("C", "V3")
    finish(visit, "P07", desk)
    deliver()
    given = order(visit, "fruit_plate")
    assert (given.status, given.delivered_by, given.task_key) == (
        "delivered",
        desk.cast.assistant_manager,
        "P07",
    )


def test_lowering_the_level_keeps_what_was_delivered(desk: Desk) -> None:
    visit = desk.announced("B", "V2")
    services.deliver_amenity(order(visit, "fruit_basket").pk, by=desk.cast.fnb_supervisor)
    services.change_level(visit.pk, level="V3", by=desk.cast.fo_manager)
    visit.refresh_from_db()
    assert order(visit, "fruit_basket").status == "delivered"
    assert order(visit, "flowers_large").status == "cancelled"
    assert "fruit_plate" in living(visit)


def test_more_persons_than_were_brought_for_are_ordered_for_beside(desk: Desk) -> None:
    Amenity.objects.filter(code="fruit_plate").update(per_person=True)
    visit = desk.announced("C", "V4", party_size=2)
    services.deliver_amenity(order(visit, "fruit_plate").pk, by=desk.cast.fnb_supervisor)
    services.edit_notice(visit.pk, by=desk.cast.fo_supervisor, party_size=1)
    assert order(visit, "fruit_plate").quantity == 2
    Amenity.objects.filter(code="fruit_plate").update(unit_cost=1)
    services.edit_notice(visit.pk, by=desk.cast.fo_supervisor, party_size=3, rooms_needed=2)
    assert (order(visit, "fruit_plate").quantity, order(visit, "fruit_plate", 2).quantity) == (2, 1)


def test_each_day_is_a_replenishment_that_costs(desk: Desk, deliver: Deliver) -> None:
    visit = desk.announced("C", "V3")
    deliver()
    services.record_arrival(visit.pk, by=desk.cast.fo_supervisor)
    daily = next(key for key in open_keys(visit) if key.startswith("D03@"))
    services.deliver_amenity(order(visit, "fruit_plate").pk, by=desk.cast.fnb_supervisor)
    finish(visit, daily, desk)
    deliver()
    services.follow_task(visit.pk, key=daily, codes=["fruit_plate"], by=None)
    plate = order(visit, "fruit_plate")
    assert (plate.status, plate.spent) == ("replenished", Decimal(56))


def test_another_department_does_not_deliver(desk: Desk) -> None:
    visit = desk.announced("C", "V3")
    with pytest.raises(Forbidden):
        services.deliver_amenity(order(visit, "fruit_plate").pk, by=desk.cast.engineer)


def test_the_history_names_the_amenity_in_the_readers_language(desk: Desk) -> None:
    visit = desk.announced("C", "V3")
    services.deliver_amenity(order(visit, "fruit_plate").pk, by=desk.cast.fnb_supervisor)
    said = []
    for language in ("zh-hans", "en"):
        with translation.override(language):
            (entry,) = latest(f"vip.visit:{visit.pk}", ["vip.amenity_delivered"])
            said += [change.after for change in told(entry).changes]
    assert said == ["水果盘 ×1", "Fruit plate ×1"]


def test_what_was_delivered_is_not_delivered_twice(desk: Desk) -> None:
    visit = desk.announced("C", "V3")
    plate = order(visit, "fruit_plate")
    services.deliver_amenity(plate.pk, by=desk.cast.fnb_supervisor)
    with pytest.raises(Refused):
        services.deliver_amenity(plate.pk, by=desk.cast.fnb_supervisor)


def test_a_birthday_in_the_stay_brings_a_cake(desk: Desk) -> None:
    born = clock.local(in_days(4, 12)).date().replace(year=1980)
    visit = desk.announced("A", "V2", guest_id=desk.guest("顾南枝", birth_date=born).pk)
    assert "birthday_cake" in living(visit)


def test_above_the_budget_somebody_with_the_authority_approves(
    desk: Desk, deliver: Deliver
) -> None:
    visit = desk.announced("C", "V4", occasions=["birthday"], departure_at=in_days(4, 12))
    asked = next(key for key in open_keys(visit) if key.startswith("G0@"))
    assert "birthday_cake" not in living(visit)
    with pytest.raises(Forbidden):
        services.approve_amenities(visit.pk, by=desk.cast.receptionist)
    services.approve_amenities(visit.pk, by=desk.cast.fo_supervisor)
    assert "birthday_cake" in living(visit)
    assert items(visit)[asked].status == "done"


def test_the_gift_of_the_last_visit_comes_in_another_kind(desk: Desk) -> None:
    first = desk.announced("A", "V2", arrival_at=in_days(1, 15), departure_at=in_days(2, 12))
    services.deliver_amenity(order(first, "farewell_gift").pk, by=desk.cast.sales_manager)
    second = desk.announced(
        "A", "V2", guest_id=first.guest_id, arrival_at=in_days(9, 15), departure_at=in_days(11, 12)
    )
    assert "farewell_gift" not in living(second)
    assert order(second, "farewell_tea").instead_of == "farewell_gift"


def test_likes_become_tasks_or_words_in_other_tasks(desk: Desk) -> None:
    guest = desk.guest()
    for kind, text in (("tea", "正山小种"), ("layout", "枕头靠窗"), ("mahjong", "四川麻将")):
        set_preference(guest.pk, kind, text, by=desk.cast.receptionist)
    plan = items(desk.announced("C", "V3", guest_id=guest.pk))
    assert (plan["L01"].title_en, plan["L01"].department.code) == (
        "Lay out the guest's tea: 正山小种",
        "housekeeping",
    )
    assert plan["L05"].department.code == "recreation"
    assert "枕头靠窗" in plan["P06"].detail_zh
    assert "L04" not in plan


def test_a_like_noted_late_has_its_ten_minutes(desk: Desk) -> None:
    visit = desk.announced("C", "V3", arrival_at=clock.now() + timedelta(hours=1))
    set_preference(visit.guest_id, "pillow_type", "荞麦枕", by=desk.cast.receptionist)
    services.replan(visit.pk, by=desk.cast.receptionist, cause="preferences")
    item = items(visit)["L02"]
    assert item.compressed
    assert item.due_at > clock.now() + timedelta(minutes=9)


def test_the_visit_page_shows_orders_and_delivers_them(desk: Desk, enter: Any) -> None:
    visit = desk.announced("C", "V3")
    client = enter(desk.cast.fnb_supervisor)
    plate = order(visit, "fruit_plate")
    page = reverse("vip:visit", args=[visit.pk])
    assert f"/vip/amenities/{plate.pk}/deliver/" in client.get(page).content.decode()
    client.post(reverse("vip:deliver", args=[plate.pk]))
    plate.refresh_from_db()
    assert plate.status == "delivered"


def test_the_page_says_why_something_else_comes(desk: Desk, enter: Any) -> None:
    visit = desk.announced("C", "V3", notes="花粉过敏")
    html = enter(desk.cast.fo_manager).get(reverse("vip:visit", args=[visit.pk])).content.decode()
    assert "小盆绿植" in html
    assert "鲜花、花粉" in html


def test_occasions_are_chosen_and_approved_on_the_page(desk: Desk, enter: Any) -> None:
    visit = desk.announced("C", "V4", departure_at=in_days(4, 12))
    client = enter(desk.cast.fo_manager)
    client.post(
        reverse("vip:occasions", args=[visit.pk]),
        {"occasions": ["birthday"], "version": visit.version},
    )
    visit.refresh_from_db()
    assert (visit.occasions, "birthday_cake" in living(visit)) == (["birthday"], False)
    client.post(reverse("vip:approve-amenities", args=[visit.pk]), {"version": visit.version})
    assert "birthday_cake" in living(visit)


def test_what_a_companion_must_not_have_counts_for_all(desk: Desk) -> None:
    visit = desk.announced("C", "V3")
    visit.members.create(number=1, name="王秘书", restrictions="花生过敏", told_at=clock.now())
    services.replan(visit.pk, by=desk.cast.fo_supervisor)
    assert "dried_fruit" not in living(visit)


def test_the_paper_lists_the_orders_and_what_is_left_out(desk: Desk, client: Any) -> None:
    guest = desk.guest()
    set_preference(guest.pk, "food_restrictions", "花生、坚果过敏", by=desk.cast.receptionist)
    visit = desk.announced("C", "V3", guest_id=guest.pk)
    client.force_login(desk.cast.fo_manager)
    sheet = client.get(reverse("vip:notice", args=[visit.pk]), {"lang": "zh"}).content.decode()
    assert "果蔬脆片拼盘(不含坚果) ×1" in sheet
    assert "干果拼盘 ×1" not in sheet


def test_a_cancelled_order_is_not_on_the_paper(desk: Desk, client: Any) -> None:
    visit = desk.announced("C", "V4")
    visit.amenity_orders.filter(amenity__code="fruit_plate").update(status="cancelled")
    client.force_login(desk.cast.fo_manager)
    sheet = client.get(reverse("vip:notice", args=[visit.pk]), {"lang": "zh"}).content.decode()
    assert "水果盘 ×1" not in sheet
    assert "问候卡" in sheet


def test_what_is_left_out_is_told_after_the_approval_to_who_may_know(desk: Desk) -> None:
    guest = desk.guest()
    set_preference(guest.pk, "food_restrictions", "花生、坚果过敏", by=desk.cast.receptionist)
    Amenity.objects.filter(code="vegetable_crisps").update(active=False)
    visit = desk.announced("C", "V3", guest_id=guest.pk)
    visit.refresh_from_db()
    (left,) = Panel(visit, desk.cast.fo_manager, hidden=False).left_out
    assert (left[0], "坚果" in left[1]) == ("干果拼盘", True)
    assert Panel(visit, desk.cast.fo_manager, hidden=True).left_out == []
