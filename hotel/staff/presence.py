"""Everybody who works here, what they are, and where they are on duty at this moment."""

from dataclasses import dataclass, field

from hotel.staff.models import User
from hotel.web import clock

# A pure administrator gets no guest data (handbook B0), and so no news of guests.
NO_GUESTS = frozenset({"admin"})


@dataclass
class Person:
    id: int
    department: str
    roles: set[str] = field(default_factory=set)
    on_duty_in: set[str] = field(default_factory=set)

    @property
    def on_duty(self) -> bool:
        return bool(self.on_duty_in)


def everybody() -> list[Person]:
    """All who may hear of guests, by the roster of this moment. Two queries."""
    people: dict[int, Person] = {}
    active = User.objects.filter(is_active=True).order_by()
    for pk, department, role in active.values_list("pk", "department__code", "roles__code"):
        person = people.setdefault(pk, Person(pk, department))
        if role:
            person.roles.add(role)
    on_duty = active.filter(duties__period__contains=clock.now())
    for pk, department in on_duty.values_list("pk", "duties__department__code"):
        if pk in people:
            people[pk].on_duty_in.add(department)
    return [person for person in people.values() if person.roles != NO_GUESTS]
