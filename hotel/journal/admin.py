"""The journal and the outbox in the admin site, and how configuration rows get journaled there."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.db import models, transaction
from django.db.models import QuerySet
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from hotel.journal import outbox, words
from hotel.journal.models import Dispatch, Entry
from hotel.journal.selectors import told
from hotel.journal.services import record, ref
from hotel.staff.models import User

if TYPE_CHECKING:
    AnyModelAdmin = admin.ModelAdmin[Any]
    AnyQuerySet = QuerySet[Any]
else:
    AnyModelAdmin = admin.ModelAdmin


class JournaledAdmin(AnyModelAdmin):
    """A ModelAdmin for plain configuration rows: every save is one journal entry with what changed.

    Nothing is deleted here: what is no longer wanted is switched off in its own field.
    `journal_topics` names boards that look again after a save.
    """

    journal_topics: tuple[str, ...] = ()

    def save_model(
        self, request: HttpRequest, obj: models.Model, form: "ModelForm[Any]", change: bool
    ) -> None:
        before = type(obj)._default_manager.get(pk=obj.pk) if change else None
        form.journal_before = _values(before, form.changed_data)  # type: ignore[attr-defined]
        super().save_model(request, obj, form, change)

    def save_related(
        self,
        request: HttpRequest,
        form: "ModelForm[Any]",
        formsets: "Iterable[BaseModelFormSet[Any, Any]]",
        change: bool,
    ) -> None:
        super().save_related(request, form, formsets, change)
        obj = form.instance
        changes = {
            **_differences(form.journal_before, _values(obj, form.changed_data)),  # type: ignore[attr-defined]
            **_line_changes(formsets),
        }
        if change and not changes:
            return
        act = "changed" if change else "added"
        record(
            f"{obj._meta.model_name}.{act}",
            obj,
            by=staff_of(request),
            changes=changes,
            topics=self.journal_topics,
        )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The house's own journal instead of Django's log, which knows only the admin site."""
        obj = self.get_queryset(request).filter(pk=object_id).first()
        if obj is None:
            return super().history_view(request, object_id, extra_context)
        return HttpResponseRedirect(reverse("journal:history", args=[ref(obj)]))


def staff_of(request: HttpRequest) -> User:
    """Who is at the admin site: it lets nobody else in."""
    return cast(User, request.user)


def _values(obj: models.Model | None, fields: Iterable[str]) -> dict[str, Any]:
    return {name: _plain(getattr(obj, name, None)) if obj else None for name in fields}


def _differences(before: dict[str, Any], after: dict[str, Any]) -> dict[str, tuple[Any, Any]]:
    return {name: (before[name], after[name]) for name in after if before[name] != after[name]}


def _plain(value: Any) -> Any:
    """A value as the journal keeps it: readable without the row it points to, in both languages."""
    if isinstance(value, models.Manager):
        return [_plain(each) for each in value.all()]
    if isinstance(value, models.Model):
        if hasattr(value, "name_zh"):
            return {"zh": value.name_zh, "en": getattr(value, "name_en", "")}
        return str(value)
    if value is None or isinstance(value, (bool, int, str, list, dict)):
        return value
    return value if hasattr(value, "isoformat") else str(value)


def _line_changes(formsets: "Iterable[BaseModelFormSet[Any, Any]]") -> dict[str, tuple[Any, Any]]:
    """Rows added, changed or removed in the tables under the form."""
    changes: dict[str, tuple[Any, Any]] = {}
    for formset in formsets:
        noun = str(formset.model._meta.verbose_name) if formset.model else ""
        for row in getattr(formset, "new_objects", []):
            changes[f"{noun} {row}"] = (None, str(words.verb("record.added")))
        for row, fields in getattr(formset, "changed_objects", []):
            changes[f"{noun} {row}"] = (None, _values(row, fields))
        for row in getattr(formset, "deleted_objects", []):
            changes[f"{noun} {row}"] = (str(row), None)
    return changes


