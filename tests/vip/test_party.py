"""Companions, further rooms and the programme: each has its tasks, and is told of once."""

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse

from hotel.stays import discretion
from hotel.stays.models import Stay
from hotel.stays.services import assign_room
from hotel.web.refusals import Refused
from tests.vip.conftest import Deliver, Desk, in_days, items, open_keys
from tests.vip.test_pages import Browser, pages  # noqa: F401  the fixture
from vip import services
from vip.models import Visit

pytestmark = pytest.mark.django_db
PER_ROOM = {"N06", "P03", "P04", "P05", "P06", "P07", "P08", "P09", "X08"}


@pytest.fixture
def visit(desk: Desk) -> Visit:
    """Two suites for three persons."""
    return desk.announced("A", "V1", rooms_needed=2, party_size=3)


def further(visit: Visit) -> Stay:
    stay: Stay = visit.party_rooms.get().stay
    return stay


# Rooms


def test_each_further_room_has_its_own_room_tasks(visit: Visit) -> None:
    assert {key.split("@")[0] for key in items(visit) if key.endswith("@r2")} == PER_ROOM


def test_what_is_done_once_is_asked_once(visit: Visit) -> None:
    assert [key for key in items(visit) if key.startswith("A05")] == ["A05"]


def test_the_inspection_of_a_room_waits_for_the_cleaning_of_that_room(visit: Visit) -> None:
    found = items(visit)
    assert (found["P05"].requires, found["P05@r2"].requires) == (["P04"], ["P04@r2"])


def test_a_room_given_at_the_desk_moves_its_tasks_there(
    visit: Visit, desk: Desk, deliver: Deliver
) -> None:
    assign_room(further(visit).pk, desk.house.room("906").pk, by=desk.cast.receptionist)
    deliver()
    found = items(visit)
    assert found["P05@r2"].room == desk.house.room("906")
    assert found["N06@r2"].status == "done"
    assert found["P05"].room is None


def test_a_room_cancelled_at_the_desk_asks_nothing_any_more(
    visit: Visit, desk: Desk, deliver: Deliver
) -> None:
    from hotel.stays.services import cancel_stay

    cancel_stay(further(visit).pk, "随行人员不来", by=desk.cast.fo_supervisor)
    deliver()
    assert not [key for key in open_keys(visit) if key.endswith("@r2")]


def test_one_more_room_is_booked_and_planned_in_one_act(desk: Desk) -> None:
    visit = desk.announced("A", "V1")
    services.add_room(visit.pk, room_type_id=desk.house.king.pk, by=desk.cast.fo_supervisor)
    assert "P05@r2" in open_keys(visit)
    assert further(visit).room_type == desk.house.king


def test_a_room_given_back_is_free_and_its_tasks_are_gone(visit: Visit, desk: Desk) -> None:
    services.release_room(visit.pk, 2, reason="秘书当晚返程", by=desk.cast.fo_supervisor)
    assert further(visit).status == "cancelled"
    assert not [key for key in open_keys(visit) if key.endswith("@r2")]


def test_new_days_of_the_visit_hold_for_every_room(visit: Visit, desk: Desk) -> None:
    services.change_departure(visit.pk, departure_at=in_days(6, 12), by=desk.cast.fo_supervisor)
    visit.refresh_from_db()
    assert visit.stay is not None
    assert further(visit).departure == visit.stay.departure


def test_a_companion_on_file_sleeps_under_their_own_name(desk: Desk) -> None:
    wife = desk.guest("林疏影")
    visit = desk.approved("A", rooms_needed=2)
    by = desk.cast.fo_supervisor
    services.add_member(visit.pk, guest_id=wife.pk, relation="spouse", room_number=2, by=by)
    services.announce(visit.pk, by=desk.cast.fo_manager)
    assert further(visit).guest == wife


