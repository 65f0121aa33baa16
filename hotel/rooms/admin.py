"""Types, rooms and blocks for supervisors. Rooms are saved by the services; states are not set here."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from hotel.journal.admin import JournaledAdmin, ReadOnlyAdmin
from hotel.rooms import services
from hotel.rooms.models import Room, RoomBlock, RoomType
from hotel.staff.admin import ActingForm, ServiceAdmin

if TYPE_CHECKING:
    RoomModelForm = forms.ModelForm[Room]
else:
    RoomModelForm = forms.ModelForm


@admin.register(RoomType)
class RoomTypeAdmin(JournaledAdmin):
    list_display = ("code", "name_zh", "name_en", "rack_rate", "max_adults", "overbooking_limit")
    journal_topics = ("rooms",)


class RoomForm(ActingForm, RoomModelForm):
    class Meta:
        model = Room
        fields = (
            "number",
            "floor",
            "room_type",
            "no_smoking",
            "directions_zh",
            "directions_en",
            "note",
        )

    def act(self) -> Room:
        given = dict(self.cleaned_data)
        room_type = cast(RoomType, given.pop("room_type"))
        pk: int | None = self.instance.pk
        if pk is None:
            return services.add_room(by=self.by, room_type_id=room_type.pk, **given)
        return services.change_room(pk, by=self.by, room_type=room_type, **given)


@admin.register(Room)
class RoomAdmin(ServiceAdmin):
    form = RoomForm
    list_display = ("number", "floor", "room_type", "state", "no_smoking", "note")
    list_filter = ("floor", "room_type", "occupancy", "cleanliness", "block")
    list_select_related = ("room_type",)
    search_fields = ("number",)

    @admin.display(description=_("state"))
    def state(self, room: Room) -> str:
        return room.code


@admin.register(RoomBlock)
class RoomBlockAdmin(ReadOnlyAdmin):
    """To be read and found; taken out and released on the page of rooms."""

    list_display = ("room", "kind", "period", "reason", "made_by", "released_at")
    list_filter = ("living", "kind")
    list_select_related = ("room", "made_by")
    search_fields = ("room__number", "reason")

    def get_queryset(self, request: Any) -> Any:
        return super().get_queryset(request).order_by("-id")
