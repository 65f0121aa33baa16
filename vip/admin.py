"""The VIP scheme for supervisors. Visits are read here; their acts are on the VIP pages."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from hotel.journal.admin import JournaledAdmin, ReadOnlyAdmin
from hotel.staff.admin import ActingForm, ServiceAdmin
from hotel.staff.selectors import roles
from hotel.web.refusals import Refused
from vip import admin_gifts, templates  # noqa: F401  the other half registers itself
from vip.models import (
    ArrivalNews,
    CareCall,
    CareIssue,
    Debrief,
    GateCall,
    Level,
    LevelAmenity,
    LineUpChange,
    LogDay,
    MakeRight,
    Member,
    NoticeSource,
    Outing,
    Override,
    PartyRoom,
    PlanTemplate,
    ProgrammeEntry,
    SharedAddress,
    TemplateTask,
    Visit,
    WakeUpCall,
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


@admin.register(PlanTemplate)
class PlanTemplateAdmin(ReadOnlyAdmin):
    """Versions of the plan. Tasks are changed in their own list; a version in use is never changed."""

    list_display = ("__str__", "active_from", "note", "made_by", "tasks_count", "tried")
    list_select_related = ("made_by",)
    actions = ("copy_version", "put_in_use")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # Actions are offered to those who may change; the form itself stays read only.
        return obj is None and bool(request.user.has_perm("vip.change_plantemplate"))

    @admin.display(description=_("tasks"))
    def tasks_count(self, template: PlanTemplate) -> int:
        return template.tasks.count()

    @admin.display(description=_("preview"))
    def tried(self, template: PlanTemplate) -> str:
        """To the plan this version would give for an invented visit."""
        where = f"{reverse('vip:preview')}?version={template.pk}"
        return format_html('<a href="{}">{}</a>', where, _("Try on an invented visit"))

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
        given["brings"] = given.get("brings") or []
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


class MemberLines(Lines):
    model = Member
    extra = 0


class RoomLines(Lines):
    model = PartyRoom
    extra = 0


class LineUpLines(Lines):
    model = LineUpChange
    extra = 0


class ProgrammeLines(Lines):
    model = ProgrammeEntry
    extra = 0


class OutingLines(Lines):
    model = Outing
    extra = 0


class ArrivalNewsLines(Lines):
    model = ArrivalNews
    extra = 0


class GateCallLines(Lines):
    model = GateCall
    extra = 0


@admin.register(Visit)
class VisitAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "level", "status", "arrival_at", "departure_at", "source")
    list_filter = ("status", "level", "source")
    list_select_related = ("level", "guest", "source")
    date_hierarchy = "arrival_at"
    exclude = ("notifier_phone", "host_phone")
    inlines = (
        MemberLines,
        RoomLines,
        ProgrammeLines,
        LineUpLines,
        OutingLines,
        ArrivalNewsLines,
        GateCallLines,
    )


@admin.register(Override)
class OverrideAdmin(ReadOnlyAdmin):
    """Who was let in before the visit was ready, and why."""

    list_display = ("visit", "reason", "at", "by")
    list_filter = ("at",)
    list_select_related = ("visit__guest", "visit__level", "by")
    date_hierarchy = "at"


class CareIssueLines(Lines):
    model = CareIssue
    extra = 0


@admin.register(WakeUpCall)
class WakeUpCallAdmin(ReadOnlyAdmin):
    list_display = ("visit", "key", "status", "tries", "sent", "by", "ended_at")
    list_filter = ("status",)
    list_select_related = ("visit", "by")


@admin.register(CareCall)
class CareCallAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "status", "room", "outlets", "ended_at", "by")
    list_filter = ("status",)
    list_select_related = ("visit__guest", "visit__level", "by")
    inlines = (CareIssueLines,)


@admin.register(LogDay)
class LogDayAdmin(ReadOnlyAdmin):
    """Which days' visit logs the office was told of."""

    list_display = ("day", "told_at", "entries", "owed")
    date_hierarchy = "day"


@admin.register(Debrief)
class DebriefAdmin(ReadOnlyAdmin):
    list_display = ("__str__", "made_at", "completed_at", "completed_by", "cost")
    list_select_related = ("visit__guest", "visit__level", "completed_by")
    exclude = ("found",)


@admin.register(MakeRight)
class MakeRightAdmin(ReadOnlyAdmin):
    list_display = ("text", "visit", "department", "made_at", "kept_at")
    list_select_related = ("visit__guest", "visit__level", "department")


@admin.register(SharedAddress)
class SharedAddressAdmin(ReadOnlyAdmin):
    """Made and revoked on their own page, where the secret is shown once."""

    list_display = ("place", "kind", "department", "language", "made_at", "made_by", "revoked_at")
    list_filter = ("kind", "department", "revoked_at")
    list_select_related = ("department", "made_by")
