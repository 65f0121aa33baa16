"""What the counter writes down."""

from frontdesk.models.arriving import CheckIn, KeyCard, Registration
from frontdesk.models.day import DayClose
from frontdesk.models.leaving import CheckOut, InvoiceRequest

__all__ = ["CheckIn", "CheckOut", "DayClose", "InvoiceRequest", "KeyCard", "Registration"]
