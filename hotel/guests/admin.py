"""Companies are kept here. Guests are only looked up: their numbers stay masked, their page acts."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from hotel.guests import phones
from hotel.guests.companies import check_credit_code
from hotel.guests.facts import free_text
from hotel.guests.models import Company, Guest, IdentityDocument, Plate, Preference, Watch
from hotel.journal.admin import JournaledAdmin, ReadOnlyAdmin

if TYPE_CHECKING:
    CompanyModelForm = forms.ModelForm[Company]
else:
    CompanyModelForm = forms.ModelForm


class CompanyForm(CompanyModelForm):
    # Write only: what is on file stands masked beside it and is never sent to the browser.
    new_contact_phone = forms.CharField(
        label=_("contact phone"),
        required=False,
        help_text=_("Leave empty to keep the one on file."),
    )

    class Meta:
        model = Company
        fields = (
            "code",
            "name_zh",
            "name_en",
            "credit_code",
            "contact_name",
            "address",
            "note",
            "active",
        )

    def clean_credit_code(self) -> str:
        return check_credit_code(self.cleaned_data["credit_code"])

    def clean_note(self) -> str:
        return free_text(self.cleaned_data["note"], "note", 400)

    def clean_new_contact_phone(self) -> str:
        typed = self.cleaned_data["new_contact_phone"]
        return phones.check(typed, field="new_contact_phone").stored if typed else ""

    def save(self, commit: bool = True) -> Company:
        if self.cleaned_data["new_contact_phone"]:
            self.instance.contact_phone = self.cleaned_data["new_contact_phone"]
        self.instance.version += 1
        return super().save(commit)


@admin.register(Company)
class CompanyAdmin(JournaledAdmin):
    form = CompanyForm
    fields = (*CompanyForm.Meta.fields, "phone_on_file", "new_contact_phone")
    readonly_fields = ("phone_on_file",)
    list_display = ("code", "name_zh", "name_en", "credit_code", "contact_name", "active")
    list_filter = ("active",)
    search_fields = ("code", "name_zh", "name_en", "credit_code")

    @admin.display(description=_("contact phone on file"))
    def phone_on_file(self, company: Company) -> str:
        return company.new_contact_phone


@admin.register(Guest)
class GuestAdmin(ReadOnlyAdmin):
    list_display = ("name", "phone_masked", "company", "vip_level", "page")
    list_select_related = ("company",)
    search_fields = ("search",)
    fields = (
        "name_zh",
        "surname_latin",
        "given_latin",
        "phone_masked",
        "company",
        "vip_level",
        "page",
    )
    ordering = ("-id",)

    @admin.display(description=_("profile"))
    def page(self, guest: Guest) -> SafeString:
        address = reverse("guests:guest", args=[guest.pk])
        return format_html('<a href="{}">{}</a>', address, _("open"))

    def get_search_results(self, request: Any, queryset: Any, search_term: str) -> Any:
        from hotel.guests.selectors import search

        if not search_term.strip():
            return queryset, False
        return queryset.filter(pk__in=[hit.id for hit in search(search_term, 100)]), False


@admin.register(IdentityDocument)
class IdentityDocumentAdmin(ReadOnlyAdmin):
    """Numbers stay masked here; the guest's page reveals one, with a reason, journaled."""

    list_display = ("guest", "kind", "masked", "valid_until", "verified_by", "added_at")
    list_filter = ("kind", "added_at")
    list_select_related = ("guest",)
    search_fields = ("guest__search",)
    fields = (*list_display, "issuing_place", "latin_name", "override_reason")
    readonly_fields = fields
    date_hierarchy = "added_at"


@admin.register(Preference)
class PreferenceAdmin(ReadOnlyAdmin):
    list_display = ("guest", "kind", "text", "source")
    list_filter = ("kind", "source")
    list_select_related = ("guest",)
    search_fields = ("guest__search", "text")


@admin.register(Plate)
class PlateAdmin(ReadOnlyAdmin):
    list_display = ("number", "guest", "standard")
    list_filter = ("standard",)
    list_select_related = ("guest",)
    search_fields = ("number", "guest__search")


@admin.register(Watch)
class WatchAdmin(ReadOnlyAdmin):
    """Flags are set and lifted on the guest's page."""

    list_display = ("guest", "active", "reason")
    list_filter = ("active",)
    list_select_related = ("guest",)
    search_fields = ("guest__search", "reason")
