"""Invoices guests wait for."""

from decimal import Decimal

from django.db.models import QuerySet, Sum

from frontdesk.enums import InvoiceStatus
from frontdesk.models import InvoiceRequest
from hotel.cashier.selectors import charged

OPEN = (InvoiceStatus.REQUESTED, InvoiceStatus.ISSUED)


def invoices() -> QuerySet[InvoiceRequest]:
    """All of them with guest and booking, latest first. One query."""
    return InvoiceRequest.objects.select_related("stay__reservation", "stay__guest", "requested_by")


def open_invoices() -> QuerySet[InvoiceRequest]:
    """Those still to be issued or handed over, longest waiting first."""
    return invoices().filter(status__in=OPEN).order_by("requested_at", "id")


def left_to_invoice(stay_id: int) -> Decimal:
    """What the stay was charged and nobody has asked an invoice for yet. CNY."""
    asked = InvoiceRequest.objects.filter(stay=stay_id).aggregate(total=Sum("amount"))["total"]
    return charged(stay_id) - (asked or Decimal(0))
