"""Companies: the unified social credit code is checked as GB 32100 says (handbook B1.3, invoices)."""

import unicodedata

from django.utils.translation import gettext as _
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError as NumberError

from hotel.web.refusals import Refused


def check_credit_code(text: str) -> str:
    """The code normalised; empty is allowed. 15 or 20 characters are older codes, taken as they are.

    Raises `Refused` beside `credit_code`.
    """
    code = unicodedata.normalize("NFKC", text).replace(" ", "").upper()
    if not code or (len(code) in (15, 20) and code.isascii() and code.isalnum()):
        return code
    try:
        return str(uscc.validate(code))
    except NumberError as problem:
        raise Refused(
            _("A unified social credit code has 18 characters; this one does not pass its check."),
            field="credit_code",
        ) from problem
