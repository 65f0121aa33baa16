"""After any edits the open tasks equal a fresh plan, and nothing done is lost (handbook C3)."""

import os
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from hotel.journal import outbox
from hotel.journal.models import Dispatch, Entry
from hotel.notifications.models import Notice
from hotel.stays.services import open_business_date
from hotel.web import clock
from hotel.web.refusals import Refused
from hotel.work.models import OPEN, Item
from hotel.work.planned import PlannedItem
from tests.cast import Cast
from tests.house import LAYOUT, build_house
from tests.vip.conftest import Desk, in_days, items
from tests.vip.edit_acts import ACTS
from tests.vip.edits import VISITS, Edit, Start, announced, apply, sequences
from tests.vip.scheme import CONDITIONS, NOTICE, every_task, facts
from vip import services
from vip.facts import facts_of
from vip.models import Visit
from vip.plan import plan_for
from vip.planned import Facts, Told
from vip.services.replanning import further_rooms, room_id_of
from vip.templates import tasks_of

TASKS = every_task()
moments = st.integers(-30, 200).map(lambda hours: NOTICE + timedelta(hours=hours))


@st.composite
def any_facts(draw: Any) -> Facts:
    source = draw(st.sampled_from("ABCD"))
    levels = draw(st.lists(st.sampled_from(["V1", "V2", "V3", "V4"]), min_size=1, max_size=4))
    arrivals = draw(st.lists(moments, min_size=1, max_size=4))
    told = [NOTICE + timedelta(hours=5 * n) for n in range(4)]
    arrived = draw(st.none() | moments)
    return facts(
        source=source,
        levels=tuple(Told(at, level) for at, level in zip(told, levels, strict=False)),
        arrivals=tuple(Told(at, when) for at, when in zip(told, arrivals, strict=False)),
        arrived_at=arrived,
        departures=(Told(NOTICE, max(arrivals) + timedelta(days=draw(st.integers(1, 5)))),),
        conditions={
            each: NOTICE + timedelta(hours=draw(st.integers(0, 20)))
            for each in draw(st.sets(st.sampled_from(CONDITIONS)))
        }
        | ({"walk_in": NOTICE} if source == "D" else {}),
    )


def fresh(given_facts: Facts) -> list[PlannedItem]:
    return plan_for(given_facts, TASKS, notice_at=NOTICE, now=NOTICE)


@settings(max_examples=150, deadline=None)
@given(any_facts())
def test_the_same_facts_give_the_same_plan(some: Facts) -> None:
    assert fresh(some) == fresh(some)


@settings(max_examples=150, deadline=None)
@given(any_facts())
def test_no_task_is_due_before_the_house_was_told(some: Facts) -> None:
    assert all(item.due_at >= NOTICE - timedelta(hours=30) for item in fresh(some))


@settings(max_examples=150, deadline=None)
@given(any_facts())
def test_a_compressed_task_is_due_later_than_it_should_have_been(some: Facts) -> None:
    late = [item for item in fresh(some) if item.compressed]
    assert all(item.original_due_at and item.due_at > item.original_due_at for item in late)


EXAMPLES = int(os.environ.get("EDIT_SEQUENCES", "8"))
LONGEST = 7
# Making a failure small takes minutes; EDIT_SHRINK=0 shows it as it was met.
PHASES = [Phase.explicit, Phase.reuse, Phase.generate]
if os.environ.get("EDIT_SHRINK", "1") == "1":
    PHASES.append(Phase.shrink)
# Seven suites: one for each visit that waits, and one to move to.
FLOORS = tuple(range(8, 15))
Announced = dict[Start, Visit]
# How often each kind of edit was made and refused.
TALLY: Counter[tuple[str, bool]] = Counter()
TEN = datetime.fromisoformat("2026-11-23T10:00:00+08:00")


@pytest.fixture
def travel() -> Iterator[time_machine.Traveller]:
    """The clock stands at ten in the morning, and is turned by hand."""
    with time_machine.travel(TEN, tick=False) as traveller:
        yield traveller


ENDED = ("done", "failed", "not_applicable")
Face = tuple[str, datetime, bool, int | None, str]


def planned_face(item: PlannedItem) -> Face:
    return item.key, item.due_at, item.compressed, item.room_id, item.detail_zh


def standing_face(item: Item) -> Face:
    return item.key, item.due_at, item.compressed, item.room_id, item.detail_zh


@pytest.fixture
def notices(travel: time_machine.Traveller, scheme: None, cast: Cast) -> tuple[Desk, Announced]:
    """A house with a suite for each visit that is edited, all of them announced and all news out."""
    house = build_house(LAYOUT, FLOORS)
    open_business_date(clock.today(), by=cast.general_manager)
    desk = Desk(cast, house)
    found = {each: announced(desk, *each) for each in VISITS}
    deliver()
    return desk, found


@pytest.mark.django_db
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    phases=PHASES,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    print_blob=True,
)
@given(st.sampled_from(VISITS), sequences(LONGEST))
def test_after_any_edits_the_open_tasks_equal_a_fresh_plan(
    travel: time_machine.Traveller,
    notices: tuple[Desk, Announced],
    which: Start,
    sequence: list[Edit],
) -> None:
    """The plan fits, each department hears of a change once, what is done stays done, all news goes out."""
    desk, found = notices
    with transaction.atomic():
        travel.move_to(TEN)
        Edited(desk, found[which]).live_through(sequence, travel)
        transaction.set_rollback(True)


