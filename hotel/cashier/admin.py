"""Folios and their lines for supervisors: read here; the ledger is only ever added to."""

from django.contrib import admin

from hotel.cashier.models import Folio, Line
from hotel.journal.admin import ReadOnlyAdmin


class LineInline(admin.TabularInline[Line, Folio]):
    model = Line
    extra = 0
    can_delete = False
    fields = ("business_date", "kind", "description", "amount", "method", "posted_by", "posted_at")
    readonly_fields = fields


@admin.register(Folio)
class FolioAdmin(ReadOnlyAdmin):
    list_display = ("number", "stay", "status", "opened_at")
    list_filter = ("status",)
    list_select_related = ("stay__reservation",)
    search_fields = ("number", "stay__reservation__confirmation_no", "stay__guest__search")
    inlines = (LineInline,)


@admin.register(Line)
class LineAdmin(ReadOnlyAdmin):
    list_display = (
        "business_date",
        "folio",
        "kind",
        "description",
        "amount",
        "method",
        "posted_by",
    )
    list_filter = ("kind", "method", "business_date")
    list_select_related = ("folio", "posted_by")
    search_fields = ("folio__number", "description")
    date_hierarchy = "business_date"
