"""A guest's arrival: each person's registration, the check-in, the keys (handbook B1.3, B1.7)."""

from django.conf import settings
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from frontdesk.enums import KeyStatus, Place, RegistrationStatus
from hotel.guests.secret import EncryptedCharField


class Registration(models.Model):
    """住宿登记: one person of a stay, as the police are told. Nothing of it is ever deleted.

    `due_at` is when it must have been submitted: at once and red after 30 minutes for residents,
    within 24 hours for guests from overseas (handbook B1.3).
    """

    stay = models.ForeignKey(
        "stays.Stay", verbose_name=_("stay"), on_delete=models.PROTECT, related_name="registrations"
    )
    guest = models.ForeignKey(
        "guests.Guest", verbose_name=_("guest"), on_delete=models.PROTECT, related_name="+"
    )
    document = models.ForeignKey(
        "guests.IdentityDocument",
        verbose_name=_("document"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=RegistrationStatus.choices,
        default=RegistrationStatus.READY,
    )
    overseas = models.BooleanField(_("from overseas"), default=False)
    visa = models.CharField(_("visa or permit"), max_length=60, blank=True)
    entry_date = models.DateField(_("entered the country on"), null=True, blank=True)
    entry_port = models.CharField(_("entered at"), max_length=60, blank=True)
    guardian_name = models.CharField(_("guardian"), max_length=80, blank=True)
    guardian_phone = EncryptedCharField(_("guardian's phone"), max_length=24, blank=True)
    relationship = models.CharField(
        _("relationship of those in the room"), max_length=80, blank=True
    )
    registered_at = models.DateTimeField(_("registered at"))
    registered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("registered by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    due_at = models.DateTimeField(_("to be submitted by"))
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("submitted by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    receipt_no = models.CharField(_("receipt number"), max_length=40, blank=True)

    class Meta:
        ordering = ("id",)
        verbose_name = _("registration")
        verbose_name_plural = _("registrations")
        indexes = [
            models.Index(
                fields=["due_at"],
                name="frontdesk_to_submit",
                condition=Q(status=RegistrationStatus.READY),
            )
        ]
        constraints = [
            models.UniqueConstraint(fields=["stay", "guest"], name="frontdesk_registered_once"),
            models.CheckConstraint(
                name="frontdesk_submitted_says_who",
                condition=~Q(status=RegistrationStatus.SUBMITTED)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return str(self.guest)


class CheckIn(models.Model):
    """入住记录: what was asked, signed and handed over when the guest came (handbook A1.6–A1.17)."""

    stay = models.OneToOneField(
        "stays.Stay", verbose_name=_("stay"), on_delete=models.PROTECT, related_name="check_in"
    )
    # The form this was made from: pressed twice, it makes one check-in.
    form_token = models.UUIDField(unique=True, editable=False)
    place = models.CharField(_("where"), max_length=8, choices=Place.choices, default=Place.DESK)
    signed_at = models.DateTimeField(_("signed at"), null=True, blank=True)
    deposit_waived_because = models.CharField(_("no deposit because"), max_length=200, blank=True)
    deposit_waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("deposit waived by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    keys = models.PositiveSmallIntegerField(_("keys"), default=1, validators=[MaxValueValidator(9)])
    escorted = models.BooleanField(_("escorted to the room"), default=False)
    note = models.CharField(_("note"), max_length=400, blank=True)
    done_at = models.DateTimeField(_("done at"))
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("done by"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        ordering = ("-id",)
        verbose_name = _("check-in")
        verbose_name_plural = _("check-ins")
        constraints = [
            models.CheckConstraint(
                name="frontdesk_waiver_says_who",
                condition=Q(deposit_waived_because="") | Q(deposit_waived_by__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return str(self.stay)


class KeyCard(models.Model):
    """房卡: one card for one room, from issue to return (handbook B1.7)."""

    stay = models.ForeignKey(
        "stays.Stay", verbose_name=_("stay"), on_delete=models.PROTECT, related_name="keys"
    )
    room = models.ForeignKey(
        "rooms.Room", verbose_name=_("room"), on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveSmallIntegerField(_("card"))
    status = models.CharField(
        pgettext_lazy("key", "status"),
        max_length=8,
        choices=KeyStatus.choices,
        default=KeyStatus.ISSUED,
    )
    valid_until = models.DateTimeField(_("valid until"))
    issued_at = models.DateTimeField(_("issued at"))
    issued_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("issued by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    ended_at = models.DateTimeField(_("returned or lost at"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("taken back by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("number",)
        verbose_name = _("key card")
        verbose_name_plural = _("key cards")
        constraints = [
            models.UniqueConstraint(fields=["stay", "number"], name="frontdesk_card_once"),
            models.CheckConstraint(
                name="frontdesk_ended_card_says_when",
                condition=Q(status=KeyStatus.ISSUED) | Q(ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.room} · {self.number}"
