"""Reservations, stays and counters for supervisors: found and read here, changed on their own pages."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hotel.journal.admin import ReadOnlyAdmin
from hotel.stays.models import BusinessDay, Reservation, RoomAssignment, Stay, StayGuest, TypeNight


@admin.register(Reservation)
class ReservationAdmin(ReadOnlyAdmin):
    list_display = (
        "confirmation_no",
        "kind",
        "status",
        "group_name",
        "booker",
        "source",
        "made_at",
    )
    list_filter = ("status", "kind", "source", "guarantee")
    list_select_related = ("booker",)
    search_fields = ("confirmation_no", "group_name", "booker__search")
    date_hierarchy = "made_at"
    # The contact's number is encrypted; here as elsewhere only the mask is shown.
    exclude = ("contact_phone",)
    readonly_fields = ("contact_phone_masked",)


class PartyInline(admin.TabularInline[StayGuest, Stay]):
    model = StayGuest
    extra = 0
    can_delete = False
    fields = ("guest", "main")
    readonly_fields = fields


class RoomInline(admin.TabularInline[RoomAssignment, Stay]):
    model = RoomAssignment
    extra = 0
    can_delete = False
    fields = ("room", "period", "status")
    readonly_fields = fields


@admin.register(Stay)
class StayAdmin(ReadOnlyAdmin):
    list_display = (
        "reservation",
        "guest",
        "room_number",
        "room_type",
        "status",
        "arrival",
        "departure",
    )
    list_filter = ("status", "kind", "room_type", "arrival")
    search_fields = ("reservation__confirmation_no", "guest__search", "assignments__room__number")
    date_hierarchy = "arrival"
    inlines = (PartyInline, RoomInline)

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Stay]":
        from hotel.stays.selectors import stays

        return stays()

    @admin.display(description=_("room"))
    def room_number(self, stay: Stay) -> str:
        return stay.room.number if stay.room else "—"


@admin.register(TypeNight)
class TypeNightAdmin(ReadOnlyAdmin):
    list_display = ("night", "room_type", "rooms", "blocked", "sold", "overbook")
    list_filter = ("room_type",)
    list_select_related = ("room_type",)
    date_hierarchy = "night"


@admin.register(BusinessDay)
class BusinessDayAdmin(ReadOnlyAdmin):
    list_display = ("current", "advanced_at")
