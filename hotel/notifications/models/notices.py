"""What people are told: a notice for each person, a receipt for each department that must answer."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Level(models.TextChoices):
    """How loud a notice is: info is read when there is time, an alarm rings until it is seen."""

    INFO = "info", _("For information")
    ACTION = "action", _("To act on")
    ALARM = "alarm", _("Alarm")


class Notice(models.Model):
    """One piece of news for one person, made once: the unique key makes a second delivery harmless.

    The text is made from `code` and `params` by `hotel.notifications.words` in the reader's language.
    Written by `hotel.notifications.services` only.
    """

    entry = models.ForeignKey(
        "journal.Entry", verbose_name=_("act"), on_delete=models.PROTECT, related_name="notices"
    )
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recipient"),
        on_delete=models.PROTECT,
        related_name="notices",
    )
    department = models.ForeignKey(
        "staff.Department",
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    level = models.CharField(_("level"), max_length=8, choices=Level.choices, default=Level.INFO)
    code = models.CharField(_("text code"), max_length=64)
    params = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    url = models.CharField(_("leads to"), max_length=200, blank=True)
    confidential = models.BooleanField(_("no names outside the page"), default=False)
    needs_answer = models.BooleanField(_("asks for an answer"), default=False)
    made_at = models.DateTimeField(_("sent"))
    # On a screen of this person for the first time; empty while nobody has a page open.
    delivered_at = models.DateTimeField(_("delivered"), null=True, blank=True)
    seen_at = models.DateTimeField(_("seen"), null=True, blank=True)
    accepted_at = models.DateTimeField(_("accepted"), null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = [
            models.UniqueConstraint(fields=["entry", "recipient"], name="notifications_notice_once")
        ]
        indexes = [
            models.Index(fields=["recipient", "-id"], name="notifications_notice_inbox"),
            models.Index(fields=["made_at"], name="notifications_notice_made"),
            models.Index(
                fields=["recipient", "level"],
                name="notifications_notice_unseen",
                condition=Q(seen_at=None),
            ),
            models.Index(
                fields=["recipient"],
                name="notifications_notice_undelivrd",
                condition=Q(delivered_at=None),
            ),
        ]

    def __str__(self) -> str:
        return str(self.recipient)


class Receipt(models.Model):
    """A department's acknowledgement that is owed for one act (handbook B0, B5).

    Acknowledged once, by `hotel.notifications.services.acknowledge`; reminded and escalated once
    each by `remind_overdue_receipts`.
    """

    entry = models.ForeignKey(
        "journal.Entry", verbose_name=_("act"), on_delete=models.PROTECT, related_name="receipts"
    )
    department = models.ForeignKey(
        "staff.Department",
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        related_name="receipts",
    )
    subject = models.CharField(_("about"), max_length=64, db_index=True)
    level = models.CharField(_("level"), max_length=8, choices=Level.choices, default=Level.ACTION)
    code = models.CharField(_("text code"), max_length=64)
    params = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    url = models.CharField(_("leads to"), max_length=200, blank=True)
    confidential = models.BooleanField(_("no names outside the page"), default=False)
    made_at = models.DateTimeField(_("sent"))
    remind_due_at = models.DateTimeField(_("reminder due"))
    escalate_due_at = models.DateTimeField(_("escalation due"))
    reminded_at = models.DateTimeField(_("reminded"), null=True, blank=True)
    escalated_at = models.DateTimeField(_("escalated"), null=True, blank=True)
    acknowledged_at = models.DateTimeField(_("acknowledged"), null=True, blank=True)
    acknowledged_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("acknowledged by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("id",)
        verbose_name = _("receipt")
        verbose_name_plural = _("receipts")
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "department"], name="notifications_receipt_once"
            ),
            models.CheckConstraint(
                name="notifications_receipt_who_and_when",
                condition=Q(acknowledged_at=None, acknowledged_by=None)
                | Q(acknowledged_at__isnull=False, acknowledged_by__isnull=False),
            ),
        ]
        indexes = [
            models.Index(
                fields=["department", "made_at"],
                name="notifications_receipt_open",
                condition=Q(acknowledged_at=None),
            )
        ]

    def __str__(self) -> str:
        return str(self.department)
