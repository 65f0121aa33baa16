"""What VIP reception writes down."""

from vip.models.scheme import (
    Amenity,
    Level,
    LevelAmenity,
    NoticeSource,
    PlanTemplate,
    TemplateTask,
)
from vip.models.visits import Meal, Outing, Visit

__all__ = [
    "Amenity",
    "Level",
    "LevelAmenity",
    "Meal",
    "NoticeSource",
    "Outing",
    "PlanTemplate",
    "TemplateTask",
    "Visit",
]
