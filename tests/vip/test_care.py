"""The daily care call (handbook A7.199, B5, C6)."""

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from complaints import defaults as complaint_defaults
from complaints.models import Complaint
from hotel.journal.models import Entry
from hotel.rooms.models import Room
from hotel.web import clock
from hotel.web.refusals import Forbidden, Refused
from hotel.work import services as work
from hotel.work.models import Item
from tests.vip.conftest import Deliver, Desk, in_days, items
from vip import services
from vip.models import CareCall, Visit
from vip.services import Answers

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def morning() -> Iterator[None]:
    """Whatever the hour outside, today's calls lie ahead."""
    with time_machine.travel(in_days(0, 9)):
        yield


@pytest.fixture
def visit(desk: Desk) -> Visit:
    """In house since midnight, for three nights."""
    complaint_defaults.load()
    made = desk.announced("A", arrival_at=in_days(0, 23), departure_at=in_days(3, 12))
    services.change_room(
        made.pk, room_id=desk.house.room("806").pk, reason="", by=desk.cast.fo_manager
    )
    services.record_arrival(made.pk, by=desk.cast.receptionist, at=in_days(0, 0))
    return made


def call_of(visit: Visit, days: int = 1) -> Item:
    return items(visit)[f"D06@{in_days(days, 0).date()}"]


def answers(**more: Any) -> Answers:
    return Answers(**{"room": 5, "outlets": 4, **more})


def test_an_answered_call_finishes_the_plans_task_with_its_answers(
    desk: Desk, visit: Visit
) -> None:
    services.answer_call(
        call_of(visit).pk, answers=answers(overall="很好"), by=desk.cast.sales_manager
    )
    item = call_of(visit)
    assert (item.status, item.evidence["room"], item.evidence["overall"]) == ("done", 5, "很好")
    assert not Complaint.objects.exists()


def test_each_negative_answer_is_a_complaint_with_department_and_owner(
    desk: Desk, visit: Visit
) -> None:
    given = answers(room=2, outlets_words="上菜慢", issues=("outlets",))
    call = services.answer_call(call_of(visit).pk, answers=given, by=desk.cast.sales_manager)
    made = {i.question: i.complaint for i in call.issues.select_related("complaint__department")}
    assert set(made) == {"room", "outlets"}
    assert made["room"].department.code == "housekeeping"
    assert made["outlets"].statement == "上菜慢"
    for each in made.values():
        assert each.owner_id
        assert each.channel == "care_call"
        assert each.stay_id == visit.stay_id
        assert each.acknowledge_until <= clock.now() + timedelta(minutes=30)


def test_an_issue_without_words_is_refused_and_nothing_is_kept(desk: Desk, visit: Visit) -> None:
    with pytest.raises(Refused) as refusal:
        services.answer_call(
            call_of(visit).pk, answers=answers(issues=("overall",)), by=desk.cast.sales_manager
        )
    assert refusal.value.field == "overall"
    assert call_of(visit).is_open
    assert not CareCall.objects.exists()


def test_a_wish_is_a_task_within_half_an_hour(desk: Desk, visit: Visit) -> None:
    given = answers(wishes="明早六点要一份白粥")
    call = services.answer_call(call_of(visit).pk, answers=given, by=desk.cast.sales_manager)
    wish = items(visit)[f"W{call.pk}"]
    assert "白粥" in wish.title_zh
    assert call.ended_at
    assert wish.due_at == call.ended_at + timedelta(minutes=30)


def test_the_departure_told_in_the_call_moves_the_plan(desk: Desk, visit: Visit) -> None:
    given = answers(departure_at=in_days(3, 15))
    services.answer_call(call_of(visit).pk, answers=given, by=desk.cast.sales_manager)
    assert items(visit)["X04"].due_at == in_days(3, 13)


def test_nobody_answering_is_tried_once_more_after_an_hour(desk: Desk, visit: Visit) -> None:
    item, by, four, five = call_of(visit), desk.cast.sales_manager, in_days(1, 16), in_days(1, 17)
    with time_machine.travel(four, tick=False):
        services.miss_call(item.pk, by=by)
    assert call_of(visit).due_at == five
    with time_machine.travel(five, tick=False):
        call = services.miss_call(item.pk, by=by)
    assert (call.status, call.tries, call_of(visit).status) == ("unreachable", 2, "failed")


def test_a_second_try_keeps_off_the_noon_rest(desk: Desk, visit: Visit) -> None:
    item, noon = call_of(visit), in_days(1, 12)
    with time_machine.travel(noon, tick=False):
        call = services.miss_call(item.pk, by=desk.cast.sales_manager)
    assert call.again_at == noon + timedelta(hours=2, minutes=30)


