"""What one room looks like to the floors: its work, who lives in it, who is waiting for it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from hotel.stays import selectors as stays
from hotel.web import clock
from housekeeping import selectors
from housekeeping.enums import TO_DO, TaskState
from housekeeping.models import CleaningTask, DepartureInspection

if TYPE_CHECKING:
    from hotel.rooms.models import Room
    from hotel.stays.models import Stay


@dataclass(frozen=True)
class RoomFacts:
    """`stay` lives here, `arrival` is expected here today; `task` is what there is to do or was done."""

    room: "Room"
    now: datetime
    task: CleaningTask | None = None
    stay: "Stay | None" = None
    arrival: "Stay | None" = None
    inspection: DepartureInspection | None = None
    due_out: bool = False

    @property
    def level(self) -> str:
        """The VIP level of whoever comes, else of whoever lives here."""
        coming = self.arrival.guest.vip_level if self.arrival else ""
        return coming or (self.stay.guest.vip_level if self.stay else "")

    @property
    def wanted_at(self) -> datetime | None:
        """When the next guest is expected."""
        return (self.arrival.eta or self.arrival.starts_at) if self.arrival else None

    @property
    def ready(self) -> bool:
        """Whether whoever comes could be let in."""
        return self.room.code == "VI" or (self.room.code == "VC" and not self.level)

    @property
    def late(self) -> bool:
        """Somebody stands at the desk for a room that is not ready."""
        return (
            self.arrival is not None and not self.ready and selectors.waits(self.arrival, self.now)
        )

    @property
    def to_do(self) -> bool:
        return self.task is not None and self.task.state in TO_DO

    @property
    def to_inspect(self) -> bool:
        return (
            self.task is not None
            and self.task.state == TaskState.DONE
            and self.room.cleanliness == "clean"
        )

    @property
    def state(self) -> str:
        """The task's state as the page filters by it; empty for none."""
        if self.task is None or self.to_inspect:
            return "to_inspect" if self.task else ""
        return "" if self.task.state == TaskState.DONE else self.task.state

    @property
    def urgency(self) -> tuple[bool, str, datetime, bool, str]:
        """What comes first: late, then VIPs, then by the hour of arrival, then who asked."""
        end = self.wanted_at or datetime.max.replace(tzinfo=self.now.tzinfo)
        return (not self.late, self.level or "V9", end, not self.room.make_up, self.room.number)


@dataclass(frozen=True)
class Day:
    """Everything a page of the floors reads: as many queries for five rooms as for five hundred."""

    now: datetime
    date: date
    tasks: Mapping[int, list[CleaningTask]]
    stays: "Mapping[int, Stay]"
    arrivals: "Mapping[int, Stay]"
    inspections: list[DepartureInspection] = field(default_factory=list)

    def facts(self, room: "Room") -> RoomFacts:
        stay = self.stays.get(room.pk)
        return RoomFacts(
            room=room,
            now=self.now,
            task=selectors.most_urgent(self.tasks.get(room.pk, [])),
            stay=stay,
            arrival=self.arrivals.get(room.pk),
            inspection=next((each for each in self.inspections if each.room_id == room.pk), None),
            due_out=stay is not None and stay.departure <= self.date,
        )


def read_day(tasks: Iterable[CleaningTask] | None = None) -> Day:
    """The business date as it stands now."""
    today = stays.business_date()
    of_room: dict[int, list[CleaningTask]] = defaultdict(list)
    for task in selectors.tasks_of_day(today) if tasks is None else tasks:
        of_room[task.room_id].append(task)
    return Day(
        now=clock.now(),
        date=today,
        tasks=of_room,
        stays=selectors.by_room(stays.in_house()),
        arrivals=selectors.by_room(stays.arrivals(today)),
        inspections=list(selectors.open_inspections()),
    )
