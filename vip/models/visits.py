"""A VIP's visit from the notice to the close (handbook B5)."""

from datetime import datetime

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hotel.guests.secret import EncryptedCharField
from vip.enums import BY_CAR, OPEN, ArrivalSource, Confidence, Status, Transport
from vip.models.scheme import Level, NoticeSource, PlanTemplate


class Visit(models.Model):
    """One VIP's visit, from the notice to the debrief (handbook A7.178–217, B5).

    Written by `vip.services` only; `status` is assigned by `vip.states.move` only.
    `told` remembers when each fact the plan hangs on became known (see `vip.facts`), so that a
    task is never late before anybody could know of it.
    """

    status = models.CharField(
        _("status"), max_length=20, choices=Status.choices, default=Status.DRAFT, db_index=True
    )
    source = models.ForeignKey(
        NoticeSource, verbose_name=_("source"), on_delete=models.PROTECT, related_name="visits"
    )
    level = models.ForeignKey(
        Level, verbose_name=_("level"), on_delete=models.PROTECT, related_name="visits"
    )
    level_proposed = models.ForeignKey(
        Level, verbose_name=_("level proposed"), on_delete=models.PROTECT, related_name="+"
    )
    template = models.ForeignKey(
        PlanTemplate,
        verbose_name=_("plan template"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="visits",
    )

    # Who told us
    notifier_name = models.CharField(_("given by"), max_length=60)
    notifier_unit = models.CharField(_("their unit"), max_length=120, blank=True)
    notifier_phone = EncryptedCharField(_("their phone"), max_length=40, blank=True)
    received_at = models.DateTimeField(_("notice received"))

    # Who comes
    guest = models.ForeignKey(
        "guests.Guest", verbose_name=_("guest"), on_delete=models.PROTECT, related_name="vip_visits"
    )
    title = models.CharField(pgettext_lazy("guest", "title"), max_length=60, blank=True)
    organisation = models.CharField(_("organisation"), max_length=120, blank=True)
    party_size = models.PositiveSmallIntegerField(_("persons"), default=1)
    companions = models.TextField(_("companions"), blank=True)

    # When and how
    arrival_at = models.DateTimeField(_("arrival expected"), null=True, blank=True, db_index=True)
    arrival_source = models.CharField(
        _("arrival heard from"),
        max_length=8,
        choices=ArrivalSource.choices,
        default=ArrivalSource.NOTICE,
    )
    arrival_confidence = models.CharField(
        _("how sure the arrival is"),
        max_length=8,
        choices=Confidence.choices,
        default=Confidence.LIKELY,
    )
    departure_at = models.DateTimeField(_("departure expected"), null=True, blank=True)
    arrived_at = models.DateTimeField(_("arrived"), null=True, blank=True)
    departed_at = models.DateTimeField(_("departed"), null=True, blank=True)
    transport = models.CharField(
        _("comes by"), max_length=12, choices=Transport.choices, default=Transport.UNKNOWN
    )
    transport_no = models.CharField(_("flight or train"), max_length=40, blank=True)
    plates = ArrayField(
        models.CharField(max_length=16), verbose_name=_("number plates"), default=list, blank=True
    )
    needs_transport = models.BooleanField(_("needs a car at departure"), default=False)

    # Where they sleep
    stay = models.ForeignKey(
        "stays.Stay",
        verbose_name=_("stay"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="vip_visits",
    )
    room_type = models.ForeignKey(
        "rooms.RoomType",
        verbose_name=_("room type"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    rooms_needed = models.PositiveSmallIntegerField(_("rooms"), default=1)

    # What is arranged
    dining = models.BooleanField(_("meals"), default=False)
    bathing = models.BooleanField(_("bathing"), default=False)
    mahjong = models.BooleanField(_("mahjong"), default=False)
    massage = models.BooleanField(_("massage"), default=False)
    wake_up_at = models.DateTimeField(_("wake-up call"), null=True, blank=True)
    occasions = ArrayField(
        models.CharField(max_length=24),
        verbose_name=_("special occasions"),
        default=list,
        blank=True,
    )
    # Up to what cost amenities above the level's budget are approved, and by whom.
    amenities_cleared = models.DecimalField(
        _("amenities approved up to (CNY)"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    amenities_cleared_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("amenities approved by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    banner_text = models.CharField(_("banner or lobby sign"), max_length=200, blank=True)
    confidential = models.BooleanField(_("confidential"), default=False)
    public_alias = models.CharField(_("name on shared screens"), max_length=40, blank=True)
    billing = models.CharField(_("billing"), max_length=300, blank=True)
    host_name = models.CharField(_("host"), max_length=60, blank=True)
    host_phone = EncryptedCharField(_("host's phone"), max_length=40, blank=True)
    greeting = models.CharField(_("greeting line-up"), max_length=300, blank=True)
    screened = models.BooleanField(_("calls and visitors screened"), default=False)
    put_through = models.CharField(_("who may be put through"), max_length=200, blank=True)
    notes = models.TextField(_("notes"), blank=True)

    # How it went
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", editable=False
    )
    submitted_at = models.DateTimeField(_("submitted"), null=True, blank=True)
    approval_due_at = models.DateTimeField(_("approval due"), null=True, blank=True)
    approved_at = models.DateTimeField(_("approved"), null=True, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("approved by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    approval_reminded_at = models.DateTimeField(_("approval reminded"), null=True, blank=True)
    approval_passed_at = models.DateTimeField(_("approval passed on"), null=True, blank=True)
    approval_substitute = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decides instead"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    announced_at = models.DateTimeField(_("announced"), null=True, blank=True)
    announced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("announced by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    acknowledged_at = models.DateTimeField(_("all acknowledged"), null=True, blank=True)
    ended_reason = models.CharField(_("reason"), max_length=300, blank=True)
    # The form this was made from: pressed twice, it makes one visit.
    form_token = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    told = models.JSONField(default=dict, editable=False, encoder=DjangoJSONEncoder)
    # The last number given to a companion or a programme entry; none is given twice.
    last_number = models.PositiveSmallIntegerField(default=0, editable=False)
    version = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ("arrival_at", "id")
        verbose_name = _("VIP visit")
        verbose_name_plural = _("VIP visits")
        constraints = [
            models.CheckConstraint(
                name="vip_visit_leaves_after_arriving",
                condition=Q(arrival_at=None)
                | Q(departure_at=None)
                | Q(departure_at__gt=F("arrival_at")),
            ),
            models.CheckConstraint(
                name="vip_visit_announced_is_complete",
                condition=~Q(status=Status.ANNOUNCED)
                | Q(arrival_at__isnull=False, announced_at__isnull=False, template__isnull=False),
            ),
            models.UniqueConstraint(
                fields=("stay",),
                name="vip_visit_one_living_for_a_stay",
                condition=Q(status=Status.ANNOUNCED),
            ),
        ]
        indexes = [
            models.Index(fields=("status", "arrival_at"), name="vip_visit_status_arrival"),
            models.Index(
                fields=("departed_at",),
                name="vip_visit_departed",
                condition=Q(departed_at__isnull=False),
            ),
            # The few whose guests have another name on shared screens.
            models.Index(fields=("stay",), name="vip_visit_hidden", condition=Q(confidential=True)),
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.public_name}"

    @property
    def number(self) -> str:
        return f"VIP-{self.pk:05d}" if self.pk else "VIP"

    @property
    def public_name(self) -> str:
        """What shared screens, notices and the journal call the guest: the alias of a confidential one."""
        if self.confidential:
            return self.public_alias or self.level.code
        return self.full_name

    @property
    def full_name(self) -> str:
        """Name with the title of this visit. Only for those `vip.rules.who_sees_name` allows."""
        return f"{self.guest} {self.title}".strip()

    @property
    def arrives_by_car(self) -> bool:
        return self.transport in BY_CAR or bool(self.plates)

    @property
    def recreation(self) -> bool:
        return self.bathing or self.mahjong or self.massage

    @property
    def arrival(self) -> datetime | None:
        """The actual arrival once recorded, else the expected one."""
        return self.arrived_at or self.arrival_at

    @property
    def departure(self) -> datetime | None:
        return self.departed_at or self.departure_at

    @property
    def awaits_approval(self) -> bool:
        """Announced before approval (source D) counts: the thirty minutes run."""
        return self.approval_due_at is not None and self.approved_at is None

    @property
    def is_open(self) -> bool:
        return self.status in OPEN


class Outing(models.Model):
    """Whoever sleeps in a room of the visit went out; that room is renewed before they are back.

    Numbers run through the whole visit: the tasks of an outing are known by its number.
    """

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="outings")
    stay = models.ForeignKey(
        "stays.Stay",
        verbose_name=_("stay"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="vip_outings",
    )
    number = models.PositiveSmallIntegerField(_("number"))
    out_at = models.DateTimeField(_("went out"))
    expected_back_at = models.DateTimeField(_("expected back"), null=True, blank=True)
    back_at = models.DateTimeField(_("came back"), null=True, blank=True)

    class Meta:
        ordering = ("visit", "number")
        verbose_name = _("outing")
        verbose_name_plural = _("outings")
        constraints = [
            models.UniqueConstraint(fields=("visit", "number"), name="vip_outing_number_once"),
            models.UniqueConstraint(
                fields=("visit", "stay"),
                name="vip_outing_one_open_a_stay",
                condition=Q(back_at=None),
            ),
            models.UniqueConstraint(
                fields=("visit",),
                name="vip_outing_one_open_unbooked",
                condition=Q(back_at=None, stay=None),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit.number} · {self.number}"
