"""Everything that changes departure inspections and cleanings.

Each act takes the person as `by`, runs in one transaction, writes one journal entry, and raises
`Refused` (or `Stale`, `Forbidden`) with the form field it belongs to, having changed nothing.
"""

from housekeeping.services.departing import (
    Found,
    report_inspection,
    request_inspection,
    retire_inspection,
    start_inspection,
    waive_inspection,
)

__all__ = [
    "Found",
    "report_inspection",
    "request_inspection",
    "retire_inspection",
    "start_inspection",
    "waive_inspection",
]
