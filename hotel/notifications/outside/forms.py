"""The channel's form in the admin site: secrets are written there and never shown again."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hotel.notifications.models import Channel, Level
from hotel.notifications.outside import services
from hotel.notifications.words import known, sample
from hotel.staff.admin import ActingForm
from hotel.web.refusals import Refused

if TYPE_CHECKING:
    ChannelModelForm = forms.ModelForm[Channel]
else:
    ChannelModelForm = forms.ModelForm

KINDS_OF_NEWS = {
    "vip": _("VIP reception"),
    "housekeeping": _("Housekeeping"),
    "complaint": _("Complaints"),
    "promise": _("Promises"),
    "receipt": _("Receipts"),
    "frontdesk": pgettext_lazy("settings", "Counter"),
}
SECRET = {"autocomplete": "off", "size": 80, "spellcheck": "false"}


def _codes() -> list[tuple[Any, list[tuple[str, str]]]]:
    """Every notice by its title, in the groups of the house."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for code in sorted(known()):
        noun = code.partition(".")[0]
        if noun in KINDS_OF_NEWS:
            groups.setdefault(noun, []).append((code, sample(code)))
    return [(KINDS_OF_NEWS[noun], groups[noun]) for noun in KINDS_OF_NEWS if noun in groups]


class ChannelForm(ActingForm, ChannelModelForm):
    new_address = forms.CharField(
        label=pgettext_lazy("channel", "Address"),
        required=False,
        max_length=500,
        widget=forms.TextInput(attrs=SECRET),
        help_text=_(
            "The robot's webhook address, or e-mail addresses separated by commas."
            " Kept encrypted and not shown again; leave empty to keep the present one."
        ),
    )
    new_secret = forms.CharField(
        label=_("Signing secret"),
        required=False,
        max_length=200,
        widget=forms.TextInput(attrs=SECRET),
        help_text=_("Of DingTalk and Feishu robots with signature. Empty keeps the present one."),
    )
    levels = forms.MultipleChoiceField(
        label=_("Levels"), choices=Level.choices, widget=forms.CheckboxSelectMultiple
    )
    codes = forms.MultipleChoiceField(
        label=_("Only this news"),
        required=False,
        choices=_codes,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Without any choice all of it."),
    )

    class Meta:
        model = Channel
        fields = (
            "name",
            "department",
            "kind",
            "levels",
            "codes",
            "roles_too",
            "names_allowed",
            "language",
            "per_minute",
            "active",
        )

    def validate_constraints(self) -> None:
        """The service says it in words, beside the field."""

    def act(self) -> Channel:
        given = dict(self.cleaned_data)
        for name in services.SECRETS:
            if written := given.pop(f"new_{name}"):
                given[name] = written
        pk: int | None = self.instance.pk
        try:
            if pk is None:
                return services.add_channel(by=self.by, **given)
            return services.change_channel(pk, by=self.by, **given)
        except Refused as refusal:
            if refusal.field in services.SECRETS:
                refusal.field = f"new_{refusal.field}"
            raise
