"""One form for each person of the party, `p0` being the main guest."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from frontdesk import persons
from frontdesk.persons import HOME, OnFile, PersonRegistered
from hotel.guests import selectors as people
from hotel.guests.widgets import CountryField
from hotel.web import clock
from hotel.web.forms import add_refusal
from hotel.web.refusals import Refused
from hotel.web.widgets import DayInput

if TYPE_CHECKING:
    from hotel.guests.models import Guest

FACTS = ("name_zh", "surname_latin", "given_latin", "sex", "birth_date", "nationality", "phone")
SAID = (
    "kind",
    "number",
    "valid_until",
    "override_reason",
    "visa",
    "entry_date",
    "entry_port",
    "guardian_name",
    "guardian_phone",
    "relationship",
)
NEW = "new"


def _text(label: Any, most: int, **attrs: str) -> forms.CharField:
    widget = forms.TextInput(attrs={"autocomplete": "off", **attrs})
    return forms.CharField(label=label, required=False, max_length=most, widget=widget)


def _day(label: Any) -> forms.DateField:
    return forms.DateField(label=label, required=False, widget=DayInput())


class PersonForm(forms.Form):
    """A guest on file or a new one, the document shown, and what the law asks beside it."""

    guest = forms.IntegerField(required=False, widget=forms.HiddenInput)
    absent = forms.BooleanField(label=_("Does not come"), required=False)
    name_zh = _text(_("Chinese name"), 5000)
    surname_latin = _text(_("Latin surname"), 5000)
    given_latin = _text(_("Latin given names"), 5000)
    sex = forms.ChoiceField(label=_("Sex"), required=False)
    birth_date = _day(_("Date of birth"))
    nationality = CountryField(label=_("Nationality"), required=False, initial=HOME)
    phone = _text(_("Phone"), 40, inputmode="tel")
    document = forms.ChoiceField(label=_("Document"), required=False, widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("Kind of document"), required=False)
    number = forms.CharField(
        label=_("Number"),
        required=False,
        strip=False,
        max_length=200,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "spellcheck": "false", "class": "num", "data-private": ""}
        ),
    )
    valid_until = _day(_("Valid until"))
    override_reason = _text(_("Reason for the exception"), 200)
    visa = _text(_("Visa or permit"), 60)
    entry_date = _day(_("Entered the country on"))
    entry_port = _text(_("Entered at"), 60)
    guardian_name = _text(_("Guardian"), 80)
    guardian_phone = _text(_("Guardian's phone"), 24, inputmode="tel")
    relationship = _text(_("Related to the others in the room as"), 80)

    def __init__(self, *args: Any, known: OnFile | None = None, child: bool = False, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.known = known or OnFile()
        self.child = child
        self.fields["sex"].choices = [("", "—"), *people.sexes()]  # type: ignore[attr-defined]
        self.fields["kind"].choices = people.document_kinds()  # type: ignore[attr-defined]
        held = [(str(each.pk), str(each)) for each in self.known.documents]
        self.fields["document"].choices = [*held, (NEW, _("Another document"))]  # type: ignore[attr-defined]
        if not held:
            self.fields["document"] = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def number_of_row(self) -> int:
        return int(str(self.prefix)[1:])

    @property
    def is_main(self) -> bool:
        return self.prefix == "p0"

    @property
    def is_blank(self) -> bool:
        """A further row that nobody used."""
        if not self.is_bound:
            return False
        names = ("guest", "name_zh", "surname_latin", "given_latin", "number")
        return not any(str(self[name].value() or "").strip() for name in names)

    def clean_guest(self) -> int | None:
        guest_id: int | None = self.cleaned_data["guest"]
        if guest_id is not None and self.known.guest is None:
            raise forms.ValidationError(_("This guest is not on file any more. Search again."))
        return guest_id

    def clean_valid_until(self) -> date | None:
        until: date | None = self.cleaned_data["valid_until"]
        if until is not None and not 1900 < until.year < 2200:
            raise forms.ValidationError(_("Check the year."))
        return until

    def clean(self) -> dict[str, Any]:
        """Everything wrong with this person at once; the service would stop at the first."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("absent"):
            for refusal in persons.problems(self.person, self.known, clock.today()):
                if refusal.field not in self.errors:
                    add_refusal(self, refusal)
        return cleaned

    @property
    def person(self) -> PersonRegistered:
        """What was typed, for the service. A document on file stands for the number."""
        typed = self.cleaned_data
        chosen = typed.get("document") or ""
        on_file = int(chosen) if chosen.isdecimal() and self.known.documents else None
        facts = {name: typed[name] for name in FACTS if typed.get(name)}
        guest = self.known.guest
        if guest is not None:
            facts = {name: value for name, value in facts.items() if name not in FACTS[:3]}
        said = {name: typed.get(name) or _nothing(name) for name in SAID}
        if on_file is not None:
            said["number"] = ""
        return PersonRegistered(
            guest_id=guest.pk if guest else None, document_id=on_file, facts=facts, **said
        )