def test_no_room_of_a_confidential_visit_shows_the_name(desk: Desk) -> None:
    visit = desk.announced(
        "A", "V1", rooms_needed=2, confidential=True, public_alias="S 先生", by=desk.cast.gm_office
    )
    assert visit.stay_id is not None
    stay_ids = {visit.stay_id, further(visit).pk}
    hidden = discretion.aliases(stay_ids, desk.cast.room_attendant)
    assert hidden == dict.fromkeys(stay_ids, "S 先生")


# Companions


def test_a_companions_allergy_is_a_task_for_kitchen_and_floor(visit: Visit, desk: Desk) -> None:
    by = desk.cast.receptionist
    member = services.add_member(visit.pk, name="林疏影", restrictions="花生过敏", by=by)
    found = items(visit)
    kitchen = found[f"B01@m{member.number}"]
    assert kitchen.department.code == "food_beverage"
    assert "花生过敏" in kitchen.detail_zh
    assert found[f"B02@m{member.number}"].department.code == "housekeeping"


def test_a_companion_of_whom_nothing_is_known_asks_nothing(visit: Visit, desk: Desk) -> None:
    before = open_keys(visit)
    services.add_member(visit.pk, name="老赵", relation="driver", by=desk.cast.receptionist)
    assert open_keys(visit) == before


