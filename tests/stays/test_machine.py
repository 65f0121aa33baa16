"""Three rooms, many hands, any order of acts: what must always be true, after every one of them.

Hypothesis books, changes, lets in, moves, charges, gives back, blocks and closes days as it likes
and shrinks what goes wrong. Beside the product stands `tests.stays.reckoning`, which says what must
be accepted or refused and where everybody is then. MACHINE_EXAMPLES=2000 is a long run.
"""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.db import connection
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from hotel.cashier import services as cashier
from hotel.rooms import services as rooms
from hotel.staff.models import User
from hotel.stays import services
from hotel.stays.history import check_invariants
from hotel.web import clock
from hotel.web.refusals import Refused
from tests.cast import Cast, hire_cast
from tests.house import House, build_house
from tests.stays.laws import LAWS, contents, stands
from tests.stays.makers import make_guest
from tests.stays.reckoning import Bill, Chamber, Line, Party, Reckoning, span

EXAMPLES = int(os.environ.get("MACHINE_EXAMPLES", "40"))
STEPS = int(os.environ.get("MACHINE_STEPS", "25"))
# Making a failure small takes minutes; MACHINE_SHRINK=0 shows it as it was met.
SHRINK = [Phase.shrink] if os.environ.get("MACHINE_SHRINK", "1") == "1" else []

MONDAY = date(2026, 11, 23)
ROOMS = {"801": "KING", "802": "KING", "803": "TWIN"}
CLEANING = {"dirty": ("cleaning", "clean", "inspected"), "cleaning": ("clean", "inspected")}

# How often each act was accepted and refused.
TALLY: Counter[tuple[str, bool]] = Counter()

codes = st.sampled_from(["KING", "TWIN"])
numbers = st.sampled_from(sorted(ROOMS))
picks = st.integers(0, 7)
few = st.integers(0, 2)
amounts = st.sampled_from([Decimal(50), Decimal(100), Decimal("0.01"), Decimal(368)])
managing = st.booleans()


def some(*statuses: str) -> Callable[["Hotel"], bool]:
    """For a precondition: somebody stands there."""
    return lambda self: any(party.status in statuses for party in self.paper.parties.values())


