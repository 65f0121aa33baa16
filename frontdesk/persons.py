"""Who stands at the counter: what each person shows and says, and whether it is enough (B1.3)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from hotel.guests import documents, minors
from hotel.guests.facts import CLEANERS
from hotel.web.refusals import Refused

if TYPE_CHECKING:
    from hotel.guests.models import Guest, IdentityDocument

HOME = "CHN"
FOREIGN_PASSPORT = "passport_foreign"
# Those who come from outside the mainland: reported within 24 hours.
OVERSEAS = frozenset({FOREIGN_PASSPORT, "hm_permit", "tw_permit", "foreigner_pr"})


@dataclass(frozen=True, kw_only=True)
class PersonRegistered:
    """One person of the party, as registered at the counter (handbook A1.7, B1.3).

    A guest on file by `guest_id`, or a new one by `facts` (those of `hotel.guests.facts`; what is
    given of a guest on file is corrected there). The document: one on file by `document_id`, or
    `kind` and `number` as read from the card; with neither, the last one on file.
    """

    guest_id: int | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)
    document_id: int | None = None
    kind: str = ""
    number: str = ""
    valid_until: date | None = None
    override_reason: str = ""
    visa: str = ""
    entry_date: date | None = None
    entry_port: str = ""
    guardian_name: str = ""
    guardian_phone: str = ""
    relationship: str = ""


@dataclass(frozen=True)
class OnFile:
    """What is known of the person already."""

    guest: "Guest | None" = None
    documents: "Sequence[IdentityDocument]" = ()


def is_overseas(kind: str, nationality: str) -> bool:
    return kind in OVERSEAS or nationality != HOME


def document_shown(person: PersonRegistered, known: OnFile) -> "IdentityDocument | None":
    """The document on file that is meant; None when a new one was typed, or there is none."""
    if person.number.strip():
        return None
    if person.document_id is None:
        return known.documents[-1] if known.documents else None
    return next((each for each in known.documents if each.pk == person.document_id), None)


def nationality_of(person: PersonRegistered, known: OnFile) -> str:
    given = person.facts.get("nationality")
    return str(given or (known.guest.nationality if known.guest else HOME))


def kind_of(person: PersonRegistered, known: OnFile) -> str:
    shown = document_shown(person, known)
    return shown.kind if shown is not None else person.kind


def problems(person: PersonRegistered, known: OnFile, day: date) -> Iterator[Refused]:
    """Everything that keeps this person from being registered on the day, each beside its field."""
    yield from _of_facts(person, known)
    checked: documents.Checked | None = None
    shown = document_shown(person, known)
    try:
        checked = _checked(person, shown)
    except Refused as refusal:
        yield refusal
    else:
        yield from _of_card(person, shown, checked, day)
        yield from _of_age(person, known, checked, day)
    if is_overseas(kind_of(person, known), nationality_of(person, known)):
        yield from _of_entry(person, kind_of(person, known), day)


def _of_facts(person: PersonRegistered, known: OnFile) -> Iterator[Refused]:
    for name, value in person.facts.items():
        try:
            CLEANERS[name](value)
        except Refused as refusal:
            yield refusal
    names = ("name_zh", "surname_latin", "given_latin")
    if known.guest is None and not any(str(person.facts.get(each) or "").strip() for each in names):
        yield Refused(_("Find the guest, or give the new guest's name."), field="name_zh")


def _checked(
    person: PersonRegistered, shown: "IdentityDocument | None"
) -> documents.Checked | None:
    if shown is not None:
        return None
    if not person.number.strip():
        raise Refused(
            _("Everybody who stays shows a document: enter its number."),
            field="number",
            code="no_document",
        )
    return documents.check(person.kind, person.number, override_reason=person.override_reason)


def _of_card(
    person: PersonRegistered,
    shown: "IdentityDocument | None",
    checked: documents.Checked | None,
    day: date,
) -> Iterator[Refused]:
    until = shown.valid_until if shown is not None else person.valid_until
    where = "document" if shown is not None else "valid_until"
    if until is not None and until < day:
        yield Refused(
            _("This document expired on %(day)s.") % {"day": until.isoformat()},
            field=where,
            code="expired",
        )
    if until is None and shown is None and person.kind == FOREIGN_PASSPORT:
        yield Refused(_("Enter until when the passport is valid."), field=where)
    if checked is None:
        return
    sex, born = str(person.facts.get("sex") or ""), person.facts.get("birth_date")
    for sentence in documents.differences(checked, sex=sex, birth_date=None):
        yield Refused(sentence, field="sex", code="differs")
    for sentence in documents.differences(checked, sex="", birth_date=born):
        yield Refused(sentence, field="birth_date", code="differs")


def _of_age(
    person: PersonRegistered, known: OnFile, checked: documents.Checked | None, day: date
) -> Iterator[Refused]:
    born = birth_date(person, known, checked)
    sex = (checked and checked.sex) or person.facts.get("sex")
    if born is None:
        yield Refused(
            _("Enter the date of birth: this number does not tell it."), field="birth_date"
        )
    if not (sex or (known.guest and known.guest.sex)):
        yield Refused(_("Choose the sex: this number does not tell it."), field="sex")
    given = (person.guardian_name, person.guardian_phone, person.relationship)
    for position, name in enumerate(GUARDIAN):
        # One sentence for each missing fact; the rule itself stops at the first.
        asked = dict.fromkeys(GUARDIAN, "x") | {name: given[position]}
        try:
            minors.check_guardian([born], day, **asked)
        except Refused as refusal:
            yield refusal


GUARDIAN = ("guardian_name", "guardian_phone", "relationship")


def birth_date(
    person: PersonRegistered, known: OnFile, checked: documents.Checked | None
) -> date | None:
    """Born when: as the number tells, as typed, as on file."""
    if checked is not None and checked.birth_date:
        return checked.birth_date
    typed: date | None = person.facts.get("birth_date")
    return typed or (known.guest.birth_date if known.guest else None)


def _of_entry(person: PersonRegistered, kind: str, day: date) -> Iterator[Refused]:
    if person.entry_date is not None and person.entry_date > day:
        yield Refused(_("The day of entry lies in the future."), field="entry_date")
    if kind != FOREIGN_PASSPORT:
        return
    for name, sentence in (
        ("visa", _("Enter the visa or permit; “visa-free” if none is needed.")),
        ("entry_date", _("Enter the day of entry into the country.")),
        ("entry_port", _("Enter where the guest entered the country.")),
    ):
        if not getattr(person, name):
            yield Refused(sentence, field=name)