def test_a_number_is_not_given_twice(visit: Visit, desk: Desk) -> None:
    by = desk.cast.receptionist
    first = services.add_member(visit.pk, name="林疏影", by=by)
    services.remove_member(visit.pk, first.number, by=by)
    assert services.add_member(visit.pk, name="老赵", by=by).number == first.number + 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "林疏影", "relation": "boss"}, "relation"),
        ({"name": "林疏影", "room_number": 9}, "room_number"),
        ({"guest_id": 10**9}, "guest"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    visit: Visit, desk: Desk, fields: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        services.add_member(visit.pk, by=desk.cast.receptionist, **fields)
    assert refused.value.field == field


def test_the_guest_is_no_companion_of_their_own(visit: Visit, desk: Desk) -> None:
    with pytest.raises(Refused):
        services.add_member(visit.pk, guest_id=visit.guest_id, by=desk.cast.receptionist)


def test_news_of_a_confidential_visit_do_not_name_the_companion(desk: Desk) -> None:
    visit = desk.announced("A", confidential=True, public_alias="S 先生", by=desk.cast.gm_office)
    by = desk.cast.general_manager
    services.add_member(visit.pk, name="林疏影", restrictions="花生过敏", by=by)
    assert not [item for item in items(visit).values() if "林疏影" in item.detail_zh]


# The programme


@pytest.mark.parametrize(
    ("kind", "tasks"),
    [
        ("meal", {"S01", "S02"}),
        ("massage", {"G01"}),
        ("meeting", {"G02", "G03"}),
        ("car", {"G04"}),
        ("flight", {"G05"}),
    ],
)
def test_every_entry_is_the_anchor_of_its_tasks(desk: Desk, kind: str, tasks: set[str]) -> None:
    visit = desk.announced("A", "V1")
    services.arrange(visit.pk, by=desk.cast.receptionist, kind=kind, starts_at=in_days(4, 15))
    assert {key.partition("@")[0] for key in items(visit) if key.endswith("@1")} == tasks


def test_an_entry_tells_its_department_when_where_and_for_how_many(desk: Desk) -> None:
    visit = desk.announced("A", "V1")
    services.arrange(
        visit.pk,
        by=desk.cast.receptionist,
        kind="meeting",
        starts_at=in_days(4, 15),
        persons=12,
        place="芷江厅",
    )
    assert "芷江厅 · 12 persons" in items(visit)["G02@1"].detail_en
    assert "芷江厅 · 12 人" in items(visit)["G02@1"].detail_zh


def test_an_entry_called_off_takes_its_tasks_with_it(desk: Desk) -> None:
    visit = desk.announced("A", "V1")
    by = desk.cast.receptionist
    services.arrange(visit.pk, by=by, kind="car", starts_at=in_days(4, 15))
    services.call_off(visit.pk, 1, by=by)
    assert "G04@1" not in open_keys(visit)


def test_another_entry_leaves_the_first_with_its_number(desk: Desk) -> None:
    visit = desk.announced("A", "V1")
    by = desk.cast.receptionist
    services.arrange(visit.pk, by=by, kind="meal", starts_at=in_days(4, 18))
    services.arrange(visit.pk, by=by, kind="meal", starts_at=in_days(4, 12))
    found = items(visit)
    assert found["S01@1"].due_at - found["S01@2"].due_at == timedelta(hours=6)


def test_the_wish_follows_the_entry(desk: Desk) -> None:
    visit = desk.announced("A", "V1")
    services.arrange(visit.pk, by=desk.cast.receptionist, kind="mahjong", starts_at=in_days(4, 20))
    visit.refresh_from_db()
    assert visit.mahjong
    assert "P14" in open_keys(visit)


# The panel


def test_the_panel_adds_an_entry_a_companion_and_a_room(pages: Browser) -> None:  # noqa: F811
    desk = pages.desk
    visit = desk.announced("A", "V1", rooms_needed=2, party_size=3)
    client = pages.as_(desk.cast.receptionist)
    sent = [
        ("arrange", {"kind": "meal", "starts_at": "2035-01-01T18:30", "place": "听溪包间"}),
        ("add-member", {"name": "林疏影", "relation": "spouse", "restrictions": "花生过敏"}),
        ("add-room", {"room_type": desk.house.king.pk}),
    ]
    for route, fields in sent:
        answer = client.post(reverse(f"vip:{route}", args=[visit.pk]), fields)
        assert answer.status_code == 303, route
    html = pages.html(desk.cast.receptionist, "vip:visit", visit.pk)
    assert all(word in html for word in ("听溪包间", "林疏影", "花生过敏", "Room 3 of the visit"))


def test_a_refused_companion_stays_in_the_open_form(pages: Browser) -> None:  # noqa: F811
    visit = pages.desk.announced("A", "V1")
    client = pages.as_(pages.desk.cast.receptionist)
    answer = client.post(
        reverse("vip:add-member", args=[visit.pk]), {"relation": "spouse", "wishes": "龙井"}
    )
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "龙井" in html
    assert 'id="add-add-member" open' in html


def test_others_read_no_companion_of_a_confidential_visit(pages: Browser) -> None:  # noqa: F811
    desk = pages.desk
    visit = desk.announced("A", confidential=True, public_alias="S 先生", by=desk.cast.gm_office)
    services.add_member(visit.pk, name="林疏影", by=desk.cast.general_manager)
    for route in ("vip:visit", "vip:notice"):
        assert "林疏影" not in pages.html(desk.cast.receptionist, route, visit.pk)


def test_the_notice_on_paper_names_companions_and_programme(pages: Browser) -> None:  # noqa: F811
    desk = pages.desk
    visit = desk.announced("A", programme=[{"kind": "flight", "starts_at": in_days(5, 15)}])
    by = desk.cast.receptionist
    services.add_member(visit.pk, name="林疏影", restrictions="花生过敏", by=by)
    html = pages.html(by, "vip:notice", visit.pk)
    assert all(word in html for word in ("林疏影", "花生过敏", "Flight or train"))


def test_the_form_writes_the_programme(pages: Browser) -> None:  # noqa: F811
    from tests.vip.test_pages import typed

    client = pages.as_(pages.desk.cast.receptionist)
    line = {"entry_1_kind": "massage", "entry_1_starts_at": "2035-01-01T18:30"}
    client.post(reverse("vip:new"), typed(pages.desk, **line))
    visit = Visit.objects.get()
    assert [each.kind for each in visit.programme.all()] == ["massage"]
    assert visit.massage
