"""Who hears a piece of news, by the roster of this moment."""

from collections import defaultdict
from collections.abc import Iterable

from hotel.staff.presence import Person, everybody
from hotel.staff.rules import HOUSE_MANAGERS, MANAGERS

__all__ = ["CATCH_ALL", "LEADERS", "House", "Person"]

# Who answers when nobody else can be reached: shift roles of the lobby, then anybody of the house.
CATCH_ALL = ("duty_manager", "assistant_manager")
# Who leads a department hears its news also off duty; the catch-all roles work by the roster.
LEADERS = frozenset(MANAGERS) - frozenset(CATCH_ALL)


class House:
    """Everybody who works here and where they are on duty, read in two queries."""

    def __init__(self, people: Iterable[Person]) -> None:
        self.people = list(people)

    @classmethod
    def now(cls) -> "House":
        return cls(everybody())

    def department(self, code: str, *, on_duty: bool = True) -> set[int]:
        """On duty there and its leaders; everybody of it when nobody is on duty; else the catch-all."""
        own = {person.id for person in self.people if person.department == code}
        there = {person.id for person in self.people if code in person.on_duty_in}
        if not there or not on_duty:
            return own | there or self.catch_all()
        leaders = {
            person.id
            for person in self.people
            if person.department == code and person.roles & LEADERS
        }
        return there | leaders

    def role(self, code: str, *, on_duty: bool = True) -> set[int]:
        """Its holders on duty, else all its holders, else the catch-all."""
        holders = [person for person in self.people if code in person.roles]
        present = {person.id for person in holders if person.on_duty}
        if present and on_duty:
            return present
        return {person.id for person in holders} or self.catch_all()

    def catch_all(self) -> set[int]:
        """Whoever answers for the house: on duty first, then by role, then any manager of the house."""
        return self.first_present(*CATCH_ALL) or self._holders(HOUSE_MANAGERS)

    def first_present(self, *codes: str) -> set[int]:
        """Holders on duty of the first of these roles that has any, else all holders of all of them."""
        by_role: dict[str, set[int]] = defaultdict(set)
        for person in self.people:
            if person.on_duty:
                for role in person.roles:
                    by_role[role].add(person.id)
        present = next((by_role[code] for code in codes if by_role[code]), set())
        return present or self._holders(codes)

    def _holders(self, codes: Iterable[str]) -> set[int]:
        wanted = frozenset(codes)
        return {person.id for person in self.people if person.roles & wanted}
