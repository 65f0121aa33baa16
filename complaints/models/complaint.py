"""A complaint, what was offered, what was noted (handbook B6)."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from complaints.enums import (
    Answer,
    Channel,
    CompensationKind,
    Fault,
    Modifier,
    Need,
    NoteKind,
    RootCause,
    Solution,
    Status,
)
from complaints.models.scheme import Category, Severity
from hotel.guests.secret import EncryptedCharField

LONG = 4000


def _person(label: Any, *, empty: bool = True) -> "models.ForeignKey[Any, Any]":
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=label,
        on_delete=models.PROTECT,
        null=empty,
        blank=empty,
        related_name="+",
    )


def _codes(label: Any, most: int, choices: Any) -> "ArrayField[Any, Any]":
    base = models.CharField(max_length=most, choices=choices)
    return ArrayField(base, verbose_name=label, default=list, blank=True)


class Complaint(models.Model):
    """One complaint. `status` is assigned by `complaints.states.move` only; written by
    `complaints.services`. A trigger refuses "investigating" without a running promise."""

    number = models.CharField(pgettext_lazy("complaint", "number"), max_length=16, unique=True)
    channel = models.CharField(
        _("came by"), max_length=16, choices=Channel.choices, default=Channel.ON_SITE
    )
    guest = models.ForeignKey(
        "guests.Guest",
        verbose_name=_("guest"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
    )
    visitor = models.CharField(_("visitor"), max_length=80, blank=True)
    phone = EncryptedCharField(_("phone"), max_length=24, blank=True)
    phone_masked = models.CharField(_("phone"), max_length=24, blank=True, editable=False)
    anonymous = models.BooleanField(_("anonymous"), default=False)
    stay = models.ForeignKey(
        "stays.Stay",
        verbose_name=_("stay"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
    )
    room = models.ForeignKey(
        "rooms.Room",
        verbose_name=_("room"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="complaints",
    )
    private_place = models.BooleanField(_("taken to a quiet place"), default=False)
    vip_level = models.CharField(_("VIP level"), max_length=8, blank=True)
    category = models.ForeignKey(Category, verbose_name=_("category"), on_delete=models.PROTECT)
    severity = models.ForeignKey(
        Severity, verbose_name=_("severity"), on_delete=models.PROTECT, related_name="complaints"
    )
    first_severity = models.ForeignKey(
        Severity,
        verbose_name=_("severity before rules"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    modifiers = _codes(_("raised because"), 24, Modifier.choices)
    restricted = models.BooleanField(_("seen by few"), default=False)

    statement = models.TextField(_("what the guest says"), max_length=LONG)
    restated = models.BooleanField(_("restated and confirmed"), default=False)
    verified = models.TextField(_("what we found"), max_length=LONG, blank=True)
    desired = models.TextField(_("what the guest wants"), max_length=LONG, blank=True)
    needs = _codes(pgettext_lazy("complaint", "needs"), 16, Need.choices)
    fault = models.CharField(
        _("fault"), max_length=12, choices=Fault.choices, default=Fault.UNCLEAR
    )
    root_causes = _codes(_("root causes"), 20, RootCause.choices)

    status = models.CharField(
        _("status"), max_length=16, choices=Status.choices, default=Status.REGISTERED
    )
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("owner"),
        on_delete=models.PROTECT,
        related_name="owned_complaints",
    )
    department = models.ForeignKey(
        "staff.Department",
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        related_name="complaints",
    )
    registered_at = models.DateTimeField(_("registered at"))
    registered_by = _person(_("registered by"), empty=False)
    acknowledge_until = models.DateTimeField(_("to be acknowledged by"))
    resolve_until = models.DateTimeField(_("to be resolved by"))
    # A guest who leaves soon must be answered before: no promise beyond this.
    latest_answer = models.DateTimeField(_("no answer later than"), null=True, blank=True)
    acknowledged_at = models.DateTimeField(_("acknowledged at"), null=True, blank=True)
    acknowledged_by = _person(pgettext_lazy("complaint", "acknowledged by"))
    escalated_at = models.DateTimeField(_("escalated at"), null=True, blank=True)

    solution = models.CharField(_("solution"), max_length=20, choices=Solution.choices, blank=True)
    solution_note = models.TextField(_("what was done"), max_length=LONG, blank=True)
    guest_agreed = models.BooleanField(_("the guest agrees"), default=False)
    on_the_spot = models.BooleanField(_("solved on the spot"), default=False)
    compensation_kind = models.CharField(
        _("kind of compensation"), max_length=12, choices=CompensationKind.choices, blank=True
    )
    compensation = models.DecimalField(
        _("compensation"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(Decimal("0.01"))],
    )
    compensation_limit = models.DecimalField(
        _("limit without approval"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    compensation_approved_by = _person(_("compensation approved by"))
    happy = models.BooleanField(_("happy with how it was handled"), null=True, blank=True)
    anything_else = models.TextField(_("anything else to sort out"), max_length=LONG, blank=True)
    resolved_at = models.DateTimeField(_("resolved at"), null=True, blank=True)
    resolved_by = _person(_("resolved by"))
    corrective = models.TextField(_("corrective action"), max_length=LONG, blank=True)
    lesson = models.TextField(_("lesson"), max_length=LONG, blank=True)
    closed_at = models.DateTimeField(pgettext_lazy("complaint", "closed at"), null=True, blank=True)
    closed_by = _person(pgettext_lazy("complaint", "closed by"))
    ended_reason = models.TextField(_("reason"), max_length=LONG, blank=True)
    rounds = models.PositiveSmallIntegerField(_("times reopened"), default=0)
    form_token = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-id",)
        verbose_name = _("complaint")
        verbose_name_plural = _("complaints")
        indexes = [
            models.Index(fields=["status", "registered_at"], name="complaints_by_status"),
            models.Index(fields=["guest", "-id"], name="complaints_of_guest"),
        ]
        constraints = [
            models.CheckConstraint(
                name="complaints_somebody_to_answer",
                condition=Q(anonymous=True)
                | Q(guest__isnull=False)
                | (~Q(visitor="") & ~Q(phone_masked="")),
            ),
            models.CheckConstraint(name="complaints_statement", condition=~Q(statement="")),
            models.CheckConstraint(
                name="complaints_acknowledged_is_restated",
                condition=Q(status__in=(Status.REGISTERED, Status.WITHDRAWN))
                | Q(restated=True, acknowledged_at__isnull=False),
            ),
            models.CheckConstraint(
                name="complaints_resolved_has_solution",
                condition=~Q(status__in=(Status.RESOLVED, Status.FOLLOWING_UP, Status.CLOSED))
                | (~Q(solution="") & Q(guest_agreed=True, resolved_at__isnull=False)),
            ),
            models.CheckConstraint(
                name="complaints_closed_by_somebody",
                condition=~Q(status=Status.CLOSED)
                | Q(closed_at__isnull=False, closed_by__isnull=False),
            ),
            models.CheckConstraint(
                name="complaints_withdrawn_has_reason",
                condition=~Q(status=Status.WITHDRAWN) | ~Q(ended_reason=""),
            ),
            models.CheckConstraint(
                name="complaints_compensation_authority",
                condition=Q(compensation__isnull=True)
                | Q(compensation_approved_by__isnull=False, compensation__gt=0)
                | Q(compensation__lte=F("compensation_limit"), compensation__gt=0),
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def who(self) -> str:
        """The guest's or visitor's name; empty for an anonymous complaint."""
        return self.guest.name if self.guest else self.visitor

    @property
    def contact(self) -> str:
        """The masked phone under which the guest is reached."""
        return self.phone_masked or (self.guest.phone_masked if self.guest else "")


class Option(models.Model):
    """A solution offered to the guest, best first (handbook A8.242)."""

    complaint = models.ForeignKey(
        Complaint, verbose_name=_("complaint"), on_delete=models.PROTECT, related_name="options"
    )
    rank = models.PositiveSmallIntegerField(_("order"))
    kind = models.CharField(_("solution"), max_length=20, choices=Solution.choices)
    text = models.CharField(_("what is offered"), max_length=400)
    cost = models.DecimalField(_("cost"), max_digits=12, decimal_places=2, default=0)
    by_guest = models.BooleanField(_("the guest's own proposal"), default=False)
    answer = models.CharField(
        _("answer"), max_length=8, choices=Answer.choices, default=Answer.WAITING
    )

    class Meta:
        ordering = ("rank",)
        verbose_name = _("option")
        verbose_name_plural = _("options")
        constraints = [
            models.UniqueConstraint(fields=["complaint", "rank"], name="complaints_option_rank"),
            models.UniqueConstraint(
                fields=["complaint"],
                condition=Q(answer=Answer.AGREED),
                name="complaints_one_option_agreed",
            ),
            models.CheckConstraint(name="complaints_option_cost", condition=Q(cost__gte=0)),
        ]

    def __str__(self) -> str:
        return f"{self.complaint} {self.rank}"


_SAID_OF: dict[str, Any] = {
    NoteKind.HANDED_OVER: _("Handed over to %(name)s: %(reason)s"),
    NoteKind.ESCALATED: _("Escalated: %(reason)s"),
    NoteKind.REOPENED: _("Opened again: %(reason)s"),
}


class Note(models.Model):
    """One line of what happened on the way. Never changed, never deleted."""

    complaint = models.ForeignKey(
        Complaint, verbose_name=_("complaint"), on_delete=models.PROTECT, related_name="notes"
    )
    at = models.DateTimeField(pgettext_lazy("complaint", "at"))
    by = _person(pgettext_lazy("complaint", "by"), empty=False)
    kind = models.CharField(
        _("kind"), max_length=12, choices=NoteKind.choices, default=NoteKind.NOTED
    )
    text = models.TextField(_("note"), max_length=LONG)
    to = _person(_("New owner"))

    class Meta:
        ordering = ("-at", "-id")
        verbose_name = _("note")
        verbose_name_plural = _("notes")

    def __str__(self) -> str:
        return f"{self.complaint} {self.at:%Y-%m-%d %H:%M}"

    @property
    def said(self) -> str:
        """The note as it was written; of an act, what was done and its reason in the reader's language."""
        template = _SAID_OF.get(self.kind)
        return str(template) % {"name": self.to, "reason": self.text} if template else self.text
