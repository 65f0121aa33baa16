"""What the visit's page shows of the door: what is open, who let the guest in nevertheless and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from hotel.staff.models import User
from vip import forms, readiness
from vip.models import Override, Visit
from vip.readiness import Obstacle

if TYPE_CHECKING:
    from hotel.work.models import Item


@dataclass(frozen=True)
class Door:
    """A visit's readiness as one viewer may see it."""

    visit: Visit
    viewer: User
    items: "Sequence[Item]"
    hidden: bool

    @property
    def expected(self) -> bool:
        return self.visit.status in readiness.EXPECTED and self.visit.arrived_at is None

    @property
    def shown(self) -> bool:
        return bool(self.overrides) or (self.expected and self.visit.announced_at is not None)

    @cached_property
    def overrides(self) -> "list[Override]":
        return list(self.visit.overrides.select_related("by"))

    @cached_property
    def found(self) -> readiness.Readiness:
        rooms = readiness.rooms_of(self.visit)
        owed = readiness.obstacles(self.visit, self.items, rooms)
        return readiness.Readiness(self.visit, owed, self.overrides)

    @property
    def open(self) -> "list[Obstacle]":
        """All that is owed; of a confidential guest's room no number."""
        return self.found.open if self.expected else []

    @property
    def form(self) -> forms.VisitForm | None:
        """For whoever may let the guest in; None for the rest, and where nothing is open."""
        stopped = self.expected and bool(self.found.uncovered)
        may = not self.hidden and self.viewer.has_perm("vip.override_readiness")
        return forms.LetInForm(visit=self.visit) if stopped and may else None
