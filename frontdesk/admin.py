"""The counter's records for supervisors: found and read here, corrected on their own pages."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from frontdesk.models import CheckIn, CheckOut, DayClose, InvoiceRequest, KeyCard, Registration
from hotel.journal.admin import ReadOnlyAdmin
from hotel.web.show import amount


@admin.register(Registration)
class RegistrationAdmin(ReadOnlyAdmin):
    list_display = ("guest", "stay", "document", "status", "overseas", "due_at", "submitted_at")
    list_filter = ("status", "overseas", "registered_at")
    list_select_related = ("guest", "stay__reservation", "document")
    search_fields = ("guest__search", "stay__reservation__confirmation_no", "receipt_no")
    date_hierarchy = "registered_at"
    # The guardian's number is encrypted and stays so here.
    exclude = ("guardian_phone",)


@admin.register(CheckIn)
class CheckInAdmin(ReadOnlyAdmin):
    list_display = ("stay", "done_at", "done_by", "place", "keys", "deposit_waived_because")
    list_filter = ("place", "done_at")
    list_select_related = ("stay__reservation", "done_by")
    search_fields = ("stay__reservation__confirmation_no", "stay__guest__search", "note")
    date_hierarchy = "done_at"


@admin.register(KeyCard)
class KeyCardAdmin(ReadOnlyAdmin):
    list_display = ("room", "number", "stay", "status", "valid_until", "issued_by", "ended_at")
    list_filter = ("status", "issued_at")
    list_select_related = ("room", "stay__reservation", "issued_by")
    search_fields = ("room__number", "stay__reservation__confirmation_no", "stay__guest__search")


@admin.register(CheckOut)
class CheckOutAdmin(ReadOnlyAdmin):
    list_display = (
        "stay",
        "done_at",
        "done_by",
        "rating",
        "keys_missing_because",
        "slip_returned",
        "waived",
        "membership",
    )
    list_filter = ("rating", "slip_returned", "membership", "done_at")
    list_select_related = ("stay__reservation", "done_by")
    search_fields = ("stay__reservation__confirmation_no", "stay__guest__search", "comment")
    date_hierarchy = "done_at"


@admin.register(InvoiceRequest)
class InvoiceRequestAdmin(ReadOnlyAdmin):
    """Issued and handed over on the list of invoices."""

    list_display = ("buyer_name", "stay", "kind", "tax_id", "amount", "status", "number")
    list_filter = ("status", "kind", "requested_at")
    list_select_related = ("stay__reservation",)
    search_fields = (
        "buyer_name",
        "tax_id",
        "number",
        "stay__reservation__confirmation_no",
        "stay__guest__search",
    )
    date_hierarchy = "requested_at"


@admin.register(DayClose)
class DayCloseAdmin(ReadOnlyAdmin):
    list_display = (
        "business_date",
        "rooms_let",
        "rooms_total",
        "occupancy_told",
        "room_revenue",
        "adr_told",
        "revpar_told",
        "no_shows",
        "closed_by",
        "closed_at",
    )
    list_select_related = ("closed_by",)
    date_hierarchy = "business_date"
    readonly_fields = ("occupancy_told", "adr_told", "revpar_told")

    @admin.display(description=pgettext_lazy("figure", "Occupancy"))
    def occupancy_told(self, closed: DayClose) -> str:
        return f"{closed.occupancy} %"

    @admin.display(description=_("average rate"))
    def adr_told(self, closed: DayClose) -> str:
        return amount(closed.adr)

    @admin.display(description="RevPAR")
    def revpar_told(self, closed: DayClose) -> str:
        return amount(closed.revpar)