def _nothing(name: str) -> Any:
    return None if name in ("valid_until", "entry_date") else ""


class Party:
    """The rows of everybody who may come: the named, those booked without a name, and one spare."""

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        guests: "Sequence[Guest | None]",
        children: int = 0,
        spare: int = 0,
    ) -> None:
        self.booked = len(guests)
        adults = self.booked - children
        chosen = [_chosen(data, position) for position in range(self.booked + spare)]
        if data is None:
            chosen = [guest.pk if guest else None for guest in guests] + [None] * spare
        ids = {guest_id for guest_id in chosen if guest_id}
        found = people.guests_by_id(ids) if ids else {}
        documents = people.documents_of(ids) if ids else {}
        self.forms = [
            PersonForm(
                data,
                prefix=f"p{position}",
                known=OnFile(found.get(guest_id or 0), documents.get(guest_id or 0, [])),
                child=adults <= position < self.booked,
                initial=initial_of(found.get(guest_id or 0), documents.get(guest_id or 0, [])),
            )
            for position, guest_id in enumerate(chosen)
        ]

    def __iter__(self) -> Iterator[PersonForm]:
        return iter(self.forms)

    @property
    def here(self) -> list[PersonForm]:
        """The rows that count: those booked and not absent, and further ones somebody filled."""
        return [form for form in self.forms if self._counts(form)]

    def _counts(self, form: PersonForm) -> bool:
        if form.number_of_row >= self.booked:
            return not form.is_blank
        return form.is_main or not form["absent"].value()

    def is_valid(self) -> bool:
        """Every row is asked, so that everybody's mistakes are told at once."""
        answers = [form.is_valid() for form in self.here]
        return all(answers)

    @property
    def persons(self) -> list[PersonRegistered]:
        return [form.person for form in self.here]

    @property
    def absent(self) -> tuple[int, int]:
        """How many adults and children of those booked do not come."""
        gone = [form for form in self.forms[: self.booked] if not self._counts(form)]
        children = sum(form.child for form in gone)
        return len(gone) - children, children

    def add_refusal(self, refusal: Refused) -> bool:
        """Put a service's refusal beside the person it is about; False when it is about nobody."""
        row, _dash, field = (refusal.field or "").partition("-")
        here = {f"p{position}": form for position, form in enumerate(self.here)}
        form = here.get(row)
        if form is None:
            return False
        form.add_error(field if field in form.fields else None, refusal)
        return True


def _chosen(data: Mapping[str, Any] | None, position: int) -> int | None:
    typed = str((data or {}).get(f"p{position}-guest", ""))
    return int(typed) if typed.isdecimal() and len(typed) < 12 else None


def initial_of(guest: "Guest | None", held: Sequence[Any]) -> dict[str, Any]:
    usable = [each for each in held if not each.valid_until or each.valid_until >= clock.today()]
    document = str(usable[-1].pk) if usable else NEW
    if guest is None:
        return {"document": NEW}
    return {
        "guest": guest.pk,
        "document": document,
        "sex": guest.sex,
        "birth_date": guest.birth_date,
        "nationality": guest.nationality,
    }
