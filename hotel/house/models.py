"""What one hotel decides for itself (handbook B: everything marked R or I)."""

from datetime import time
from decimal import Decimal

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hotel.web.bilingual import pick


class HouseRules(models.Model):
    """One row. Money is CNY, times are the hotel's clock.

    Written by `hotel.house.services` only, read through `hotel.house.selectors.rules`.
    """

    id = models.PositiveSmallIntegerField(primary_key=True, default=1)
    name_zh = models.CharField(_("Chinese name"), max_length=60, default="临溪酒店")
    name_en = models.CharField(_("English name"), max_length=80, default="Linxi Hotel")
    phone = models.CharField(_("telephone"), max_length=32, blank=True, default="0731-8888 8000")
    address_zh = models.CharField(_("Chinese address"), max_length=160, blank=True, default="")
    address_en = models.CharField(_("English address"), max_length=160, blank=True, default="")
    check_in_time = models.TimeField(_("check-in from"), default=time(14))
    check_out_time = models.TimeField(_("check-out until"), default=time(14))
    late_grace_minutes = models.PositiveSmallIntegerField(
        _("grace after check-out time, minutes"), default=30, validators=[MaxValueValidator(240)]
    )
    late_half_until = models.TimeField(_("half a night is charged until"), default=time(18))
    hold_until = models.TimeField(_("reservations are held until"), default=time(18))
    deposit_extra = models.DecimalField(
        _("deposit: added to the room charge"),
        max_digits=8,
        decimal_places=2,
        default=Decimal(200),
        validators=[MinValueValidator(0)],
    )
    deposit_round_to = models.PositiveSmallIntegerField(
        _("deposit: rounded up to"), default=100, validators=[MinValueValidator(1)]
    )
    yoghurts_a_person = models.PositiveSmallIntegerField(
        _("yoghurts a person"), default=1, validators=[MaxValueValidator(9)]
    )
    breakfast_from = models.TimeField(_("breakfast from"), default=time(7, 30))
    breakfast_until = models.TimeField(_("breakfast until"), default=time(8, 30))
    breakfast_place_zh = models.CharField(
        _("breakfast, in Chinese"), max_length=80, default="二楼自助餐厅"
    )
    breakfast_place_en = models.CharField(
        _("breakfast, in English"), max_length=80, default="Buffet on 2/F"
    )
    parking_zh = models.CharField(
        _("parking, in Chinese"), max_length=120, default="免费停车，过夜请停后院"
    )
    parking_en = models.CharField(
        _("parking, in English"),
        max_length=120,
        default="Free parking; overnight in the rear yard",
    )
    service_extensions = models.CharField(
        _("service centre dials"), max_length=40, default="8100, 8000"
    )
    inspection_minutes = models.PositiveSmallIntegerField(
        _("departure inspection within, minutes"), default=3, validators=[MinValueValidator(1)]
    )
    version = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("house rules")
        verbose_name_plural = _("house rules")
        constraints = [
            models.CheckConstraint(name="house_one_row", condition=Q(pk=1)),
            models.CheckConstraint(name="house_deposit", condition=Q(deposit_extra__gte=0)),
            models.CheckConstraint(
                name="house_breakfast", condition=Q(breakfast_until__gt=F("breakfast_from"))
            ),
            models.CheckConstraint(
                name="house_late_half", condition=Q(late_half_until__gt=F("check_out_time"))
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        return pick(self.name_zh, self.name_en)

    @property
    def address(self) -> str:
        return pick(self.address_zh, self.address_en)

    @property
    def breakfast_place(self) -> str:
        return pick(self.breakfast_place_zh, self.breakfast_place_en)

    @property
    def parking(self) -> str:
        return pick(self.parking_zh, self.parking_en)
