"""The written reception notice 接待通知单, one sheet for all departments (handbook A7.182)."""

from dataclasses import dataclass
from datetime import datetime

from hotel.staff.models import User
from vip import overview, selectors
from vip.models import LevelAmenity, Visit


@dataclass(frozen=True)
class Paper:
    """The sheet as one viewer reads it."""

    visit: Visit
    line: overview.Line
    amenities: list[LevelAmenity]
    now: datetime

    @classmethod
    def of(cls, visit: Visit, viewer: User, now: datetime) -> "Paper":
        line = overview.lines_of([visit], viewer, now)[0]
        return cls(visit, line, selectors.amenities_of(visit.level_id), now)
