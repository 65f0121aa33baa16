"""What a visit taught the house, and what it owes the guest the next time (handbook A7, C4 X14)."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from vip.models.visits import Visit


class Debrief(models.Model):
    """Made by the product when the guest has left, completed by people.

    `found` is what the house itself knows: tasks late, failed and set aside, the guest's words,
    the stay's complaints (see `vip.debriefing`).
    """

    visit = models.OneToOneField(Visit, on_delete=models.PROTECT, related_name="debrief")
    made_at = models.DateTimeField(_("made"))
    found = models.JSONField(_("found"), default=dict, encoder=DjangoJSONEncoder)
    highlights = models.TextField(_("highlights"), blank=True)
    faults = models.TextField(_("faults"), blank=True)
    improvements = models.TextField(_("improvements"), blank=True)
    cost = models.DecimalField(
        _("cost (CNY)"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    completed_at = models.DateTimeField(_("completed"), null=True, blank=True)
    completed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("completed by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("-made_at",)
        verbose_name = _("debrief")
        verbose_name_plural = _("debriefs")
        constraints = [
            models.CheckConstraint(
                name="vip_debrief_completed_by_somebody",
                condition=Q(completed_at=None, completed_by=None)
                | Q(completed_at__isnull=False, completed_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return self.visit.number


class MakeRight(models.Model):
    """Something the guest was not given as it should have been; a task of the next visit until done."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="make_rights")
    guest = models.ForeignKey("guests.Guest", on_delete=models.PROTECT, related_name="+")
    text = models.CharField(_("what is made right"), max_length=200)
    department = models.ForeignKey(
        "staff.Department", verbose_name=_("department"), on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(_("noted"))
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("noted by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    kept_at = models.DateTimeField(_("made right"), null=True, blank=True)
    kept_in = models.ForeignKey(
        Visit,
        verbose_name=_("visit"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("made_at", "id")
        verbose_name = _("thing to make right")
        verbose_name_plural = _("things to make right")
        constraints = [
            models.CheckConstraint(
                name="vip_make_right_kept_in_a_visit",
                condition=Q(kept_at=None, kept_in=None)
                | Q(kept_at__isnull=False, kept_in__isnull=False),
            )
        ]
        indexes = [
            models.Index(
                fields=["guest"], name="vip_make_right_open", condition=Q(kept_at__isnull=True)
            )
        ]

    def __str__(self) -> str:
        return self.text
