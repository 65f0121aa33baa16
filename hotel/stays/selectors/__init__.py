"""What the house asks about its reservations and stays."""

from hotel.stays.selectors.availability import (
    NightLeft,
    TypeLeft,
    availability,
    free_rooms,
    pick_free_room,
    ready_now,
    what_is_in_the_way,
)
from hotel.stays.selectors.day import business_date
from hotel.stays.selectors.effects import Effect, effect_of, next_departure
from hotel.stays.selectors.finding import Found, find, find_exactly
from hotel.stays.selectors.lists import (
    arrivals,
    count_no_shows,
    counts,
    departed_on,
    departures,
    expected_after,
    in_house,
    reservation,
    reservation_by_number,
    sold_runs,
    stay,
    stay_in_room,
    stays,
    stays_in_rooms,
    stays_of_guests,
)
from hotel.stays.selectors.rack import Held, held_between, roomless_between

__all__ = [
    "Effect",
    "Found",
    "Held",
    "NightLeft",
    "TypeLeft",
    "arrivals",
    "availability",
    "business_date",
    "count_no_shows",
    "counts",
    "departed_on",
    "departures",
    "effect_of",
    "expected_after",
    "find",
    "find_exactly",
    "free_rooms",
    "held_between",
    "in_house",
    "next_departure",
    "pick_free_room",
    "ready_now",
    "reservation",
    "reservation_by_number",
    "roomless_between",
    "sold_runs",
    "stay",
    "stay_in_room",
    "stays",
    "stays_in_rooms",
    "stays_of_guests",
    "what_is_in_the_way",
]
