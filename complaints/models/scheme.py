"""What the hotel decides about complaints in general: categories, severities, the ladder (handbook E)."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hotel.web.bilingual import BilingualName, pick


class Severity(BilingualName):
    """S1 to S4 (handbook E3). Times are minutes; a limit of nothing means the general manager decides."""

    code = models.CharField(_("code"), max_length=2, unique=True)
    rank = models.PositiveSmallIntegerField(_("rank"), unique=True)
    definition_zh = models.CharField(_("definition, Chinese"), max_length=200, blank=True)
    definition_en = models.CharField(_("definition, English"), max_length=200, blank=True)
    acknowledge_min = models.PositiveIntegerField(_("acknowledge within, minutes"))
    first_answer_min = models.PositiveIntegerField(_("first answer within, minutes"))
    resolve_min = models.PositiveIntegerField(_("resolve within, minutes"))
    update_every_min = models.PositiveIntegerField(_("tell the guest every, minutes"))
    most_promise_min = models.PositiveIntegerField(
        _("longest promise, minutes"), validators=[MinValueValidator(1)]
    )
    owner_role = models.ForeignKey(
        "staff.Role", verbose_name=_("owner"), on_delete=models.PROTECT, related_name="+"
    )
    escalate_role = models.ForeignKey(
        "staff.Role", verbose_name=_("escalated to"), on_delete=models.PROTECT, related_name="+"
    )
    closing_role = models.ForeignKey(
        "staff.Role", verbose_name=_("closed by"), on_delete=models.PROTECT, related_name="+"
    )
    follow_ups = models.PositiveSmallIntegerField(_("follow-ups"), default=1)
    compensation_limit = models.DecimalField(
        _("compensation up to"),
        max_digits=12,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )

    class Meta:
        ordering = ("rank",)
        verbose_name = _("severity")
        verbose_name_plural = _("severities")
        constraints = [
            models.CheckConstraint(
                name="complaints_severity_promise", condition=Q(most_promise_min__gte=1)
            ),
            models.CheckConstraint(
                name="complaints_severity_follow_ups", condition=Q(follow_ups__lte=2)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def definition(self) -> str:
        return pick(self.definition_zh, self.definition_en)


class Category(BilingualName):
    """What a complaint is about (handbook E2). A restricted one is read by few."""

    code = models.SlugField(_("code"), max_length=32, unique=True)
    department = models.ForeignKey(
        "staff.Department", verbose_name=_("department"), on_delete=models.PROTECT, related_name="+"
    )
    severity = models.ForeignKey(
        Severity, verbose_name=_("usual severity"), on_delete=models.PROTECT, related_name="+"
    )
    restricted = models.BooleanField(_("seen by few"), default=False)
    active = models.BooleanField(_("in use"), default=True)
    sort = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ("sort", "id")
        verbose_name = _("complaint category")
        verbose_name_plural = _("complaint categories")


class Rung(models.Model):
    """One step of the ladder: who is told how many minutes before (below zero) or after a promise is due."""

    minutes = models.SmallIntegerField(_("minutes after the promised time"), unique=True)
    role = models.ForeignKey(
        "staff.Role",
        verbose_name=pgettext_lazy("complaint", "told"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ("minutes",)
        verbose_name = _("step of the promise ladder")
        verbose_name_plural = _("promise ladder")

    def __str__(self) -> str:
        return f"{self.minutes:+d} min → {self.role}"
