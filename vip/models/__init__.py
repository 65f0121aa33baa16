"""What VIP reception writes down."""

from vip.models.care import CareCall, CareIssue, LogDay
from vip.models.debrief import Debrief, MakeRight
from vip.models.dishes import Dish
from vip.models.door import ArrivalNews, GateCall, Override
from vip.models.gifts import (
    AmenityOrder,
    Avoidable,
    OccasionAmenity,
    PreferenceRule,
    Replenishment,
    SpecialOccasion,
)
from vip.models.party import LineUpChange, Member, PartyRoom, ProgrammeEntry
from vip.models.scheme import (
    Amenity,
    Level,
    LevelAmenity,
    NoticeSource,
    PlanTemplate,
    TemplateTask,
)
from vip.models.seeing import SharedAddress
from vip.models.visits import Outing, Visit
from vip.models.waking import WakeUpCall

__all__ = [
    "Amenity",
    "AmenityOrder",
    "ArrivalNews",
    "Avoidable",
    "CareCall",
    "CareIssue",
    "Debrief",
    "Dish",
    "GateCall",
    "Level",
    "LevelAmenity",
    "LineUpChange",
    "LogDay",
    "MakeRight",
    "Member",
    "NoticeSource",
    "OccasionAmenity",
    "Outing",
    "Override",
    "PartyRoom",
    "PlanTemplate",
    "PreferenceRule",
    "ProgrammeEntry",
    "Replenishment",
    "SharedAddress",
    "SpecialOccasion",
    "TemplateTask",
    "Visit",
    "WakeUpCall",
]
