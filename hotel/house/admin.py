"""The house rules: one row, opened straight at its form, with the journal beside it."""

from datetime import time
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hotel.house import services
from hotel.house.models import HouseRules
from hotel.house.selectors import rules
from hotel.staff.admin import ActingForm, ServiceAdmin
from hotel.web.pages import go

if TYPE_CHECKING:
    RulesModelForm = forms.ModelForm[HouseRules]
else:
    RulesModelForm = forms.ModelForm


def _clock() -> forms.TimeInput:
    """24 hours, whatever clock the browser's own control would show."""
    attrs = {"placeholder": "14:00", "inputmode": "numeric", "size": 6}
    return forms.TimeInput(attrs=attrs, format="%H:%M")


class RulesForm(ActingForm, RulesModelForm):
    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = HouseRules
        fields = services.CHANGEABLE
        widgets = {
            name: _clock()
            for name in services.CHANGEABLE
            if isinstance(getattr(HouseRules(), name), time)
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen_version"] = self.instance.version

    def validate_constraints(self) -> None:
        """The service says it in words, beside the field."""

    def act(self) -> HouseRules:
        given = dict(self.cleaned_data)
        seen = given.pop("seen_version", None)
        return services.change_rules(by=self.by, seen_version=seen, **given)


@admin.register(HouseRules)
class HouseRulesAdmin(ServiceAdmin):
    form = RulesForm
    fieldsets = (
        (_("The hotel"), {"fields": services.IDENTITY}),
        (
            _("Times"),
            {"fields": ("check_in_time", "check_out_time", "hold_until", "inspection_minutes")},
        ),
        (
            _("Late departure and deposit"),
            {
                "fields": (
                    "late_grace_minutes",
                    "late_half_until",
                    "deposit_extra",
                    "deposit_round_to",
                )
            },
        ),
        (
            _("What guests are told and given"),
            {
                "fields": (
                    "breakfast_from",
                    "breakfast_until",
                    "breakfast_place_zh",
                    "breakfast_place_en",
                    "yoghurts_a_person",
                    "parking_zh",
                    "parking_en",
                    "service_extensions",
                )
            },
        ),
    )

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """The version rides along with the form of those who may change."""
        if not self.has_change_permission(request, obj):
            return self.fieldsets
        return (*self.fieldsets, (None, {"fields": ("seen_version",)}))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return go(request, reverse("admin:house_houserules_change", args=[1]))

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> HouseRules | None:
        """The rules stand even before anybody has changed one."""
        return rules() if object_id == "1" else None

    def changeform_view(
        self,
        request: HttpRequest,
        object_id: str | None = None,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        tools = [{"path": reverse("house:shipped"), "label": _("Shipped defaults")}]
        if request.user.has_perm("house.reset_shipped"):
            path = reverse("house:reset", args=["house"])
            tools.insert(0, {"path": path, "label": _("Reset to shipped values")})
        context = {**(extra_context or {}), "more_tools": tools, "show_save_and_add_another": False}
        return super().changeform_view(request, object_id, form_url, context)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False
