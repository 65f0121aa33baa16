"""Supervisors manage people, duties and names here; saving goes through the services, journaled."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.widgets import AdminSplitDateTime
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext_lazy as _

from hotel.staff import authority, services
from hotel.staff.models import Department, Duty, Role, User
from hotel.web.forms import add_refusal
from hotel.web.pages import go, see_other
from hotel.web.refusals import Refused

if TYPE_CHECKING:
    PersonForm_ = forms.ModelForm[User]
    DutyForm_ = forms.ModelForm[Duty]
    Names_ = forms.ModelForm[Department | Role]
    Admin = admin.ModelAdmin[Any]
else:
    PersonForm_ = DutyForm_ = Names_ = forms.ModelForm
    Admin = admin.ModelAdmin


def _sign_in_first(request: HttpRequest, extra_context: Any = None) -> HttpResponse:
    """The admin has no door of its own: our sign-in counts the tries, and roles open the admin."""
    if request.user.is_authenticated:
        raise PermissionDenied("admin")
    here = request.GET.get("next") or reverse("admin:index")
    return go(request, f"{reverse('staff:sign-in')}?{urlencode({'next': here})}")


def _own_page(request: HttpRequest, extra_context: Any = None) -> HttpResponse:
    """Everybody changes the own password on the own page, journaled."""
    return see_other(request, "staff:me")


admin.site.login = _sign_in_first  # type: ignore[method-assign]
admin.site.password_change = _own_page  # type: ignore[method-assign,assignment]


class ActingForm:
    """Mixin: once all fields are right the service acts, so what it refuses stands beside its field.

    Both happen inside the admin's own transaction; `saved` is what the service returned.
    """

    by: User
    saved: Any = None

    def act(self) -> Any:
        raise NotImplementedError

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        form = cast(forms.BaseForm, self)
        if form.errors:
            return
        try:
            with transaction.atomic():
                self.saved = self.act()
        except Refused as refusal:
            add_refusal(form, refusal)


class ServiceAdmin(Admin):
    """Writes nothing itself: the form has acted already."""

    actions: Any = None

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        return type(form.__name__, (form,), {"by": request.user})

    def save_form(self, request: HttpRequest, form: Any, change: bool) -> Any:
        return form.saved

    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:
        """Saved by the service."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Saved by the service."""

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The house's journal knows it already."""

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """The house's journal knows it already."""

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        """Tables under the form are read only, so Django has nothing to tell about them."""
        return super().construct_change_message(request, form, [], add)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The house's journal, which stands above this app, by its address."""
        return see_other(request, "journal:history", f"{self.opts.label_lower}:{object_id}")

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class PersonForm(ActingForm, PersonForm_):
    new_password = forms.CharField(
        label=_("New password"),
        required=False,
        strip=False,
        max_length=256,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Leave empty to keep the present one. Tell it in person, never in writing."),
    )
    new_quick_code = forms.CharField(
        label=_("New quick code"),
        required=False,
        max_length=6,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("Four to six digits. Leave empty to keep the present one."),
    )

    class Meta:
        model = User
        fields = ("username", "name_zh", "name_en", "department", "roles", "language", "is_active")
        widgets = {"roles": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        roles = cast("forms.ModelMultipleChoiceField[Role]", self.fields.get("roles"))
        if roles is not None:
            roles.queryset = Role.objects.filter(dynamic=False)

    def act(self) -> User:
        given = self.cleaned_data
        pk: int | None = self.instance.pk
        if pk is None:
            return self._hire()
        services.change_person(
            pk,
            by=self.by,
            name_zh=given["name_zh"],
            name_en=given["name_en"],
            department=given["department"],
            roles=given["roles"],
        )
        if not given["is_active"]:
            services.let_go(pk, by=self.by, reason=str(_("in the settings")))
        else:
            services.take_back(pk, by=self.by)
        self._set_secrets(pk)
        return User.objects.get(pk=pk)

    def _hire(self) -> User:
        given = self.cleaned_data
        user = services.hire(
            username=given["username"],
            name_zh=given["name_zh"],
            name_en=given["name_en"],
            department=given["department"],
            roles=given["roles"],
            language=given["language"],
            by=self.by,
        )
        self._set_secrets(user.pk)
        return user

    def _set_secrets(self, pk: int) -> None:
        try:
            if self.cleaned_data["new_password"]:
                services.set_password(pk, self.cleaned_data["new_password"], by=self.by)
            if self.cleaned_data["new_quick_code"]:
                services.set_quick_code(pk, self.cleaned_data["new_quick_code"], by=self.by)
        except Refused as refusal:
            # The services name the field after what it is; this form asks for a new one.
            refusal.field = {"password": "new_password", "code": "new_quick_code"}.get(
                refusal.field or "", refusal.field
            )
            raise


@admin.register(User)
class UserAdmin(ServiceAdmin):
    form = PersonForm
    list_display = ("username", "name_zh", "name_en", "department", "held", "is_active")
    list_filter = ("is_active", "department", "roles")
    search_fields = ("username", "name_zh", "name_en")
    ordering = ("department__sort", "username")
    actions = ("lift_lockout",)

    def get_queryset(self, request: HttpRequest) -> "models.QuerySet[User]":
        return User.objects.select_related("department").prefetch_related("roles")

    @admin.display(description=_("roles"))
    def held(self, user: User) -> str:
        return " · ".join(role.name for role in user.roles.all())

    def get_readonly_fields(self, request: HttpRequest, obj: User | None = None) -> tuple[str, ...]:
        # The staff number stands in every history; the language is the person's own choice.
        return ("username", "language") if obj else ()

    def has_change_permission(self, request: HttpRequest, obj: User | None = None) -> bool:
        allowed = super().has_change_permission(request, obj)
        return allowed and (obj is None or authority.may_manage(cast(User, request.user), obj))

    @admin.action(description=_("Open sign-in again after too many wrong tries"))
    def lift_lockout(self, request: HttpRequest, queryset: "models.QuerySet[User]") -> None:
        for user in queryset:
            try:
                services.lift_lockout(user.pk, by=cast(User, request.user))
            except Refused as refusal:
                self.message_user(request, f"{user}: {refusal.text}", messages.ERROR)
            else:
                self.message_user(request, _("%(name)s may sign in again.") % {"name": user.name})


class DutyForm(ActingForm, DutyForm_):
    start = forms.SplitDateTimeField(label=_("From"), widget=AdminSplitDateTime)
    end = forms.SplitDateTimeField(label=_("Until"), widget=AdminSplitDateTime)

    class Meta:
        model = Duty
        fields = ("user", "department", "shift")

    def act(self) -> Duty:
        given = self.cleaned_data
        return services.put_on_duty(
            given["user"],
            given["department"],
            given["shift"],
            given["start"],
            given["end"],
            by=self.by,
        )


@admin.register(Duty)
class DutyAdmin(ServiceAdmin):
    form = DutyForm
    fields = ("user", "department", "shift", "start", "end")
    list_display = ("user", "department", "shift", "period")
    list_filter = ("department", "shift")
    date_hierarchy = None

    def get_queryset(self, request: HttpRequest) -> "models.QuerySet[Duty]":
        return Duty.objects.select_related("user", "department").order_by("-period")

    def has_change_permission(self, request: HttpRequest, obj: Duty | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Duty | None = None) -> bool:
        user = cast(User, request.user)
        allowed = user.has_perm("staff.delete_duty")
        return allowed and (obj is None or authority.may_plan(user, obj.department))

    def delete_model(self, request: HttpRequest, obj: Duty) -> None:
        services.take_off_duty(obj.pk, by=cast(User, request.user))

    def get_fields(self, request: HttpRequest, obj: Duty | None = None) -> Any:
        return ("user", "department", "shift", "period") if obj else self.fields


class NamesForm(ActingForm, Names_):
    def act(self) -> Any:
        given = self.cleaned_data
        return services.rename(
            self.instance.__class__.objects.get(pk=self.instance.pk),
            name_zh=given["name_zh"],
            name_en=given["name_en"],
            sort=given["sort"],
            by=self.by,
        )


class NamesAdmin(ServiceAdmin):
    """Departments and roles are shipped; a hotel calls them what it likes."""

    form = NamesForm
    fields = ("code", "name_zh", "name_en", "sort")
    readonly_fields = ("code",)
    list_display = ("name_zh", "name_en", "code", "sort")
    ordering = ("sort",)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False


admin.site.register(Department, NamesAdmin)
admin.site.register(Role, NamesAdmin)
