"""Whom a step of the ladder reaches: by the roster of this moment, and nobody who is off duty."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hotel.staff.presence import Person
from hotel.staff.rules import HOUSE_MANAGERS, MANAGERS
from hotel.work.ladder import STEPS, Reach

if TYPE_CHECKING:
    from hotel.work.models import Item

SUPERVISING = frozenset(
    {"fo_supervisor", "hk_supervisor", "fnb_supervisor", "recreation_supervisor", "greeter_lead"}
)
LAST = ("duty_manager", "assistant_manager")
HEADS = frozenset(MANAGERS) - frozenset(LAST)


@dataclass(frozen=True, slots=True)
class Told:
    """Who hears a step. `silent` people are off duty: they find it in their inbox, nothing rings."""

    reach: Reach
    people: frozenset[int]
    silent: bool = False


class Roster:
    """Who is on duty, and who is asked when nobody is."""

    def __init__(self, people: Iterable[Person], catch_all: Collection[str] = ()) -> None:
        self.everybody = list(people)
        self.present = [person for person in self.everybody if person.on_duty]
        self.catch_all_roles = frozenset(catch_all or HOUSE_MANAGERS)

    def told(self, item: "Item", wanted: Reach, heard: Collection[int] = ()) -> Told:
        """The wanted audience, or the next one that has somebody who has not `heard` yet.

        The duty manager hears again rather than nobody; with no manager there, the catch-all.
        """
        for reach in STEPS[wanted - 1 :]:
            if people := self.on_duty(item, reach) - frozenset(heard):
                return Told(reach, people)
        if people := self.on_duty(item, Reach.MANAGER):
            return Told(Reach.MANAGER, people)
        return self._catch_all()

    def on_duty(self, item: "Item", reach: Reach) -> frozenset[int]:
        if reach == Reach.PERSON:
            return self._person(item)
        if reach == Reach.ROLE:
            return self._role(item)
        if reach == Reach.MANAGER:
            return self._manager()
        return self._of_department(item, SUPERVISING if reach == Reach.SUPERVISOR else HEADS)

    def _person(self, item: "Item") -> frozenset[int]:
        whom = item.assignee_id or item.accepted_by_id
        return _ids(person for person in self.present if person.id == whom)

    def _role(self, item: "Item") -> frozenset[int]:
        """Holders of the item's role; of an item without one, everybody of the department."""
        if item.owner_role is None:
            code = item.department.code
            return _ids(person for person in self.present if code in person.on_duty_in)
        role = item.owner_role.code
        return _ids(person for person in self.present if role in person.roles)

    def _of_department(self, item: "Item", roles: frozenset[str]) -> frozenset[int]:
        code = item.department.code
        return _ids(
            person
            for person in self.present
            if person.roles & roles and (person.department == code or code in person.on_duty_in)
        )

    def _manager(self) -> frozenset[int]:
        found = (_ids(p for p in self.present if role in p.roles) for role in LAST)
        return next((people for people in found if people), frozenset())

    def _catch_all(self) -> Told:
        if people := _ids(p for p in self.present if p.roles & self.catch_all_roles):
            return Told(Reach.CATCH_ALL, people)
        at_home = _ids(p for p in self.everybody if p.roles & self.catch_all_roles)
        return Told(Reach.CATCH_ALL, at_home, silent=True)


def leading(people: Iterable[Person], department: str, reach: Reach) -> frozenset[str]:
    """The roles by which somebody of this department (code) is its supervisor or its head."""
    wanted = SUPERVISING if reach == Reach.SUPERVISOR else HEADS
    of_it = (person.roles & wanted for person in people if person.department == department)
    return frozenset().union(*of_it)


def _ids(people: Iterable[Person]) -> frozenset[int]:
    return frozenset(person.id for person in people)
