"""What free text may not hold: a bank card's number. Other apps put these on their own fields."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum import luhn

_RUN = re.compile(r"[0-9]{3,}(?:[ \-][0-9]{3,})*", re.ASCII)
_MOBILE = re.compile(r"1[3-9][0-9]{9}")


def has_card_number(text: str) -> bool:
    """True for 13–19 digits, in one piece or in groups, that pass the Luhn check."""
    plain = unicodedata.normalize("NFKC", text)
    return any(_is_card(run.group()) for run in _RUN.finditer(plain))


def _is_card(run: str) -> bool:
    groups = re.split(r"[ \-]", run)
    spans = ((a, b) for a in range(len(groups)) for b in range(a + 1, len(groups) + 1))
    return any(_are_card(groups[start:end]) for start, end in spans)


def _are_card(groups: list[str]) -> bool:
    digits = "".join(groups)
    if not 13 <= len(digits) <= 19 or any(_MOBILE.fullmatch(each) for each in groups):
        return False  # two phone numbers side by side are no card
    return bool(luhn.is_valid(digits))


def no_card_number(text: str) -> None:
    """A validator for free-text fields, model or form."""
    if text and has_card_number(text):
        raise ValidationError(
            _("This looks like a bank card number. Card numbers are never kept here; take it out."),
            code="card_number",
        )
