"""The demo hotel's last days, today and what is booked: every act through its service."""

import random
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from hotel.cashier import services as cashier
from hotel.guests import services as guests
from hotel.rooms import selectors as rooms
from hotel.rooms import services as housekeeping
from hotel.seed import leaving
from hotel.seed.building import clean
from hotel.seed.counter import arrive
from hotel.seed.crew import Crew
from hotel.seed.people import Cast, Invented
from hotel.stays import selectors as stays
from hotel.stays import services as desk
from hotel.web import clock
from hotel.web.refusals import Refused

if TYPE_CHECKING:
    from hotel.rooms.models import Room
    from hotel.stays.models import Stay

DAYS_PLAYED = 3
LET_TONIGHT = 90  # of 120 rooms: three quarters
SUITES_KEPT = ("EXEC", "PRES")  # for the visits of the day
BOOKED_OTHERWISE = 9  # rooms of the group and the VIPs that arrive today
UNASSIGNED = 4  # every fifth arrival has no room yet
STILL_DIRTY = 9  # rooms left for housekeeping to do today
FUTURE_DAYS = 21


class Season:
    """Everything the days are played with."""

    def __init__(self, crew: Crew, cast: Cast, regulars: list[int], seed: int) -> None:
        self.crew = crew
        self.dice = random.Random(seed)
        self.people = cast.people()
        self.regulars = regulars
        self.desk = crew.role("receptionist")
        self.cashier = crew.role("cashier")
        # The VIPs taken in so far, by name: guest ids.
        self.vips: dict[str, int] = {}

    def guest(self) -> int:
        """A regular now and then, otherwise somebody new with a document on file."""
        if self.regulars and self.dice.random() < 0.35:
            return self.regulars.pop(self.dice.randrange(len(self.regulars)))
        return register(next(self.people), self)

    def nights(self) -> int:
        return self.dice.choices((1, 2, 3, 4, 6), (30, 34, 20, 11, 5))[0]

    def take_in(self, stay: "Stay", at: datetime) -> None:
        """Check in and take the deposit, as of a moment that has passed."""
        arrive(self, stay, at)


def register(person: Invented, season: Season) -> int:
    """An invented person as a guest with document, phone and plate. Returns the guest's id."""
    guest = guests.register_guest(
        by=season.desk,
        name_zh=person.name_zh,
        surname_latin=person.surname_latin,
        given_latin=person.given_latin,
        sex=person.sex,
        birth_date=person.birth_date,
        nationality=person.nationality,
        phone=person.phone,
    )
    guests.add_document(guest.pk, person.document_kind, person.document_number, by=season.desk)
    if person.plate:
        guests.add_plate(guest.pk, person.plate, by=season.desk)
    return guest.pk


def play(
    season: Season, today: date, on_day: Callable[[Season, date, date], None] = lambda *_: None
) -> None:
    """From the business date to `today`: people leave, rooms are cleaned, people arrive.

    `on_day(season, day, today)` takes in whoever else comes that day.
    """
    while True:
        day = stays.business_date()
        if day < today:
            clean(season.crew, _dirty_vacant())
            on_day(season, day, today)
            _let(season, day)
        if day >= today:
            break
        _charge_nights(season, day)
        desk.advance_business_date(day + timedelta(days=1), by=None)
        _leave(season, stays.business_date(), today)
    _today(season, today)
    _book_ahead(season, today)


def _dirty_vacant() -> "list[Room]":
    return [
        room
        for room in rooms.rooms()
        if room.occupancy == "vacant" and room.cleanliness != "inspected" and room.block == "none"
    ]


def _let(season: Season, day: date) -> None:
    """Check in as many as the house still takes on a day before today."""
    goal = round(LET_TONIGHT * (0.95 + 0.1 * season.dice.random()))
    vacant = [room for room in _vacant(season) if room.room_type.code not in SUITES_KEPT]
    missing = max(0, goal - _in_house_count())
    for room in vacant[:missing]:
        nights = season.nights() + 1
        try:
            stay = _book(season, room, day, day + timedelta(days=nights))
        except Refused:  # the type is sold out in one of the nights to come
            continue
        arrive(season, stay, _moment(day, season.dice))


def _vacant(season: Season) -> "list[Room]":
    ready = [room for room in rooms.rooms() if room.occupancy == "vacant" and room.block == "none"]
    season.dice.shuffle(ready)
    return ready


def _in_house_count() -> int:
    return sum(1 for room in rooms.rooms() if room.occupancy == "occupied")


def _book(
    season: Season, room: "Room | None", arrival: date, departure: date, **more: Any
) -> "Stay":
    room_type = room.room_type if room else more.pop("room_type")
    return desk.book(
        guest_id=more.pop("guest_id", None) or season.guest(),
        room_type_id=room_type.pk,
        room_id=room.pk if room else None,
        arrival=arrival,
        departure=departure,
        adults=season.dice.choices((1, 2), (55, 45))[0],
        by=season.desk,
        source=season.dice.choice(("phone", "ota", "corporate", "walk_in")),
        guarantee=season.dice.choices(("none", "deposit", "card", "company"), (25, 35, 25, 15))[0],
        **more,
    )


def _moment(day: date, dice: random.Random) -> datetime:
    """Some time in the afternoon or evening of a past day."""
    return clock.at(day, time(dice.randint(14, 21), dice.randint(0, 59)))


def _charge_nights(season: Season, day: date) -> None:
    auditor = season.crew.role("night_auditor")
    moment = min(clock.at(day + timedelta(days=1), time(0, 40)), clock.now())
    for stay in stays.in_house():
        cashier.charge_night(stay.pk, day, by=auditor, at=moment)


