"""What may be done with a visit now, as the small forms of its page."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from hotel.staff.models import User
from vip import forms, whereabouts
from vip.enums import OPEN, Status
from vip.models import Visit
from vip.rules import may_decide

# Acts that set one fact; their form says which, the button only saves.
FACTS = frozenset({"arrival", "departure", "level", "room", "occasions"})


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


@dataclass(frozen=True, slots=True)
class Buttons:
    """The acts of one viewer on one visit; none on a visit whose guest is `hidden` from them."""

    visit: Visit
    viewer: User
    hidden: bool

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

    def may(self, act: str) -> bool:
        return not self.hidden and self.viewer.has_perm(f"vip.{act}")

    def primaries(self) -> Iterator[Button]:
        """What comes next, the most pressing first."""
        visit = self.visit
        if visit.status in (Status.DRAFT, Status.REJECTED) and self.may("write_notice"):
            yield Button("submit", _("Hand in"), forms.PlainForm(visit=visit), "primary")
        if self.decides and visit.awaits_approval:
            yield Button("approve", _("Approve"), forms.ApproveForm(visit=visit), "primary")
        if visit.status == Status.POSTPONED and self.may("cancel_visit"):
            yield Button(
                "resume", _("Takes place after all"), forms.ResumeForm(visit=visit), "primary"
            )
        early = visit.status == Status.PENDING and visit.source.walk_in
        if (visit.status == Status.APPROVED or early) and self.may("announce_visit"):
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
            and self.may("change_visit_facts")
        ):
            yield Button("arrived", _("The guest is here"), forms.PlainForm(visit=visit), "primary")
        if visit.status == Status.DEPARTED and self.may("announce_visit"):
            yield Button("close", _("Close the reception"), forms.PlainForm(visit=visit), "primary")

    def others(self) -> Iterator[Button]:
        """Everything that may be done now."""
        visit, announced = self.visit, self.visit.status == Status.ANNOUNCED
        if self.decides:
            label = _("Approve") if visit.awaits_approval else _("Confirm the level")
            yield Button("approve", label, forms.ApproveForm(visit=visit))
        if self.decides and visit.awaits_approval:
            yield Button("reject", _("Do not approve"), forms.ReasonForm(visit=visit))
        if self.may("change_visit_facts") and announced:
            yield from self._facts_buttons()
        if self.may("change_visit_facts") and visit.status in OPEN:
            yield Button("occasions", _("Special occasions"), forms.OccasionsForm(visit=visit))
        if self.may("change_visit_level") and visit.status in OPEN:
            yield Button("level", _("Level"), forms.LevelForm(visit=visit))
        if self.may("cancel_visit") and visit.status in OPEN:
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
