"""The line-ups of a visit as its page, its notice and the boards' items show them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from hotel.staff import selectors as staff
from hotel.staff.models import User
from hotel.web import show
from vip.enums import LineUp, Status
from vip.lineup import BUSY, NOBODY, Change, Person, Place, Wanted, fill
from vip.models import Visit

if TYPE_CHECKING:
    from hotel.work.models import Item

# Whoever stands in one line-up is not free for another one this close to it.
AROUND = timedelta(minutes=30)
# The tasks that put people in line, and which line-up it is.
TASKS = {"P18": LineUp.WELCOME, "A03": LineUp.WELCOME, "X11": LineUp.FAREWELL}


@dataclass(frozen=True, slots=True)
class Row:
    role: str
    role_name: str
    name: str
    note: str
    by_hand: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One line-up: when, who, and whether there is a duty roster for that hour yet."""

    kind: str
    label: str
    at: datetime
    rows: list[Row]
    rostered: bool

    @property
    def text(self) -> str:
        """The names in one sentence."""
        return _(", ").join(row.name for row in self.rows if row.name)


@dataclass(frozen=True, slots=True)
class House:
    """Who works here and how the roles are called: asked once for all line-ups of a page."""

    people: list[User]
    roles: dict[str, str]

    @classmethod
    def now(cls) -> "House":
        return cls(staff.people(), {role.code: role.name for role in staff.roles()})


def line_ups(visit: Visit, house: House | None = None) -> list[Line]:
    """Welcome and farewell of a visit, where their hours are known: at most three queries each."""
    house = house or House.now()
    return [line for kind in LineUp if (line := line_up(visit, kind, house))]


def line_up(visit: Visit, kind: LineUp, house: House | None = None) -> Line | None:
    """None while nobody knows the hour."""
    at = _hour(visit, kind)
    if at is None:
        return None
    house = house or House.now()
    people = [_person(each) for each in house.people]
    on_duty = frozenset(each.pk for each in staff.on_duty(at=at))
    wanted = [_wanted(other, its) for other, its in _in_order(visit, kind, at)]
    present = on_duty or frozenset(each.pk for each in people)
    places = fill(wanted, people, present)[f"{visit.pk}:{kind}"]
    rows = [_row(place, house.roles) for place in places]
    return Line(kind, str(LineUp(kind).label), at, rows, rostered=bool(on_duty))


def _hour(visit: Visit, kind: str) -> datetime | None:
    return visit.arrival if kind == LineUp.WELCOME else visit.departure


def _person(user: User) -> Person:
    codes: list[str] = user.codes  # type: ignore[attr-defined]
    return Person(user.pk, user.name, frozenset(codes))


def _in_order(visit: Visit, kind: LineUp, at: datetime) -> list[tuple[Visit, LineUp]]:
    """This line-up and those of other visits at about the same hour: the higher guest's first."""
    near = (at - AROUND, at + AROUND)
    others = (
        Visit.objects.filter(
            Q(arrived_at=None, arrival_at__range=near)
            | Q(departed_at=None, departure_at__range=near),
            status=Status.ANNOUNCED,
        )
        .exclude(pk=visit.pk)
        .select_related("level")
        .prefetch_related("line_up_changes")
    )
    found = [(other, its) for other in others for its in _kinds_near(other, near)]
    return sorted([*found, (visit, kind)], key=_precedence)


def _kinds_near(visit: Visit, near: tuple[datetime, datetime]) -> Iterator[LineUp]:
    for kind in LineUp:
        at = _hour(visit, kind)
        if at and near[0] <= at <= near[1]:
            yield kind


def _precedence(pair: tuple[Visit, LineUp]) -> tuple[int, datetime | None, int]:
    visit, kind = pair
    return visit.level.rank, _hour(visit, kind), visit.pk


def _wanted(visit: Visit, kind: LineUp) -> Wanted:
    level = visit.level
    roles = level.greeter_roles if kind == LineUp.WELCOME else level.farewell_roles
    changes = tuple(
        Change(each.role, each.person_id)
        for each in visit.line_up_changes.all()
        if each.kind == kind
    )
    return Wanted(f"{visit.pk}:{kind}", tuple(roles), changes)


def _row(place: Place, names: dict[str, str]) -> Row:
    return Row(
        role=place.role,
        role_name=names.get(place.role, place.role),
        name=place.person.name if place.person else "",
        note=_note(place),
        by_hand=place.by_hand,
    )


def _note(place: Place) -> str:
    if place.why == NOBODY:
        return _("left out by hand")
    if place.by_hand:
        return _("named by hand")
    if not place.why:
        return ""
    if place.holder is None:
        return _("nobody holds this role")
    why = _("with another guest then") if place.why == BUSY else _("off duty then")
    said = _("for %(holder)s, %(why)s") if place.person else _("%(holder)s is %(why)s: nobody")
    return said % {"holder": place.holder.name, "why": why}


def beside_item(item: "Item", viewer: User) -> list[str]:
    """What the item of a line-up says besides: who stands where, and when."""
    kind = TASKS.get(item.code)
    visit = Visit.objects.select_related("level").filter(pk=item.subject_id).first()
    line = line_up(visit, kind) if visit and kind else None
    if line is None:
        return []
    places = [
        _("%(role)s: %(name)s") % {"role": row.role_name or "+", "name": row.name or "—"}
        + (f" ({row.note})" if row.note else "")
        for row in line.rows
    ]
    return [f"{line.label} {show.mdhm(line.at)}", *places]
