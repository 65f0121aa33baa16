"""The words housekeeping's records are described by."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class InspectionState(TextChoices):
    REQUESTED = "requested", pgettext_lazy("inspection", "Asked for")
    IN_PROGRESS = "in_progress", pgettext_lazy("inspection", "In the room")
    REPORTED = "reported", pgettext_lazy("inspection", "Reported")
    WAIVED = "waived", pgettext_lazy("inspection", "Waived")


class InspectionResult(TextChoices):
    CLEAR = "clear", pgettext_lazy("inspection", "All clear")
    FINDINGS = "findings", pgettext_lazy("inspection", "Findings")


class FindingKind(TextChoices):
    MINIBAR = "minibar", _("Minibar")
    MISSING = "missing", pgettext_lazy("finding", "Missing")
    DAMAGE = "damage", pgettext_lazy("finding", "Damage")


class TaskKind(TextChoices):
    CHECKOUT = "checkout", pgettext_lazy("cleaning", "Departure clean")
    STAYOVER = "stayover", pgettext_lazy("cleaning", "Stay-over clean")
    TURNDOWN = "turndown", pgettext_lazy("cleaning", "Turndown")
    SMALL_TIDY = "small_tidy", pgettext_lazy("cleaning", "Small tidy")


class TaskState(TextChoices):
    WAITING = "waiting", pgettext_lazy("cleaning", "Nobody yet")
    ASSIGNED = "assigned", pgettext_lazy("cleaning", "Assigned")
    IN_PROGRESS = "in_progress", pgettext_lazy("cleaning", "In progress")
    DONE = "done", pgettext_lazy("cleaning", "Cleaned")
    INSPECTED = "inspected", pgettext_lazy("cleaning", "Passed")
    REWORK = "rework", pgettext_lazy("cleaning", "To do again")
    SKIPPED = "skipped", pgettext_lazy("cleaning", "Skipped")


class SkipReason(TextChoices):
    DND = "dnd", _("Do not disturb")
    REFUSED = "refused", _("Service refused")
    LEFT = "left", _("Guest has left")
    DAY_OVER = "day_over", _("Day is over")


# What an attendant may say in front of the door.
AT_THE_DOOR = (SkipReason.DND, SkipReason.REFUSED)


class Point(TextChoices):
    """The five points of a room inspection, each of which blocks (handbook C5)."""

    HYGIENE = "hygiene", _("Hygiene")
    TELEVISION = "television", _("TV channels match the guide")
    ITEMS = "items", _("Items complete and in place")
    TELEPHONE = "telephone", _("Telephone number and line")
    LIGHTS = "lights", _("Lamps, bedside panel and power")


# Somebody at the desk waits for these.
OPEN_INSPECTION = (InspectionState.REQUESTED, InspectionState.IN_PROGRESS)
# Work still to be begun, and work not yet finished.
TO_DO = (TaskState.WAITING, TaskState.ASSIGNED, TaskState.REWORK)
UNFINISHED = (*TO_DO, TaskState.IN_PROGRESS)
# These levels are let go without anybody looking into their room (handbook B1.1).
NOT_INSPECTED = ("V1", "V2")
