"""What an app above hands to `hotel.work.services.align`, and what it gets back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from hotel.staff.models import User

if TYPE_CHECKING:
    from hotel.work.models import Item


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedItem:
    """One item as a plan wants it. `done_by` is set where the plan itself knows it was done;
    `patience_min` is how long after its time the item may lie before the ladder tells of it."""

    key: str
    code: str
    department_code: str
    due_at: datetime
    title_zh: str
    title_en: str
    detail_zh: str = ""
    detail_en: str = ""
    phase: str = ""
    role_code: str | None = None
    original_due_at: datetime | None = None
    compressed: bool = False
    anchor: str = ""
    mandatory: bool = True
    evidence: str = "tick"
    evidence_spec: Mapping[str, Any] = field(default_factory=dict)
    requires: Sequence[str] = ()
    in_room: bool = False
    stay_id: int | None = None
    room_id: int | None = None
    patience_min: int = 15
    done_by: User | None = None
    done_evidence: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Before:
    """What a moved item said before: for telling people the difference."""

    due_at: datetime
    room_id: int | None
    department_code: str


@dataclass(slots=True)
class Alignment:
    """The difference a new plan made.

    `added` also holds items that came back after a cancellation; `moved` those whose time, room,
    role or department changed, with their former face in `before` by item id. `kept` is the rest
    of the plan, finished items included.
    """

    added: list["Item"] = field(default_factory=list)
    moved: list["Item"] = field(default_factory=list)
    cancelled: list["Item"] = field(default_factory=list)
    kept: list["Item"] = field(default_factory=list)
    before: dict[int, Before] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.moved or self.cancelled)

    def by_department(self) -> dict[str, "Alignment"]:
        """The difference as each concerned department sees it, by department code.

        An item that went from one department to another is cancelled for the first, added for the second.
        """
        parts: dict[str, Alignment] = {}
        for item in self.added:
            parts.setdefault(item.department.code, Alignment()).added.append(item)
        for item in self.cancelled:
            parts.setdefault(item.department.code, Alignment()).cancelled.append(item)
        for item in self.moved:
            was = self.before[item.pk]
            part = parts.setdefault(item.department.code, Alignment())
            if was.department_code != item.department.code:
                part.added.append(item)
                parts.setdefault(was.department_code, Alignment()).cancelled.append(item)
            else:
                part.moved.append(item)
                part.before[item.pk] = was
        return parts
