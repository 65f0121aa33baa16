"""The form by which a supervisor invents a visit to try a plan template with."""

from collections.abc import Mapping
from datetime import datetime, time, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hotel.web import clock, show
from vip import selectors
from vip.forms.fields import MomentField
from vip.invented import History, Invented, Wanted
from vip.models import PlanTemplate

LONGEST = timedelta(days=365)


class PreviewForm(forms.Form):
    """Read from the address, so that a preview can be sent to somebody. Asks; writes nothing."""

    version = forms.TypedChoiceField(label=_("Plan version"), coerce=int)
    against = forms.TypedChoiceField(label=_("Compare with"), coerce=int, required=False)
    level = forms.ChoiceField(label=_("Level"))
    source = forms.ChoiceField(label=_("Who gives the notice"))
    notice_at = MomentField(label=_("Notice given"))
    arrival_at = MomentField(label=_("Arrives"))
    nights = forms.IntegerField(label=_("Nights"), min_value=1, max_value=60)
    persons = forms.IntegerField(label=_("Persons"), min_value=1, max_value=200)
    rooms = forms.IntegerField(label=pgettext_lazy("how many", "Rooms"), min_value=1, max_value=20)
    wanted = forms.MultipleChoiceField(
        label=_("Conditions"),
        choices=Wanted.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    occasions = forms.MultipleChoiceField(
        label=_("Special occasions"), required=False, widget=forms.CheckboxSelectMultiple
    )
    likes = forms.MultipleChoiceField(
        label=_("The guest has preferences"), required=False, widget=forms.CheckboxSelectMultiple
    )
    avoid = forms.MultipleChoiceField(
        label=_("The party must not have"), required=False, widget=forms.CheckboxSelectMultiple
    )
    history = forms.MultipleChoiceField(
        label=_("From earlier visits"),
        choices=History.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Mapping[str, Any]) -> None:
        super().__init__(data, auto_id="%s")
        self.versions = {each.pk: each for each in selectors.versions()}
        self.levels = {each.code: each for each in selectors.levels()}
        self.sources = {each.code: each for each in selectors.sources()}
        versions = [(pk, called(each)) for pk, each in self.versions.items()]
        self._offer("version", versions)
        self._offer("against", [("", _("the version in use")), *versions])
        self._offer("level", [(code, str(each)) for code, each in self.levels.items()])
        self._offer("source", [(code, str(each)) for code, each in self.sources.items()])
        self._offer("occasions", [(each.code, each.name) for each in selectors.named_occasions()])
        self._offer("likes", [(each.code, each.title) for each in selectors.preference_rules()])
        self._offer("avoid", [(each.code, each.name) for each in selectors.avoidables()])

    def _offer(self, name: str, choices: list[Any]) -> None:
        self.fields[name].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        source, level = (cleaned.get(name) for name in ("source", "level"))
        if source and level:
            self._check_level(source, level)
        notice, arrival = cleaned.get("notice_at"), cleaned.get("arrival_at")
        if notice and arrival:
            if arrival < notice:
                self.add_error("arrival_at", _("The guest arrives after the notice."))
            elif arrival - notice > LONGEST:
                self.add_error("arrival_at", _("At most a year after the notice."))
        return cleaned

    def _check_level(self, source: str, level: str) -> None:
        lowest = self.sources[source].min_level
        if self.levels[level].rank > lowest.rank:
            said = _("A guest announced by “%(source)s” is received at %(level)s or higher.")
            called_ = {"source": self.sources[source].name, "level": lowest.code}
            self.add_error("level", said % called_)

    @property
    def has_history(self) -> bool:
        """Whether anything of the guest's is chosen, so that it has to be seen."""
        return any(self[name].value() for name in ("occasions", "history", "likes", "avoid"))

    @property
    def chosen(self) -> PlanTemplate:
        return self.versions[self.cleaned_data["version"]]

    @property
    def other(self) -> PlanTemplate | None:
        """The version to compare with; None for the one in use."""
        return self.versions.get(self.cleaned_data["against"] or 0)

    def invented(self) -> Invented:
        given = self.cleaned_data
        return Invented(
            level=self.levels[given["level"]],
            source=self.sources[given["source"]],
            notice_at=given["notice_at"],
            arrival_at=given["arrival_at"],
            nights=given["nights"],
            persons=given["persons"],
            rooms=given["rooms"],
            wanted=frozenset(given["wanted"]),
            occasions=tuple(given["occasions"]),
            likes=frozenset(given["likes"]),
            avoid=frozenset(given["avoid"]),
            history=frozenset(given["history"]),
        )


def called(version: PlanTemplate) -> str:
    """`v2 · used from 11-20 09:00 · what changed`."""
    since = (
        _("used from %(time)s") % {"time": show.mdhm(version.active_from)}
        if version.active_from
        else _("not in use yet")
    )
    return " · ".join(part for part in (str(version), str(since), version.note) if part)


def invented_now(now: datetime) -> dict[str, Any]:
    """What the form starts with: a V2 of the reservations, in three days, with a dinner and a car."""
    today = clock.local(now).date()
    arrival = clock.at(today + timedelta(days=3), time(15, 0))
    return {
        "level": "V2",
        "source": "C",
        "notice_at": f"{clock.local(now):%Y-%m-%dT%H:%M}",
        "arrival_at": f"{arrival:%Y-%m-%dT%H:%M}",
        "nights": 2,
        "persons": 2,
        "rooms": 1,
        "wanted": [Wanted.CAR, Wanted.DINING],
    }
