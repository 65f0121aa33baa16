"""The words of a VIP visit: its states, and what a template task is made of (handbook B5, C3)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Status(models.TextChoices):
    """Where a visit stands. Whether the guest is in house is read from its times, not from here."""

    DRAFT = "draft", _("Draft")
    PENDING = "pending_approval", _("Awaiting approval")
    APPROVED = "approved", _("Approved")
    ANNOUNCED = "announced", _("Announced")
    DEPARTED = "departed", _("Departed")
    CLOSED = "closed", _("Closed")
    REJECTED = "rejected", _("Rejected")
    CANCELLED = "cancelled", _("Cancelled")
    POSTPONED = "postponed", _("Postponed")


class Phase(models.TextChoices):
    ON_NOTICE = "on_notice", _("On notice")
    PRE_ARRIVAL = "pre_arrival", _("Pre-arrival")
    ARRIVAL = "arrival", _("Arrival")
    IN_STAY = "in_stay", _("In stay")
    DAILY = "daily", _("Daily")
    GUEST_OUT = "guest_out", _("Guest out")
    DEPARTURE = "departure", _("Departure")


class Anchor(models.TextChoices):
    """The moment a task's due time hangs on."""

    NOTICE = "notice", _("Time of the notice")
    ARRIVAL = "arrival", _("Arrival")
    DEPARTURE = "departure", _("Departure")
    DAILY = "daily", _("Clock time on each day in house")
    GUEST_OUT = "guest_out", _("Guest goes out")
    MEAL = "meal", _("Start of a meal")
    WAKE_UP = "wake_up", _("Wake-up time")
    RECREATION = "recreation", _("Start of bathing, mahjong or massage")
    MEETING = "meeting", _("Start of a meeting")
    CAR = "car", _("Car ordered for")
    FLIGHT = "flight", _("Flight or train leaves")
    COMPANION = "companion", _("Arrival, for each companion with wishes or allergies")


class WalkIn(models.TextChoices):
    """What becomes of a task when the guest arrives unannounced (source D)."""

    SKIP = "skip", _("Left out")
    IMMEDIATE = "immediate", _("Due 10 minutes after the notice")
    KEEP = "keep", _("Kept, from the actual arrival")
    ONLY = "only", _("For unannounced guests only")


class Condition(models.TextChoices):
    """A task with a condition is made only for visits that meet it."""

    HAS_DINING = "has_dining", _("Meals are booked")
    HAS_RECREATION = "has_recreation", _("Bathing, mahjong or massage is wanted")
    ARRIVES_BY_CAR = "arrives_by_car", _("Arrives by car")
    NEEDS_TRANSPORT = "needs_transport", _("Needs a car at departure")
    HAS_WAKE_UP = "has_wake_up", _("A wake-up call is wanted")
    WALK_IN = "walk_in", _("Arrives unannounced")


class Evidence(models.TextChoices):
    TICK = "tick", _("Tick")
    TEXT = "text", _("Text")
    FORM = "form", _("Form")
    CHECKLIST = "checklist", _("Checklist")
    PHOTO = "photo", _("Photo")
    SIGNATURE = "signature", _("Signature")
    RATING = "rating", _("Rating")
    APPROVAL = "approval", _("Approval")
    ACKNOWLEDGEMENT = "acknowledgement", _("Acknowledgement")


class Programme(models.TextChoices):
    """What can be arranged for a visit at a time (handbook A7.182, A7.207)."""

    MEAL = "meal", _("Meal")
    BATHING = "bathing", _("Bathing")
    MAHJONG = "mahjong", _("Mahjong")
    MASSAGE = "massage", _("Massage")
    MEETING = "meeting", _("Meeting")
    CAR = "car", _("Car")
    FLIGHT = "flight", _("Flight or train")


RECREATIONS = (Programme.BATHING, Programme.MAHJONG, Programme.MASSAGE)


class Relation(models.TextChoices):
    """Who somebody is to the guest they come with."""

    SPOUSE = "spouse", _("Spouse")
    FAMILY = "family", _("Family")
    COLLEAGUE = "colleague", _("Colleague")
    SECRETARY = "secretary", _("Secretary")
    INTERPRETER = "interpreter", _("Interpreter")
    GUARD = "guard", _("Bodyguard")
    DRIVER = "driver", _("Driver")
    OTHER = "other", pgettext_lazy("companion", "Other")


class LineUp(models.TextChoices):
    WELCOME = "welcome", _("Welcome")
    FAREWELL = "farewell", _("Farewell")


class Transport(models.TextChoices):
    UNKNOWN = "unknown", _("Not known yet")
    OWN_CAR = "own_car", _("Own car")
    HOTEL_CAR = "hotel_car", _("Hotel car")
    FLIGHT = "flight", _("Flight")
    TRAIN = "train", _("Train")
    OTHER = "other", _("Taxi or other")


class ArrivalSource(models.TextChoices):
    """Where the news of an arrival came from, the surest last."""

    NOTICE = "notice", _("The notice")
    CONTACT = "contact", _("The contact")
    FLIGHT = "flight", _("Flight or train")
    DESK = "desk", _("The booking")
    GATE = "gate", _("The gate")


class Confidence(models.TextChoices):
    ROUGH = "rough", _("Rough")
    LIKELY = "likely", _("Likely")
    SURE = "sure", _("Sure")


# A car is guided to a reserved place only when it is known to come as the guest's or the hotel's own.
BY_CAR = (Transport.OWN_CAR, Transport.HOTEL_CAR)
# The visit can still be written on: facts may change, the plan follows once it is announced.
OPEN = (Status.DRAFT, Status.PENDING, Status.APPROVED, Status.ANNOUNCED, Status.POSTPONED)
