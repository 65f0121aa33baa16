"""查房: the look into a room before its guest may settle and leave (handbook A1.20, B3)."""

from decimal import Decimal

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hotel.web.bilingual import BilingualName
from housekeeping.enums import FindingKind, InspectionResult, InspectionState


class DepartureInspection(models.Model):
    """One look into the room of a guest who leaves, from the desk's request to the floor's report.

    `state` is set by `housekeeping.services.inspecting` only. `living` is the one that counts for
    its stay: asked for again, or after a move of room, the one before lives no longer.
    """

    stay = models.ForeignKey(
        "stays.Stay",
        verbose_name=_("stay"),
        on_delete=models.PROTECT,
        related_name="departure_inspections",
    )
    room = models.ForeignKey(
        "rooms.Room", verbose_name=_("room"), on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(
        pgettext_lazy("inspection", "state"),
        max_length=12,
        choices=InspectionState.choices,
        default=InspectionState.REQUESTED,
    )
    result = models.CharField(
        _("result"), max_length=8, choices=InspectionResult.choices, blank=True
    )
    living = models.BooleanField(_("counts"), default=True)
    requested_at = models.DateTimeField(_("asked for at"))
    requested_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("asked for by"),
        on_delete=models.PROTECT,
        related_name="+",
    )
    started_at = models.DateTimeField(_("started at"), null=True, blank=True)
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("started by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    reported_at = models.DateTimeField(_("reported at"), null=True, blank=True)
    reported_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("reported by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    left_items = models.TextField(_("left items"), max_length=500, blank=True)
    waived_at = models.DateTimeField(_("waived at"), null=True, blank=True)
    # Nobody: the house itself lets its highest guests go.
    waived_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("waived by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    waived_because = models.CharField(_("waived because"), max_length=200, blank=True)
    # When the two alarms were given; each is given once.
    alarmed_at = models.DateTimeField(_("first alarm"), null=True, blank=True)
    alarmed_again_at = models.DateTimeField(_("second alarm"), null=True, blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("-id",)
        verbose_name = _("departure inspection")
        verbose_name_plural = _("departure inspections")
        indexes = [
            models.Index(
                fields=["requested_at"],
                name="housekeeping_inspect_open",
                condition=Q(living=True, state__in=("requested", "in_progress")),
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["stay"], condition=Q(living=True), name="housekeeping_inspect_once"
            ),
            models.CheckConstraint(
                name="housekeeping_report_says_who",
                condition=~Q(state=InspectionState.REPORTED)
                | Q(reported_at__isnull=False, reported_by__isnull=False) & ~Q(result=""),
            ),
            models.CheckConstraint(
                name="housekeeping_waiver_says_why",
                condition=~Q(state=InspectionState.WAIVED)
                | Q(waived_at__isnull=False) & ~Q(waived_because=""),
            ),
        ]

    def __str__(self) -> str:
        return str(self.room)

    @property
    def is_open(self) -> bool:
        return self.state in (InspectionState.REQUESTED, InspectionState.IN_PROGRESS)

    @property
    def is_clear(self) -> bool:
        """Nothing stands between this guest and the bill."""
        return self.result == InspectionResult.CLEAR or self.state == InspectionState.WAIVED

    @property
    def total(self) -> Decimal:
        """What the findings cost together, CNY."""
        return sum((each.amount for each in self.findings.all()), Decimal(0))


class Finding(models.Model):
    """Something the inspection found to be paid for: price of one, and how many."""

    inspection = models.ForeignKey(
        DepartureInspection,
        verbose_name=_("departure inspection"),
        on_delete=models.PROTECT,
        related_name="findings",
    )
    kind = models.CharField(_("kind"), max_length=8, choices=FindingKind.choices)
    description = models.CharField(_("description"), max_length=120)
    price = models.DecimalField(
        _("price of one"), max_digits=8, decimal_places=2, validators=[MinValueValidator(0)]
    )
    quantity = models.PositiveSmallIntegerField(
        _("quantity"), default=1, validators=[MinValueValidator(1), MaxValueValidator(99)]
    )

    class Meta:
        ordering = ("id",)
        verbose_name = _("finding")
        verbose_name_plural = _("findings")
        constraints = [
            models.CheckConstraint(name="housekeeping_finding_price", condition=Q(price__gte=0)),
            models.CheckConstraint(
                name="housekeeping_finding_quantity", condition=Q(quantity__gte=1)
            ),
        ]

    def __str__(self) -> str:
        return self.description

    @property
    def amount(self) -> Decimal:
        return self.price * self.quantity


class PricedItem(BilingualName):
    """The price list an attendant picks from: what is in the minibar, what is paid when it breaks."""

    kind = models.CharField(_("kind"), max_length=8, choices=FindingKind.choices)
    price = models.DecimalField(
        _("price"), max_digits=8, decimal_places=2, validators=[MinValueValidator(0)]
    )
    offered = models.BooleanField(_("on the list"), default=True)
    sort = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        ordering = ("kind", "sort", "id")
        verbose_name = _("price of an item")
        verbose_name_plural = _("price list of the rooms")
        constraints = [
            models.CheckConstraint(name="housekeeping_item_price", condition=Q(price__gte=0))
        ]