class Hotel(RuleBasedStateMachine):
    """The product and the reckoning, side by side. `cast` and `house` are put here by the test."""

    cast: Cast
    house: House
    guest: int
    long_block = timedelta(hours=30)

    @initialize(lived_in=st.sets(numbers, max_size=2), longer=st.integers(1, 3))
    def opens(self, lived_in: set[str], longer: int) -> None:
        """A Monday at one; guests with a bill may live here already."""
        self.watch = time_machine.travel(clock.at(MONDAY, time(13, 0)), tick=False)
        self.time = self.watch.start()
        services.open_business_date(MONDAY)
        self.paper = Reckoning(
            now=clock.now(),
            today=MONDAY,
            rooms={number: Chamber(code) for number, code in ROOMS.items()},
            limits={"KING": 1, "TWIN": 0},
        )
        self.before = contents()
        for room in sorted(lived_in):
            self.moves_in(room, longer)

    def moves_in(self, room: str, longer: int) -> None:
        self.book(ROOMS[room], 0, longer, room, above=False, tentative=False, manager=False)
        number = max(self.paper.parties)
        self.lets_in(number)
        self.opens_bill(number)
        folio, bill = find_folio(number), self.paper.parties[number].bill
        assert bill is not None
        self.posts(folio, bill, "deposit", Decimal(500))
        self.posts(folio, bill, "charge", Decimal(368))

    def teardown(self) -> None:
        self.watch.stop()

    # How an act is tried

    def tries(self, may: bool | None, verbs: Sequence[str], act: Callable[[], Any]) -> Any:
        """What the act returned, or None when it was refused, having changed nothing."""
        newest = newest_entry()
        try:
            done = act()
        except Refused as refusal:
            said, done = refusal.text, None
        else:
            said = ""
        TALLY[(verbs[0] if verbs else "nothing", not said)] += 1
        if said:
            assert may is not True, f"refused, and should not be: {said}"
            assert contents() == self.before, "a refused act changed something"
            return None
        assert may is not False, "accepted, and should not be"
        assert entries_since(newest) == list(verbs)
        after = contents()
        assert verbs or after == self.before, "an act without an entry changed something"
        self.before = after
        return done if done is not None else True

    def goes_on(self, hours: float = 0.05) -> None:
        self.time.shift(timedelta(hours=hours))
        self.paper.now = clock.now()

    def by(self, manager: bool) -> User:
        user: User = self.cast.fo_manager if manager else self.cast.receptionist
        return user

    def stay(self, pick: int, *wanted: str) -> int:
        """A stay's number; of the wanted status when there is one."""
        parties = self.paper.parties
        fit = [number for number, party in parties.items() if party.status in wanted]
        choice = fit if fit and pick < 6 else list(parties)
        return choice[-1 - pick % len(choice)]

    def room_id(self, number: str) -> int:
        return self.house.rooms[number].pk

    def type_id(self, code: str) -> int:
        return {"KING": self.house.king.pk, "TWIN": self.house.twin.pk}[code]

    def has_stays(self) -> bool:
        return bool(self.paper.parties)

    # Booking and changing

    @rule(
        code=codes,
        offset=st.integers(-1, 3),
        nights=st.integers(0, 3),
        room=st.none() | numbers,
        above=st.booleans(),
        tentative=st.booleans(),
        manager=managing,
    )
    def book(
        self,
        code: str,
        offset: int,
        nights: int,
        room: str | None,
        above: bool,
        tentative: bool,
        manager: bool,
    ) -> None:
        self.goes_on()
        arrival = self.paper.today + timedelta(days=offset)
        departure = arrival + timedelta(days=nights)
        status = "tentative" if tentative else "confirmed"
        may = self.paper.may_book(code, arrival, departure, room, above=above, manager=manager)
        stay = self.tries(
            may,
            ["stay.booked"],
            lambda: services.book(
                guest_id=self.guest,
                room_type_id=self.type_id(code),
                room_id=self.room_id(room) if room else None,
                arrival=arrival,
                departure=departure,
                status=status,
                overbook=above,
                by=self.by(manager),
            ),
        )
        if stay:
            self.put(stay, code, "overnight", status, arrival, departure, room)

    @rule(code=codes, offset=few, start=st.integers(8, 17), hours=st.integers(1, 6))
    def book_by_the_hour(self, code: str, offset: int, start: int, hours: int) -> None:
        self.goes_on()
        day, until = self.paper.today + timedelta(days=offset), min(start + hours, 20)
        when = (clock.at(day, time(start)), clock.at(day, time(until)))
        stay = self.tries(
            self.paper.may_use_by_day(code, day, when),
            ["stay.booked"],
            lambda: services.book(
                guest_id=self.guest,
                room_type_id=self.type_id(code),
                arrival=day,
                departure=day,
                kind="day_use",
                hours=(time(start), time(until)),
                by=self.by(False),
            ),
        )
        if stay:
            room = str(stay.room)
            assert self.paper.rooms[room].code == code
            assert self.paper.free(room, when)
            self.put(stay, code, "day_use", "confirmed", day, day, room)

    def put(
        self,
        stay: Any,
        code: str,
        kind: str,
        status: str,
        arrival: date,
        departure: date,
        room: str | None,
    ) -> None:
        needed = (stay.starts_at, stay.ends_at)
        if kind == "overnight":
            assert needed == span(arrival, departure)
        party = Party(
            code=code,
            kind=kind,
            status=status,
            arrival=arrival,
            departure=departure,
            needed=needed,
            hold_until=stay.reservation.hold_until,
            room=room,
            held=needed if room else None,
        )
        party.sold = dict.fromkeys(self.paper.nights(party), code)
        self.paper.parties[stay.pk] = party

    @precondition(has_stays)
    @rule(
        pick=picks,
        shift=st.integers(-1, 2),
        longer=st.integers(-2, 3),
        code=st.none() | codes,
        above=st.booleans(),
        manager=managing,
    )
    def change(
        self, pick: int, shift: int, longer: int, code: str | None, above: bool, manager: bool
    ) -> None:
        self.goes_on()
        number = self.stay(pick, "tentative", "confirmed")
        party = self.paper.parties[number]
        if party.status == "in_house":
            shift, code = 0, None
        if party.day_use:
            longer = 0
        arrival = party.arrival + timedelta(days=shift)
        departure = party.departure + timedelta(days=shift + longer)
        self.changes(number, arrival, departure, code or party.code, above, manager)

    @precondition(some("in_house"))
    @rule(pick=picks, longer=st.integers(-2, 3), above=st.booleans(), manager=managing)
    def extend_or_shorten(self, pick: int, longer: int, above: bool, manager: bool) -> None:
        self.goes_on()
        number = self.stay(pick, "in_house")
        party = self.paper.parties[number]
        if not party.day_use:
            departure = party.departure + timedelta(days=longer)
            self.changes(number, party.arrival, departure, party.code, above, manager)

    def changes(
        self, number: int, arrival: date, departure: date, code: str, above: bool, manager: bool
    ) -> None:
        party = self.paper.parties[number]
        may = self.paper.may_change(number, arrival, departure, code, above=above, manager=manager)
        same = (arrival, departure, code) == (party.arrival, party.departure, party.code)
        done = self.tries(
            may,
            [] if same else ["stay.changed"],
            lambda: services.change_stay(
                number,
                by=self.by(manager),
                arrival=arrival,
                departure=departure,
                room_type_id=self.type_id(code),
                overbook=above,
            ),
        )
        if done:
            self.paper.change(number, arrival, departure, code)
            party.hold_until = find(number).reservation.hold_until

    @precondition(some("tentative"))
    @rule(pick=picks)
    def confirm(self, pick: int) -> None:
        self.goes_on()
        number = self.stay(pick, "tentative")
        party = self.paper.parties[number]
        reservation = find(number).reservation_id
        act = lambda: services.confirm(reservation, by=self.by(False))  # noqa: E731
        if self.tries(party.status == "tentative", ["stay.confirmed"], act):
            party.status = "confirmed"

    @precondition(has_stays)
    @rule(pick=picks, manager=managing)
    def cancel(self, pick: int, manager: bool) -> None:
        self.goes_on()
        number = self.stay(pick, "tentative", "confirmed")
        may = self.paper.may_cancel(number, manager=manager)
        act = lambda: services.cancel_stay(number, "plans changed", by=self.by(manager))  # noqa: E731
        if self.tries(may, ["stay.cancelled"], act):
            self.paper.drop(number, "cancelled")

    @precondition(some("confirmed"))
    @rule(pick=picks)
    def cancel_without_a_reason(self, pick: int) -> None:
        number = self.stay(pick, "confirmed")
        self.tries(False, [], lambda: services.cancel_stay(number, " ", by=self.by(True)))

    @precondition(some("confirmed"))
    @rule(pick=picks, manager=managing)
    def does_not_come(self, pick: int, manager: bool) -> None:
        self.goes_on()
        number = self.stay(pick, "confirmed")
        may = self.paper.may_mark_no_show(number, manager=manager)
        act = lambda: services.mark_no_show(number, by=self.by(manager))  # noqa: E731
        if self.tries(may, ["stay.no_show"], act):
            self.paper.drop(number, "no_show")

    @precondition(some("no_show"))
    @rule(pick=picks, manager=managing)
    def comes_after_all(self, pick: int, manager: bool) -> None:
        self.goes_on()
        number = self.stay(pick, "no_show")
        may = self.paper.may_reinstate(number, manager=manager)
        act = lambda: services.reinstate(number, "came late", by=self.by(manager))  # noqa: E731
        if self.tries(may, ["stay.reinstated"], act):
            self.paper.reinstate(number)

    # Rooms

    @precondition(has_stays)
    @rule(pick=picks, room=numbers)
    def assign(self, pick: int, room: str) -> None:
        self.goes_on()
        number = self.stay(pick, "confirmed", "tentative")
        party = self.paper.parties[number]
        may = self.paper.may_assign(number, room)
        act = lambda: services.assign_room(number, self.room_id(room), by=self.by(False))  # noqa: E731
        if self.tries(may, [] if party.room == room else ["stay.room_assigned"], act):
            party.room, party.held = room, party.needed

    @precondition(some("confirmed"))
    @rule(pick=picks)
    def unassign(self, pick: int) -> None:
        self.goes_on()
        number = self.stay(pick, "confirmed")
        party = self.paper.parties[number]
        act = lambda: services.unassign_room(number, by=self.by(False))  # noqa: E731
        if self.tries(party.expected and bool(party.room), ["stay.room_unassigned"], act):
            party.room, party.held = None, None

    @precondition(some("in_house", "confirmed"))
    @rule(pick=picks, room=numbers, manager=managing)
    def move(self, pick: int, room: str, manager: bool) -> None:
        self.goes_on()
        number = self.stay(pick, "in_house")
        may = self.paper.may_move(number, room, manager=manager)
        done = self.tries(
            may,
            ["stay.room_moved"],
            lambda: services.move_room(number, self.room_id(room), "noise", by=self.by(manager)),
        )
        if done:
            self.paper.move(number, room)

    @precondition(lambda self: not all(room.clean for room in self.paper.rooms.values()))
    @rule(room=numbers)
    def clean(self, room: str) -> None:
        self.goes_on()
        dirty = [number for number, chamber in self.paper.rooms.items() if not chamber.clean]
        room = room if room in dirty else dirty[0]
        steps = CLEANING.get(self.house.room(room).cleanliness, ())

        def act() -> None:
            for step in steps:
                rooms.set_cleanliness(self.room_id(room), step, by=None)

        self.tries(True, ["room.cleanliness_changed"] * len(steps), act)
        self.paper.rooms[room].clean = True

    @rule(
        room=numbers,
        kind=st.sampled_from(["out_of_order", "out_of_service"]),
        begins=st.integers(-2, 40),
        lasts=st.integers(0, 60),
        manager=managing,
    )
    def block(self, room: str, kind: str, begins: int, lasts: int, manager: bool) -> None:
        self.goes_on()
        start = self.paper.now + timedelta(hours=begins)
        when = (start, start + timedelta(hours=lasts))
        may = self.paper.may_block(room, kind, when, manager=manager)
        block = self.tries(
            may,
            ["room.blocked"],
            lambda: rooms.block_room(self.room_id(room), kind, *when, "leak", by=self.by(manager)),
        )
        if block:
            self.paper.block(block.pk, room, kind, when)

    @precondition(lambda self: bool(self.paper.outages))
    @rule(pick=picks)
    def release(self, pick: int) -> None:
        self.goes_on()
        outages = self.paper.outages
        number = list(outages)[-1 - pick % len(outages)]
        act = lambda: rooms.release_block(number, by=self.by(True))  # noqa: E731
        if self.tries(outages[number].living, ["room.released"], act):
            self.paper.release(number)

    # Arriving, living here, leaving

    @precondition(some("confirmed"))
    @rule(pick=picks)
    def check_in(self, pick: int) -> None:
        self.lets_in(self.stay(pick, "confirmed"))

    def lets_in(self, number: int) -> None:
        self.goes_on()
        may = self.paper.may_check_in(number)
        act = lambda: services.check_in(number, by=self.by(False))  # noqa: E731
        if self.tries(may, ["stay.checked_in"], act):
            self.paper.check_in(number)

    @precondition(some("in_house"))
    @rule(pick=picks, out=st.booleans())
    def goes_out_or_comes_back(self, pick: int, out: bool) -> None:
        self.goes_on()
        number = self.stay(pick, "in_house")
        party = self.paper.parties[number]
        act = services.guest_out if out else services.guest_back
        verb = "stay.guest_out" if out else "stay.guest_back"
        may = party.status == "in_house" and party.out != out
        if self.tries(may, [verb], lambda: act(number, by=self.by(False))):
            party.out = out

    @precondition(has_stays)
    @rule(pick=picks, settled=st.booleans())
    def check_out(self, pick: int, settled: bool) -> None:
        number = self.stay(pick, "in_house")
        bill = self.paper.parties[number].bill
        if settled and bill is not None and bill.open:
            self.settles(find_folio(number), bill)
        self.goes_on()
        may = self.paper.may_check_out(number)
        act = lambda: services.check_out(number, by=self.by(False))  # noqa: E731
        if self.tries(may, ["stay.checked_out"], act):
            self.paper.check_out(number)

    # Money

    def bills(self) -> dict[int, Bill]:
        return {
            find_folio(number): party.bill
            for number, party in self.paper.parties.items()
            if party.bill is not None
        }

    def has_bills(self) -> bool:
        return any(party.bill is not None for party in self.paper.parties.values())

    @precondition(has_stays)
    @rule(pick=picks)
    def open_bill(self, pick: int) -> None:
        self.opens_bill(self.stay(pick, "in_house", "confirmed"))

    def opens_bill(self, number: int) -> None:
        self.goes_on()
        party = self.paper.parties[number]
        may = party.bill is not None or party.status != "departed"
        verbs = [] if party.bill else ["folio.opened"]
        act = lambda: cashier.open_folio(number, by=self.by(False))  # noqa: E731
        if self.tries(may, verbs, act) and party.bill is None:
            party.bill = Bill()

    @precondition(has_bills)
    @rule(pick=picks, kind=st.sampled_from(["charge", "deposit", "payment"]), amount=amounts)
    def post(self, pick: int, kind: str, amount: Decimal) -> None:
        self.goes_on()
        folio, bill = list(self.bills().items())[-1 - pick % len(self.bills())]
        self.posts(folio, bill, kind, amount)

    @precondition(has_bills)
    @rule(pick=picks)
    def settle(self, pick: int) -> None:
        folio, bill = list(self.bills().items())[-1 - pick % len(self.bills())]
        self.settles(folio, bill)

    def settles(self, folio: int, bill: Bill) -> None:
        """Pay, or charge, exactly what is open, so that the guest can leave."""
        self.goes_on()
        if bill.balance:
            self.posts(folio, bill, "payment" if bill.balance > 0 else "charge", abs(bill.balance))

    def posts(self, folio: int, bill: Bill, kind: str, amount: Decimal) -> None:
        key = f"{kind}-{clock.now().isoformat()}"
        by = self.by(False)
        acts: dict[str, tuple[str, Callable[[], Any]]] = {
            "charge": (
                "folio.charged",
                lambda: cashier.charge(folio, amount, "Tea", key=key, by=by),
            ),
            "deposit": (
                "folio.deposit_taken",
                lambda: cashier.take_deposit(folio, amount, key=key, by=by),
            ),
            "payment": (
                "folio.paid",
                lambda: cashier.take_payment(folio, amount, key=key, by=by),
            ),
        }
        verb, act = acts[kind]
        line = self.tries(self.paper.may_post(bill), [verb], act)
        if line:
            sign = 1 if kind == "charge" else -1
            self.paper.post(bill, line.pk, kind, sign * amount)

    def lines(self) -> list[tuple[Bill, int, Line]]:
        return [
            (bill, number, line)
            for bill in self.bills().values()
            for number, line in bill.lines.items()
        ]

    def has_lines(self) -> bool:
        return any(party.bill and party.bill.lines for party in self.paper.parties.values())

    @precondition(has_lines)
    @rule(pick=picks, amount=amounts, all_of_it=st.booleans())
    def refund(self, pick: int, amount: Decimal, all_of_it: bool) -> None:
        self.goes_on()
        bill, number, line = self.lines()[-1 - pick % len(self.lines())]
        if all_of_it and line.kind in ("deposit", "payment"):
            amount = line.left or amount
        key = f"refund-{clock.now().isoformat()}"
        done = self.tries(
            self.paper.may_refund(bill, line, amount),
            ["folio.refunded"],
            lambda: cashier.refund(number, amount, key=key, by=self.by(True), reason="overpaid"),
        )
        if done:
            self.paper.post(bill, done.pk, "refund", amount, line)

    @precondition(has_lines)
    @rule(pick=picks)
    def reverse(self, pick: int) -> None:
        self.goes_on()
        bill, number, line = self.lines()[-1 - pick % len(self.lines())]
        key = f"reverse-{clock.now().isoformat()}"
        done = self.tries(
            self.paper.may_reverse(bill, line),
            ["folio.reversed"],
            lambda: cashier.reverse(number, "mistyped", key=key, by=self.by(True)),
        )
        if done:
            self.paper.post(bill, done.pk, "reversal", -line.amount, line)

    # Time

    @rule(hours=st.integers(1, 9))
    def hours_pass(self, hours: int) -> None:
        self.goes_on(hours)
        began = self.paper.begin_due()
        self.tries(True, ["room.block_began"] * began, rooms.begin_due_blocks)

    @rule(days=st.sampled_from([1, 1, 1, 2, 0]), manager=managing, itself=managing)
    def advance(self, days: int, manager: bool, itself: bool) -> None:
        """The day is closed, or the house moves on by itself; the calendar follows."""
        self.goes_on()
        to = self.paper.today + timedelta(days=days)
        by = None if itself else self.by(manager)
        done = self.tries(
            days > 0 and (itself or (manager and self.paper.is_settled())),
            ["business_date.advanced"],
            lambda: services.advance_business_date(to, by=by),
        )
        if done:
            self.paper.today = to
            early = clock.at(to, time(2))
            self.goes_on(max((early - clock.now()) / timedelta(hours=1), 0))

    # What must always be true

    @invariant()
    def the_house_is_sound(self) -> None:
        if not hasattr(self, "paper"):
            return
        wrong = [*stands(LAWS), *check_invariants()]
        assert not wrong, wrong

    @invariant()
    def the_product_agrees_with_the_paper(self) -> None:
        if not hasattr(self, "paper"):
            return
        record, paper = on_record(), on_paper(self.paper)
        wrong = [
            f"{what}: product {record.get(what)} paper {paper.get(what)}"
            for what in {**record, **paper}
            if record.get(what) != paper.get(what)
        ]
        assert not wrong, "\n".join(wrong)


