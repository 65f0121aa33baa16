"""Who hears the clock of a promise: people on duty, never somebody at home while others are here."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from complaints.authority import HEADS
from hotel.notifications.audience import CATCH_ALL, House, Person
from hotel.staff.rules import HOUSE_MANAGERS

if TYPE_CHECKING:
    from complaints.models import Complaint

OWNER = "owner"


def of_role(house: House, role_code: str, department_code: str) -> set[int]:
    """Holders on duty; else who answers for the house now. A department's head is its own.

    Where the roster has nobody at all who could hear, the holders hear at home: an alarm is
    never lost in a hole of the roster.
    """
    holders = [each for each in house.people if _holds(each, role_code, department_code)]
    found = _here(house, holders) or _here(house, _answering(house))
    return found or _ids(holders) or house.catch_all()


def of_owner(house: House, complaint: "Complaint") -> set[int]:
    """The owner; off duty, whoever holds the owner's role now: the clock runs across shifts."""
    if _here(house, [each for each in house.people if each.id == complaint.owner_id]):
        return {complaint.owner_id}
    role, department = complaint.severity.owner_role.code, complaint.department.code
    instead = _here(house, [each for each in house.people if _holds(each, role, department)])
    return instead or _here(house, _answering(house)) or {complaint.owner_id}


def of_step(house: House, role_code: str, complaint: "Complaint") -> set[int]:
    """Who hears one step of the ladder. Later steps tell somebody new, not the owner again."""
    if role_code == OWNER:
        return of_owner(house, complaint)
    told = of_role(house, role_code, complaint.department.code)
    return told - of_owner(house, complaint)


def head_of(house: House, department_code: str) -> set[int]:
    """Those who lead the department, on duty or not."""
    return _ids(
        each for each in house.people if each.department == department_code and each.roles & HEADS
    )


def _holds(person: Person, role_code: str, department_code: str) -> bool:
    if role_code == "department_head":
        return person.department == department_code and bool(person.roles & HEADS)
    return role_code in person.roles


def _answering(house: House) -> list[Person]:
    first = [each for each in house.people if each.roles & frozenset(CATCH_ALL) and each.on_duty]
    return first or [each for each in house.people if each.roles & frozenset(HOUSE_MANAGERS)]


def _here(house: House, people: Iterable[Person]) -> set[int]:
    """Those of them on duty; all of them where no roster is kept."""
    kept = any(each.on_duty for each in house.people)
    return _ids(each for each in people if each.on_duty or not kept)


def _ids(people: Iterable[Person]) -> set[int]:
    return {each.id for each in people}
