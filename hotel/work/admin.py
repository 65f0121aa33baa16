"""Items in the admin site: looked at there, changed only on the boards. The ladder's settings are kept
there."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hotel.journal.admin import JournaledAdmin, ReadOnlyAdmin
from hotel.work import selectors, services
from hotel.work.models import CatchAllRole, EscalationPace, EscalationStep, Item

if TYPE_CHECKING:
    ItemAdminBase = admin.ModelAdmin[Item]
else:
    ItemAdminBase = admin.ModelAdmin


@admin.register(Item)
class ItemAdmin(ItemAdminBase):
    show_full_result_count = False
    list_display = (
        "code",
        "title_zh",
        "department",
        "room",
        "due_at",
        "status",
        "reached",
        "done_by",
    )
    list_filter = ("department", "status", "reached", "phase", "evidence_kind")
    search_fields = ("code", "title_zh", "title_en", "room__number")
    date_hierarchy = "due_at"
    list_select_related = ("department", "room", "done_by")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Item | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Item | None = None) -> bool:
        return False


@admin.register(EscalationPace)
class EscalationPaceAdmin(JournaledAdmin):
    list_display = (
        "code",
        "subject_type",
        "target_min",
        "lead_min",
        "gap_min",
        "ahead_min",
        "active",
    )
    list_filter = ("active",)

    def save_related(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """A new pace counts for the work that is owed already."""
        super().save_related(request, *args, **kwargs)
        services.look_again(Item.objects.all())


@admin.register(CatchAllRole)
class CatchAllRoleAdmin(JournaledAdmin):
    list_display = ("role", "active")
    list_select_related = ("role",)


@admin.register(EscalationStep)
class EscalationStepAdmin(ReadOnlyAdmin):
    date_hierarchy = "taken_at"
    list_display = ("taken_at", "item", "reach", "undone", "at", "silent")
    list_filter = ("reach", "undone", "silent")
    list_select_related = ("item",)
    fields = ("item", "number", "reach", "undone", "at", "taken_at", "silent", "who")
    readonly_fields = fields
    search_fields = ("item__code", "item__title_zh", "item__title_en")

    @admin.display(description=_("who heard"))
    def who(self, step: EscalationStep) -> str:
        return _(", ").join(selectors.names_of(step.people)) or "—"
