"""Notices and receipts in the admin site: who was told what, when it was seen and answered."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from hotel.journal.admin import ReadOnlyAdmin
from hotel.notifications.models import Notice, Receipt
from hotel.notifications.outside import admin as outside
from hotel.notifications.words import said

__all__ = ["NoticeAdmin", "ReceiptAdmin", "outside"]


class SpokenAdmin(ReadOnlyAdmin):
    @admin.display(description=_("text"))
    def text(self, news: Any) -> str:
        words = said(news.code, news.params, confidential=news.confidential)
        return words.discreet if news.confidential else words.title


@admin.register(Notice)
class NoticeAdmin(SpokenAdmin):
    date_hierarchy = "made_at"
    list_display = (
        "made_at",
        "recipient",
        "level",
        "text",
        "delivered_at",
        "seen_at",
        "accepted_at",
    )
    list_filter = ("level", "needs_answer")
    list_select_related = ("recipient",)
    search_fields = ("recipient__username", "recipient__name_zh")
    fields = (*list_display, "department", "needs_answer", "confidential")
    readonly_fields = fields


@admin.register(Receipt)
class ReceiptAdmin(SpokenAdmin):
    date_hierarchy = "made_at"
    list_display = (
        "made_at",
        "department",
        "text",
        "acknowledged_at",
        "acknowledged_by",
        "reminded_at",
        "escalated_at",
    )
    list_filter = ("department", ("acknowledged_at", admin.EmptyFieldListFilter))
    list_select_related = ("department", "acknowledged_by")
    search_fields = ("subject",)
    fields = (*list_display, "subject", "remind_due_at", "escalate_due_at")
    readonly_fields = fields
