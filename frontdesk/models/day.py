"""The end of a business date (handbook B1.6)."""

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DayClose(models.Model):
    """夜审: a business date that was closed, once. Figures are of that date."""

    business_date = models.DateField(_("business date"), unique=True)
    rooms_let = models.PositiveSmallIntegerField(_("rooms let"), default=0)
    rooms_total = models.PositiveSmallIntegerField(_("rooms"), default=0)
    room_revenue = models.DecimalField(
        _("room revenue"), max_digits=12, decimal_places=2, default=0
    )
    no_shows = models.PositiveSmallIntegerField(_("no-shows"), default=0)
    closed_at = models.DateTimeField(_("closed at"))
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("closed by"),
        on_delete=models.PROTECT,
        related_name="+",
    )

    class Meta:
        ordering = ("-business_date",)
        verbose_name = _("closed day")
        verbose_name_plural = _("closed days")

    def __str__(self) -> str:
        return self.business_date.isoformat()

    @property
    def occupancy(self) -> Decimal:
        """Share of the rooms for sale that were let, in percent."""
        if not self.rooms_total:
            return Decimal(0)
        return (Decimal(100 * self.rooms_let) / self.rooms_total).quantize(Decimal("0.1"))

    @property
    def adr(self) -> Decimal:
        """Average room rate 平均房价: revenue by room let. CNY."""
        return _by(self.room_revenue, self.rooms_let)

    @property
    def revpar(self) -> Decimal:
        """Revenue by room for sale. CNY."""
        return _by(self.room_revenue, self.rooms_total)


def _by(revenue: Decimal, rooms: int) -> Decimal:
    return (revenue / rooms).quantize(Decimal("0.01")) if rooms else Decimal(0)
