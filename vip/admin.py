"""The VIP scheme for supervisors. Visits are read here; their acts are on the VIP pages."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from hotel.journal.admin import JournaledAdmin, ReadOnlyAdmin
from hotel.staff.admin import ActingForm, ServiceAdmin
from hotel.staff.selectors import roles
from hotel.web.refusals import Refused
from vip import templates
from vip.models import (
    Amenity,
    Level,
    LevelAmenity,
    Meal,
    NoticeSource,
    Outing,
    PlanTemplate,
    TemplateTask,
    Visit,
)

if TYPE_CHECKING:
    TaskModelForm = forms.ModelForm[TemplateTask]
    LevelModelForm = forms.ModelForm[Level]
    Lines = admin.TabularInline[Any, Any]
else:
    TaskModelForm = LevelModelForm = forms.ModelForm
    Lines = admin.TabularInline


class AmenityLines(Lines):
    model = LevelAmenity
    extra = 1


class ChosenRoles(forms.MultipleChoiceField):
    """Role codes kept in order of the house."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(choices=lambda: [(r.code, r.name) for r in roles()], **kwargs)


class LevelForm(LevelModelForm):
    approval_roles = ChosenRoles(label=_("approved by"))
    greeter_roles = ChosenRoles(label=_("greeted by"))
    farewell_roles = ChosenRoles(label=_("seen off by"))

    class Meta:
        model = Level
        exclude: tuple[str, ...] = ()


@admin.register(Level)
class LevelAdmin(JournaledAdmin):
    form = LevelForm
    inlines = (AmenityLines,)
    list_display = ("code", "name_zh", "name_en", "approval_within_min", "amenity_budget")
    ordering = ("rank",)


@admin.register(NoticeSource)
class NoticeSourceAdmin(JournaledAdmin):
    list_display = ("code", "name_zh", "name_en", "default_level", "min_level", "needs_approval")
    list_select_related = ("default_level", "min_level")


@admin.register(Amenity)
class AmenityAdmin(JournaledAdmin):
    list_display = ("code", "name_zh", "name_en", "department", "active")
    list_select_related = ("department",)
    list_filter = ("department", "active")


@admin.register(PlanTemplate)
class PlanTemplateAdmin(ReadOnlyAdmin):
    """Versions of the plan. Tasks are changed in their own list; a version in use is never changed."""

    list_display = ("__str__", "active_from", "note", "made_by", "tasks_count")
    list_select_related = ("made_by",)
    actions = ("copy_version", "put_in_use")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # Actions are offered to those who may change; the form itself stays read only.
        return obj is None and bool(request.user.has_perm("vip.change_plantemplate"))

    @admin.display(description=_("tasks"))
    def tasks_count(self, template: PlanTemplate) -> int:
        return template.tasks.count()

    @admin.action(description=_("Copy to a new version"), permissions=["change"])
    def copy_version(self, request: HttpRequest, chosen: "QuerySet[PlanTemplate]") -> None:
        for template in chosen:
            made = templates.copy_version(template.pk, by=request.user)  # type: ignore[arg-type]
            messages.success(request, _("Version %(made)s is made.") % {"made": made.version})

    @admin.action(description=_("Put in use"), permissions=["change"])
    def put_in_use(self, request: HttpRequest, chosen: "QuerySet[PlanTemplate]") -> None:
        for template in chosen:
            try:
                templates.put_in_use(template.pk, by=request.user)  # type: ignore[arg-type]
            except Refused as refusal:
                messages.error(request, refusal.text)
            else:
                said = _("Version %(made)s is in use for visits announced from now on.")
                messages.success(request, said % {"made": template.version})


class TaskForm(ActingForm, TaskModelForm):
    """Changing a task of the version in use makes a new version (`vip.templates.change_task`)."""

    levels = forms.MultipleChoiceField(
        label=_("levels"),
        required=False,
        choices=lambda: [(level.code, str(level)) for level in Level.objects.all()],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Without any level the task is retired."),
    )

    class Meta:
        model = TemplateTask
        fields = ("template", "code", *templates.EDITABLE)

    def act(self) -> TemplateTask:
        given = dict(self.cleaned_data)
        template, code = given.pop("template", None), given.pop("code", "")
        given["requires"] = given.get("requires") or []
        given["evidence_spec"] = given.get("evidence_spec") or {}
        pk: int | None = self.instance.pk
        if pk is None:
            return templates.add_task(template.pk, code=code, by=self.by, **given)
        return templates.change_task(pk, by=self.by, **given)


@admin.register(TemplateTask)
class TemplateTaskAdmin(ServiceAdmin):
    form = TaskForm
    list_display = ("code", "title_zh", "title_en", "phase", "department", "anchor", "template")
    list_filter = ("template", "phase", "department", "evidence")
    list_select_related = ("department", "template")
    search_fields = ("code", "title_zh", "title_en")

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("template", "code") if obj else ()

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        """The newest version, unless another one is asked for."""
        rows = super().get_queryset(request)
        if "template__id__exact" in request.GET or request.resolver_match.kwargs.get("object_id"):  # type: ignore[union-attr]
            return rows
        newest = PlanTemplate.objects.order_by("-version").values("pk")[:1]
        return rows.filter(template__in=newest)

    def response_change(self, request: HttpRequest, obj: Any) -> HttpResponse:
        """To the version that now holds the task; it may be a new one."""
        messages.success(
            request,
            _("%(task)s is changed in version %(version)s.")
            % {"task": obj, "version": obj.template.version},
        )
        return HttpResponseRedirect(
            f"{reverse('admin:vip_templatetask_changelist')}?template__id__exact={obj.template_id}"
        )


class MealLines(Lines):
    model = Meal
    extra = 0


class OutingLines(Lines):
    model = Outing
    extra = 0


@admin.register(Visit)
class VisitAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "level", "status", "arrival_at", "departure_at", "source")
    list_filter = ("status", "level", "source")
    list_select_related = ("level", "guest", "source")
    date_hierarchy = "arrival_at"
    exclude = ("notifier_phone", "host_phone")
    inlines = (MealLines, OutingLines)
