from hotel.work.models.escalation import CatchAllRole, EscalationPace, EscalationStep
from hotel.work.models.items import ENDED, OPEN, Evidence, HeldFor, Item, Status

__all__ = [
    "ENDED",
    "OPEN",
    "CatchAllRole",
    "EscalationPace",
    "EscalationStep",
    "Evidence",
    "HeldFor",
    "Item",
    "Status",
]
