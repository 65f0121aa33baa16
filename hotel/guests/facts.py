"""The facts of a profile: which there are, and what each may hold. Forms and services ask here."""

import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import models
from django.utils.translation import gettext as _

from hotel.guests import names, phones
from hotel.guests.countries import COUNTRIES
from hotel.guests.freetext import no_card_number
from hotel.guests.minors import age_on
from hotel.guests.models import Company, Guest
from hotel.web import clock
from hotel.web.refusals import Refused

Clean = Callable[[Any], Any]
OLDEST = 130
# Characters that turn the reading direction around would make one name look like another.
_TURNERS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


def clean(facts: Mapping[str, Any]) -> dict[str, Any]:
    """All facts normalised. Raises `Refused` beside the first wrong one; `TypeError` for no fact at all."""
    unknown = facts.keys() - CLEANERS.keys()
    if unknown:
        raise TypeError(f"no such fact about a guest: {', '.join(sorted(unknown))}")
    return {name: CLEANERS[name](value) for name, value in facts.items()}


def guest_field(name: str) -> "models.Field[Any, Any]":
    """The model field of a fact, for its length, choices and name."""
    return cast("models.Field[Any, Any]", Guest._meta.get_field(name))


def text(field: str, *, lines: bool = False) -> Clean:
    """A cleaner for free text of a field: its length, no control characters, no card number."""
    most = guest_field(field).max_length

    def check(value: Any) -> str:
        return free_text(str(value or ""), field, most, lines=lines)

    return check


def free_text(value: str, field: str, most: int | None, *, lines: bool = False) -> str:
    """Free text as it is kept. Raises `Refused` beside `field`."""
    kept = unicodedata.normalize("NFC", value).replace("\r\n", "\n").strip()
    if most is not None and len(kept) > most:
        raise Refused(
            _("This is %(length)d characters long; at most %(most)d fit.")
            % {"length": len(kept), "most": most},
            field=field,
            code="too_long",
        )
    bad = [
        c
        for c in kept
        if c in _TURNERS or (unicodedata.category(c) == "Cc" and not (lines and c in "\n\t"))
    ]
    if bad:
        raise Refused(_("Take out the invisible control characters."), field=field, code="control")
    try:
        no_card_number(kept)
    except ValidationError as problem:
        raise Refused(problem.messages[0], field=field, code="card_number") from problem
    return kept


def _choice(field: str) -> Clean:
    allowed = {value for value, _label in guest_field(field).flatchoices}

    def check(value: Any) -> str:
        if value and value not in allowed:
            raise Refused(_("Choose one of the list."), field=field)
        return value or ""

    return check


def _birth_date(value: Any) -> date | None:
    if not value:
        return None
    if not isinstance(value, date):
        raise TypeError("birth_date is a date")
    if value > clock.today():
        raise Refused(_("The date of birth lies in the future."), field="birth_date")
    if age_on(value, clock.today()) > OLDEST:
        raise Refused(_("Nobody is that old. Check the year."), field="birth_date")
    return value


def _nationality(value: Any) -> str:
    code = str(value or "CHN").strip().upper()
    if code not in COUNTRIES:
        raise Refused(_("Choose a country or region of the list."), field="nationality")
    return code


def _phone(value: Any) -> phones.Phone | None:
    return phones.check(str(value)) if str(value or "").strip() else None


def _email(value: Any) -> str:
    kept = names.normalise(str(value or ""))
    if not kept:
        return ""
    try:
        validate_email(kept)
    except ValidationError as problem:
        raise Refused(_("This is no e-mail address."), field="email") from problem
    return text("email")(kept)  # type: ignore[no-any-return]


def _company(value: Any) -> Company | None:
    if value is None or isinstance(value, Company):
        return value
    return Company.objects.get(pk=value)


CLEANERS: dict[str, Clean] = {
    "name_zh": lambda value: names.clean_zh(str(value or "")),
    "surname_latin": lambda value: names.clean_latin(str(value or ""), field="surname_latin"),
    "given_latin": lambda value: names.clean_latin(str(value or ""), field="given_latin"),
    "honorific": text("honorific"),
    "sex": _choice("sex"),
    "birth_date": _birth_date,
    "nationality": _nationality,
    "ethnicity": text("ethnicity"),
    "company": _company,
    "organisation": text("organisation"),
    "position": text("position"),
    "phone": _phone,
    "email": _email,
    "address": text("address"),
    "customer_class": _choice("customer_class"),
    "member_no": text("member_no"),
    "language": _choice("language"),
    "quiet_hours": text("quiet_hours"),
    "notes": text("notes", lines=True),
    "marketing_consent": bool,
}
