"""Waking a guest by a person's call (handbook A1.41, A7.215, B1.7)."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from vip.models.visits import Visit


class WakeUpCall(models.Model):
    """The wake-up call of one task S03. `key` is that task's; a call nobody has tried has no row.

    Again (not answered, dialled once more after three minutes) → answered; or → up (somebody is on
    the way to the room) → woken. Written by `vip.services.waking` only.
    """

    class Status(models.TextChoices):
        AGAIN = "again", pgettext_lazy("wake-up", "To be dialled again")
        ANSWERED = "answered", pgettext_lazy("wake-up", "Answered")
        UP = "up", pgettext_lazy("wake-up", "Somebody goes up")
        WOKEN = "woken", pgettext_lazy("wake-up", "Woken at the door")

    visit = models.ForeignKey(
        Visit, verbose_name=_("VIP visit"), on_delete=models.PROTECT, related_name="wake_up_calls"
    )
    key = models.CharField(_("task"), max_length=64)
    status = models.CharField(_("status"), max_length=12, choices=Status.choices)
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    again_at = models.DateTimeField(_("dial again"), null=True, blank=True)
    sent = models.CharField(_("sent up"), max_length=40, blank=True)
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("called by"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        ordering = ("visit", "key")
        verbose_name = _("wake-up call")
        verbose_name_plural = _("wake-up calls")
        constraints = [
            models.UniqueConstraint(fields=("visit", "key"), name="vip_wake_up_call_once"),
            models.CheckConstraint(
                name="vip_wake_up_call_waits_or_ended",
                condition=Q(status="again", again_at__isnull=False, ended_at=None)
                | Q(status="up", again_at=None, ended_at=None)
                | Q(status__in=("answered", "woken"), ended_at__isnull=False),
            ),
            models.CheckConstraint(
                name="vip_wake_up_call_says_who_goes_up",
                condition=~Q(status__in=("up", "woken")) | ~Q(sent=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit.number} · {self.key}"
