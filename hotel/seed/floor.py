"""The demo hotel's floors today: rooms given out, some done, one sent back, one guest at the desk."""

from collections.abc import Iterator
from datetime import date, datetime
from itertools import cycle, islice
from typing import TYPE_CHECKING

from hotel.rooms import selectors as house
from hotel.seed.present import Season
from hotel.stays import selectors as stays
from hotel.web import clock
from housekeeping import selectors, services
from housekeeping.enums import Point

if TYPE_CHECKING:
    from hotel.staff.models import User
    from housekeeping.models import CleaningTask

ATTENDANTS = ("HK-0511", "HK-0512", "HK-0513", "HK-0514")
DONE_EACH = 3
MINUTES_A_ROOM = 22
WAITING_MINUTES = 2


def work_the_floors(season: Season, today: date) -> None:
    """Lay out the day, give the floors to the attendants, and have some of it done by now."""
    services.open_day()
    _keep_in_step(season)
    people = [season.crew.number(number) for number in ATTENDANTS]
    supervisor = season.crew.role("hk_supervisor")
    _give_out(people, supervisor, today)
    for person in people:
        _clean_some(person, supervisor, today)
    _skip_one(people[0], today)
    _guest_at_the_desk(season, today)


def answer_inspections(season: Season) -> None:
    """Report what is still being looked into, so that everybody can leave."""
    attendant = season.crew.role("room_attendant")
    for found in selectors.open_inspections():
        services.report_inspection(found.pk, by=attendant)


def _keep_in_step(season: Season) -> None:
    """Rooms begun by hand this morning are begun on the list too."""
    begun = house.rooms().filter(cleanliness="cleaning")
    services.follow_rooms(begun.values_list("pk", flat=True), by=season.crew.number("HK-0512"))


def _give_out(people: "list[User]", supervisor: "User", today: date) -> None:
    to_do = [task for task in selectors.tasks_of_day(today) if task.state == "waiting"]
    floors = sorted({task.room.floor for task in to_do})
    for floor, person in zip(floors, cycle(people), strict=False):
        rooms = [task.room_id for task in to_do if task.room.floor == floor]
        services.assign(rooms, person.pk, by=supervisor)


def _clean_some(person: "User", supervisor: "User", today: date) -> None:
    """Three rooms done, two of them looked at, the last sent back; one begun."""
    rooms = _rooms_of(person, today)
    moments = _moments()
    done = list(islice(rooms, DONE_EACH))
    for task in done:
        start = next(moments)
        services.start_cleaning(task.pk, by=person, at=start)
        end = start + clock.minutes(MINUTES_A_ROOM)
        services.finish_cleaning(task.pk, by=person, at=end)
    for task in done[:2]:
        services.pass_room(task.pk, by=supervisor, points=Point.values)
    if person.username == ATTENDANTS[0] and len(done) == DONE_EACH:
        services.fail_room(done[-1].pk, by=supervisor, reason="浴室镜面有水渍，毛巾少一条")
    begun = next(rooms, None)
    if begun is not None:
        services.start_cleaning(begun.pk, by=person, at=clock.now() - clock.minutes(9))


def _moments() -> Iterator[datetime]:
    """When each of the rooms done was begun, the last of them half an hour ago."""
    start = clock.now() - clock.minutes(30 + MINUTES_A_ROOM * (DONE_EACH + 1))
    for number in range(DONE_EACH):
        yield start + clock.minutes((MINUTES_A_ROOM + 3) * number)


def _rooms_of(person: "User", today: date) -> "Iterator[CleaningTask]":
    """Rooms of those who stay on, that this attendant may enter."""
    return (
        task
        for task in selectors.tasks_of_day(today)
        if task.attendant_id == person.pk
        and task.state == "assigned"
        and task.kind == "stayover"
        and not task.room.dnd
    )


def _skip_one(person: "User", today: date) -> None:
    task = next(_rooms_of(person, today), None)
    if task is not None:
        services.skip_cleaning(task.pk, by=person, reason="dnd")


def _guest_at_the_desk(season: Season, today: date) -> None:
    """Somebody who leaves today has asked for the bill two minutes ago."""
    leaving = (stay for stay in stays.departures(today) if not stay.guest.vip_level)
    stay = next(leaving, None)
    if stay is not None:
        asked = clock.now() - clock.minutes(WAITING_MINUTES)
        services.request_inspection(stay.pk, by=season.desk, at=asked)
