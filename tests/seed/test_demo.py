"""The demo hotel is believable, and breaks no law of the house."""

from collections import Counter
from datetime import time, timedelta

import pytest
import time_machine

from frontdesk.models import CheckIn
from hotel.journal import outbox
from hotel.rooms import selectors as rooms
from hotel.seed import story
from hotel.staff import selectors as staff
from hotel.stays import selectors as stays
from hotel.stays.history import check_invariants
from hotel.web import clock
from hotel.work import selectors as work
from hotel.work.ladder import Reach
from hotel.work.models import Item
from tests.stack import Stack
from vip import selectors as vip
from vip import waking
from vip.enums import Status
from vip.models import CareIssue, PartyRoom, SharedAddress, Visit
from vip.seeing.period import period_of
from vip.seeing.statistics import Statistics

pytestmark = pytest.mark.xdist_group("demo")


def silent(_line: str) -> None:
    """Progress is for people."""


def test_the_house_has_120_rooms_of_five_types_on_eight_floors(demo_stack: Stack) -> None:
    found = list(rooms.rooms().select_related("room_type"))

    assert len(found) == 120
    assert len({room.floor for room in found}) == 8
    assert len({room.room_type.code for room in found}) == 5
    assert Counter(room.block for room in found)["out_of_order"] == 2


def test_somebody_holds_every_role(demo_stack: Stack) -> None:
    roles = [role for role in staff.roles() if not role.dynamic]

    assert [role.code for role in roles if not staff.holders_of(role.code)] == []


def test_every_department_but_the_office_has_somebody_on_duty(demo_stack: Stack) -> None:
    planned = {item.department.code for item in work.items_of("vip.visit", 1)} - {"management"}

    assert [code for code in planned if not staff.on_duty(code)] == []


def test_about_three_quarters_are_let_tonight(demo_stack: Stack) -> None:
    today = stays.business_date()
    left = stays.availability(today, today + timedelta(days=1))

    sold = sum(night.sold for each in left for night in each.nights)
    assert 80 <= sold <= 100


def test_people_come_and_go_today(demo_stack: Stack) -> None:
    today = stays.business_date()

    assert len(stays.arrivals(today)) >= 12
    assert len(stays.departures(today)) >= 3
    assert {stay.reservation.group_name for stay in stays.arrivals(today)} >= {"湘江合唱团"}


def test_a_visit_of_each_level_is_under_way_and_two_wait_for_approval(demo_stack: Stack) -> None:
    visits = list(vip.visits())

    announced = [visit.level.code for visit in visits if visit.status == Status.ANNOUNCED]
    assert sorted(announced) == ["V1", "V2", "V2", "V3", "V3", "V4"]
    pending = [visit.level.code for visit in visits if visit.status == Status.PENDING]
    assert sorted(pending) == ["V1", "V3"]


def test_the_last_months_fill_the_statistics(demo_stack: Stack) -> None:
    period = period_of("", "", clock.today())
    found = Statistics(period, staff.holders_of("general_manager")[0], clock.now())
    whole = found.whole

    assert Visit.objects.filter(status=Status.CLOSED).count() >= 11
    assert whole.on_time > 100 > whole.late > 0
    assert len(found.repeated) >= 2


def test_what_was_owed_is_a_task_of_the_coming_visit(demo_stack: Stack) -> None:
    coming = Visit.objects.filter(status=Status.ANNOUNCED, level__code="V1")[0]
    codes = [item.code for item in work.items_of("vip.visit", coming.pk)]

    assert sum(code.startswith("MR") for code in codes) == 2
    assert coming.members.count() == 3
    assert coming.occasions == ["birthday"]
    assert coming.line_up_changes.count() == 1


def test_somebody_is_registered_upstairs_and_still_to_sign(demo_stack: Stack) -> None:
    unsigned = CheckIn.objects.get(signed_at=None)
    visit = Visit.objects.get(stay=unsigned.stay)
    open_codes = [item.code for item in work.items_of("vip.visit", visit.pk) if item.is_open]

    assert unsigned.stay.registrations.exists()
    assert "A07" in open_codes


def test_guests_are_to_be_woken(demo_stack: Stack) -> None:
    calls = waking.lines(staff.holders_of("general_manager")[0], clock.now())

    # One at night, when the chairman of the day is expected tomorrow only.
    assert [call for call in calls if call.item.is_open]


def test_a_negative_answer_has_an_owner(demo_stack: Stack) -> None:
    issue = CareIssue.objects.select_related("complaint").get()

    assert issue.complaint.owner_id is not None


def test_one_approval_is_overdue_and_passed_on(demo_stack: Stack) -> None:
    overdue = Visit.objects.filter(approval_due_at__lt=clock.now(), approved_at=None)

    assert [visit.level.code for visit in overdue] == ["V3"]
    assert overdue[0].approval_passed_at is not None


def test_a_task_has_climbed_the_ladder(demo_stack: Stack) -> None:
    item = Item.objects.get(subject_type="vip.visit", code="P09", status="waiting", reached__gt=0)

    assert item.reached >= Reach.SUPERVISOR


def test_a_confidential_guest_is_expected_and_screens_are_shared(demo_stack: Stack) -> None:
    hidden = Visit.objects.get(confidential=True, status=Status.ANNOUNCED)

    assert (hidden.public_alias, hidden.screened) == ("L 先生", True)
    assert SharedAddress.objects.count() == 3
    assert PartyRoom.objects.exists()


def test_it_breaks_no_law_and_no_news_waits(demo_stack: Stack) -> None:
    assert check_invariants() == []
    assert outbox.oldest_waiting() is None
    assert outbox.parked_count() == 0


def test_weeks_later_it_moves_to_that_day_in_the_middle_of_the_night(demo_stack: Stack) -> None:
    weeks_later = clock.at(clock.today() + timedelta(days=16), time(3, 10))
    with time_machine.travel(weeks_later, tick=True):
        today = clock.today()
        assert story.days_behind(today) == 16

        story.move_to(today, silent)

        assert stays.business_date() == today
        assert check_invariants() == []
        announced = vip.visits().filter(status=Status.ANNOUNCED, arrival_at__date__gte=today)
        assert {"V1", "V2"} <= {visit.level.code for visit in announced}
