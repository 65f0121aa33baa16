"""Items in the admin site: looked at there, changed only on the boards."""

from typing import TYPE_CHECKING

from django.contrib import admin
from django.http import HttpRequest

from hotel.work.models import Item

if TYPE_CHECKING:
    ItemAdminBase = admin.ModelAdmin[Item]
else:
    ItemAdminBase = admin.ModelAdmin


@admin.register(Item)
class ItemAdmin(ItemAdminBase):
    show_full_result_count = False
    list_display = ("code", "title_zh", "department", "room", "due_at", "status", "done_by")
    list_filter = ("department", "status", "phase", "evidence_kind")
    search_fields = ("code", "title_zh", "title_en", "room__number")
    date_hierarchy = "due_at"
    list_select_related = ("department", "room", "done_by")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Item | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Item | None = None) -> bool:
        return False
