"""The three axes of a room's state, and the code people say for them (handbook B1.2)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Occupancy(models.TextChoices):
    VACANT = "vacant", _("vacant")
    OCCUPIED = "occupied", _("occupied")


class Cleanliness(models.TextChoices):
    DIRTY = "dirty", _("dirty")
    CLEANING = "cleaning", _("being cleaned")
    CLEAN = "clean", _("clean")
    INSPECTED = "inspected", _("inspected")


class Block(models.TextChoices):
    NONE = "none", _("not blocked")
    OUT_OF_ORDER = "out_of_order", _("out of order")
    OUT_OF_SERVICE = "out_of_service", _("out of service")


CLEAN = (Cleanliness.CLEAN, Cleanliness.INSPECTED)


def code_of(block: str, occupancy: str, cleanliness: str) -> str:
    """The combined code of the three axes."""
    if block == Block.OUT_OF_ORDER:
        return "OOO"
    if block == Block.OUT_OF_SERVICE:
        return "OOS"
    if occupancy == Occupancy.OCCUPIED:
        return "OC" if cleanliness in CLEAN else "OD"
    if cleanliness == Cleanliness.INSPECTED:
        return "VI"
    return "VC" if cleanliness in CLEAN else "VD"


def block_said(block: str) -> str:
    return str(Block(block).label)
