"""What is sold and what is left, by room type and night."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hotel.stays.models.stay import Stay


class SoldNight(models.Model):
    """A night of a room type that a stay has sold. `TypeNight.sold` counts these.

    Written by `hotel.stays.nights` only. A guest who moves into a better room keeps the nights
    slept as they were sold.
    """

    stay = models.ForeignKey(
        Stay, verbose_name=_("stay"), on_delete=models.PROTECT, related_name="sold_nights"
    )
    room_type = models.ForeignKey(
        "rooms.RoomType", verbose_name=_("room type"), on_delete=models.PROTECT, related_name="+"
    )
    night = models.DateField(_("night"))

    class Meta:
        ordering = ("night",)
        verbose_name = _("night sold")
        verbose_name_plural = _("nights sold")
        indexes = [models.Index(fields=["night", "room_type"], name="stays_sold_night")]
        constraints = [
            models.UniqueConstraint(fields=["stay", "night"], name="stays_night_sold_once")
        ]

    def __str__(self) -> str:
        return f"{self.night}"


class TypeNight(models.Model):
    """What is left of a room type in one night: the day it begins on names it.

    Counted by `hotel.stays.nights` only; the check keeps it from selling what is not there.
    """

    room_type = models.ForeignKey(
        "rooms.RoomType",
        verbose_name=_("room type"),
        on_delete=models.PROTECT,
        related_name="type_nights",
    )
    night = models.DateField(_("night"))
    rooms = models.PositiveSmallIntegerField(_("rooms"))
    blocked = models.PositiveSmallIntegerField(_("blocked"), default=0)
    sold = models.PositiveSmallIntegerField(_("sold"), default=0)
    overbook = models.PositiveSmallIntegerField(_("sold over capacity by permission"), default=0)

    class Meta:
        ordering = ("night", "room_type_id")
        verbose_name = _("night of a room type")
        verbose_name_plural = _("nights of the room types")
        constraints = [
            models.UniqueConstraint(fields=["room_type", "night"], name="stays_type_night"),
            models.CheckConstraint(
                name="stays_not_oversold",
                condition=Q(sold__lte=F("rooms") + F("overbook") - F("blocked")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.room_type} {self.night}"

    @property
    def free(self) -> int:
        """Rooms left to sell without overbooking; negative while oversold by permission."""
        return self.rooms - self.blocked - self.sold
