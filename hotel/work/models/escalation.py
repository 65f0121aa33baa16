"""The escalation ladder's settings, and the steps it took."""

from datetime import timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from hotel.work.ladder import Pace, Reach
from hotel.work.models.items import Item


class EscalationPace(models.Model):
    """How fast the ladder runs for work about one kind of subject at one level (a VIP level)."""

    subject_type = models.CharField(_("about"), max_length=40)
    code = models.CharField(_("level"), max_length=16)
    target_min = models.PositiveSmallIntegerField(
        _("to be accepted within (minutes)"),
        help_text=_("Who is concerned is reminded this long after the task came up."),
    )
    lead_min = models.PositiveSmallIntegerField(
        _("at the latest before arrival (minutes)"),
        help_text=_("A task nobody has accepted by then is reminded of, however new it is."),
    )
    gap_min = models.PositiveSmallIntegerField(
        _("from step to step (minutes)"),
        help_text=_(
            "The person, who is on duty, the supervisor, the head of department, the duty manager."
        ),
    )
    ahead_min = models.PositiveSmallIntegerField(
        _("comes up before it is due (minutes)"),
        null=True,
        blank=True,
        help_text=_("Work due later than this rings nobody yet. Empty: as soon as it is made."),
    )
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ("subject_type", "code")
        verbose_name = _("escalation pace")
        verbose_name_plural = _("escalation paces")
        constraints = [
            models.UniqueConstraint(
                fields=["subject_type", "code"], name="work_escalation_pace_once"
            ),
            models.CheckConstraint(
                name="work_escalation_pace_has_a_gap", condition=models.Q(gap_min__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.subject_type} {self.code}"

    @property
    def pace(self) -> Pace:
        return Pace(
            target=timedelta(minutes=self.target_min),
            lead=timedelta(minutes=self.lead_min),
            gap=timedelta(minutes=self.gap_min),
            ahead=None if self.ahead_min is None else timedelta(minutes=self.ahead_min),
        )


class CatchAllRole(models.Model):
    """A role that hears what nobody on duty could be told. Without any, who answers for the house."""

    role = models.OneToOneField(
        "staff.Role", verbose_name=_("role"), on_delete=models.PROTECT, related_name="+"
    )
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ("role__sort", "id")
        verbose_name = _("catch-all role of escalations")
        verbose_name_plural = _("catch-all roles of escalations")

    def __str__(self) -> str:
        return str(self.role)


class EscalationStep(models.Model):
    """One step taken, once: the unique key keeps a second worker from taking it again.

    Written by `hotel.work.escalating.watch` only.
    """

    item = models.ForeignKey(
        Item, verbose_name=_("work item"), on_delete=models.PROTECT, related_name="escalations"
    )
    armed_at = models.DateTimeField(_("clock wound"))
    number = models.PositiveSmallIntegerField(_("step"))
    reach = models.PositiveSmallIntegerField(_("escalated to"), choices=Reach.choices)
    undone = models.BooleanField(_("accepted and not done"), default=False)
    at = models.DateTimeField(_("time of the step"))
    taken_at = models.DateTimeField(_("taken"))
    people = ArrayField(models.BigIntegerField(), verbose_name=_("who heard"), default=list)
    silent = models.BooleanField(_("nobody on duty: left in the inbox"), default=False)

    class Meta:
        ordering = ("id",)
        verbose_name = _("escalation step")
        verbose_name_plural = _("escalation steps")
        constraints = [
            models.UniqueConstraint(
                fields=["item", "armed_at", "number"], name="work_escalation_step_once"
            )
        ]
        indexes = [models.Index(fields=["taken_at"], name="work_escalation_step_taken")]

    def __str__(self) -> str:
        return f"{self.item} → {self.get_reach_display()}"
