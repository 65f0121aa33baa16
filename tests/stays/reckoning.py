"""The house as a clerk would reckon it on paper: no counters, no constraints, only lists looked
through anew each time. `tests.stays.test_machine` holds the product against it.

`may_…` says whether an act must be accepted (True), must be refused (False), or whether this
reckoning does not know (None).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from hotel.web import clock

TWO_O_CLOCK = time(14, 0)
ZERO = Decimal(0)
ONE_DAY = timedelta(days=1)
Span = tuple[datetime, datetime]


def span(arrival: date, departure: date) -> Span:
    return clock.at(arrival, TWO_O_CLOCK), clock.at(departure, TWO_O_CLOCK)


def overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


@dataclass
class Line:
    """`undone` are the lines that refer to this one."""

    kind: str
    amount: Decimal
    of: "Line | None" = None
    undone: list["Line"] = field(default_factory=list)

    @property
    def reversed(self) -> bool:
        return any(line.kind == "reversal" for line in self.undone)

    @property
    def left(self) -> Decimal:
        """What may still be given back of a receipt."""
        given = [line.amount for line in self.undone if not line.reversed]
        return -self.amount - sum(given, ZERO)


@dataclass
class Bill:
    open: bool = True
    lines: dict[int, Line] = field(default_factory=dict)

    @property
    def balance(self) -> Decimal:
        return sum((line.amount for line in self.lines.values()), ZERO)


@dataclass
class Party:
    """A stay. `held` is the time its room is held, `sold` which type it has sold on which night."""

    code: str
    kind: str
    status: str
    arrival: date
    departure: date
    needed: Span
    hold_until: datetime
    room: str | None = None
    held: Span | None = None
    sold: dict[date, str] = field(default_factory=dict)
    out: bool = False
    bill: Bill | None = None

    @property
    def expected(self) -> bool:
        return self.status in ("tentative", "confirmed")

    @property
    def day_use(self) -> bool:
        return self.kind == "day_use"


@dataclass
class Outage:
    room: str
    kind: str
    period: Span
    living: bool = True


@dataclass
class Chamber:
    code: str
    clean: bool = True
    lives: int | None = None
    blocked: str = "none"


@dataclass
class Reckoning:
    """`limits` is how many rooms of a type may be sold above capacity."""

    now: datetime
    today: date
    rooms: dict[str, Chamber]
    limits: dict[str, int]
    parties: dict[int, Party] = field(default_factory=dict)
    outages: dict[int, Outage] = field(default_factory=dict)

    # What is free and what is left

    def free(self, room: str, when: Span, but: int | None = None) -> bool:
        taken = (
            party.held
            for number, party in self.parties.items()
            if party.room == room and party.held is not None and number != but
        )
        out = (each.period for each in self.outages.values() if each.living and each.room == room)
        return not any(overlap(when, other) for other in (*taken, *out))

    def over(self, code: str, night: date) -> int:
        """How many rooms of the type are sold above those there are; negative while some are left."""
        hours = span(night, night + ONE_DAY)
        out = {
            each.room
            for each in self.outages.values()
            if each.living and each.kind == "out_of_order" and overlap(each.period, hours)
        }
        there = [number for number, room in self.rooms.items() if room.code == code]
        sold = sum(party.sold.get(night) == code for party in self.parties.values())
        return sold + len(out & set(there)) - len(there)

    def may_sell(
        self, code: str, nights: Iterable[date], *, above: bool, manager: bool
    ) -> bool | None:
        wanted = list(nights)
        if not wanted:
            return True
        if above and not manager:
            return False
        limit = self.limits[code] if above else 0
        coming = [night for night in wanted if night >= self.today]
        if any(self.over(code, night) + 1 > limit for night in coming):
            return False
        # Counters of nights that are over are not kept in step with the rooms any more.
        return True if len(coming) == len(wanted) else None

    @staticmethod
    def nights(party: Party) -> list[date]:
        return nights_of(party.kind, party.arrival, party.departure, party.needed)

    def ready(self, room: str) -> bool:
        chamber = self.rooms[room]
        return chamber.clean and chamber.lives is None and chamber.blocked == "none"

    # Booking

    def may_book(
        self,
        code: str,
        arrival: date,
        departure: date,
        room: str | None,
        *,
        above: bool,
        manager: bool,
    ) -> bool | None:
        if arrival < self.today or departure <= arrival:
            return False
        when = span(arrival, departure)
        if room is not None and (self.rooms[room].code != code or not self.free(room, when)):
            return False
        nights = nights_of("overnight", arrival, departure, when)
        return self.may_sell(code, nights, above=above, manager=manager)

    def may_use_by_day(self, code: str, day: date, when: Span) -> bool | None:
        if day < self.today or when[1] <= self.now:
            return False
        mine = (number for number, room in self.rooms.items() if room.code == code)
        if not any(self.free(number, when) for number in mine):
            return False
        return self.may_sell(code, nights_of("day_use", day, day, when), above=False, manager=False)

    def may_change(
        self, number: int, arrival: date, departure: date, code: str, *, above: bool, manager: bool
    ) -> bool | None:
        party = self.parties[number]
        if party.status == "in_house":
            return self._may_change_in_house(number, departure, above=above, manager=manager)
        if not party.expected:
            return False
        same_days = (arrival, departure) == (party.arrival, party.departure)
        if not self._days_stand(party, arrival, departure, same_days):
            return False
        when = moved(party, arrival, departure)
        if code == party.code and when == party.needed:
            return True
        if code == party.code and party.room and not self.free(party.room, when, but=number):
            return False
        return self.may_sell(
            code, self._new(party, arrival, departure, code), above=above, manager=manager
        )

    def _days_stand(self, party: Party, arrival: date, departure: date, same: bool) -> bool:
        if party.day_use:
            when = moved(party, arrival, departure)
            return arrival >= min(self.today, party.arrival) and when[1] > self.now
        if same:
            return True
        return (
            arrival >= min(self.today, party.arrival)
            and departure > arrival
            and departure > self.today
        )

    def _may_change_in_house(
        self, number: int, departure: date, *, above: bool, manager: bool
    ) -> bool | None:
        party = self.parties[number]
        if departure == party.departure:
            return True
        if party.day_use or departure <= party.arrival or departure < self.today:
            return None if party.day_use else False
        assert party.room is not None
        assert party.held is not None
        until = clock.at(departure, TWO_O_CLOCK)
        if not self.free(party.room, (party.held[0], until), but=number):
            return False
        new = self._new(party, party.arrival, departure, party.code)
        return self.may_sell(party.code, new, above=above, manager=manager)

    def _new(self, party: Party, arrival: date, departure: date, code: str) -> list[date]:
        """The nights a changed stay has to buy: those it has not sold as this type already."""
        wanted = nights_of(party.kind, arrival, departure, moved(party, arrival, departure))
        slept = party.status == "in_house"
        return [
            night
            for night in wanted
            if party.sold.get(night) != code and not (slept and night in party.sold)
        ]

    def change(self, number: int, arrival: date, departure: date, code: str) -> None:
        party = self.parties[number]
        when = moved(party, arrival, departure)
        if code == party.code and when == party.needed:
            return
        if code != party.code:
            party.room, party.held = None, None
        slept = party.sold if party.status == "in_house" else {}
        party.arrival, party.departure, party.needed, party.code = arrival, departure, when, code
        if party.held is not None:
            lower = party.held[0] if party.status == "in_house" else when[0]
            party.held = (lower, when[1])
        party.sold = {night: slept.get(night, code) for night in self.nights(party)}

    # Rooms

    def may_assign(self, number: int, room: str) -> bool:
        party = self.parties[number]
        if not party.expected:
            return False
        if party.room == room:
            return True
        return self.rooms[room].code == party.code and self.free(room, party.needed, but=number)

    def may_move(self, number: int, room: str, *, manager: bool) -> bool | None:
        party = self.parties[number]
        if party.room in (None, room) or not (party.expected or party.status == "in_house"):
            return False
        code = self.rooms[room].code
        if code != party.code and not manager:
            return False
        if not self.free(room, self._hours_to_come(party), but=number):
            return False
        if party.status == "in_house":
            assert party.held is not None
            if party.held[1] <= self.now or not self.ready(room):
                return False
        if code == party.code:
            return True
        new = [night for night in self._to_come(party) if party.sold.get(night) != code]
        return self.may_sell(code, new, above=False, manager=manager)

    def _hours_to_come(self, party: Party) -> Span:
        if party.status != "in_house":
            return party.needed
        assert party.held is not None
        return max(self.now, party.held[0]), party.held[1]

    def _to_come(self, party: Party) -> list[date]:
        first = max(self.today, party.arrival)
        return [night for night in self.nights(party) if night >= first]

    def move(self, number: int, room: str) -> None:
        party = self.parties[number]
        code = self.rooms[room].code
        if code != party.code:
            party.sold.update(dict.fromkeys(self._to_come(party), code))
            party.code = code
        party.held = self._hours_to_come(party)
        if party.status == "in_house":
            assert party.room is not None
            self._leave(party.room)
            self.rooms[room].lives = number
        party.room = room

    def _leave(self, room: str) -> None:
        self.rooms[room].lives, self.rooms[room].clean = None, False

    # Arriving and leaving

    def may_check_in(self, number: int) -> bool:
        party = self.parties[number]
        if party.status != "confirmed" or party.arrival > self.today or party.room is None:
            return False
        if party.departure < self.today or (party.departure == self.today and not party.day_use):
            return False
        assert party.held is not None
        held = (min(party.held[0], self.now), party.held[1])
        return (
            self.ready(party.room)
            and party.needed[1] > self.now
            and self.free(party.room, held, but=number)
        )

    def check_in(self, number: int) -> None:
        party = self.parties[number]
        assert party.room is not None
        assert party.held is not None
        party.status = "in_house"
        party.needed = (min(party.needed[0], self.now), party.needed[1])
        party.held = (min(party.held[0], self.now), party.held[1])
        self.rooms[party.room].lives = number

    def may_check_out(self, number: int) -> bool:
        party = self.parties[number]
        return party.status == "in_house" and (party.bill is None or not party.bill.balance)

    def check_out(self, number: int) -> None:
        party = self.parties[number]
        assert party.room is not None
        party.status, party.out = "departed", False
        party.departure = min(party.departure, max(party.arrival, self.today))
        party.sold = {night: code for night, code in party.sold.items() if night < party.departure}
        self._leave(party.room)
        party.room, party.held = None, None
        if party.bill is not None:
            party.bill.open = False

    def may_cancel(self, number: int, *, manager: bool) -> bool:
        party = self.parties[number]
        return party.expected and (manager or self.now <= party.hold_until)

    def may_mark_no_show(self, number: int, *, manager: bool) -> bool:
        party = self.parties[number]
        return manager and party.status == "confirmed" and party.arrival <= self.today

    def drop(self, number: int, status: str) -> None:
        party = self.parties[number]
        party.status, party.room, party.held, party.sold = status, None, None, {}

    def may_reinstate(self, number: int, *, manager: bool) -> bool | None:
        party = self.parties[number]
        over = party.needed[1] <= self.now if party.day_use else party.departure <= self.today
        if not manager or party.status != "no_show" or over:
            return False
        if self.today - party.arrival > ONE_DAY:
            return False
        left = [night for night in self.nights(party) if night >= self.today]
        return self.may_sell(party.code, left, above=False, manager=manager)

    def reinstate(self, number: int) -> None:
        """Who comes a day late begins a day late."""
        party = self.parties[number]
        party.status = "confirmed"
        if party.arrival < self.today:
            party.arrival = self.today
            party.needed = span(party.arrival, party.departure)
        party.sold = dict.fromkeys(self.nights(party), party.code)

    def is_settled(self) -> bool:
        """Nobody is due any more today, in or out."""
        return not any(
            (party.expected and party.arrival <= self.today)
            or (party.status == "in_house" and party.departure <= self.today)
            for party in self.parties.values()
        )

    # Rooms taken out

    def may_block(self, room: str, kind: str, when: Span, *, manager: bool) -> bool:
        chamber = self.rooms[room]
        now = when[0] <= self.now
        when = (max(when[0], self.now), when[1])
        if not manager or when[1] <= when[0] or not self.free(room, when):
            return False
        if now and (chamber.lives is not None or chamber.blocked != "none"):
            return False
        if kind != "out_of_order":
            return True
        return all(self._spares(room, chamber.code, night) for night in self._nights(when))

    def _spares(self, room: str, code: str, night: date) -> bool:
        hours = span(night, night + ONE_DAY)
        already = any(
            each.living
            and each.room == room
            and each.kind == "out_of_order"
            and overlap(each.period, hours)
            for each in self.outages.values()
        )
        return already or self.over(code, night) < 0

    def _nights(self, when: Span) -> list[date]:
        first = clock.local(when[0]).date() - ONE_DAY
        days = (first + timedelta(days=n) for n in range((when[1] - when[0]).days + 4))
        return [
            night
            for night in days
            if night >= self.today and overlap(span(night, night + ONE_DAY), when)
        ]

    def block(self, number: int, room: str, kind: str, when: Span) -> None:
        when = (max(when[0], self.now), when[1])
        self.outages[number] = Outage(room, kind, when)
        if when[0] <= self.now:
            self._begin(self.outages[number])

    def _begin(self, outage: Outage) -> None:
        self.rooms[outage.room].blocked = outage.kind

    def begin_due(self) -> int:
        """Returns how many rooms were taken out now."""
        due = [
            outage
            for outage in self.outages.values()
            if outage.living
            and outage.period[0] <= self.now < outage.period[1]
            and self.rooms[outage.room].blocked == "none"
            and self.rooms[outage.room].lives is None
        ]
        for outage in due:
            self._begin(outage)
        return len(due)

    def release(self, number: int) -> None:
        outage = self.outages[number]
        outage.living = False
        chamber = self.rooms[outage.room]
        if chamber.blocked == "none" or outage.period[0] > self.now:
            return
        waiting = [
            other.kind
            for other in self.outages.values()
            if other.living and other.room == outage.room and other.period[0] <= self.now
        ]
        chamber.blocked = waiting[0] if waiting else "none"
        chamber.clean = chamber.clean and bool(waiting)

    # Money

    @staticmethod
    def may_post(bill: Bill | None) -> bool:
        return bill is not None and bill.open

    @staticmethod
    def may_refund(bill: Bill, line: Line, amount: Decimal) -> bool:
        return bill.open and line.kind in ("deposit", "payment") and amount <= line.left

    @staticmethod
    def may_reverse(bill: Bill, line: Line) -> bool:
        if not bill.open or line.kind == "reversal" or line.reversed:
            return False
        return line.kind not in ("deposit", "payment") or line.left == -line.amount

    @staticmethod
    def post(bill: Bill, number: int, kind: str, amount: Decimal, of: Line | None = None) -> None:
        bill.lines[number] = line = Line(kind, amount, of)
        if of is not None:
            of.undone.append(line)


def nights_of(kind: str, arrival: date, departure: date, needed: Span) -> list[date]:
    if kind == "day_use":
        return [arrival] if needed[1] > clock.at(arrival, TWO_O_CLOCK) else []
    return [arrival + timedelta(days=n) for n in range((departure - arrival).days)]


def moved(party: Party, arrival: date, departure: date) -> Span:
    """The time the room is needed after a change of days."""
    if party.day_use:
        shift = arrival - party.arrival
        return party.needed[0] + shift, party.needed[1] + shift
    if (arrival, departure) == (party.arrival, party.departure):
        return party.needed
    start, until = span(arrival, departure)
    return (party.needed[0] if party.status == "in_house" else start), until
