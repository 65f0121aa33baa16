"""What the complaint's page shows: the clock, the facts, the promises, and what this viewer may do."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from complaints import audience, authority, forms, selectors, steps
from complaints.enums import UNSOLVED, Status
from complaints.models import Complaint, FollowUp, Promise, Rung
from complaints.services.promising import latest, may_promise
from complaints.states import may_become
from hotel.journal import selectors as journal
from hotel.notifications.audience import House
from hotel.staff.models import User
from hotel.web import clock

FLOW = (
    Status.REGISTERED,
    Status.ACKNOWLEDGED,
    Status.INVESTIGATING,
    Status.RESOLVED,
    Status.FOLLOWING_UP,
    Status.CLOSED,
)


@dataclass(frozen=True)
class Button:
    """A small form of the page: where it goes, what it says."""

    name: str
    label: str
    form: forms.ActForm
    kind: str = "quiet"
    key: str = ""
    target: int = 0

    @property
    def path(self) -> str:
        return reverse(f"complaints:{self.name}", args=[self.target or self.form.complaint.pk])


@dataclass(frozen=True)
class Step:
    """One step of the ladder on the page: past, next, later, or skipped."""

    at: datetime
    label: str
    state: str


@dataclass(frozen=True)
class Mark:
    """One field of the flow: done, current or to come."""

    label: str
    state: str
    at: datetime | None


@dataclass
class Page:
    complaint: Complaint
    viewer: User
    now: datetime

    @classmethod
    def of(cls, complaint: Complaint, viewer: User) -> "Page":
        return cls(complaint, viewer, clock.now())

    @cached_property
    def promises(self) -> list[Promise]:
        return selectors.promises_of(self.complaint.pk)

    @cached_property
    def running(self) -> Promise | None:
        return next((each for each in self.promises if not each.result), None)

    @cached_property
    def late(self) -> bool:
        return self.running is not None and self.running.due_at <= self.now

    @cached_property
    def options(self) -> list[Any]:
        return selectors.options_of(self.complaint.pk)

    @cached_property
    def notes(self) -> list[Any]:
        return selectors.notes_of(self.complaint.pk)

    @cached_property
    def follow_ups(self) -> list[FollowUp]:
        return selectors.follow_ups(self.complaint.pk)

    @cached_property
    def owed(self) -> FollowUp | None:
        return next((each for each in self.follow_ups if not each.outcome), None)

    @cached_property
    def earlier(self) -> list[Complaint]:
        guest_id = self.complaint.guest_id
        if guest_id is None:
            return []
        return selectors.of_guest(guest_id, self.viewer, but=self.complaint.pk)[:5]

    @cached_property
    def history(self) -> list[journal.Act]:
        refs = [self.complaint, *self.promises]
        return journal.history_of(refs)

    @cached_property
    def modifiers(self) -> list[str]:
        labels = dict(self.complaint._meta.get_field("modifiers").base_field.flatchoices)
        return [str(labels[code]) for code in self.complaint.modifiers]

    @property
    def causes(self) -> list[str]:
        labels = dict(self.complaint._meta.get_field("root_causes").base_field.flatchoices)
        return [str(labels[code]) for code in self.complaint.root_causes]

    @property
    def steps(self) -> list[steps.Step]:
        return steps.STEPS

    @property
    def taboos(self) -> list[Any]:
        return steps.TABOOS

    @cached_property
    def flow(self) -> list[Mark]:
        """Where the complaint stands, for the bar below the title."""
        complaint = self.complaint
        times = {
            Status.REGISTERED: complaint.registered_at,
            Status.ACKNOWLEDGED: complaint.acknowledged_at,
            Status.RESOLVED: complaint.resolved_at,
            Status.CLOSED: complaint.closed_at,
        }
        order = list(FLOW)
        if complaint.status == Status.REOPENED:
            order[2:2] = [Status.REOPENED]
        if complaint.status == Status.WITHDRAWN:
            order = [*order[:2], Status.WITHDRAWN]
        here = order.index(Status(complaint.status))
        return [
            Mark(
                str(each.label),
                "done" if nth < here else "current" if nth == here else "later",
                times.get(each) if nth <= here else None,
            )
            for nth, each in enumerate(order)
        ]

    @cached_property
    def ladder(self) -> list[Step]:
        """The steps of the running promise: taken, next, to come; skipped where nobody new hears."""
        if self.running is None:
            return []
        return list(self._ladder(self.running))

    def _ladder(self, running: Promise) -> Iterator[Step]:
        rung = {each.minutes: each for each in running.rings.all()}
        house, met_next = House.now(), False
        for step in Rung.objects.filter(active=True).select_related("role").order_by("minutes"):
            at = running.due_at + timedelta(minutes=step.minutes)
            if step.minutes < 0 and at <= running.made_at:
                continue
            taken = rung.get(step.minutes)
            if taken is not None:
                state = "skipped" if taken.skipped else "past"
            elif at <= self.now:
                state = "missed" if step.minutes < 0 else "next"
            elif not audience.of_step(house, step.role.code, self.complaint):
                state = "skipped"
            else:
                state = "later" if met_next else "next"
            met_next = met_next or state == "next"
            yield Step(at, _step_label(step, self.complaint), state)

    @property
    def may_handle(self) -> bool:
        return authority.may_handle(self.viewer, self.complaint)

    @property
    def unsolved(self) -> bool:
        return self.complaint.status in UNSOLVED

    @cached_property
    def clock_button(self) -> Button | None:
        """Beside the clock: contacted, or the first promise."""
        if not self.may_handle:
            return None
        if self.running is not None:
            return self._button("contacted", _("Guest contacted"), forms.ContactedForm, "primary")
        if may_promise(self.complaint):
            return self._button("promise", _("Promise a time"), forms.PromiseForm, "primary")
        return None

    @cached_property
    def primary(self) -> Button | None:
        """What is to be done now when no clock runs."""
        if self.clock_button is not None:
            return None
        complaint = self.complaint
        if complaint.status == Status.REGISTERED and self.may_handle:
            return self._button(
                "acknowledge",
                pgettext("complaint", "Acknowledge"),
                forms.AcknowledgeForm,
                "primary",
                "Enter",
            )
        if complaint.status == Status.FOLLOWING_UP and self.owed and self.may_handle:
            return self._follow_up(self.owed, "primary")
        if may_become(complaint, Status.CLOSED) and authority.may_close(self.viewer, complaint):
            return self._button("close", pgettext("complaint", "Close"), forms.CloseForm, "primary")
        return None

    @cached_property
    def buttons(self) -> list[Button]:
        shown = {each.name for each in (self.primary, self.clock_button) if each}
        return [each for each in self._buttons() if each.name not in shown]

    def _buttons(self) -> Iterator[Button]:
        complaint, viewer = self.complaint, self.viewer
        if may_become(complaint, Status.RESOLVED) and self._may_resolve:
            label = (
                _("Solved on the spot")
                if complaint.status == Status.ACKNOWLEDGED
                else pgettext("complaint", "Resolve")
            )
            yield self._button("resolve", label, forms.ResolveForm, key="r")
        if self.unsolved and self.may_handle:
            yield self._button("facts", _("Facts and fault"), forms.FactsForm, key="f")
            yield self._button("option", _("Add an option"), forms.OptionForm, key="o")
        decides = self.may_handle or authority.may_approve_compensation(viewer, complaint)
        if self.unsolved and decides:
            label = pgettext("complaint", "Compensation")
            yield self._button("compensate", label, forms.CompensateForm)
        if self.unsolved:
            yield self._button("escalate", _("Escalate"), forms.ReasonForm, key="u")
        if self.unsolved and self.may_handle:
            yield self._button("hand-over", pgettext("complaint", "Hand over"), forms.HandOverForm)
        if may_become(complaint, Status.REOPENED) and self.may_handle:
            yield self._button("reopen", pgettext("complaint", "Open again"), forms.ReasonForm)
        may_withdraw = viewer.has_perm("complaints.withdraw") and self.may_handle
        if may_become(complaint, Status.WITHDRAWN) and may_withdraw:
            yield self._button("withdraw", _("Withdrawn or invalid"), forms.ReasonForm)

    @cached_property
    def note_button(self) -> Button:
        return self._button("note", pgettext("complaint", "Note"), forms.NoteForm, key="m")

    @property
    def _may_resolve(self) -> bool:
        if self.complaint.status == Status.ACKNOWLEDGED:
            return authority.may_settle_on_the_spot(self.viewer, self.complaint)
        return self.may_handle

    def _follow_up(self, owed: FollowUp, kind: str) -> Button:
        return Button(
            "follow-up",
            _("Follow-up %(number)s") % {"number": owed.number},
            self._form(forms.FollowUpForm),
            kind,
            target=owed.pk,
        )

    def _button(
        self,
        name: str,
        label: str,
        form: type[forms.ActForm],
        kind: str = "quiet",
        key: str = "",
    ) -> Button:
        return Button(name, label, self._form(form), kind, key)

    def _form(self, form: type[forms.ActForm]) -> forms.ActForm:
        return form(complaint=self.complaint, latest=latest(self.complaint, self.now))


def _step_label(step: Rung, complaint: Complaint) -> str:
    if step.minutes < 0:
        return _("Remind %(name)s") % {"name": complaint.owner}
    if step.role.code == audience.OWNER:
        return _("Due · %(name)s") % {"name": complaint.owner}
    return _("Tell %(role)s") % {"role": step.role}
