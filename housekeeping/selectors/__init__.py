"""What the house asks about its rooms' cleaning and its departure inspections."""

from housekeeping.selectors.arriving import by_room, waits
from housekeeping.selectors.cleaning import (
    attendants,
    is_opened,
    most_urgent,
    task,
    task_of_room,
    tasks_of_day,
    vip_level_of,
)
from housekeeping.selectors.departing import (
    inspection_of,
    inspections_of,
    open_inspections,
    price_list,
    reported_inspections,
)

__all__ = [
    "attendants",
    "by_room",
    "inspection_of",
    "inspections_of",
    "is_opened",
    "most_urgent",
    "open_inspections",
    "price_list",
    "reported_inspections",
    "task",
    "task_of_room",
    "tasks_of_day",
    "vip_level_of",
    "waits",
]
