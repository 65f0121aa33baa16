"""What the visit's page shows: facts, plan by phase, receipts, the last difference, what may be done."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.translation import gettext as _

from complaints import selectors as complaints
from hotel.journal import selectors as journal
from hotel.staff import selectors as staff
from hotel.staff.models import User
from hotel.web import show
from hotel.web.bilingual import pick
from hotel.work import selectors as work
from hotel.work.phases import phase_label, phase_order
from vip import bringing, forms, overview, risks, selectors, whereabouts, words
from vip.door import Door
from vip.enums import OPEN, Status
from vip.gift_panel import Panel
from vip.models import Visit
from vip.party import Party, PartyForms, party_of
from vip.rules import may_decide
from vip.services import fresh_plan
from vip.standing import House, Line, line_ups
from vip.timing import Timing

if TYPE_CHECKING:
    from complaints.models import Complaint
    from hotel.work.models import Item


MOST_COMPLAINTS = 4
# Acts that set one fact; their form says which, the button only saves.
FACTS = frozenset({"arrival", "departure", "level", "room", "occasions"})


@dataclass(frozen=True)
class Task:
    """One line of the plan."""

    item: Any
    state: str
    waits_for: list[str]
    timing: Timing | None = None

    @property
    def room(self) -> str:
        """The number of the further room this is done for, or ""."""
        further = "@r" in self.item.key and self.item.room
        return str(self.item.room) if further else ""


@dataclass(frozen=True)
class PhasePart:
    code: str
    label: str
    tasks: list[Task]

    @property
    def done(self) -> int:
        return sum(task.state == "done" for task in self.tasks)


@dataclass(frozen=True)
class Difference:
    """What the last re-plan changed for one department."""

    department: str
    added: list[str]
    moved: list[str]
    cancelled: list[str]


@dataclass(frozen=True)
class Button:
    """A small form of the page: where it goes, what it says."""

    name: str
    label: str
    form: forms.VisitForm
    kind: str = "quiet"

    @property
    def press(self) -> str:
        """What the form's own button says."""
        return _("Save") if self.name in FACTS else self.label

    def path(self, visit: Visit) -> str:
        return reverse(f"vip:{self.name}", args=[visit.pk])


