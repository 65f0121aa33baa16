"""Who lines up for a guest: the level's roles, as the duty roster fills them at the hour (A7.185, 204).

A pure function of people, roster and line-ups at the same hour: nothing of it is kept but what
somebody changed by hand, so a change of the roster changes the line-up.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

# Roles of which everybody on duty stands in line; of the others one person does.
ALL_OF = frozenset({"department_head", "etiquette"})
# Who stands in for whom, in this order; for everybody at last the duty manager.
STAND_INS: Mapping[str, tuple[str, ...]] = {
    "general_manager": ("deputy_gm",),
    "fo_manager": ("assistant_manager", "fo_supervisor"),
    "sales_manager": ("fo_manager",),
    "fo_supervisor": ("assistant_manager", "receptionist"),
    "assistant_manager": ("duty_manager", "fo_supervisor"),
    "etiquette": ("greeter_lead",),
    "greeter_lead": ("etiquette",),
}
LAST = ("duty_manager", "assistant_manager")
OFF, BUSY, NOBODY = "off", "busy", "nobody"


@dataclass(frozen=True, slots=True)
class Person:
    pk: int
    name: str
    roles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Change:
    """By hand: this place is taken by this person, or by nobody; without a role one more stands."""

    role: str
    person: int | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """A line-up to be filled. Those of higher guests and earlier hours come first."""

    name: str
    roles: tuple[str, ...]
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """One place: `person` stands there, instead of `holder` who is off duty or busy elsewhere."""

    role: str
    person: Person | None
    holder: Person | None = None
    why: str = ""
    by_hand: bool = False


@dataclass
class _Filling:
    """One line-up while it is filled."""

    people: Sequence[Person]
    on_duty: frozenset[int]
    elsewhere: frozenset[int]
    standing: set[int] = field(default_factory=set)
    places: list[Place] = field(default_factory=list)

    def free(self, role: str) -> list[Person]:
        return [
            each
            for each in self.people
            if role in each.roles
            and each.pk in self.on_duty
            and each.pk not in self.elsewhere
            and each.pk not in self.standing
        ]

    def put(self, place: Place) -> None:
        self.places.append(place)
        if place.person:
            self.standing.add(place.person.pk)

    def fill(self, role: str) -> None:
        found = self.free(role)
        for person in found if role in ALL_OF else found[:1]:
            self.put(Place(role, person))
        holders = [each for each in self.people if role in each.roles]
        if found or any(each.pk in self.standing for each in holders):
            return
        holder = holders[0] if holders else None
        busy = any(each.pk in self.on_duty and each.pk in self.elsewhere for each in holders)
        self.put(Place(role, self.stand_in(role), holder, BUSY if busy else OFF))

    def stand_in(self, role: str) -> Person | None:
        chain = (*STAND_INS.get(role, ()), *LAST)
        return next((person for each in chain for person in self.free(each)), None)


def fill(
    wanted: Iterable[Wanted], people: Sequence[Person], on_duty: frozenset[int]
) -> dict[str, list[Place]]:
    """Every line-up at one hour, by name. Nobody stands in two of them, unless put there by hand."""
    taken: set[int] = set()
    filled: dict[str, list[Place]] = {}
    for each in wanted:
        filling = _Filling(people, on_duty, frozenset(taken))
        _fill(filling, each)
        taken |= filling.standing
        filled[each.name] = filling.places
    return filled


def _fill(filling: _Filling, wanted: Wanted) -> None:
    known = {each.pk: each for each in filling.people}
    by_hand = {each.role: each for each in wanted.changes if each.role}
    # Who is named by hand is not taken for another place before.
    filling.standing |= {each.person for each in wanted.changes if each.person}
    for role in wanted.roles:
        if role not in by_hand:
            filling.fill(role)
        else:
            person = known.get(by_hand[role].person or 0)
            filling.put(Place(role, person, why="" if person else NOBODY, by_hand=True))
    for each in wanted.changes:
        if not each.role and each.person in known:
            filling.put(Place("", known[each.person], by_hand=True))
