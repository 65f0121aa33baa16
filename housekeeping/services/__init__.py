"""Everything that changes departure inspections and cleanings.

Each act takes the person as `by`, runs in one transaction, writes one journal entry, and raises
`Refused` (or `Stale`, `Forbidden`) with the form field it belongs to, having changed nothing.
"""

from housekeeping.services.assigning import assign
from housekeeping.services.cleaning import (
    finish_cleaning,
    put_back,
    resume_cleaning,
    skip_cleaning,
    start_cleaning,
)
from housekeeping.services.departing import (
    Found,
    report_inspection,
    request_inspection,
    retire_inspection,
    start_inspection,
    waive_inspection,
)
from housekeeping.services.inspecting import fail_room, pass_room
from housekeeping.services.laying_out import (
    add_cleaning,
    dirty_stale_rooms,
    follow_rooms,
    follow_sign,
    follow_wish,
    open_day,
)
from housekeeping.services.watching import alarm_late_inspections, watch

__all__ = [
    "Found",
    "add_cleaning",
    "alarm_late_inspections",
    "assign",
    "dirty_stale_rooms",
    "fail_room",
    "finish_cleaning",
    "follow_rooms",
    "follow_sign",
    "follow_wish",
    "open_day",
    "pass_room",
    "put_back",
    "report_inspection",
    "request_inspection",
    "resume_cleaning",
    "retire_inspection",
    "skip_cleaning",
    "start_cleaning",
    "start_inspection",
    "waive_inspection",
    "watch",
]
