"""Amenities of a visit, what they may contain, occasions, and guests' preferences as tasks."""

from decimal import Decimal

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from hotel.web.bilingual import BilingualName, pick
from vip.enums import Anchor
from vip.models.scheme import Amenity, Level, LevelAmenity
from vip.models.visits import Visit


class Avoidable(BilingualName):
    """Something an amenity may contain that a guest refuses: by allergy, faith or dislike.

    `words` are looked for in food restrictions, and in other remarks where something is refused;
    `sure_words` (清真, vegan) count wherever they stand. See `vip.avoiding`.
    """

    code = models.SlugField(_("code"), max_length=24, unique=True)
    words = ArrayField(models.CharField(max_length=40), verbose_name=_("words that refuse it"))
    sure_words = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("words that refuse it wherever they stand"),
        default=list,
        blank=True,
    )
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ("id",)
        verbose_name = _("thing to avoid")
        verbose_name_plural = _("things to avoid")


class SpecialOccasion(BilingualName):
    """Why a guest gets something beyond the level: a birthday, a honeymoon, a festival, a recovery.

    With dates, every visit within them has the occasion; a birthday is read from the profile.
    """

    code = models.SlugField(_("code"), max_length=24, unique=True)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ("id",)
        verbose_name = _("special occasion")
        verbose_name_plural = _("special occasions")
        constraints = [
            models.CheckConstraint(
                name="vip_special_occasion_dates",
                condition=Q(starts_on=None, ends_on=None) | Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("Give both dates, the first one first, or none."),
            )
        ]