@dataclass
class Page:
    """A visit as one viewer sees it."""

    visit: Visit
    viewer: User
    now: datetime
    line: overview.Line
    items: "list[Item]"
    history: list[Any] = field(default_factory=list)

    @classmethod
    def of(cls, visit: Visit, viewer: User, now: datetime) -> "Page":
        line = overview.lines_of([visit], viewer, now)[0]
        return cls(
            visit=visit,
            viewer=viewer,
            now=now,
            line=line,
            items=work.items_of("vip.visit", visit.pk),
            history=journal.history_of(visit),
        )

    @cached_property
    def whereabouts(self) -> list[whereabouts.Chip]:
        return whereabouts.of(self.visit, self.items, hidden=self.line.seen.hidden)

    @cached_property
    def party(self) -> Party:
        """Companions, further rooms and the programme."""
        return party_of(self.visit, self.line.seen, own_room=self.line.seen.room)

    @cached_property
    def party_forms(self) -> PartyForms | None:
        """The small forms of that panel, for those who may change it now."""
        open_now = self.visit.status in OPEN and self._may("change_visit_facts")
        return PartyForms.of(self.visit) if open_now else None

    @cached_property
    def line_ups(self) -> list[Line]:
        """Who welcomes and who sees off, as long as that lies ahead or was today."""
        return line_ups(self.visit, self.house) if self.visit.status in OPEN else []

    @cached_property
    def house(self) -> House:
        return House.now()

    @cached_property
    def line_form(self) -> forms.LineUpForm | None:
        may = self._may("change_line_up") and self.visit.status in OPEN
        return forms.LineUpForm(visit=self.visit, house=self.house) if may else None

    @cached_property
    def complaints(self) -> "list[Complaint]":
        """What the guest complained about, open or past: nobody receives them unaware."""
        if self.line.seen.hidden:
            return []
        return complaints.of_guest(self.visit.guest_id, self.viewer)[:MOST_COMPLAINTS]

    @cached_property
    def door(self) -> Door:
        """What keeps the guest from checking in."""
        return Door(self.visit, self.viewer, self.items, self.line.seen.hidden)

    @cached_property
    def gifts(self) -> Panel:
        deciding = any(item.code == bringing.APPROVAL and item.is_open for item in self.items)
        return Panel(self.visit, self.viewer, self.line.seen.hidden, deciding)

    @cached_property
    def phases(self) -> list[PhasePart]:
        """The plan in the order of its phases."""
        waits = work.waits_for([item for item in self.items if item.is_open])
        timing = risks.of_visit(self.items, self.visit.template_id, self.now)
        parts: dict[str, list[Task]] = {}
        for item in self.items:
            names = [other.title for other in waits.get(item.pk, [])]
            task = Task(item, self._state(item), names, timing.get(item.pk))
            parts.setdefault(item.phase, []).append(task)
        ordered = sorted(parts, key=phase_order)
        return [PhasePart(code, phase_label(code), parts[code]) for code in ordered]

    def _state(self, item: "Item") -> str:
        if item.is_overdue(self.now):
            return "overdue"
        return "held" if item.is_open and item.is_held else str(item.status)

    @cached_property
    def preview(self) -> list[Any]:
        """Before the announcement: the plan this visit would get now."""
        if self.visit.status not in (Status.DRAFT, Status.PENDING, Status.APPROVED):
            return []
        return fresh_plan(self.visit, by=self.viewer, at=self.now)

    @cached_property
    def last_difference(self) -> tuple[str, datetime, list[Difference]] | None:
        """Cause, time and difference of the last act that changed the plan."""
        entry = selectors.last_replanning(self.visit.pk)
        if entry is None:
            return None
        names = {each.code: each.name for each in staff.departments()}
        rows = [
            Difference(
                names.get(code, code),
                [_named(row) for row in part["added"]],
                [_moved(row) for row in part["moved"]],
                [_named(row) for row in part["cancelled"]],
            )
            for code, part in entry.data.get("departments", {}).items()
        ]
        return words.cause_of(entry.data), entry.at, rows

    @property
    def roles(self) -> str:
        """Who decides on this visit's level."""
        codes = (
            self.visit.level.approval_roles if self.visit.source.needs_approval else ["gm_office"]
        )
        said = _(", ").join(self.house.roles.get(code, code) for code in codes)
        if self.visit.awaits_approval and self.visit.approval_substitute:
            return _("%(roles)s; since %(time)s %(person)s decides instead") % {
                "roles": said,
                "time": show.hm(self.visit.approval_passed_at),
                "person": self.visit.approval_substitute.name,
            }
        return said

    @property
    def decides(self) -> bool:
        """Whether this viewer's decision is awaited: an approval, or the office's confirmation."""
        visit = self.visit
        open_decision = visit.approved_at is None and visit.status in (
            Status.PENDING,
            Status.APPROVED,
            Status.ANNOUNCED,
        )
        return open_decision and may_decide(self.viewer, visit)

    @cached_property
    def primary(self) -> Button | None:
        """The one thing to do next, if this viewer may do it."""
        return next(self._primaries(), None)

    def _primaries(self) -> Iterator[Button]:
        visit = self.visit
        if visit.status in (Status.DRAFT, Status.REJECTED) and self._may("write_notice"):
            yield Button("submit", _("Hand in"), forms.PlainForm(visit=visit), "primary")
        if self.decides and visit.awaits_approval:
            yield Button("approve", _("Approve"), forms.ApproveForm(visit=visit), "primary")
        if visit.status == Status.POSTPONED and self._may("cancel_visit"):
            yield Button(
                "resume", _("Takes place after all"), forms.ResumeForm(visit=visit), "primary"
            )
        early = visit.status == Status.PENDING and visit.source.walk_in
        if (visit.status == Status.APPROVED or early) and self._may("announce_visit"):
            yield Button(
                "announce",
                _("Confirm and tell the departments"),
                forms.AnnounceForm(visit=visit),
                "primary",
            )
        if self.decides:
            yield Button(
                "approve", _("Confirm the level"), forms.ApproveForm(visit=visit), "primary"
            )
        if (
            visit.status == Status.ANNOUNCED
            and not visit.arrived_at
            and self._may("change_visit_facts")
        ):
            yield Button("arrived", _("The guest is here"), forms.PlainForm(visit=visit), "primary")
        if visit.status == Status.DEPARTED and self._may("announce_visit"):
            yield Button("close", _("Close the reception"), forms.PlainForm(visit=visit), "primary")

    @cached_property
    def buttons(self) -> Sequence[Button]:
        """What else may be done now."""
        first = self.primary.name if self.primary else ""
        return [button for button in self._buttons() if button.name != first]

    def _buttons(self) -> Iterator[Button]:
        visit, announced = self.visit, self.visit.status == Status.ANNOUNCED
        if self.decides:
            label = _("Approve") if visit.awaits_approval else _("Confirm the level")
            yield Button("approve", label, forms.ApproveForm(visit=visit))
        if self.decides and visit.awaits_approval:
            yield Button("reject", _("Do not approve"), forms.ReasonForm(visit=visit))
        if self._may("change_visit_facts") and announced:
            yield from self._facts_buttons()
        if self._may("change_visit_facts") and visit.status in OPEN:
            yield Button("occasions", _("Special occasions"), forms.OccasionsForm(visit=visit))
        if self._may("change_visit_level") and visit.status in OPEN:
            yield Button("level", _("Level"), forms.LevelForm(visit=visit))
        if self._may("cancel_visit") and visit.status in OPEN:
            if not visit.arrived_at and visit.status not in (Status.DRAFT, Status.POSTPONED):
                yield Button("postpone", _("Postpone"), forms.ReasonForm(visit=visit))
            yield Button("cancel", _("Cancel the visit"), forms.CancelForm(visit=visit))

    def _facts_buttons(self) -> Iterator[Button]:
        visit = self.visit
        if not visit.arrived_at:
            yield Button("arrival", _("Arrival time"), forms.ArrivalForm(visit=visit))
        yield from self._outing_buttons()
        yield Button("departure", _("Departure time"), forms.DepartureForm(visit=visit))
        if visit.stay_id:
            yield Button("room", _("Room"), forms.RoomForm(visit=visit))

    def _outing_buttons(self) -> Iterator[Button]:
        """Each room of the visit for itself: one may be out while another stays in."""
        here = whereabouts.places(self.visit)
        if any(place.outing for place in here):
            yield Button("guest-back", _("The guest is back"), forms.BackForm(visit=self.visit))
        if any(place.outing is None for place in here):
            yield Button("guest-out", _("The guest goes out"), forms.OutForm(visit=self.visit))

    def _may(self, act: str) -> bool:
        return not self.line.seen.hidden and self.viewer.has_perm(f"vip.{act}")

    @property
    def may_edit(self) -> bool:
        return self._may("change_visit_facts") and self.visit.status in (*OPEN, Status.REJECTED)

    @property
    def may_debrief(self) -> bool:
        return self._may("write_debrief")

    @property
    def may_remind(self) -> bool:
        return self._may("remind_departments") and bool(self.line.waiting)


def _named(row: dict[str, str]) -> str:
    return pick(row["zh"], row["en"])


def _moved(row: dict[str, str]) -> str:
    return f"{_named(row)} {words.when(row['was'])} → {words.when(row['due'])}"
