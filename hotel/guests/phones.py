"""Phone numbers: checked as the handbook says (B1.3), stored in E.164, shown masked."""

import re
import unicodedata
from dataclasses import dataclass

import phonenumbers
from django.utils.translation import gettext as _

from hotel.guests.secret import keyed_hash
from hotel.web.refusals import Refused

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_LANDLINE = re.compile(r"0([0-9]{2,3})-?([0-9]{7,8})(?:-([0-9]{1,6}))?")
_LANDLINE_FROM_ABROAD = re.compile(r"(?:10|[2-9][0-9]{1,2})[0-9]{7,8}")
_FOREIGN = re.compile(r"\+[1-9][0-9]{6,14}")
_DECORATION = re.compile(r"[\s().\u2010-\u2015]")
_HOME = "+86"


@dataclass(frozen=True)
class Phone:
    """A number that passed. `e164` carries no extension; `stored` does, as `+8673188887777-12`."""

    e164: str
    extension: str = ""

    @property
    def stored(self) -> str:
        return f"{self.e164}-{self.extension}" if self.extension else self.e164

    @property
    def hash(self) -> str:
        return keyed_hash("phone", self.e164)

    @property
    def last4(self) -> str:
        return self.e164[-4:]

    @property
    def masked(self) -> str:
        return mask(self.e164)


def check(text: str, *, field: str = "phone") -> Phone:
    """A mainland mobile or landline, or another number with its country code.

    Raises `Refused` beside `field`.
    """
    phone = parse(text)
    if phone is None:
        raise Refused(
            _(
                "Enter a mobile (138 0013 8000), a landline (0731-8888 7777) or a number with + and country code."
            ),
            field=field,
            code="phone",
        )
    return phone


def parse(text: str) -> Phone | None:
    """The same without a refusal: None for what is no phone number."""
    plain = _DECORATION.sub("", unicodedata.normalize("NFKC", text))
    if plain.startswith("0086"):
        plain = _HOME + plain[4:]
    if landline := _LANDLINE.fullmatch(plain):
        area, number, extension = landline.groups()
        return Phone(f"{_HOME}{area}{number}", extension or "")
    plain = plain.replace("-", "")
    if _MOBILE.fullmatch(plain):
        return Phone(_HOME + plain)
    if plain.startswith(_HOME):
        digits = plain.removeprefix(_HOME)
        known = _MOBILE.fullmatch(digits) or _LANDLINE_FROM_ABROAD.fullmatch(digits)
        return Phone(plain) if known else None
    return Phone(plain) if _FOREIGN.fullmatch(plain) else None


def mask(e164: str) -> str:
    """`138****2266` for a mainland mobile, else country code and the last four."""
    if e164.startswith(_HOME):
        digits = e164.removeprefix(_HOME)
        return f"{digits[:3] if _MOBILE.fullmatch(digits) else ''}****{digits[-4:]}"
    return f"{e164[:3]}****{e164[-4:]}"


def pretty(stored: str) -> str:
    """A revealed number grouped for reading aloud."""
    e164, _dash, extension = stored.partition("-")
    try:
        parsed = phonenumbers.parse(e164)
    except phonenumbers.NumberParseException:
        return stored
    style = (
        phonenumbers.PhoneNumberFormat.NATIONAL
        if parsed.country_code == 86
        else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )
    text = phonenumbers.format_number(parsed, style)
    return f"{text} - {extension}" if extension else text