@pytest.mark.skipif(EXAMPLES < 200, reason="a few sequences do not meet every kind of edit")
def test_every_kind_of_edit_was_made() -> None:
    """Of the sequences before this one: what was always refused proves nothing."""
    print(sorted(TALLY.items()))
    assert {kind for kind in ACTS if not TALLY[kind, True]} == set()


class Edited:
    """A visit that is edited, and what stood before each edit."""

    def __init__(self, desk: Desk, visit: Visit) -> None:
        self.desk, self.visit = desk, visit
        self.look(items(visit))

    def look(self, standing: dict[str, Item]) -> None:
        """Remember how things stand; all news has gone out."""
        self.told = Entry.objects.order_by("-pk").values_list("pk", flat=True)[0]
        self.before = standing

    def live_through(self, sequence: list[Edit], traveller: time_machine.Traveller) -> None:
        for kind, value in sequence:
            if kind == "wait":
                traveller.shift(timedelta(hours=value))
                continue
            try:
                apply(self.desk, self.visit, kind, value)
            except Refused:
                TALLY[kind, False] += 1
                continue
            TALLY[kind, True] += 1
            deliver()
            self.look(self.check(kind))

    def check(self, kind: str) -> dict[str, Item]:
        visit = Visit.objects.select_related("level", "source", "guest").get(pk=self.visit.pk)
        standing = items(visit)
        check_plan(visit, standing)
        if kind != "reopen":
            assert not [
                key
                for key, item in self.before.items()
                if item.status in ENDED and standing[key].status != item.status
            ]
        self.check_news(standing)
        return standing

    def check_news(self, standing: dict[str, Item]) -> None:
        """A department whose tasks came or went has one notice of it, and nobody has two."""
        since = Entry.objects.filter(pk__gt=self.told, verb__startswith="vip.")
        said: Counter[str] = Counter()
        for data in since.values_list("data", flat=True):
            parts = data.get("departments", {}).items()
            said.update(code for code, part in parts if any(part.values()))
        assert not {code: times for code, times in said.items() if times > 1}
        came_or_went = {
            standing[key].department.code
            for key in self.open_before() ^ {key for key, i in standing.items() if i.is_open}
            if standing[key].status in ("cancelled", *OPEN) and not self.was_ended(key)
        }
        assert came_or_went <= set(said)
        plan = Notice.objects.filter(entry__pk__gt=self.told, code="vip.replanned")
        heard = Counter(plan.values_list("department__code", "recipient"))
        assert not {pair: times for pair, times in heard.items() if times > 1}
        assert {code for code, _who in heard} <= set(said)

    def was_ended(self, key: str) -> bool:
        """Then somebody has opened it again: an act on the task, not of the plan."""
        return key in self.before and self.before[key].status in ENDED

    def open_before(self) -> set[str]:
        return {key for key, item in self.before.items() if item.is_open}


def deliver() -> None:
    """All news goes out; a follower that stumbled would leave its entry behind."""
    while outbox.sweep():
        pass
    left = Dispatch.objects.filter(delivered_at=None).values_list("entry__verb", "last_error")
    assert not list(left)


def check_plan(visit: Visit, standing: dict[str, Item]) -> None:
    planned: list[PlannedItem] = []
    orders: Counter[str] = Counter()
    if visit.status == "announced":
        known = facts_of(
            visit, by=visit.made_by, room_id=room_id_of(visit), rooms=further_rooms(visit)
        )
        tasks = tasks_of(visit.template_id or 0)
        planned = plan_for(known, tasks, notice_at=visit.received_at, now=clock.now())
        lines = known.amenities.granted(known.amenities_cleared)
        orders.update({line.offer.code: line.quantity for line in lines})
    ended = {key for key, item in standing.items() if item.status in ENDED}
    wanted = Counter(planned_face(item) for item in planned if item.key not in ended)
    found = Counter(standing_face(item) for item in standing.values() if item.is_open)
    assert found == wanted
    check_orders(visit, orders)


def check_orders(visit: Visit, wanted: Counter[str]) -> None:
    """What was brought stays; what is still to come makes up what the guest is entitled to."""
    rows = visit.amenity_orders.exclude(status="cancelled").select_related("amenity")
    given: Counter[str] = Counter()
    coming: Counter[str] = Counter()
    for row in rows:
        (given if row.is_given else coming)[row.amenity.code] += row.quantity
    assert coming == wanted - given


@pytest.mark.django_db
def test_a_change_is_one_entry_however_many_tasks_it_moves(desk: Desk) -> None:
    visit = desk.announced()
    count = Entry.objects.filter(verb__startswith="vip.").count()
    services.edit_notice(
        visit.pk, by=desk.cast.fo_supervisor, arrival_at=in_days(3, 18), bathing=True, party_size=3
    )
    assert Entry.objects.filter(verb__startswith="vip.").count() == count + 1