def test_a_guest_who_declines_is_not_called_again_that_day(desk: Desk, visit: Visit) -> None:
    services.decline_call(call_of(visit).pk, by=desk.cast.sales_manager)
    assert call_of(visit).status == "done"
    assert "Declined" in call_of(visit).evidence["overall"]
    assert call_of(visit, 2).is_open


def test_nobody_on_do_not_disturb_is_called(desk: Desk, visit: Visit) -> None:
    Room.objects.filter(number="806").update(dnd=True, dnd_since=clock.now())
    work.hold_room(desk.house.room("806").pk, by=desk.cast.receptionist)
    with pytest.raises(Refused) as refusal:
        services.miss_call(call_of(visit).pk, by=desk.cast.sales_manager)
    assert refusal.value.code == "dnd"


def test_a_call_is_recorded_once(desk: Desk, visit: Visit) -> None:
    services.decline_call(call_of(visit).pk, by=desk.cast.sales_manager)
    with pytest.raises(Refused):
        services.answer_call(call_of(visit).pk, answers=answers(), by=desk.cast.sales_manager)


def test_a_receptionist_makes_no_care_calls(desk: Desk, visit: Visit) -> None:
    with pytest.raises(Forbidden):
        services.decline_call(call_of(visit).pk, by=desk.cast.receptionist)


def test_a_call_finished_on_the_board_is_a_care_call_too(
    desk: Desk, visit: Visit, deliver: Deliver
) -> None:
    given = {"room": "2", "outlets": "5", "overall": "浴室有异味"}
    work.finish(call_of(visit).pk, by=desk.cast.sales_manager, evidence=given)
    deliver()
    deliver()
    call = CareCall.objects.get()
    assert [each.complaint.statement for each in call.issues.all()] == ["浴室有异味"]


def test_a_call_is_one_entry_of_the_visits_history(desk: Desk, visit: Visit) -> None:
    before = Entry.objects.filter(verb__startswith="vip.").count()
    services.answer_call(
        call_of(visit).pk, answers=answers(wishes="加枕头"), by=desk.cast.sales_manager
    )
    assert Entry.objects.filter(verb__startswith="vip.").count() == before + 1


# The pages


def test_the_form_asks_in_both_languages_and_records(enter: Any, desk: Desk, visit: Visit) -> None:
    client, path = (
        enter(desk.cast.sales_manager),
        reverse("vip:care-call", args=[call_of(visit).pk]),
    )
    html = client.get(path).content.decode()
    assert "您觉得房间住得舒适吗" in html
    assert "Is your room comfortable" in html
    answer = client.post(path, {"room": "2", "outlets": "5", "room_words": "空调太吵"})
    assert answer.status_code == 303
    assert Complaint.objects.get().statement == "空调太吵"
    listed = client.get(reverse("vip:care-calls")).content.decode()
    assert visit.full_name in listed


def test_missing_ratings_are_asked_for_and_nothing_is_lost(
    enter: Any, desk: Desk, visit: Visit
) -> None:
    client = enter(desk.cast.sales_manager)
    answer = client.post(
        reverse("vip:care-call", args=[call_of(visit).pk]), {"overall": "泳池水凉"}
    )
    assert answer.status_code == 422
    assert "泳池水凉" in answer.content.decode()
    assert not CareCall.objects.exists()


def test_no_answer_needs_no_ratings(enter: Any, desk: Desk, visit: Visit) -> None:
    client = enter(desk.cast.sales_manager)
    path = reverse("vip:care-call", args=[call_of(visit).pk])
    assert client.post(path, {"outcome": "missed"}).status_code == 303
    assert CareCall.objects.get().tries == 1


def test_the_list_asks_no_more_for_more_calls(
    enter: Any, desk: Desk, visit: Visit, django_assert_max_num_queries: Any
) -> None:
    with time_machine.travel(in_days(2, 16), tick=False):
        client = enter(desk.cast.sales_manager)
        client.get(reverse("vip:care-calls"))
        with django_assert_max_num_queries(16):
            html = client.get(reverse("vip:care-calls")).content.decode()
    assert len(set(re.findall(r'href="(/vip/care/\d+/)', html))) == 3


def test_others_do_not_see_the_care_calls(enter: Any, desk: Desk, visit: Visit) -> None:
    assert enter(desk.cast.receptionist).get(reverse("vip:care-calls")).status_code == 403