def find(number: int) -> Any:
    from hotel.stays.models import Stay

    return Stay.objects.get(pk=number)


def find_folio(number: int) -> int:
    return int(stands({"": f"SELECT id FROM cashier_folio WHERE stay_id = {number}"})[0][1:][0])


def newest_entry() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT coalesce(max(id), 0) FROM journal_entry")
        return int(cursor.fetchone()[0])


def entries_since(newest: int) -> list[str]:
    """The verbs written since, in order; each must have its one row in the outbox."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT e.verb, count(d.entry_id) FROM journal_entry e"
            " LEFT JOIN journal_dispatch d ON d.entry_id = e.id"
            " WHERE e.id > %s GROUP BY e.id ORDER BY e.id",
            [newest],
        )
        rows = cursor.fetchall()
    assert all(count == 1 for _verb, count in rows), rows
    return [verb for verb, _count in rows]


def on_record() -> dict[str, Any]:
    """Stays and rooms as the tables have them."""
    with connection.cursor() as cursor:
        cursor.execute(RECORD)
        stays = {f"stay {number}": facts for number, *facts in cursor.fetchall()}
        cursor.execute("SELECT number, occupancy, cleanliness, block FROM rooms_room")
        chambers = {
            f"room {number}": [occupancy == "occupied", state == "inspected", block]
            for number, occupancy, state, block in cursor.fetchall()
        }
    return {**stays, **chambers}


RECORD = """
SELECT s.id, s.status, s.arrival, s.departure, t.code, r.number,
       lower(a.period), upper(a.period), s.guest_out_since IS NOT NULL,
       (SELECT string_agg(n.night || ' ' || nt.code, ', ' ORDER BY n.night) FROM stays_soldnight n
          JOIN rooms_roomtype nt ON nt.id = n.room_type_id WHERE n.stay_id = s.id),
       f.status,
       CASE WHEN f.id IS NOT NULL THEN coalesce(
         (SELECT sum(l.amount) FROM cashier_line l WHERE l.folio_id = f.id), 0) END
  FROM stays_stay s JOIN rooms_roomtype t ON t.id = s.room_type_id
  LEFT JOIN stays_roomassignment a ON a.stay_id = s.id AND a.status IN ('booked', 'in_house')
  LEFT JOIN rooms_room r ON r.id = a.room_id
  LEFT JOIN cashier_folio f ON f.stay_id = s.id
