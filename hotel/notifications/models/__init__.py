from hotel.notifications.models.channels import Channel, Delivery
from hotel.notifications.models.notices import Level, Notice, Receipt

__all__ = ["Channel", "Delivery", "Level", "Notice", "Receipt"]
