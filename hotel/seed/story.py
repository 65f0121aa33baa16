"""Furnishing the demo hotel, and moving it to another day."""

from collections.abc import Callable
from datetime import date, timedelta

from hotel.rooms import selectors as rooms
from hotel.seed import building, complaining, floor, outside, present, visits, working
from hotel.seed.crew import hire_crew, plan_roster
from hotel.seed.past import live_through
from hotel.seed.people import Cast
from hotel.stays import selectors as stays
from hotel.stays import services as desk

Say = Callable[[str], None]
PAST_DAYS = 92


def is_empty() -> bool:
    return not rooms.rooms().exists()


def furnish(today: date, say: Say) -> None:
    """The whole demo hotel as of `today` (the hotel's calendar day)."""
    say("staff and roster")
    crew = hire_crew()
    plan_roster(crew, today)
    say("120 rooms")
    building.build(crew)
    outside.arrange_channels(crew)
    first = today - timedelta(days=present.DAYS_PLAYED)
    cast = Cast(2026, today)
    say("three months of past stays")
    regulars = live_through(crew, cast, first - timedelta(days=PAST_DAYS), first)
    desk.open_business_date(first)
    say("the last days, today and the reservations to come")
    season = present.Season(crew, cast, regulars, seed=today.toordinal())
    present.play(season, today, visits.take_in_early)
    say("VIP visits")
    visits.receive(season, today)
    say("cleaning and complaints")
    floor.work_the_floors(season, today)
    complaining.complain(season, today)
    working.outbox_empty()


def days_behind(today: date) -> int:
    """How many days the demo hotel's business date lies behind today."""
    return (today - stays.business_date()).days


def move_to(today: date, say: Say) -> None:
    """Let everybody of the old days leave, and play the last days before `today` anew."""
    crew = hire_crew()
    plan_roster(crew, today)
    season = present.Season(crew, Cast(today.toordinal(), today), [], seed=today.toordinal())
    start = max(stays.business_date(), today - timedelta(days=present.DAYS_PLAYED))
    say("guests of the old days leave")
    floor.answer_inspections(season)
    present.close_old_days(season, start)
    say("the last days, today and the reservations to come")
    present.play(season, today, visits.take_in_early)
    say("VIP visits")
    visits.receive(season, today)
    say("cleaning and complaints")
    floor.work_the_floors(season, today)
    complaining.complain_now(season)
    working.outbox_empty()