class OccasionAmenity(models.Model):
    """What an occasion brings, from a level upwards."""

    occasion = models.ForeignKey(
        SpecialOccasion,
        verbose_name=_("special occasion"),
        on_delete=models.CASCADE,
        related_name="amenities",
    )
    amenity = models.ForeignKey(
        Amenity, verbose_name=_("amenity"), on_delete=models.PROTECT, related_name="occasions"
    )
    lowest_level = models.ForeignKey(
        Level, verbose_name=_("from level"), on_delete=models.PROTECT, related_name="+"
    )
    quantity = models.PositiveSmallIntegerField(_("quantity"), default=1)
    replenish = models.CharField(
        _("how often"),
        max_length=8,
        choices=LevelAmenity.Replenish.choices,
        default=LevelAmenity.Replenish.ONCE,
    )
    from_nights = models.PositiveSmallIntegerField(_("from nights"), default=1)

    class Meta:
        ordering = ("occasion", "id")
        verbose_name = _("amenity of an occasion")
        verbose_name_plural = _("amenities of the occasions")
        constraints = [
            models.UniqueConstraint(
                fields=("occasion", "amenity"), name="vip_occasion_amenity_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.occasion} {self.amenity} ×{self.quantity}"


class PreferenceRule(models.Model):
    """What a guest's preference asks of a department: a task of its own, or words in other tasks.

    Where none of the tasks in `into_tasks` is in the plan, it becomes a task of its own.
    """

    code = models.CharField(_("code"), max_length=8, unique=True)
    # One of the guests app's kinds of preference; its names are that app's own.
    kind = models.CharField(_("preference"), max_length=20)
    into_tasks = ArrayField(
        models.CharField(max_length=8),
        verbose_name=_("said in the tasks"),
        default=list,
        blank=True,
        help_text=_("Codes of tasks, such as P06. Without any it is a task of its own."),
    )
    department = models.ForeignKey(
        "staff.Department", verbose_name=_("department"), on_delete=models.PROTECT, related_name="+"
    )
    owner_role = models.ForeignKey(
        "staff.Role", verbose_name=_("role"), on_delete=models.PROTECT, related_name="+"
    )
    title_zh = models.CharField(_("title (Chinese)"), max_length=60)
    title_en = models.CharField(_("title (English)"), max_length=80)
    anchor = models.CharField(
        _("due after"),
        max_length=12,
        choices=[(each.value, each.label) for each in (Anchor.NOTICE, Anchor.ARRIVAL)],
        default=Anchor.ARRIVAL,
    )
    offset_min = models.IntegerField(_("minutes after"), default=-150)
    duration_min = models.PositiveSmallIntegerField(_("takes (minutes)"), default=10)
    in_room = models.BooleanField(_("done in the guest's room"), default=False)
    active = models.BooleanField(_("in use"), default=True)

    class Meta:
        ordering = ("code",)
        verbose_name = _("preference rule")
        verbose_name_plural = _("preference rules")

    def __str__(self) -> str:
        return f"{self.code} {self.title}"

    @property
    def title(self) -> str:
        return pick(self.title_zh, self.title_en)


class AmenityOrder(models.Model):
    """So many of one amenity for a visit: ordered → prepared → delivered → replenished (handbook B5).

    Written by `vip.services.gifts` and the re-planning only; `status` is assigned by
    `vip.order_states.move` only. What was delivered stays, whatever the plan says later: should it
    ask for more, that is another order with the next `number`.
    """

    class Status(models.TextChoices):
        ORDERED = "ordered", _("Ordered")
        PREPARED = "prepared", _("Prepared")
        DELIVERED = "delivered", _("Delivered")
        REPLENISHED = "replenished", _("Replenished")
        CANCELLED = "cancelled", _("Cancelled")

    visit = models.ForeignKey(
        Visit, verbose_name=_("VIP visit"), on_delete=models.PROTECT, related_name="amenity_orders"
    )
    amenity = models.ForeignKey(
        Amenity, verbose_name=_("amenity"), on_delete=models.PROTECT, related_name="orders"
    )
    number = models.PositiveSmallIntegerField(_("number"), default=1)
    quantity = models.PositiveSmallIntegerField(_("quantity"))
    daily = models.BooleanField(_("each day"), default=False)
    unit_cost = models.DecimalField(_("cost of one (CNY)"), max_digits=12, decimal_places=2)
    instead_of = models.CharField(_("instead of"), max_length=32, blank=True)
    why = models.CharField(_("why"), max_length=24, blank=True)
    status = models.CharField(
        _("status"), max_length=12, choices=Status.choices, default=Status.ORDERED
    )
    ordered_at = models.DateTimeField(_("ordered"))
    prepared_at = models.DateTimeField(_("prepared"), null=True, blank=True)
    delivered_at = models.DateTimeField(_("delivered"), null=True, blank=True)
    delivered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("delivered by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    # The task with which it was delivered: its evidence holds the photo, if one was taken.
    task_key = models.CharField(max_length=64, blank=True, editable=False)

    class Meta:
        ordering = ("visit", "id")
        verbose_name = _("amenity order")
        verbose_name_plural = _("amenity orders")
        constraints = [
            models.UniqueConstraint(
                fields=("visit", "amenity", "number"), name="vip_amenity_order_once"
            ),
            models.CheckConstraint(
                name="vip_amenity_order_some", condition=Q(quantity__gt=0, unit_cost__gte=0)
            ),
            models.CheckConstraint(
                name="vip_amenity_order_delivered_says_when",
                condition=~Q(status__in=("delivered", "replenished"))
                | Q(delivered_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.visit.number} · {self.amenity} ×{self.quantity}"

    @property
    def is_given(self) -> bool:
        return self.delivered_at is not None

    @property
    def spent(self) -> Decimal:
        """What was really put before the guest, replenishments included."""
        if not self.is_given:
            return Decimal(0)
        again = sum(each.quantity for each in self.replenishments.all())
        return self.unit_cost * (self.quantity + again)


class Replenishment(models.Model):
    """An order filled up again. `key` tells a task's replenishment from its repetition."""

    order = models.ForeignKey(AmenityOrder, on_delete=models.PROTECT, related_name="replenishments")
    key = models.CharField(max_length=64)
    quantity = models.PositiveSmallIntegerField(_("quantity"))
    at = models.DateTimeField(_("replenished"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("replenished by"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    class Meta:
        ordering = ("order", "at")
        verbose_name = _("replenishment")
        verbose_name_plural = _("replenishments")
        constraints = [
            models.UniqueConstraint(fields=("order", "key"), name="vip_replenishment_once"),
            models.CheckConstraint(name="vip_replenishment_some", condition=Q(quantity__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.order} · {self.at:%m-%d %H:%M}"
