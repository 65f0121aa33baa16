"""A visit as one viewer may see it: a confidential guest is an alias without a room (handbook B5)."""

from dataclasses import dataclass

from hotel.staff.models import User
from vip.models import Visit
from vip.rules import who_sees_name


@dataclass(frozen=True, slots=True)
class Seen:
    """What shared screens show of a visit's guest."""

    name: str
    organisation: str
    room: str
    hidden: bool


def seen_by(
    viewer: User, visit: Visit, room: str, departments: frozenset[str] = frozenset()
) -> Seen:
    """`room` is the number as the house knows it; `departments` the codes the visit concerns."""
    if who_sees_name(viewer, visit, departments):
        return Seen(visit.full_name, visit.organisation, room, hidden=False)
    return Seen(visit.public_name, "", "", hidden=True)
