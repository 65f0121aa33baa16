"""The small forms of an item's panel. Its evidence has forms of its own, in `hotel.work.evidence`."""

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hotel.guests.freetext import no_card_number
from hotel.staff.models import User


class ReasonForm(forms.Form):
    reason = forms.CharField(
        label=_("Reason"),
        max_length=500,
        required=False,  # the service decides: taking back one's own at once needs none
        validators=[no_card_number],
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AssignForm(forms.Form):
    """Who of the department takes it; people on duty stand first."""

    to = forms.TypedChoiceField(
        label=pgettext_lazy("item", "Person"), coerce=int, empty_value=None, required=False
    )

    def __init__(
        self, *args: Any, people: Iterable[User], present: Iterable[User], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        on_duty = list(present)
        others = [person for person in people if person not in on_duty]
        groups = [(_("On duty"), on_duty), (_("Not on duty"), others)]
        field = cast(forms.TypedChoiceField, self.fields["to"])
        field.choices = [
            ("", _("Nobody yet")),
            *[(label, [(p.pk, p.name) for p in some]) for label, some in groups if some],
        ]
