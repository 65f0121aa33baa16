"""Questions about work that boards, plans and managers ask. Each is a constant number of queries."""

from hotel.work.selectors.asking import SETTLED
from hotel.work.selectors.boards import (
    count_overdue,
    counts,
    counts_beside,
    ended_items,
    open_items,
    soonest,
)
from hotel.work.selectors.climbing import StepTaken, names_of, steps_taken, still_waiting
from hotel.work.selectors.items import (
    departments_of,
    failed_in_stays,
    item,
    items_for_certain,
    items_of,
    items_of_code,
    items_of_subjects,
    open_by_department,
    open_mandatory,
    owed_of_subjects,
    waits_for,
)
from hotel.work.selectors.readiness import department_readiness, letter, readiness

__all__ = [
    "SETTLED",
    "StepTaken",
    "count_overdue",
    "counts",
    "counts_beside",
    "department_readiness",
    "departments_of",
    "ended_items",
    "failed_in_stays",
    "item",
    "items_for_certain",
    "items_of",
    "items_of_code",
    "items_of_subjects",
    "letter",
    "names_of",
    "open_by_department",
    "open_items",
    "open_mandatory",
    "owed_of_subjects",
    "readiness",
    "soonest",
    "steps_taken",
    "still_waiting",
    "waits_for",
]
