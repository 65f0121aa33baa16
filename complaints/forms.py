"""The forms of a complaint: taking it fits a telephone call; each act of its page has a small one."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from complaints import selectors
from complaints.enums import (
    UNSOLVED,
    Answer,
    Channel,
    CompensationKind,
    Fault,
    Method,
    Need,
    Outcome,
    RootCause,
    Solution,
)
from complaints.models import Complaint
from hotel.staff import selectors as staff
from hotel.web import clock, show
from hotel.web.widgets import MomentInput

PICKS = (10, 20, 30, 60, 120, 240, 480, 1440)


class MomentField(forms.DateTimeField):
    """Day and clock time at the hotel."""

    widget = MomentInput


def text(label: Any, most: int, *, required: bool = False, rows: int = 0) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, max_length=most, required=required, widget=widget)


def blank(choices: Iterable[tuple[Any, Any]]) -> list[tuple[Any, Any]]:
    return [("", "—"), *choices]


class NewForm(forms.Form):
    """Taking a complaint (handbook B6). A room in house names the guest; a visitor leaves a number."""

    form_token = forms.UUIDField(widget=forms.HiddenInput)
    stay = forms.IntegerField(required=False, widget=forms.HiddenInput)
    guest = forms.IntegerField(required=False, widget=forms.HiddenInput)
    room = text(_("Room"), 8)
    visitor = text(pgettext_lazy("complaint", "Name"), 80)
    phone = text(_("Phone"), 40)
    anonymous = forms.BooleanField(label=_("Anonymous"), required=False)
    channel = forms.ChoiceField(label=_("Came by"), choices=Channel.choices)
    category = forms.ChoiceField(label=_("What it is about"))
    severity = forms.ChoiceField(label=_("Severity"), required=False)
    statement = text(_("What the guest says"), 4000, required=True, rows=4)
    desired = text(_("What the guest wants"), 4000, rows=2)
    private_place = forms.BooleanField(label=_("Taken to a quiet place"), required=False)
    restated = forms.BooleanField(
        label=_("Restated and confirmed: I take it on at once"), required=False
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any] | None = None) -> None:
        start = {"form_token": uuid4(), "channel": Channel.ON_SITE, **(initial or {})}
        super().__init__(data, auto_id="%s", initial=start)
        category, severity = self.fields["category"], self.fields["severity"]
        chosen = [(each.code, each.name) for each in selectors.categories()]
        category.choices = blank(chosen)  # type: ignore[attr-defined]
        usual = [("", gettext("As the category says"))]
        levels = [(each.code, str(each)) for each in selectors.severities()]
        severity.choices = [*usual, *levels]  # type: ignore[attr-defined]


class ActForm(forms.Form):
    """A small form of the complaint's page; carries the version that was seen."""

    version = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, complaint: Complaint, latest: datetime) -> None:
        self.complaint, self.latest = complaint, latest
        name = type(self).__name__.lower()
        start = {"version": complaint.version, **self.start()}
        super().__init__(data, auto_id=f"{name}_%s", initial=start)
        self.build()

    def start(self) -> dict[str, Any]:
        return {}

    def build(self) -> None:
        """Choices that hang on the complaint."""

    @property
    def given(self) -> dict[str, Any]:
        """What the service takes, without the version."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class AcknowledgeForm(ActForm):
    restated = forms.BooleanField(label=_("Restated to the guest and confirmed"), required=False)


class FactsForm(ActForm):
    verified = text(_("What we found"), 4000, rows=3)
    desired = text(_("What the guest wants"), 4000, rows=2)
    fault = forms.ChoiceField(label=_("Fault"), choices=Fault.choices)
    root_causes = forms.MultipleChoiceField(
        label=_("Root causes"),
        choices=RootCause.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    needs = forms.MultipleChoiceField(
        label=_("What the guest needs"),
        choices=Need.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def start(self) -> dict[str, Any]:
        names = ("verified", "desired", "fault", "root_causes", "needs")
        return {name: getattr(self.complaint, name) for name in names}


class PromiseForm(ActForm):
    """By when: so many minutes from now, or a clock time."""

    what = text(_("What is promised"), 400)
    minutes = forms.TypedChoiceField(
        label=_("Answer in"), coerce=int, required=False, empty_value=None
    )
    due_at = MomentField(label=_("or by"), required=False)
    method = forms.ChoiceField(label=_("Told by"), choices=Method.choices)

    def build(self) -> None:
        now = clock.now()
        picks = [each for each in PICKS if now + timedelta(minutes=each) <= self.latest]
        said = [(each, show.span(timedelta(minutes=each))) for each in picks]
        self.fields["minutes"].choices = blank(said)  # type: ignore[attr-defined]
        self.fields["due_at"].help_text = gettext("No later than %(time)s") % {
            "time": show.mdhm(self.latest)
        }

    def start(self) -> dict[str, Any]:
        return {"minutes": 20}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if not cleaned.get("due_at") and not cleaned.get("minutes") and not self.errors:
            self.add_error("minutes", _("Say by when the guest hears from us."))
        return cleaned

    @property
    def given(self) -> dict[str, Any]:
        given = super().given
        minutes = given.pop("minutes")
        given["due_at"] = given["due_at"] or clock.now() + timedelta(minutes=minutes)
        return given


class ContactedForm(PromiseForm):
    told = text(_("What the guest was told"), 4000, rows=2)
    guest_came_first = forms.BooleanField(label=_("The guest asked before us"), required=False)
    field_order = ("told", "what", "minutes", "due_at", "method", "guest_came_first", "version")


class OptionForm(ActForm):
    kind = forms.ChoiceField(label=_("Solution"), choices=Solution.choices)
    text = text(_("What is offered"), 400)
    cost = forms.DecimalField(
        label=_("Cost ¥"), max_digits=9, decimal_places=2, min_value=0, initial=0, required=False
    )
    by_guest = forms.BooleanField(label=_("The guest's own proposal"), required=False)

    @property
    def given(self) -> dict[str, Any]:
        given = super().given
        return {**given, "cost": given["cost"] or Decimal(0)}


class AnswerForm(ActForm):
    answer = forms.ChoiceField(choices=Answer.choices)


class NoteForm(ActForm):
    text = text(_("What happened"), 4000, rows=2)


class HandOverForm(ActForm):
    to = forms.TypedChoiceField(label=_("New owner"), coerce=int)
    reason = text(_("Reason"), 400)

    def build(self) -> None:
        roles = (
            "fo_supervisor",
            "assistant_manager",
            "duty_manager",
            "department_head",
            "fo_manager",
            "hk_manager",
            "hk_supervisor",
            "fnb_supervisor",
            "sales_manager",
            "security_officer",
            "engineer",
            "deputy_gm",
            "general_manager",
        )
        people = [
            (each.pk, f"{each.name} · {each.department}")
            for each in staff.holders_of(roles)
            if each.pk != self.complaint.owner_id
        ]
        self.fields["to"].choices = blank(people)  # type: ignore[attr-defined]


class ReasonForm(ActForm):
    reason = text(_("Reason"), 400)


class CompensateForm(ActForm):
    kind = forms.ChoiceField(label=_("Kind of compensation"), choices=CompensationKind.choices)
    amount = forms.DecimalField(label=_("Amount ¥"), max_digits=12, decimal_places=2)

    def start(self) -> dict[str, Any]:
        complaint = self.complaint
        return {"kind": complaint.compensation_kind, "amount": complaint.compensation}


class ResolveForm(ActForm):
    solution = forms.ChoiceField(label=_("Solution"), choices=blank(Solution.choices))
    what_was_done = text(_("What was done"), 4000, rows=2)
    guest_agreed = forms.BooleanField(label=_("The guest agrees"), required=False)
    happy = forms.TypedChoiceField(
        label=_("Are you happy with how this was handled?"),
        choices=[("", "—"), ("yes", _("yes")), ("no", _("no"))],
        coerce=lambda said: said == "yes",
        empty_value=None,
        required=False,
    )
    anything_else = text(_("Is there anything else we can sort out for you?"), 4000)
    compensation_kind = forms.ChoiceField(
        label=_("Kind of compensation"), choices=blank(CompensationKind.choices), required=False
    )
    compensation = forms.DecimalField(
        label=_("Compensation ¥"), max_digits=12, decimal_places=2, required=False
    )

    def start(self) -> dict[str, Any]:
        complaint = self.complaint
        agreed = next((o for o in selectors.options_of(complaint.pk) if o.answer == "agreed"), None)
        return {
            "compensation_kind": complaint.compensation_kind,
            "compensation": complaint.compensation,
            "solution": agreed.kind if agreed else "",
            "what_was_done": agreed.text if agreed else "",
        }


class FollowUpForm(ActForm):
    outcome = forms.ChoiceField(
        label=_("How the guest sees it"),
        choices=blank((each.value, each.label) for each in Outcome if each != Outcome.DROPPED),
    )
    method = forms.ChoiceField(label=_("Asked by"), choices=Method.choices)
    note = text(_("What the guest says"), 4000, rows=2)


class CloseForm(ActForm):
    corrective = text(_("Corrective action"), 4000, rows=2)
    lesson = text(_("Lesson"), 4000, rows=2)

    def start(self) -> dict[str, Any]:
        return {"corrective": self.complaint.corrective, "lesson": self.complaint.lesson}


def is_unsolved(complaint: Complaint) -> bool:
    return complaint.status in UNSOLVED
