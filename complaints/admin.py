"""The complaint scheme for supervisors; complaints are found and read here, changed on their pages."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from complaints import defaults, scheme, selectors
from complaints.models import (
    Category,
    Complaint,
    FollowUp,
    Note,
    Option,
    Promise,
    Ring,
    Rung,
    Severity,
)
from hotel.journal.admin import JournaledAdmin, ReadOnlyAdmin, staff_of
from hotel.journal.services import ref


class SchemeAdmin(JournaledAdmin):
    """A configuration row with its shipped values at hand."""

    actions: Any = ("reset",)
    key = "code"
    shipped: Callable[[], dict[Any, dict[str, Any]]]
    journal_topics = ("complaints",)

    @admin.action(description=_("Set back to the shipped values"), permissions=["change"])
    def reset(self, request: HttpRequest, chosen: "QuerySet[Any]") -> None:
        done = scheme.reset_rows(chosen, self.key, type(self).shipped(), by=staff_of(request))
        messages.success(request, _("Set back: %(count)s.") % {"count": done})


@admin.register(Severity)
class SeverityAdmin(SchemeAdmin):
    shipped = staticmethod(defaults.severities)
    list_display = (
        "code",
        "name_zh",
        "name_en",
        "owner_role",
        "closing_role",
        "most_promise_min",
        "follow_ups",
        "compensation_limit",
    )
    list_select_related = ("owner_role", "closing_role")
    search_fields = ("code", "name_zh", "name_en")
    readonly_fields = ("code", "rank")


@admin.register(Category)
class CategoryAdmin(SchemeAdmin):
    shipped = staticmethod(defaults.categories)
    list_display = (
        "code",
        "name_zh",
        "name_en",
        "department",
        "severity",
        "restricted",
        "active",
    )
    list_filter = ("severity", "department", "restricted", "active")
    list_select_related = ("department", "severity")
    search_fields = ("code", "name_zh", "name_en")


@admin.register(Rung)
class RungAdmin(SchemeAdmin):
    shipped = staticmethod(defaults.rungs)
    key = "minutes"
    list_display = ("minutes", "role", "active")
    list_filter = ("active",)
    list_select_related = ("role",)


class Seen(ReadOnlyAdmin):
    """What only its readers see on the pages, only they see here."""

    of_complaint = "complaint__"

    def get_queryset(self, request: HttpRequest) -> "QuerySet[Any]":
        rows = super().get_queryset(request)
        return rows.filter(selectors.seen_by(staff_of(request), self.of_complaint))

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The house's own journal."""
        found = self.get_queryset(request).filter(pk=object_id).first()
        if found is None:
            return super().history_view(request, object_id, extra_context)
        return HttpResponseRedirect(reverse("journal:history", args=[ref(found)]))


@admin.register(Complaint)
class ComplaintAdmin(Seen):
    of_complaint = ""
    list_display = (
        "number",
        "status",
        "severity",
        "category",
        "guest",
        "room",
        "owner",
        "registered_at",
        "page",
    )
    list_filter = ("status", "severity", "department", "category", "channel", "restricted")
    list_select_related = ("severity", "category", "guest", "room", "owner")
    search_fields = ("number", "guest__search", "visitor", "room__number", "statement")
    date_hierarchy = "registered_at"
    # The number is encrypted; here as elsewhere only the mask is shown.
    exclude = ("phone",)
    readonly_fields = ("phone_masked",)

    @admin.display(description=_("page"))
    def page(self, complaint: Complaint) -> str:
        path = reverse("complaints:complaint", args=[complaint.pk])
        return format_html('<a href="{}">{}</a>', path, _("Open"))


@admin.register(Promise)
class PromiseAdmin(Seen):
    list_display = ("complaint", "what", "made_by", "made_at", "due_at", "contacted_at", "result")
    list_filter = ("result", "method")
    list_select_related = ("complaint", "made_by")
    search_fields = ("complaint__number", "what")
    date_hierarchy = "due_at"


@admin.register(FollowUp)
class FollowUpAdmin(Seen):
    list_display = ("complaint", "number", "due_at", "outcome", "attempts", "done_by", "done_at")
    list_filter = ("outcome", "method")
    list_select_related = ("complaint", "done_by")
    search_fields = ("complaint__number", "note")
    date_hierarchy = "due_at"


@admin.register(Option)
class OptionAdmin(Seen):
    list_display = ("complaint", "rank", "kind", "text", "cost", "answer")
    list_filter = ("kind", "answer")
    list_select_related = ("complaint",)
    search_fields = ("complaint__number", "text")


@admin.register(Note)
class NoteAdmin(Seen):
    list_display = ("complaint", "at", "by", "kind", "text")
    list_filter = ("kind",)
    list_select_related = ("complaint", "by")
    search_fields = ("complaint__number", "text")
    date_hierarchy = "at"


@admin.register(Ring)
class RingAdmin(Seen):
    of_complaint = "promise__complaint__"
    list_display = ("promise", "minutes", "role", "at", "skipped")
    list_filter = ("minutes", "skipped")
    list_select_related = ("promise__complaint", "role")
    search_fields = ("promise__complaint__number",)
    date_hierarchy = "at"
