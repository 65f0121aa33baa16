"""Stays in the admin site: dates, type, party, rate and room are corrected through the services."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from hotel.rooms import selectors as house
from hotel.staff.admin import ActingForm, ServiceAdmin
from hotel.staff.models import User
from hotel.stays import services
from hotel.stays.admin.acting import ReasonedActionForm, each_of, with_phone
from hotel.stays.enums import EXPECTED, StayKind, StayStatus
from hotel.stays.models import RoomAssignment, Stay, StayGuest
from hotel.stays.selectors import stays

if TYPE_CHECKING:
    StayModelForm = forms.ModelForm[Stay]
    Stays = QuerySet[Stay]
else:
    StayModelForm = forms.ModelForm

SOLD = ("arrival", "departure", "room_type", "adults", "children", "rate")
CHANGED = (*SOLD, "to_room", "reason", "version")


class StayForm(ActingForm, StayModelForm):
    to_room = forms.CharField(
        label=_("Another room"),
        max_length=8,
        required=False,
        help_text=_("Empty: the room stays. A guest in the house moves, with the reason."),
    )
    reason = forms.CharField(label=_("Reason"), max_length=2000, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Stay
        fields = (*SOLD, "version")

    def clean_to_room(self) -> int | None:
        number = self.cleaned_data["to_room"].strip()
        if not number:
            return None
        room = house.room_by_number(number)
        if room is None:
            raise forms.ValidationError(
                _("There is no room %(number)s."), params={"number": number}
            )
        return room.pk

    def act(self) -> Stay:
        given = self.cleaned_data
        pk: int = self.instance.pk
        stay = services.change_stay(
            pk,
            by=self.by,
            seen_version=given["version"],
            arrival=given["arrival"],
            departure=given["departure"],
            room_type_id=given["room_type"].pk,
            adults=given["adults"],
            children=given["children"],
            rate=given["rate"],
            reason=given["reason"],
        )
        room_id = given["to_room"]
        if room_id is not None:
            if stay.status == StayStatus.IN_HOUSE:
                services.move_room(pk, room_id, given["reason"], by=self.by)
            else:
                services.assign_room(pk, room_id, by=self.by)
        return stays().get(pk=pk)


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
class StayAdmin(ServiceAdmin):
    form = StayForm
    action_form = ReasonedActionForm
    actions = ("cancel", "mark_no_show", "reinstate")
    list_display = (
        "reservation",
        "guest",
        "room_number",
        "room_type",
        "status",
        "arrival",
        "departure",
        "page",
    )
    list_filter = ("status", "kind", "room_type", "arrival", "departure")
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("reservation__confirmation_no", "guest__search", "assignments__room__number")
    search_help_text = _("Number, name, room, or the whole telephone number")
    date_hierarchy = "arrival"
    inlines = (PartyInline, RoomInline)
    readonly_fields = (
        "reservation",
        "guest",
        "status",
        "kind",
        "room_number",
        "eta",
        "arrived_at",
        "departed_at",
        "guest_out_since",
        "baggage",
        "extra_beds",
        "cancelled_reason",
        "page",
    )

    def get_queryset(self, request: HttpRequest) -> "Stays":
        return stays()

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        may = self.has_change_permission(request, obj)
        return (*self.readonly_fields, *(CHANGED if may else SOLD))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A stay that is over is read only; a day use is changed on its own page, with its hours."""
        allowed = super().has_change_permission(request, obj)
        if obj is None:
            return allowed
        living = obj.status in (*EXPECTED, StayStatus.IN_HOUSE)
        return allowed and living and obj.kind != StayKind.DAY_USE

    def has_cancel_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("stays.cancel_stay"))

    def has_no_show_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("stays.mark_no_show"))

    def has_reinstate_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("stays.reinstate"))

    def get_search_results(
        self, request: HttpRequest, queryset: "Stays", search_term: str
    ) -> tuple["Stays", bool]:
        found, twice = super().get_search_results(request, queryset, search_term)
        return with_phone(queryset, found, search_term, "guest__phone_hash"), twice

    @admin.display(description=_("room"))
    def room_number(self, stay: Stay) -> str:
        return stay.room.number if stay.room else "—"

    @admin.display(description=_("page"))
    def page(self, stay: Stay) -> str:
        return format_html(
            '<a href="{}">{}</a>', reverse("stays:stay", args=[stay.pk]), _("Open the stay")
        )

    @admin.action(description=_("Cancel (with reason)"), permissions=["cancel"])
    def cancel(self, request: HttpRequest, chosen: "Stays") -> None:
        by = cast(User, request.user)
        each_of(request, chosen, lambda row, reason: services.cancel_stay(row.pk, reason, by=by))

    @admin.action(description=_("Mark as no-show"), permissions=["no_show"])
    def mark_no_show(self, request: HttpRequest, chosen: "Stays") -> None:
        by = cast(User, request.user)
        each_of(
            request,
            chosen,
            lambda row, reason: services.mark_no_show(row.pk, by=by, reason=reason),
        )

    @admin.action(description=_("Reinstate no-shows (with reason)"), permissions=["reinstate"])
    def reinstate(self, request: HttpRequest, chosen: "Stays") -> None:
        by = cast(User, request.user)
        each_of(request, chosen, lambda row, reason: services.reinstate(row.pk, reason, by=by))