def _leave(season: Season, day: date, today: date) -> None:
    """Everybody due out leaves; today a third, and the VIPs, are still in their rooms."""
    vips = set(season.vips.values())
    due = [stay for stay in stays.departures(day) if stay.guest_id not in vips]
    if day >= today:
        # Before breakfast nobody has left yet, at noon most have.
        hour = clock.local(clock.now()).hour
        due = due[: round(len(due) * min(max(hour - 7, 1) * 0.12, 0.75))]
    for stay in due:
        leaving.leave(season, stay)


def _today(season: Season, today: date) -> None:
    """Departed rooms partly cleaned; arrivals booked, some of them already in; groups, day use, blocks."""
    _slept_in(today)
    dirty = _dirty_vacant()
    season.dice.shuffle(dirty)
    clean(season.crew, dirty[STILL_DIRTY:])
    _begin_cleaning(season, dirty[:2])
    _groups(season, today)
    free = iter(
        room
        for room in _vacant(season)
        if room.is_clean and room.room_type.code not in SUITES_KEPT and _unheld(room, today)
    )
    _blocks(season, today, free)
    _day_use(season, today, free)
    _arrivals(season, today, free)


def _slept_in(today: date) -> None:
    """What night audit does to rooms people slept in: occupied and dirty (handbook B1.2)."""
    for stay in stays.in_house():
        if stay.arrival < today and stay.room is not None and stay.room.is_clean:
            housekeeping.set_cleanliness(stay.room.pk, "dirty", by=None)


def _begin_cleaning(season: Season, dirty: "list[Room]") -> None:
    for room in dirty:
        housekeeping.set_cleanliness(room.pk, "cleaning", by=season.crew.number("HK-0512"))


def _unheld(room: "Room", day: date) -> bool:
    return room.pk in {free.pk for free in stays.free_rooms(room.room_type_id, rooms.night(day))}


def _arrivals(season: Season, today: date, free: "Iterator[Room]") -> None:
    staying = sum(1 for stay in stays.in_house() if stay.departure > today)
    expected = max(12, LET_TONIGHT - staying - BOOKED_OTHERWISE)
    types = [kind for kind in rooms.types() if kind.code not in SUITES_KEPT]
    for number in range(expected):
        room = next(free, None) if number % 5 != UNASSIGNED else None
        eta = clock.at(today, time(13 + number % 10, season.dice.choice((0, 15, 30, 45))))
        more = {} if room else {"room_type": season.dice.choice(types)}
        try:
            stay = _book(
                season, room, today, today + timedelta(days=season.nights()), eta=eta, **more
            )
        except Refused:  # that type is full tonight
            continue
        if room and number % 3 == 0 and eta < clock.now():
            arrive(season, stay, eta)


def _groups(season: Season, today: date) -> None:
    """Two groups: one in from this afternoon, one for the day after tomorrow."""
    twin = next(kind for kind in rooms.types() if kind.code == "TWIN")
    for name, days, count in (("湘江合唱团", 0, 6), ("青禾研学团", 2, 10)):
        arrival = today + timedelta(days=days)
        desk.book_group(
            name,
            guest_id=season.guest(),
            rooms=[(twin.pk, count)],
            arrival=arrival,
            departure=arrival + timedelta(days=2),
            adults=2,
            rate=Decimal("328.00"),
            by=season.desk,
            contact_name="陈领队",
            contact_phone="13900001234",
        )


def _day_use(season: Season, today: date, free: "Iterator[Room]") -> None:
    """Whoever may still come today: at noon nobody books the morning."""
    for hours in ((time(9), time(13)), (time(13), time(17)), (time(15), time(19))):
        room = next(free, None) if clock.at(today, hours[1]) > clock.now() else None
        if room is not None:
            _book(season, room, today, today, kind="day_use", hours=hours, rate=Decimal("180.00"))


def _blocks(season: Season, today: date, free: "Iterator[Room]") -> None:
    reasons = (
        ("out_of_order", 3, "空调主板更换"),
        ("out_of_order", 1, "卫生间防水维修"),
        ("out_of_service", 2, "地毯清洗晾干"),
    )
    manager = season.crew.role("fo_manager")
    for kind, days, reason in reasons:
        room = next(free, None)
        if room is not None:
            start = clock.now()
            end = clock.at(today + timedelta(days=days), time(14))
            housekeeping.block_room(room.pk, kind, start, end, reason, by=manager)


def _book_ahead(season: Season, today: date) -> None:
    """Reservations of the coming weeks, a few of them tentative, and one cancelled."""
    types = [kind for kind in rooms.types() if kind.code not in SUITES_KEPT]
    made = []
    for offset in range(1, FUTURE_DAYS):
        for _ in range(season.dice.randint(2, 5)):
            arrival = today + timedelta(days=offset)
            made.append(
                _book(
                    season,
                    None,
                    arrival,
                    arrival + timedelta(days=season.nights()),
                    room_type=season.dice.choice(types),
                    status="tentative" if season.dice.random() < 0.15 else "confirmed",
                )
            )
    desk.cancel_stay(made[3].pk, reason="客人行程改变", by=season.desk)


def close_old_days(season: Season, day: date) -> None:
    """Everybody in house leaves, whoever never came is a no-show, and the date moves to `day`."""
    for stay in stays.in_house():
        leaving.leave(season, stay)
    if stays.business_date() < day:
        desk.advance_business_date(day, by=None)
    for stay in stays.arrivals(day):
        if stay.arrival < day and stay.status == "tentative":
            desk.cancel_stay(stay.pk, reason="逾期未确认", by=season.crew.role("fo_supervisor"))
        elif stay.arrival < day:
            desk.mark_no_show(stay.pk, by=season.crew.role("night_auditor"))
