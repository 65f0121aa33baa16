"""Reservations in the admin site."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from hotel.staff.admin import ActingForm, ServiceAdmin
from hotel.staff.models import User
from hotel.stays import services
from hotel.stays.admin.acting import ReasonedActionForm, each_of, with_phone
from hotel.stays.models import Reservation

if TYPE_CHECKING:
    ReservationModelForm = forms.ModelForm[Reservation]
    Reservations = QuerySet[Reservation]
else:
    ReservationModelForm = forms.ModelForm

CHANGED = ("contact_name", "new_phone", "guarantee", "requests", "version")


class ReservationForm(ActingForm, ReservationModelForm):
    new_phone = forms.CharField(
        label=_("New contact phone"),
        max_length=24,
        required=False,
        help_text=_("Empty: the number on file stays."),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = Reservation
        fields = ("contact_name", "guarantee", "requests", "version")

    def act(self) -> Reservation:
        given = self.cleaned_data
        return services.change_reservation(
            self.instance.pk,
            by=self.by,
            seen_version=given["version"],
            contact_name=given["contact_name"],
            contact_phone=given["new_phone"] or None,
            guarantee=given["guarantee"],
            requests=given["requests"],
        )


@admin.register(Reservation)
class ReservationAdmin(ServiceAdmin):
    form = ReservationForm
    action_form = ReasonedActionForm
    actions = ("confirm", "cancel")
    list_display = (
        "confirmation_no",
        "kind",
        "status",
        "group_name",
        "booker",
        "source",
        "made_at",
    )
    list_filter = ("status", "kind", "source", "guarantee", "made_at")
    list_select_related = ("booker",)
    list_per_page = 50
    show_full_result_count = False
    search_fields = ("confirmation_no", "group_name", "contact_name", "booker__search")
    search_help_text = _("Number, name, group, or the whole telephone number")
    date_hierarchy = "made_at"
    # The contact's number is encrypted; here as elsewhere only the mask is shown.
    readonly_fields = (
        "confirmation_no",
        "kind",
        "status",
        "group_name",
        "booker",
        "company",
        "contact_phone_masked",
        "source",
        "hold_until",
        "cancelled_reason",
        "made_by",
        "made_at",
    )

    def get_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        may = self.has_change_permission(request, obj)
        return (*self.readonly_fields, *(CHANGED if may else (*CHANGED[:1], *CHANGED[2:4])))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_cancel_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("stays.cancel_stay"))

    def has_book_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("stays.book"))

    def get_search_results(
        self, request: HttpRequest, queryset: "Reservations", search_term: str
    ) -> tuple["Reservations", bool]:
        found, twice = super().get_search_results(request, queryset, search_term)
        return with_phone(queryset, found, search_term, "contact_phone_hash"), twice

    @admin.action(description=_("Confirm tentative ones"), permissions=["book"])
    def confirm(self, request: HttpRequest, chosen: "Reservations") -> None:
        by = cast(User, request.user)
        each_of(request, chosen, lambda row, _reason: services.confirm(row.pk, by=by))

    @admin.action(description=_("Cancel what is to come (with reason)"), permissions=["cancel"])
    def cancel(self, request: HttpRequest, chosen: "Reservations") -> None:
        by = cast(User, request.user)
        each_of(
            request,
            chosen,
            lambda row, reason: services.cancel_reservation(row.pk, reason, by=by),
        )
