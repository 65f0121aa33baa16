"""The written reception notice 接待通知单, one sheet for all departments (handbook A7.182)."""

from dataclasses import dataclass
from datetime import datetime

from hotel.staff.models import User
from vip import overview
from vip.gift_panel import Panel
from vip.models import Visit
from vip.party import Party, party_of
from vip.standing import Line, line_ups


@dataclass(frozen=True)
class Paper:
    """The sheet as one viewer reads it."""

    visit: Visit
    line: overview.Line
    amenities: Panel
    now: datetime
    party: Party
    line_ups: list[Line]

    @classmethod
    def of(cls, visit: Visit, viewer: User, now: datetime) -> "Paper":
        line = overview.lines_of([visit], viewer, now)[0]
        party = party_of(visit, line.seen, own_room=line.seen.room)
        return cls(visit, line, Panel(visit, viewer, line.seen.hidden), now, party, line_ups(visit))
