"""Outside channels for supervisors, and what went or did not go through them."""

from typing import Any, cast

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext, pgettext_lazy

from hotel.journal.admin import ReadOnlyAdmin
from hotel.notifications.models import Channel, Delivery
from hotel.notifications.models.channels import loud
from hotel.notifications.outside import selectors, services, trouble
from hotel.notifications.outside.forms import ChannelForm
from hotel.notifications.outside.message import headline
from hotel.staff.admin import ServiceAdmin
from hotel.staff.models import User
from hotel.web.refusals import Refused


class ResendMixin:
    """Actions for those who may have messages sent again."""

    def has_resend_permission(self, request: HttpRequest) -> bool:
        return cast(User, request.user).has_perm("notifications.resend_delivery")


@admin.register(Channel)
class ChannelAdmin(ResendMixin, ServiceAdmin):
    form = ChannelForm
    list_display = ("name", "department", "kind", "leads_to", "names_allowed", "active")
    list_filter = ("active", "kind", "department")
    list_select_related = ("department",)
    search_fields = ("name",)
    readonly_fields = ("leads_to",)
    fieldsets = (
        (None, {"fields": ("name", "department", "active")}),
        (_("Where to"), {"fields": ("kind", "leads_to", "new_address", "new_secret")}),
        (_("What is told"), {"fields": ("levels", "roles_too", "codes")}),
        (_("How it is told"), {"fields": ("names_allowed", "language", "per_minute")}),
    )
    actions = ("send_test",)

    def get_changeform_initial_data(self, request: HttpRequest) -> Any:
        return {"levels": loud(), **super().get_changeform_initial_data(request)}

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Whoever only reads sees no fields to write secrets into."""
        if self.has_change_permission(request, obj):
            return self.fieldsets
        return ((None, {"fields": (*ChannelForm.Meta.fields, "leads_to")}),)

    @admin.display(description=pgettext_lazy("channel", "Leads to"))
    def leads_to(self, channel: Channel) -> str:
        return selectors.leads_to(channel)

    @admin.action(description=_("Send a test message"), permissions=["resend"])
    def send_test(self, request: HttpRequest, chosen: "QuerySet[Channel]") -> None:
        for channel in chosen:
            services.send_test(channel.pk, by=cast(User, request.user))
            text = _("A test message to %(channel)s is on its way.") % {"channel": channel}
            self.message_user(request, text, messages.SUCCESS)


@admin.register(Delivery)
class DeliveryAdmin(ResendMixin, ReadOnlyAdmin):
    """No names here, whatever the channel may have: it is also the system administrator's page."""

    date_hierarchy = "made_at"
    list_display = ("made_at", "channel", "text", "state", "attempts", "next_at", "trouble")
    list_filter = ("state", "channel")
    list_select_related = ("channel",)
    fields = (
        "channel",
        "text",
        "level",
        "code",
        "state",
        "attempts",
        "made_at",
        "tried_at",
        "next_at",
        "sent_at",
        "trouble",
    )
    readonly_fields = fields
    actions = ("try_again", "give_up")

    @admin.display(description=_("text"))
    def text(self, delivery: Delivery) -> str:
        return headline(delivery, names=False)[0]

    @admin.display(description=_("last error"))
    def trouble(self, delivery: Delivery) -> str:
        return trouble.said(delivery.last_error)

    @admin.action(description=_("Send again"), permissions=["resend"])
    def try_again(self, request: HttpRequest, chosen: "QuerySet[Delivery]") -> None:
        done = self._each(request, chosen, services.try_again)
        text = ngettext("%(count)s message waits again.", "%(count)s messages wait again.", done)
        self.message_user(request, text % {"count": done}, messages.SUCCESS)

    @admin.action(description=_("Give up"), permissions=["resend"])
    def give_up(self, request: HttpRequest, chosen: "QuerySet[Delivery]") -> None:
        done = self._each(request, chosen, services.give_up)
        text = ngettext("%(count)s message is given up.", "%(count)s messages are given up.", done)
        self.message_user(request, text % {"count": done}, messages.SUCCESS)

    def _each(self, request: HttpRequest, chosen: "QuerySet[Delivery]", act: Any) -> int:
        done = 0
        for delivery in chosen:
            try:
                act(delivery.pk, by=cast(User, request.user))
            except Refused as refusal:
                self.message_user(request, f"{delivery}: {refusal.text}", messages.ERROR)
            else:
                done += 1
        return done
