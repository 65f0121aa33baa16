from housekeeping.models.cleaning import CleaningDay, CleaningTask, RoomInspection
from housekeeping.models.departing import DepartureInspection, Finding, PricedItem

__all__ = [
    "CleaningDay",
    "CleaningTask",
    "DepartureInspection",
    "Finding",
    "PricedItem",
    "RoomInspection",
]
