"""The words a reservation and a stay are described by."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class ReservationKind(TextChoices):
    INDIVIDUAL = "individual", _("Individual")
    GROUP = "group", _("Group")


class ReservationStatus(TextChoices):
    TENTATIVE = "tentative", _("Tentative")
    CONFIRMED = "confirmed", _("Confirmed")
    CANCELLED = "cancelled", _("Cancelled")


class Source(TextChoices):
    PHONE = "phone", _("Telephone")
    WALK_IN = "walk_in", _("Walk-in")
    OTA = "ota", _("Travel site")
    CORPORATE = "corporate", _("Contract company")
    EMAIL = "email", _("E-mail")


class Guarantee(TextChoices):
    NONE = "none", _("Not guaranteed")
    DEPOSIT = "deposit", pgettext_lazy("guarantee", "Deposit")
    CARD = "card", _("Credit card")
    COMPANY = "company", _("Company")


class StayKind(TextChoices):
    OVERNIGHT = "overnight", _("Overnight")
    DAY_USE = "day_use", _("Day use")
    LONG_STAY = "long_stay", _("Long stay")
    HOUSE_USE = "house_use", _("House use")
    COMPLIMENTARY = "complimentary", _("Complimentary")


class StayStatus(TextChoices):
    TENTATIVE = "tentative", _("Tentative")
    CONFIRMED = "confirmed", _("Confirmed")
    IN_HOUSE = "in_house", _("In house")
    DEPARTED = "departed", _("Departed")
    CANCELLED = "cancelled", _("Cancelled")
    NO_SHOW = "no_show", _("No-show")


class Baggage(TextChoices):
    """What the guest has in the room: who has nothing there may leave without a word."""

    NORMAL = "normal", pgettext_lazy("baggage", "Normal")
    LIGHT = "light", _("Light baggage")
    NONE = "none", _("No baggage")


class AssignmentStatus(TextChoices):
    BOOKED = "booked", _("Booked")
    IN_HOUSE = "in_house", _("In house")
    ENDED = "ended", _("Ended")
    CANCELLED = "cancelled", _("Cancelled")


# An assignment that holds its room.
LIVING = (AssignmentStatus.BOOKED, AssignmentStatus.IN_HOUSE)
# A stay that counts as sold on its nights.
SOLD = (StayStatus.TENTATIVE, StayStatus.CONFIRMED, StayStatus.IN_HOUSE, StayStatus.DEPARTED)
# A stay that is still to come.
EXPECTED = (StayStatus.TENTATIVE, StayStatus.CONFIRMED)
