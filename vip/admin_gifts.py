"""Amenities, what is avoided, occasions and preference rules, for supervisors."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from hotel.guests.selectors import preference_kinds
from hotel.journal.admin import JournaledAdmin, ReadOnlyAdmin
from vip.models import (
    Amenity,
    AmenityOrder,
    Avoidable,
    Dish,
    OccasionAmenity,
    PreferenceRule,
    Replenishment,
    SpecialOccasion,
)

if TYPE_CHECKING:
    AmenityModelForm = forms.ModelForm[Amenity]
    DishModelForm = forms.ModelForm[Dish]
    RuleModelForm = forms.ModelForm[PreferenceRule]
    Lines = admin.TabularInline[Any, Any]
else:
    AmenityModelForm = DishModelForm = RuleModelForm = forms.ModelForm
    Lines = admin.TabularInline


def _contains(help_text: Any) -> forms.MultipleChoiceField:
    """The words by which guests refuse something, as boxes to tick."""
    return forms.MultipleChoiceField(
        label=_("contains"),
        required=False,
        choices=lambda: [(each.code, each.name) for each in Avoidable.objects.all()],
        widget=forms.CheckboxSelectMultiple,
        help_text=help_text,
    )


class AmenityForm(AmenityModelForm):
    contains = _contains(_("A guest who refuses one of these is given another of the same kind."))

    class Meta:
        model = Amenity
        exclude: tuple[str, ...] = ()


@admin.register(Amenity)
class AmenityAdmin(JournaledAdmin):
    form = AmenityForm
    list_display = (
        "code",
        "name_zh",
        "name_en",
        "department",
        "kind",
        "unit_cost",
        "gift",
        "active",
    )
    list_select_related = ("department",)
    list_filter = ("department", "kind", "gift", "active")
    search_fields = ("code", "name_zh", "name_en")


@admin.register(Avoidable)
class AvoidableAdmin(JournaledAdmin):
    list_display = ("code", "name_zh", "name_en", "active")


class DishForm(DishModelForm):
    contains = _contains(_("A guest who refuses one of these is not told of the dish."))

    class Meta:
        model = Dish
        exclude: tuple[str, ...] = ()


@admin.register(Dish)
class DishAdmin(JournaledAdmin):
    """What the waiters tell of the kitchen's dishes; it stands on the task of every VIP's meal."""

    form = DishForm
    list_display = ("code", "name_zh", "name_en", "contained", "sort", "active")
    list_filter = ("active",)
    search_fields = ("code", "name_zh", "name_en", "story_zh", "story_en")

    @admin.display(description=_("contains"))
    def contained(self, dish: Dish) -> str:
        return ", ".join(dish.contains)


class OccasionLines(Lines):
    model = OccasionAmenity
    extra = 1


@admin.register(SpecialOccasion)
class SpecialOccasionAdmin(JournaledAdmin):
    inlines = (OccasionLines,)
    list_display = ("code", "name_zh", "name_en", "starts_on", "ends_on", "active")


class RuleForm(RuleModelForm):
    kind = forms.ChoiceField(label=_("preference"), choices=preference_kinds)

    class Meta:
        model = PreferenceRule
        exclude: tuple[str, ...] = ()


@admin.register(PreferenceRule)
class PreferenceRuleAdmin(JournaledAdmin):
    form = RuleForm
    list_display = (
        "code",
        "kind_name",
        "title_zh",
        "title_en",
        "department",
        "into_tasks",
        "active",
    )
    list_select_related = ("department",)
    list_filter = ("department", "active")

    @admin.display(description=_("preference"))
    def kind_name(self, rule: PreferenceRule) -> str:
        return dict(preference_kinds()).get(rule.kind, rule.kind)


class ReplenishmentLines(Lines):
    model = Replenishment
    extra = 0


@admin.register(AmenityOrder)
class AmenityOrderAdmin(ReadOnlyAdmin):
    """Orders are moved on the visit's page and by finishing the tasks that bring them."""

    list_display = ("__str__", "status", "unit_cost", "daily", "delivered_at", "delivered_by")
    list_select_related = ("visit__guest", "visit__level", "amenity", "delivered_by")
    list_filter = ("status", "amenity")
    inlines = (ReplenishmentLines,)
