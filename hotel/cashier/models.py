"""The guest's bill: lines are added, never changed; the balance is their sum."""

from datetime import date
from decimal import Decimal

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hotel.cashier.enums import RECEIPTS, UNDOING, FolioStatus, Kind, Method
from hotel.cashier.wording import in_words


class Folio(models.Model):
    """A stay's account 账单. Its balance is never stored: `selectors.balance` sums the lines.

    `status` is assigned by `services.open_folio` and `services.close_folio` only; a trigger keeps
    lines off a closed folio.
    """

    stay = models.ForeignKey(
        "stays.Stay", verbose_name=_("stay"), on_delete=models.PROTECT, related_name="folios"
    )
    number = models.CharField(_("folio number"), max_length=16, unique=True)
    status = models.CharField(
        _("status"), max_length=8, choices=FolioStatus.choices, default=FolioStatus.OPEN
    )
    opened_at = models.DateTimeField(_("opened"), auto_now_add=True)
    # The business date where this very act has opened it: nobody else can post to it yet.
    opened_on: date | None = None

    class Meta:
        ordering = ("-id",)
        verbose_name = _("folio")
        verbose_name_plural = _("folios")
        constraints = [
            # Until routing splits a stay's bill: then this one goes.
            models.UniqueConstraint(fields=["stay"], name="cashier_one_folio_for_a_stay")
        ]

    def __str__(self) -> str:
        return self.number


class Line(models.Model):
    """One posting. Positive: the guest owes; negative: the guest gave.

    Append-only, and refunds never above their payment: triggers, see migration 0002.
    """

    folio = models.ForeignKey(
        Folio, verbose_name=_("folio"), on_delete=models.PROTECT, related_name="lines"
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind.choices)
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)
    description = models.CharField(_("description"), max_length=160)
    business_date = models.DateField(_("business date"))
    method = models.CharField(_("method"), max_length=8, choices=Method.choices, blank=True)
    refers_to = models.ForeignKey(
        "self",
        verbose_name=_("undoes"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="undone_by",
    )
    reason = models.TextField(_("reason"), blank=True)
    # Cash as the guest handed it over 唱收; what is above the amount went back as change 唱付.
    tendered = models.DecimalField(
        _("cash received"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    # The same posting sent twice is one posting; the hash tells another posting under a used key.
    idempotency_key = models.CharField(max_length=80, unique=True, editable=False)
    request_hash = models.CharField(max_length=64, editable=False)
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("posted by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    posted_at = models.DateTimeField(_("posted at"))

    class Meta:
        ordering = ("id",)
        verbose_name = _("folio line")
        verbose_name_plural = _("folio lines")
        indexes = [models.Index(fields=["business_date", "kind"], name="cashier_line_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["refers_to"],
                condition=Q(kind=Kind.REVERSAL),
                name="cashier_reversed_once",
            ),
            models.CheckConstraint(
                name="cashier_line_sign",
                condition=Q(kind__in=(Kind.CHARGE, Kind.REFUND), amount__gt=0)
                | Q(kind__in=RECEIPTS, amount__lt=0)
                | Q(kind=Kind.REVERSAL) & ~Q(amount=0),
            ),
            models.CheckConstraint(
                name="cashier_line_undoes",
                condition=Q(kind__in=UNDOING, refers_to__isnull=False)
                | ~Q(kind__in=UNDOING) & Q(refers_to__isnull=True),
            ),
            models.CheckConstraint(
                name="cashier_tendered_covers",
                condition=Q(tendered__isnull=True)
                | Q(kind__in=RECEIPTS, method=Method.CASH, tendered__gte=-F("amount")),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)
        ]

    def __str__(self) -> str:
        return f"¥ {self.amount}"

    @property
    def what_for(self) -> str:
        """The description in the reader's language; nothing where the kind says it all."""
        return "" if self.description in Kind.values else in_words(self.description)

    @property
    def why(self) -> str:
        """The reason in the reader's language, where it is the house's own."""
        return in_words(self.reason)

    @property
    def change(self) -> Decimal:
        """What the guest got back of the cash handed over."""
        return self.tendered + self.amount if self.tendered is not None else Decimal("0.00")

    @property
    def slip_number(self) -> str:
        """The number on the deposit slip 押金条; lines are numbered as they are posted."""
        return f"D{self.pk:07d}"
