"""Ways out of the house: e-mail and the robots of group chats, and what is sent through them."""

from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hotel.guests.secret import EncryptedCharField
from hotel.notifications.models.notices import Level

# A robot's group takes twenty messages a minute; more of them silence it for ten.
ROBOTS_PER_MINUTE = 20


def loud() -> list[str]:
    """What a new channel hears: all but what is only for information."""
    return [Level.ACTION, Level.ALARM]


class Channel(models.Model):
    """Where a department's news, or the whole house's, also goes.

    Written by `hotel.notifications.outside.services` only. The address is a secret: who knows a
    robot's address may write into its group.
    """

    class Kind(models.TextChoices):
        EMAIL = "email", _("E-mail")
        WECOM = "wecom", _("WeCom group robot")
        DINGTALK = "dingtalk", _("DingTalk group robot")
        FEISHU = "feishu", _("Feishu group robot")
        WEBHOOK = "webhook", _("Other webhook (JSON)")

    class Language(models.TextChoices):
        ZH = "zh-hans", "简体中文"
        EN = "en", "English"

    name = models.CharField(pgettext_lazy("channel", "called"), max_length=60, unique=True)
    department = models.ForeignKey(
        "staff.Department",
        verbose_name=_("department"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text=_("Empty: the news of every department."),
    )
    kind = models.CharField(pgettext_lazy("channel", "kind"), max_length=8, choices=Kind.choices)
    address = EncryptedCharField(pgettext_lazy("channel", "Address"), max_length=500)
    secret = EncryptedCharField(_("signing secret"), max_length=200, blank=True)
    levels = ArrayField(models.CharField(max_length=8), verbose_name=_("levels"), default=loud)
    # Text codes; none means all.
    codes = ArrayField(
        models.CharField(max_length=64), verbose_name=_("only this news"), default=list, blank=True
    )
    roles_too = models.BooleanField(
        _("also news for single roles"),
        default=False,
        help_text=_("Such as the inspections that go to floor supervisors."),
    )
    names_allowed = models.BooleanField(
        _("guests' names allowed"),
        default=False,
        help_text=_("Never for a confidential visit."),
    )
    language = models.CharField(
        _("language"), max_length=8, choices=Language.choices, default=Language.ZH
    )
    per_minute = models.PositiveSmallIntegerField(
        _("messages a minute, at most"),
        default=ROBOTS_PER_MINUTE,
        validators=[MinValueValidator(1), MaxValueValidator(600)],
    )
    active = models.BooleanField(pgettext_lazy("channel", "in use"), default=True)

    class Meta:
        ordering = ("department__sort", "name")
        verbose_name = pgettext_lazy("outside", "outside channel")
        verbose_name_plural = pgettext_lazy("outside", "outside channels")
        constraints = [
            models.CheckConstraint(
                name="notifications_channel_pace", condition=Q(per_minute__range=(1, 600))
            ),
            models.CheckConstraint(name="notifications_channel_levels", condition=~Q(levels=[])),
        ]

    def __str__(self) -> str:
        return self.name


class State(models.TextChoices):
    """Where a message to the outside stands."""

    WAITING = "waiting", pgettext_lazy("delivery", "Waiting")
    FAILED = "failed", pgettext_lazy("delivery", "Failed, tried again")
    SENT = "sent", pgettext_lazy("delivery", "Sent")
    PARKED = "parked", pgettext_lazy("delivery", "Parked")
    DROPPED = "dropped", pgettext_lazy("delivery", "Given up")


OPEN = (State.WAITING, State.FAILED)


class Delivery(models.Model):
    """One act's news to one channel, once: the unique key makes a second delivery of the act harmless.

    Like a notice it keeps facts, not text. Made with the notices in the transaction that delivers
    the entry. Its state is moved by `hotel.notifications.outside.outgoing` (waiting, failed, sent,
    parked) and by `outside.services` (again waiting, given up); nothing else assigns it. A claim
    pushes `next_at` past the lease and counts the attempt, so a killed worker's message comes up again.
    """

    channel = models.ForeignKey(
        Channel,
        verbose_name=pgettext_lazy("outside", "outside channel"),
        on_delete=models.PROTECT,
        related_name="deliveries",
    )
    entry = models.ForeignKey(
        "journal.Entry", verbose_name=_("act"), on_delete=models.PROTECT, related_name="deliveries"
    )
    level = models.CharField(_("level"), max_length=8, choices=Level.choices)
    code = models.CharField(_("text code"), max_length=64)
    params = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    url = models.CharField(_("leads to"), max_length=200, blank=True)
    confidential = models.BooleanField(_("no names outside the page"), default=False)
    # Several departments were told different things: the house hears the headline only.
    headline_only = models.BooleanField(_("headline only"), default=False)
    made_at = models.DateTimeField(_("made"))
    state = models.CharField(_("state"), max_length=8, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    next_at = models.DateTimeField(_("next attempt"))
    tried_at = models.DateTimeField(_("last attempt"), null=True, blank=True)
    sent_at = models.DateTimeField(pgettext_lazy("delivery", "sent at"), null=True, blank=True)
    last_error = models.CharField(_("last error"), max_length=80, blank=True)

    class Meta:
        ordering = ("-id",)
        verbose_name = pgettext_lazy("outside", "message to the outside")
        verbose_name_plural = pgettext_lazy("outside", "messages to the outside")
        constraints = [
            models.UniqueConstraint(
                fields=["channel", "entry"], name="notifications_delivery_once"
            ),
            models.CheckConstraint(
                name="notifications_delivery_sent_when",
                condition=Q(state=State.SENT, sent_at__isnull=False)
                | (~Q(state=State.SENT) & Q(sent_at=None)),
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_at"],
                name="notifications_delivery_open",
                condition=Q(state__in=OPEN),
            ),
            models.Index(
                fields=["channel"],
                name="notifications_delivery_parked",
                condition=Q(state=State.PARKED),
            ),
            models.Index(fields=["channel", "tried_at"], name="notifications_delivery_pace"),
        ]

    def __str__(self) -> str:
        return f"{self.channel} #{self.entry_id}"
