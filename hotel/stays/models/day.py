"""The hotel's business date."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class BusinessDay(models.Model):
    """The hotel's business date 营业日: one row, moved by `services.advance_business_date` only.

    A trigger refuses to move it back or to delete it (handbook B1.6).
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    current = models.DateField(_("business date"))
    advanced_at = models.DateTimeField(_("moved at"), auto_now=True)

    class Meta:
        verbose_name = _("business date")
        verbose_name_plural = _("business date")
        constraints = [models.CheckConstraint(name="stays_one_business_day", condition=Q(pk=1))]

    def __str__(self) -> str:
        return self.current.isoformat()