class ReadOnlyAdmin(AnyModelAdmin):
    """Rows that only the house's acts write: to be read, found and nothing else."""

    show_full_result_count = False
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class VerbFilter(admin.SimpleListFilter):
    title = _("act")
    parameter_name = "verb"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return sorted(words.known_verbs().items(), key=lambda pair: pair[0])

    def queryset(self, request: HttpRequest, queryset: "AnyQuerySet") -> "AnyQuerySet":
        return queryset.filter(verb=self.value()) if self.value() else queryset


class ActorFilter(admin.SimpleListFilter):
    title = _("who")
    parameter_name = "actor"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        people = User.objects.order_by("username")
        return [(str(person.pk), f"{person.name} {person.username}") for person in people]

    def queryset(self, request: HttpRequest, queryset: "AnyQuerySet") -> "AnyQuerySet":
        value = self.value() or ""
        return queryset.filter(actor_id=int(value)) if value.isdecimal() else queryset


@admin.register(Entry)
class EntryAdmin(ReadOnlyAdmin):
    """Search also takes a reference such as `stays.stay:12`: everything done to that record."""

    date_hierarchy = "at"
    list_display = ("at", "actor", "act", "label", "reason")
    list_filter = (VerbFilter, ActorFilter)
    list_select_related = ("actor",)
    search_fields = ("label", "reason")
    search_help_text = _("Name, reason, or a reference such as stays.stay:12")
    fields = ("at", "actor", "act", "label", "reason", "what_changed", "about")
    readonly_fields = fields
    ordering = ("-id",)

    @admin.display(description=_("act"), ordering="verb")
    def act(self, entry: Entry) -> str:
        return words.verb(entry.verb)

    @admin.display(description=_("changes"))
    def what_changed(self, entry: Entry) -> str:
        changes = told(entry).changes
        return "; ".join(f"{each.label}: {each.before} → {each.after}" for each in changes) or "—"

    def get_search_results(
        self, request: HttpRequest, queryset: "AnyQuerySet", search_term: str
    ) -> tuple["AnyQuerySet", bool]:
        if words.looks_like_ref(search_term):
            return queryset.filter(about__contains=[search_term.strip()]), False
        return super().get_search_results(request, queryset, search_term)


class StateFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [
            ("parked", _("parked")),
            ("waiting", _("waiting")),
            ("delivered", _("delivered")),
        ]

    def queryset(self, request: HttpRequest, queryset: "AnyQuerySet") -> "AnyQuerySet":
        wanted: dict[str, dict[str, Any]] = {
            "parked": {"parked_at__isnull": False},
            "waiting": {"delivered_at": None, "parked_at": None},
            "delivered": {"delivered_at__isnull": False},
        }
        return queryset.filter(**wanted.get(self.value() or "", {}))


@admin.register(Dispatch)
class DispatchAdmin(ReadOnlyAdmin):
    """The outbox. No names here: it is also the system administrator's page."""

    list_display = ("entry_id", "verb", "written", "attempts", "retry_at", "parked_at", "trouble")
    list_filter = (StateFilter,)
    list_select_related = ("entry",)
    fields = ("entry_id", "verb", "written", "attempts", "retry_at", "delivered_at", "parked_at")
    readonly_fields = (*fields, "trouble")
    ordering = ("-entry_id",)
    actions = ("try_again",)

    @admin.display(description=_("act"))
    def verb(self, dispatch: Dispatch) -> str:
        return dispatch.entry.verb

    @admin.display(description=_("when"))
    def written(self, dispatch: Dispatch) -> Any:
        return dispatch.entry.at

    @admin.display(description=_("last error"))
    def trouble(self, dispatch: Dispatch) -> str:
        """Only what kind of error: its text may carry what the entry is about."""
        return dispatch.last_error.partition("(")[0]

    def has_release_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("journal.release_dispatch")

    @admin.action(description=_("Try parked entries again"), permissions=["release"])
    def try_again(self, request: HttpRequest, queryset: QuerySet[Dispatch]) -> None:
        parked = list(queryset.filter(parked_at__isnull=False))
        with transaction.atomic():
            for dispatch in parked:
                outbox.unpark(dispatch.pk)
                record("dispatch.released", dispatch, by=staff_of(request))
        text = ngettext(
            "%(count)s entry waits again.", "%(count)s entries wait again.", len(parked)
        )
        self.message_user(request, text % {"count": len(parked)}, messages.SUCCESS)
