"""At the door: who let a visit in before it was ready, what was heard of the arrival, the gate's calls."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hotel.web.bilingual import pick
from vip.enums import ArrivalSource, Confidence
from vip.models.visits import Visit


class Override(models.Model):
    """Somebody authorised lets a visit in that is not ready, and says why.

    `covers` names what was open then (`vip.readiness.Obstacle.key`): whatever opens later is not
    covered, and stops the check-in again. `told` is the same in words, for whoever asks afterwards.
    """

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="overrides")
    covers = ArrayField(models.CharField(max_length=80), verbose_name=_("covers"))
    told = models.JSONField(_("open then"), default=list)
    reason = models.CharField(_("reason"), max_length=300)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=pgettext_lazy("act", "by"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        ordering = ("visit", "id")
        verbose_name = _("let in before ready")
        verbose_name_plural = _("let in before ready")
        constraints = [
            models.CheckConstraint(name="vip_override_says_why", condition=~Q(reason="")),
            models.CheckConstraint(
                name="vip_override_covers_something", condition=Q(covers__len__gt=0)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit.number} · {self.reason}"

    @property
    def said(self) -> list[str]:
        """What was open then, in the reader's language."""
        return [pick(each["zh"], each["en"]) for each in self.told]


class ArrivalNews(models.Model):
    """What the house heard of an arrival: when, from where, and how sure that is."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="arrival_news")
    arrival_at = models.DateTimeField(_("arrival expected"))
    source = models.CharField(_("heard from"), max_length=8, choices=ArrivalSource.choices)
    confidence = models.CharField(_("how sure"), max_length=8, choices=Confidence.choices)
    note = models.CharField(_("note"), max_length=200, blank=True)
    at = models.DateTimeField(_("heard at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=pgettext_lazy("act", "by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("visit", "-id")
        verbose_name = _("news of an arrival")
        verbose_name_plural = _("news of arrivals")

    def __str__(self) -> str:
        return f"{self.visit.number} · {self.get_source_display()}"


class GateCall(models.Model):
    """Security saw the car at the gate; a wrong tap is taken back within a minute.

    `before` and `after` are the arrivals expected before the tap and by it, for taking it back;
    both empty where the tap moved nothing.
    """

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="gate_calls")
    plate = models.CharField(_("number plate"), max_length=16, blank=True)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=pgettext_lazy("act", "by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    before = models.DateTimeField(_("expected before"), null=True, blank=True)
    after = models.DateTimeField(_("expected then"), null=True, blank=True)
    undone_at = models.DateTimeField(_("taken back"), null=True, blank=True)
    undone_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("taken back by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("visit", "-id")
        verbose_name = _("car at the gate")
        verbose_name_plural = _("cars at the gate")
        constraints = [
            models.CheckConstraint(
                name="vip_gate_call_undone_says_who",
                condition=Q(undone_at=None, undone_by=None)
                | Q(undone_at__gte=F("at"), undone_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.visit.number} · {self.plate}"
