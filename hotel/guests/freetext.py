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
    return any(
        13 <= len(digits := "".join(some)) <= 19 and luhn.is_valid(digits)
        for start in range(len(groups))
        for end in range(start + 1, len(groups) + 1)
        # Two phone numbers side by side are no card.
        if not any(_MOBILE.fullmatch(each) for each in (some := groups[start:end]))
    )


def no_card_number(text: str) -> None:
    """A validator for free-text fields, model or form."""
    if text and has_card_number(text):
        raise ValidationError(
            _("This looks like a bank card number. Card numbers are never kept here; take it out."),
            code="card_number",
        )
