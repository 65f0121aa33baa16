"""Plate numbers: normalised, checked against the standard patterns, never in a guest's way (B1.3)."""

import re
import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

from hotel.web.refusals import Refused

LONGEST = 16
_PROVINCE = "[京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新]"
_STANDARD = re.compile(
    f"{_PROVINCE}[A-HJ-NP-Z][A-HJ-NP-Z0-9]{{4}}[A-HJ-NP-Z0-9挂学警港澳]"
    f"|{_PROVINCE}[A-HJ-NP-Z][A-HJK][A-HJ-NP-Z0-9][0-9]{{4}}"
    f"|{_PROVINCE}[A-HJ-NP-Z][0-9]{{5}}[A-HJK]"
)
_DECORATION = re.compile(r"[\s·•・.\-\u2010-\u2015]")


@dataclass(frozen=True)
class CheckedPlate:
    number: str
    standard: bool

    @property
    def tail(self) -> str:
        return self.number[-4:]


def normalise(text: str) -> str:
    """NFKC, upper-case, without spaces, dots and dashes."""
    return _DECORATION.sub("", unicodedata.normalize("NFKC", text)).upper()


def check(text: str, *, confirmed: bool = False, field: str = "number") -> CheckedPlate:
    """A standard plate, or any other one once somebody has confirmed it (`confirmed`).

    Raises `Refused` with code `nonstandard` when confirmation is missing.
    """
    number = normalise(text)
    if not 2 <= len(number) <= LONGEST or not number.isalnum():
        raise Refused(
            _("A plate has 2 to %(most)d letters and digits.") % {"most": LONGEST}, field=field
        )
    standard = bool(_STANDARD.fullmatch(number))
    if not standard and not confirmed:
        raise Refused(
            _("This is not a standard plate. Tick “non-standard plate” if it is right."),
            field=field,
            code="nonstandard",
        )
    return CheckedPlate(number, standard)
