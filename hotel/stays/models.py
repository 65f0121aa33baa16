"""Reservations, stays and the rooms they hold; what is left to sell; the business date."""

from datetime import date, datetime
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.postgres.fields import ArrayField, DateTimeRangeField, RangeOperators
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from hotel.guests.secret import EncryptedCharField
from hotel.stays import phases
from hotel.stays.constraints import LivingExclusion
from hotel.stays.enums import (
    LIVING,
    AssignmentStatus,
    Guarantee,
    ReservationKind,
    ReservationStatus,
    Source,
    StayKind,
    StayStatus,
)

if TYPE_CHECKING:
    from hotel.rooms.models import Room


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
            )
        ]

    def __str__(self) -> str:
        return self.confirmation_no

    @property
    def is_group(self) -> bool:
        return self.kind == ReservationKind.GROUP


class Stay(models.Model):
    """One room sold for one period to one party (handbook B1.1).

    `status` is assigned by `hotel.stays.states.move` only. `arrival` and `departure` are days of
    the hotel; `period` is the time the room is needed: 14:00 to 14:00, or the hours of a day use.
    After departure, `departure` and `period` tell what really was.
    """

    reservation = models.ForeignKey(
        Reservation,
        verbose_name=_("reservation"),
        on_delete=models.PROTECT,
        related_name="stays",
    )
    guest = models.ForeignKey(
        "guests.Guest", verbose_name=_("guest"), on_delete=models.PROTECT, related_name="stays"
    )
    room_type = models.ForeignKey(
        "rooms.RoomType",
        verbose_name=_("room type"),
        on_delete=models.PROTECT,
        related_name="stays",
    )
    kind = models.CharField(
        _("kind"), max_length=16, choices=StayKind.choices, default=StayKind.OVERNIGHT
    )
    status = models.CharField(
        _("status"), max_length=12, choices=StayStatus.choices, default=StayStatus.CONFIRMED
    )
    arrival = models.DateField(_("arrival"))
    departure = models.DateField(_("departure"))
    period = DateTimeRangeField(_("room needed"))
    eta = models.DateTimeField(_("expected at"), null=True, blank=True)
    adults = models.PositiveSmallIntegerField(
        _("adults"), default=1, validators=[MinValueValidator(1), MaxValueValidator(9)]
    )
    children = models.PositiveSmallIntegerField(
        _("children"), default=0, validators=[MaxValueValidator(9)]
    )
    rate = models.DecimalField(
        _("rate a night"), max_digits=12, decimal_places=2, validators=[MinValueValidator(0)]
    )
    plates = ArrayField(
        models.CharField(max_length=16), verbose_name=_("plates"), default=list, blank=True
    )
    arrived_at = models.DateTimeField(_("arrived at"), null=True, blank=True)
    departed_at = models.DateTimeField(_("departed at"), null=True, blank=True)
    guest_out_since = models.DateTimeField(_("guest out since"), null=True, blank=True)
    cancelled_reason = models.TextField(_("reason of cancellation"), blank=True)
    version = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ("arrival", "id")
        verbose_name = _("stay")
        verbose_name_plural = _("stays")
        indexes = [
            models.Index(fields=["status", "arrival"], name="stays_stay_arrivals"),
            models.Index(fields=["status", "departure"], name="stays_stay_departures"),
            GinIndex(fields=["plates"], name="stays_stay_plates"),
        ]
        constraints = [
            # A guest who leaves on the day of arrival stayed no night; a day use never has one.
            models.CheckConstraint(
                name="stays_stay_has_nights",
                condition=Q(kind=StayKind.DAY_USE, departure=F("arrival"))
                | Q(departure__gt=F("arrival")) & ~Q(kind=StayKind.DAY_USE)
                | Q(status=StayStatus.DEPARTED, departure__gte=F("arrival")),
            ),
            models.CheckConstraint(
                name="stays_stay_needs_time", condition=Q(period__isempty=False)
            ),
            models.CheckConstraint(name="stays_stay_adults", condition=Q(adults__gte=1)),
            models.CheckConstraint(name="stays_stay_rate", condition=Q(rate__gte=0)),
            models.CheckConstraint(
                name="stays_stay_arrived",
                condition=~Q(status__in=(StayStatus.IN_HOUSE, StayStatus.DEPARTED))
                | Q(arrived_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return self.reservation.confirmation_no

    def phase(self, business_date: date) -> phases.Phase:
        """Where the stay stands on this business date: due in, in house, due out…"""
        return phases.of(self.status, self.arrival, self.departure, business_date)

    @property
    def nights(self) -> int:
        return (self.departure - self.arrival).days

    @property
    def persons(self) -> int:
        return self.adults + self.children

    @property
    def starts_at(self) -> datetime:
        """When the room is needed from (aware, UTC)."""
        starts: datetime = self.period.lower
        return starts

    @property
    def ends_at(self) -> datetime:
        """When the room is needed until (aware, UTC)."""
        ends: datetime = self.period.upper
        return ends

    @cached_property
    def assignment(self) -> "RoomAssignment | None":
        """The living room assignment, or the last one that lived.

        Lists prefetch it: see `hotel.stays.selectors.stays`.
        """
        prefetched: list[RoomAssignment] | None = getattr(self, "told_rooms", None)
        rows = prefetched
        if rows is None:
            rows = list(
                self.assignments.exclude(status=AssignmentStatus.CANCELLED).select_related("room")
            )
        living = [row for row in rows if row.status in LIVING]
        told = living or rows
        return told[-1] if told else None

    @property
    def room(self) -> "Room | None":
        return self.assignment.room if self.assignment else None


class StayGuest(models.Model):
    """A person of the party. The main guest is among them."""

    stay = models.ForeignKey(
        Stay, verbose_name=_("stay"), on_delete=models.CASCADE, related_name="party"
    )
    guest = models.ForeignKey(
        "guests.Guest", verbose_name=_("guest"), on_delete=models.PROTECT, related_name="shared"
    )
    main = models.BooleanField(_("main guest"), default=False)

    class Meta:
        ordering = ("-main", "id")
        verbose_name = _("person of a stay")
        verbose_name_plural = _("persons of a stay")
        constraints = [
            models.UniqueConstraint(fields=["stay", "guest"], name="stays_person_once"),
            models.UniqueConstraint(
                fields=["stay"], condition=Q(main=True), name="stays_one_main_guest"
            ),
        ]

    def __str__(self) -> str:
        return str(self.guest)


class RoomAssignment(models.Model):
    """A room held for a stay. The database lets no two living ones of a room overlap, lets no
    living one meet a living block of its room, and lets one stay at a time be in house in a room.
    """

    stay = models.ForeignKey(
        Stay, verbose_name=_("stay"), on_delete=models.PROTECT, related_name="assignments"
    )
    room = models.ForeignKey(
        "rooms.Room", verbose_name=_("room"), on_delete=models.PROTECT, related_name="assignments"
    )
    period = DateTimeRangeField(_("from and until"))
    status = models.CharField(
        _("status"),
        max_length=12,
        choices=AssignmentStatus.choices,
        default=AssignmentStatus.BOOKED,
    )

    class Meta:
        ordering = ("id",)
        verbose_name = _("room assignment")
        verbose_name_plural = _("room assignments")
        constraints = [
            LivingExclusion(
                name="stays_room_once",
                expressions=[("room", RangeOperators.EQUAL), ("period", RangeOperators.OVERLAPS)],
                condition=Q(status__in=LIVING),
                violation_error_message=_("The room is taken in that period."),
            ),
            models.UniqueConstraint(
                fields=["room"],
                condition=Q(status=AssignmentStatus.IN_HOUSE),
                name="stays_one_party_in_a_room",
            ),
            models.UniqueConstraint(
                fields=["stay"],
                condition=Q(status__in=LIVING),
                name="stays_one_room_for_a_stay",
            ),
            models.CheckConstraint(
                name="stays_assignment_needs_time", condition=Q(period__isempty=False)
            ),
        ]

    def __str__(self) -> str:
        return str(self.room)


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
