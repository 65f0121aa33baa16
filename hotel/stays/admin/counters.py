"""Rooms held, nights sold and what is left: read and found; a room held may be given up."""

from typing import TYPE_CHECKING, cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hotel.journal.admin import ReadOnlyAdmin
from hotel.staff.models import User
from hotel.stays import services
from hotel.stays.admin.acting import ReasonedActionForm, each_of
from hotel.stays.models import BusinessDay, RoomAssignment, SoldNight, TypeNight

if TYPE_CHECKING:
    Assignments = QuerySet[RoomAssignment]


@admin.register(RoomAssignment)
class RoomAssignmentAdmin(ReadOnlyAdmin):
    """Another room is assigned, or the guest moved, on the stay."""

    list_display = ("room", "stay", "guest", "period", "status")
    list_filter = ("status", "room__room_type", "room__floor")
    list_select_related = ("room", "stay__reservation", "stay__guest")
    search_fields = ("room__number", "stay__reservation__confirmation_no", "stay__guest__search")
    action_form = ReasonedActionForm
    actions = ("give_up",)
    ordering = ("-id",)

    @admin.display(description=_("guest"))
    def guest(self, assignment: RoomAssignment) -> str:
        return assignment.stay.guest.name

    def has_assign_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("stays.assign_room"))

    @admin.action(description=_("Give up the room held (with reason)"), permissions=["assign"])
    def give_up(self, request: HttpRequest, chosen: "Assignments") -> None:
        by = cast(User, request.user)
        each_of(
            request,
            chosen,
            lambda row, reason: services.unassign_room(row.stay_id, by=by, reason=reason),
        )


@admin.register(SoldNight)
class SoldNightAdmin(ReadOnlyAdmin):
    list_display = ("night", "room_type", "stay", "guest")
    list_filter = ("room_type",)
    list_select_related = ("room_type", "stay__reservation", "stay__guest")
    search_fields = ("stay__reservation__confirmation_no", "stay__guest__search")
    date_hierarchy = "night"

    @admin.display(description=_("guest"))
    def guest(self, sold: SoldNight) -> str:
        return sold.stay.guest.name


@admin.register(TypeNight)
class TypeNightAdmin(ReadOnlyAdmin):
    list_display = ("night", "room_type", "rooms", "blocked", "sold", "overbook")
    list_filter = ("room_type",)
    list_select_related = ("room_type",)
    date_hierarchy = "night"


@admin.register(BusinessDay)
class BusinessDayAdmin(ReadOnlyAdmin):
    list_display = ("current", "advanced_at")
