"""Folios and their lines for supervisors: read here; the ledger is only ever added to."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hotel.cashier.enums import FolioStatus, Kind
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
    list_display = ("number", "stay", "status", "opened_at", "page")
    list_filter = ("status",)
    list_select_related = ("stay__reservation",)
    search_fields = ("number", "stay__reservation__confirmation_no", "stay__guest__search")
    inlines = (LineInline,)

    @admin.display(description=gettext_lazy("bill"))
    def page(self, folio: Folio) -> SafeString:
        return _link("cashier:folio", folio.pk, _("Open the bill"))


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
        "correct",
    )
    list_filter = ("kind", "method", "business_date")
    list_select_related = ("folio", "posted_by")
    search_fields = ("folio__number", "description")
    date_hierarchy = "business_date"

    @admin.display(description=gettext_lazy("correct"))
    def correct(self, line: Line) -> str:
        """A wrong line is reversed with a reason, on the till's own page."""
        if line.kind == Kind.REVERSAL or line.folio.status == FolioStatus.CLOSED:
            return "—"
        return _link("cashier:reverse", line.pk, _("Reverse"))


def _link(route: str, pk: int, text: str) -> SafeString:
    return format_html('<a href="{}">{}</a>', reverse(route, args=[pk]), text)