"""


def on_paper(paper: Reckoning) -> dict[str, Any]:
    """The same from the reckoning."""
    stays = {f"stay {number}": _written(party) for number, party in paper.parties.items()}
    chambers = {
        f"room {number}": [room.lives is not None, room.clean, room.blocked]
        for number, room in paper.rooms.items()
    }
    return {**stays, **chambers}


def _written(party: Party) -> list[Any]:
    bill = party.bill
    held: tuple[datetime | None, ...] = party.held or (None, None)
    return [
        party.status,
        party.arrival,
        party.departure,
        party.code,
        party.room,
        *held,
        party.out,
        ", ".join(f"{night} {code}" for night, code in sorted(party.sold.items())) or None,
        ("open" if bill.open else "closed") if bill else None,
        bill.balance if bill else None,
    ]


@pytest.fixture
def small_hotel(db: None) -> Iterator[type[Hotel]]:
    """Two kings and a twin; one king may be sold above capacity by who may."""
    house = build_house({1: "KING", 2: "KING", 3: "TWIN"}, (8,))
    house.king.overbooking_limit = 1
    house.king.save()
    Hotel.cast, Hotel.house = hire_cast(), house
    Hotel.guest = make_guest(Hotel.cast.receptionist).pk
    yield Hotel
    connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_whatever_is_done_in_whatever_order_the_house_stays_sound(
    small_hotel: type[Hotel],
) -> None:
    from django.db import transaction

    class Fresh(small_hotel):  # type: ignore[misc,valid-type]
        """Each example in a transaction that is thrown away."""

        def __init__(self) -> None:
            super().__init__()
            self.page = transaction.atomic()
            self.page.__enter__()

        def teardown(self) -> None:
            super().teardown()
            transaction.set_rollback(True)
            self.page.__exit__(None, None, None)

    run_state_machine_as_test(
        Fresh,
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            database=None,
            print_blob=False,
            report_multiple_bugs=False,
            derandomize=EXAMPLES <= 40,
            phases=[Phase.generate, *SHRINK],
            suppress_health_check=list(HealthCheck),
        ),
    )
    print(told())


def told() -> str:
    """A line for each act: accepted, refused."""
    verbs = sorted({verb for verb, _accepted in TALLY})
    return "\n".join(f"{verb:28} {TALLY[verb, True]:>6} {TALLY[verb, False]:>6}" for verb in verbs)
