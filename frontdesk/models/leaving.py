"""A guest's departure: what was asked, returned and said; the invoice (handbook A1.18–A1.25)."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from frontdesk.enums import InvoiceKind, InvoiceStatus, Offered


class CheckOut(models.Model):
    """离店记录, one for each stay that left through the counter."""

    stay = models.OneToOneField(
        "stays.Stay", verbose_name=_("stay"), on_delete=models.PROTECT, related_name="check_out"
    )
    form_token = models.UUIDField(unique=True, editable=False)
    keys_returned = models.PositiveSmallIntegerField(_("keys returned"), default=0)
    keys_missing_because = models.CharField(_("keys missing because"), max_length=200, blank=True)
    slip_returned = models.BooleanField(_("deposit slip returned"), default=True)
    slip_lost_statement = models.CharField(
        _("statement of the lost slip"), max_length=400, blank=True
    )
    rating = models.PositiveSmallIntegerField(
        _("rating"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(5)],
    )
    # What should have been charged and was not, and why; the second person answers for that, as for
    # a lost slip.
    waived = models.DecimalField(_("charges waived"), max_digits=12, decimal_places=2, default=0)
    waived_because = models.CharField(_("charges waived because"), max_length=200, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("approved by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    comment = models.TextField(_("the guest's words"), max_length=2000, blank=True)
    membership = models.CharField(
        _("membership"), max_length=12, choices=Offered.choices, default=Offered.NOT_OFFERED
    )
    done_at = models.DateTimeField(_("done at"))
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("done by"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        ordering = ("-id",)
        verbose_name = _("check-out")
        verbose_name_plural = _("check-outs")
        constraints = [
            models.CheckConstraint(
                name="frontdesk_rating_one_to_five",
                condition=Q(rating__isnull=True) | Q(rating__gte=1, rating__lte=5),
            ),
            models.CheckConstraint(
                name="frontdesk_lost_slip_is_stated",
                condition=Q(slip_returned=True)
                | ~Q(slip_lost_statement="") & Q(approved_by__isnull=False),
            ),
            models.CheckConstraint(
                name="frontdesk_waived_says_why", condition=Q(waived=0) | ~Q(waived_because="")
            ),
            models.CheckConstraint(
                name="frontdesk_second_person",
                condition=Q(approved_by__isnull=True) | ~Q(approved_by=F("done_by")),
            ),
        ]

    def __str__(self) -> str:
        return str(self.stay)


class InvoiceRequest(models.Model):
    """发票申请: who wants which invoice, until it is handed over (handbook B1.3 invoice title)."""

    stay = models.ForeignKey(
        "stays.Stay", verbose_name=_("stay"), on_delete=models.PROTECT, related_name="invoices"
    )
    # The form this was asked with: pressed twice, it makes one request.
    form_token = models.UUIDField(unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=12, choices=InvoiceKind.choices)
    buyer_name = models.CharField(_("buyer"), max_length=120)
    tax_id = models.CharField(_("tax number"), max_length=20, blank=True)
    deliver_to = models.CharField(_("send to"), max_length=120, blank=True)
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)
    status = models.CharField(
        _("status"), max_length=12, choices=InvoiceStatus.choices, default=InvoiceStatus.REQUESTED
    )
    number = models.CharField(_("invoice number"), max_length=40, blank=True)
    requested_at = models.DateTimeField(_("requested at"))
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("requested by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    handed_over_at = models.DateTimeField(_("handed over at"), null=True, blank=True)

    class Meta:
        ordering = ("-id",)
        indexes = [
            models.Index(
                fields=["requested_at"],
                name="frontdesk_invoice_open",
                condition=~Q(status=InvoiceStatus.HANDED_OVER),
            )
        ]
        verbose_name = _("invoice request")
        verbose_name_plural = _("invoice requests")
        constraints = [
            models.CheckConstraint(name="frontdesk_invoice_amount", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="frontdesk_issued_invoice_has_number",
                condition=Q(status=InvoiceStatus.REQUESTED) | ~Q(number=""),
            ),
            models.UniqueConstraint(
                fields=["number"], condition=~Q(number=""), name="frontdesk_invoice_once"
            ),
        ]

    def __str__(self) -> str:
        return self.buyer_name
