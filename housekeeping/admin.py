"""Housekeeping's records for supervisors: found and read here, corrected through the services."""

from typing import Any

from django.contrib import admin

from hotel.journal.admin import JournaledAdmin, ReadOnlyAdmin
from housekeeping.models import (
    CleaningDay,
    CleaningTask,
    DepartureInspection,
    Finding,
    PricedItem,
    RoomInspection,
)


@admin.register(DepartureInspection)
class DepartureInspectionAdmin(ReadOnlyAdmin):
    list_display = (
        "room",
        "stay",
        "state",
        "result",
        "requested_at",
        "requested_by",
        "reported_by",
    )
    list_filter = ("state", "result", "living", "requested_at")
    list_select_related = ("room", "stay__reservation", "requested_by", "reported_by")
    search_fields = ("room__number", "stay__reservation__confirmation_no", "left_items")
    date_hierarchy = "requested_at"


@admin.register(Finding)
class FindingAdmin(ReadOnlyAdmin):
    list_display = ("description", "kind", "price", "quantity", "inspection")
    list_filter = ("kind",)
    list_select_related = ("inspection__room",)
    search_fields = ("description", "inspection__room__number")


@admin.register(PricedItem)
class PricedItemAdmin(JournaledAdmin):
    list_display = ("name_zh", "name_en", "kind", "price", "offered", "sort")
    list_filter = ("kind", "offered")
    search_fields = ("name_zh", "name_en")
    journal_topics = ("housekeeping",)


@admin.register(CleaningDay)
class CleaningDayAdmin(ReadOnlyAdmin):
    list_display = ("business_date", "opened_at", "opened_by")
    list_select_related = ("opened_by",)
    search_fields = ("business_date",)


@admin.register(CleaningTask)
class CleaningTaskAdmin(ReadOnlyAdmin):
    list_display = (
        "room",
        "business_date",
        "kind",
        "state",
        "attendant",
        "started_at",
        "finished_at",
    )
    list_filter = ("business_date", "kind", "state", "attendant")
    list_select_related = ("room", "attendant")
    search_fields = ("room__number", "attendant__name_zh", "attendant__username")

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).order_by("-id")


@admin.register(RoomInspection)
class RoomInspectionAdmin(ReadOnlyAdmin):
    list_display = ("task", "passed", "reason", "by", "at")
    list_filter = ("passed", "at")
    list_select_related = ("task__room", "by")
    search_fields = ("task__room__number", "reason")
