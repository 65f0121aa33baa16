"""What was booked under one confirmation number."""

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hotel.guests.secret import EncryptedCharField
from hotel.stays.enums import Guarantee, ReservationKind, ReservationStatus, Source


class Reservation(models.Model):
    """What was booked under one confirmation number: one stay, or a group's stays (handbook B1.1)."""

    confirmation_no = models.CharField(_("confirmation number"), max_length=16, unique=True)
    kind = models.CharField(
        _("kind"),
        max_length=12,
        choices=ReservationKind.choices,
        default=ReservationKind.INDIVIDUAL,
    )
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=ReservationStatus.choices,
        default=ReservationStatus.CONFIRMED,
    )
    group_name = models.CharField(_("group"), max_length=80, blank=True)
    booker = models.ForeignKey(
        "guests.Guest",
        verbose_name=_("booked by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reservations",
    )
    company = models.ForeignKey(
        "guests.Company",
        verbose_name=_("company"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="reservations",
    )
    contact_name = models.CharField(_("contact"), max_length=80, blank=True)
    contact_phone = EncryptedCharField(_("contact phone"), max_length=24, blank=True)
    contact_phone_hash = models.CharField(max_length=64, blank=True, db_index=True, editable=False)
    contact_phone_masked = models.CharField(max_length=24, blank=True, editable=False)
    source = models.CharField(
        _("source"), max_length=12, choices=Source.choices, default=Source.PHONE
    )
    guarantee = models.CharField(
        _("guarantee"), max_length=12, choices=Guarantee.choices, default=Guarantee.NONE
    )
    hold_until = models.DateTimeField(_("held until"), null=True, blank=True)
    requests = models.TextField(_("special requests"), max_length=2000, blank=True)
    cancelled_reason = models.TextField(_("reason of cancellation"), blank=True)
    # The form this was made from: pressed twice, it makes one reservation.
    form_token = models.UUIDField(null=True, blank=True, unique=True, editable=False)
    form_hash = models.CharField(max_length=64, blank=True, editable=False)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("made by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    made_at = models.DateTimeField(_("made at"), auto_now_add=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-id",)
        verbose_name = _("reservation")
        verbose_name_plural = _("reservations")
        indexes = [
            GinIndex(
                OpClass(F("group_name"), name="gin_trgm_ops"),
                name="stays_reservation_group",
                condition=Q(kind=ReservationKind.GROUP),
            ),
            # Groups are few: the rack asks here which of its thousand bars belong to one.
            models.Index(
                fields=["id"],
                include=["group_name"],
                name="stays_reservation_team",
                condition=~Q(group_name=""),
            ),
        ]

    def __str__(self) -> str:
        return self.confirmation_no

    @property
    def is_group(self) -> bool:
        return self.kind == ReservationKind.GROUP
