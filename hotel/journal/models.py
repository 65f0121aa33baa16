"""Every act, once: the hotel's memory, and the outbox its news leaves by."""

import pgtrigger
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Entry(models.Model):
    """One act. Written by `hotel.journal.services.record`, never changed: a trigger refuses.

    `about` holds references like `stays.stay:12`, the object acted on first, then every record in
    whose history the act belongs. `changes` maps a field to [before, after]. `data` is what the
    news of the act needs. `topics` names the boards that must look again.
    """

    at = models.DateTimeField(_("when"), db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("who"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    verb = models.CharField(_("act"), max_length=64)
    label = models.CharField(_("what"), max_length=160, blank=True)
    about = ArrayField(models.CharField(max_length=64), verbose_name=_("about"))
    changes = models.JSONField(_("changes"), default=dict, encoder=DjangoJSONEncoder)
    reason = models.TextField(_("reason"), blank=True)
    data = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    topics = ArrayField(models.CharField(max_length=64), default=list, blank=True)

    class Meta:
        ordering = ("-id",)
        verbose_name = _("journal entry")
        verbose_name_plural = _("journal")
        indexes = [
            GinIndex(fields=["about"], name="journal_entry_about"),
            models.Index(fields=["verb", "-id"], name="journal_entry_verb"),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.label}"


class Dispatch(models.Model):
    """The outbox: whether the news of an entry has been delivered.

    Made with its entry in one transaction; settled by `hotel.journal.outbox` only.
    """

    entry = models.OneToOneField(
        Entry, on_delete=models.PROTECT, primary_key=True, related_name="dispatch"
    )
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    retry_at = models.DateTimeField(_("next attempt"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("delivered"), null=True, blank=True)
    parked_at = models.DateTimeField(_("parked"), null=True, blank=True)
    last_error = models.TextField(_("last error"), blank=True)

    class Meta:
        verbose_name = _("dispatch")
        verbose_name_plural = _("outbox")
        indexes = [
            models.Index(
                fields=["entry"],
                name="journal_dispatch_waiting",
                condition=Q(delivered_at=None, parked_at=None),
            ),
            models.Index(fields=["delivered_at"], name="journal_dispatch_delivered"),
            models.Index(
                fields=["parked_at"],
                name="journal_dispatch_parked",
                condition=Q(parked_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"#{self.pk}"


class Pulse(models.Model):
    """When a part of the machinery was last heard of: `beat`, `worker`. Written by `pulse.beat`."""

    name = models.CharField(_("process"), max_length=32, primary_key=True)
    at = models.DateTimeField(_("last heard of"))

    class Meta:
        verbose_name = _("pulse")
        verbose_name_plural = _("pulses")

    def __str__(self) -> str:
        return self.name
