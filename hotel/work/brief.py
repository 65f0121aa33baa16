"""Items as overviews count and name them: hundreds at once, so no model instances."""

from dataclasses import dataclass
from datetime import datetime

from hotel.web.bilingual import pick
from hotel.work.ladder import Reach
from hotel.work.models import OPEN

# What is read of an item, in the order of the fields below.
COLUMNS = (
    "pk", "subject_id", "key", "phase", "status", "held_for", "held_at", "due_at", "requires",
    "reason", "title_zh", "title_en", "department_id", "department__code", "department__name_zh",
    "department__name_en", "reached", "started_at",
)  # fmt: skip


@dataclass(slots=True)
class Brief:
    """What `hotel.work.models.Item` says of itself, without its instructions and evidence."""

    pk: int
    subject_id: int
    key: str
    phase: str
    status: str
    held_for: str
    held_at: datetime | None
    due_at: datetime
    requires: list[str]
    reason: str
    title_zh: str
    title_en: str
    department_id: int
    department_code: str
    department_zh: str
    department_en: str
    reached: int
    started_at: datetime | None

    @property
    def title(self) -> str:
        return pick(self.title_zh, self.title_en)

    @property
    def department_name(self) -> str:
        return pick(self.department_zh, self.department_en)

    @property
    def escalated(self) -> str:
        """Whom the ladder has reached."""
        return str(Reach(self.reached).label)

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_held(self) -> bool:
        return self.held_at is not None

    def is_overdue(self, now: datetime) -> bool:
        """Late at this instant. An item on hold is never late (handbook C3, dnd)."""
        return self.is_open and not self.is_held and self.due_at < now
