"""What the visit's page shows: facts, plan by phase, receipts, the last difference, what may be done."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from complaints import selectors as complaints
from hotel.journal import selectors as journal
from hotel.staff.models import User
from hotel.web import show
from hotel.work import selectors as work
from vip import bringing, forms, overview, whereabouts
from vip.buttons import Button, Buttons
from vip.door import Door
from vip.enums import OPEN, Status
from vip.gift_panel import Panel
from vip.models import Visit
from vip.party import Party, PartyForms, party_of
from vip.plan_shown import Difference, PhasePart, last_difference, phases_of
from vip.services import fresh_plan
from vip.standing import House, Line, line_ups

if TYPE_CHECKING:
    from complaints.models import Complaint
    from hotel.work.models import Item


MOST_COMPLAINTS = 4


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
        return phases_of(self.visit, self.items, self.now)

    @cached_property
    def last_difference(self) -> tuple[str, datetime, list[Difference]] | None:
        """Cause, time and difference of the last act that changed the plan."""
        return last_difference(self.visit.pk)

    @cached_property
    def preview(self) -> list[Any]:
        """Before the announcement: the plan this visit would get now."""
        if self.visit.status not in (Status.DRAFT, Status.PENDING, Status.APPROVED):
            return []
        return fresh_plan(self.visit, by=self.viewer, at=self.now)

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
    def acts(self) -> Buttons:
        return Buttons(self.visit, self.viewer, self.line.seen.hidden)

    @property
    def decides(self) -> bool:
        return self.acts.decides

    @cached_property
    def primary(self) -> Button | None:
        """The one thing to do next, if this viewer may do it."""
        return next(self.acts.primaries(), None)

    @cached_property
    def buttons(self) -> Sequence[Button]:
        """What else may be done now."""
        first = self.primary.name if self.primary else ""
        return [button for button in self.acts.others() if button.name != first]

    def _may(self, act: str) -> bool:
        return self.acts.may(act)

    @property
    def may_edit(self) -> bool:
        return self._may("change_visit_facts") and self.visit.status in (*OPEN, Status.REJECTED)

    @property
    def may_debrief(self) -> bool:
        return self._may("write_debrief")

    @property
    def may_remind(self) -> bool:
        return self._may("remind_departments") and bool(self.line.waiting)
