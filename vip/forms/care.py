"""The care call as it is taken on the telephone: five questions, and what the guest is unhappy about."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from complaints import selectors as complaints
from hotel.guests.freetext import no_card_number
from vip.forms.fields import MomentField
from vip.models import CareIssue
from vip.services import Answers

_RATED = ("room", "outlets")
_QUESTIONS = tuple(CareIssue.Question.values)


def _said(label: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=1000,
        validators=[no_card_number],
        widget=forms.Textarea(attrs={"rows": 2}),
    )


def _score(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        coerce=int,
        choices=[(score, str(score)) for score in range(1, 6)],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose from 1 to 5.")},
    )


class CareForm(forms.Form):
    """Fields in the order in which they are asked."""

    room = _score(_("Room"))
    room_words = _said(_("In the guest's words"))
    outlets = _score(_("Outlets"))
    outlets_words = _said(_("In the guest's words"))
    overall = _said(_("The hotel overall"))
    wishes = _said(_("Special wishes"))
    departure_at = MomentField(label=_("Leaves"), required=False)

    def __init__(self, data: Any = None, *, departure_at: Any = None) -> None:
        super().__init__(data, auto_id="care_%s", initial={"departure_at": departure_at})
        kinds = [(each.code, each.name) for each in complaints.categories()]
        for name in _QUESTIONS:
            self.fields[f"issue_{name}"] = forms.BooleanField(
                label=_("The guest is not satisfied"), required=False
            )
            self.fields[f"category_{name}"] = forms.ChoiceField(
                label=_("About"), required=False, choices=[("", _("The question itself")), *kinds]
            )

    def about(self, name: str) -> list[forms.BoundField]:
        """The fields that belong to one question, for the page."""
        words = [self[f"{name}_words"]] if name in _RATED else []
        return [*words, self[f"issue_{name}"], self[f"category_{name}"]]

    @property
    def answers(self) -> Answers:
        given = self.cleaned_data
        return Answers(
            room=given["room"],
            outlets=given["outlets"],
            overall=given["overall"],
            wishes=given["wishes"],
            departure_at=given["departure_at"],
            room_words=given["room_words"],
            outlets_words=given["outlets_words"],
            issues=tuple(q for q in _QUESTIONS if given[f"issue_{q}"]),
            categories={q: given[f"category_{q}"] for q in _QUESTIONS},
        )
