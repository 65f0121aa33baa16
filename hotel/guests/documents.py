"""Identity documents, checked as the handbook's table says (B1.3) and shown masked."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _
from stdnum.cn import ric

from hotel.guests.minors import age_on
from hotel.guests.models import DocumentKind, Sex
from hotel.web import clock
from hotel.web.refusals import Refused

LONGEST = 40
OLDEST_AGE = 120
_PROVINCES = frozenset(
    str(code)
    for first, last in (
        (11, 15),
        (21, 23),
        (31, 37),
        (41, 46),
        (50, 54),
        (61, 65),
        (71, 71),
        (81, 83),
    )
    for code in range(first, last + 1)
)
_HMT_PREFIXES = ("810000", "820000", "830000")
_CITIZEN = re.compile(
    r"[1-9][0-9]{5}(18|19|20)[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{3}[0-9X]"
)
_FIRST_GENERATION = re.compile(r"[0-9]{15}")
_FOREIGNER_PR_2023 = re.compile(r"9[0-9]{16}[0-9X]")
_FOREIGNER_PR_OLD = re.compile(r"[A-Z]{3}[0-9]{12}")
_PASSPORT_CN = re.compile(r"E[0-9]{8}|E[A-HJ-NP-Z][0-9]{7}|G[0-9]{8}|[DSP][0-9]{8}|[DSP]E[0-9]{7}")
_PASSPORT_FOREIGN = re.compile(r"[A-Z0-9]{5,9}")
_HM_PERMIT = re.compile(r"[HM]([0-9]{8}|[0-9]{10})")
_TW_PERMIT = re.compile(r"[0-9]{8}|[0-9]{10}[A-Z]?")
_UNDER_16 = 16


@dataclass(frozen=True)
class Checked:
    """A number that passed: normalised, with what it says about its holder, and what looks odd."""

    kind: str
    number: str
    sex: str = ""
    birth_date: date | None = None
    warnings: tuple[str, ...] = field(default=())

    @property
    def masked(self) -> str:
        return mask(self.number)


def normalise(number: str) -> str:
    """NFKC, trimmed, upper-case."""
    return unicodedata.normalize("NFKC", number).strip().upper()


def mask(number: str) -> str:
    """The number as lists and pages show it: `110105********002X`, `E1*****78`."""
    head, tail = (6, 4) if len(number) >= 15 else (2, 2) if len(number) >= 7 else (1, 1)
    return number[:head] + "*" * max(len(number) - head - tail, 3) + number[len(number) - tail :]


def check(kind: str, number: str, *, override_reason: str = "") -> Checked:
    """Check a document number of a kind, or raise `Refused` beside the field `number`.

    `override_reason` lets through what the table leaves to the clerk: an unusual foreign passport,
    a holder older than 120 years. Warnings never refuse.
    """
    normal = normalise(number)
    if not normal:
        raise _refused(_("Enter the number of the document."))
    if len(normal) > LONGEST or not normal.isprintable():
        raise _refused(
            _("A document number has at most %(most)d letters and digits.") % {"most": LONGEST}
        )
    return _CHECKS.get(DocumentKind(kind), _any)(kind, normal, bool(override_reason.strip()))


def differences(checked: Checked, *, sex: str, birth_date: date | None) -> list[str]:
    """Sentences for what was typed and differs from what the number says."""
    found = []
    if checked.sex and sex and sex != checked.sex:
        found.append(
            _("By the document number the guest is %(sex)s; the form says otherwise.")
            % {"sex": Sex(checked.sex).label}
        )
    if checked.birth_date and birth_date and birth_date != checked.birth_date:
        found.append(
            _("By the document number the guest was born on %(number)s; the form says %(typed)s.")
            % {"number": checked.birth_date.isoformat(), "typed": birth_date.isoformat()}
        )
    return found


def _refused(message: str, code: str = "document") -> Refused:
    return Refused(message, field="number", code=code)


def _resident(kind: str, number: str, override: bool) -> Checked:
    if _FIRST_GENERATION.fullmatch(number):
        raise _refused(
            _(
                "First-generation ID cards with 15 digits are no longer valid. Ask for the 18-digit card."
            ),
            "first_generation",
        )
    if not _CITIZEN.fullmatch(number):
        raise _refused(
            _("A resident ID has 17 digits and a check digit, which may be X."), "format"
        )
    if number[:2] not in _PROVINCES:
        raise _refused(_("The first two digits are not a region of China."), "region")
    birth_date = _born(number, override)
    _check_digit(number)
    sex = Sex.MALE if int(number[16]) % 2 else Sex.FEMALE
    return Checked(kind, number, sex, birth_date)


def _born(number: str, override: bool) -> date:
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        raise _refused(_("The date of birth in the number does not exist."), "date") from None
    today = clock.today()
    if born > today:
        raise _refused(_("The date of birth in the number lies in the future."), "date")
    if age_on(born, today) > OLDEST_AGE and not override:
        raise _refused(
            _(
                "By this number the guest would be over 120 years old. If the card is right, give a reason."
            ),
            "age",
        )
    return born


def _check_digit(number: str) -> None:
    """GB 11643-1999, MOD 11-2."""
    if ric.calc_check_digit(number) != number[-1]:
        raise _refused(
            _("The check digit does not fit. Look at the card once more."), "check_digit"
        )


def _hmt_residence(kind: str, number: str, override: bool) -> Checked:
    checked = _resident(kind, number, override)
    if not number.startswith(_HMT_PREFIXES):
        raise _refused(_("A residence permit begins with 810000, 820000 or 830000."), "region")
    return checked


def _foreigner_pr(kind: str, number: str, _override: bool) -> Checked:
    if _FOREIGNER_PR_2023.fullmatch(number):
        _check_digit(number)
    elif not _FOREIGNER_PR_OLD.fullmatch(number):
        raise _refused(
            _(
                "A permanent residence card has 18 digits beginning with 9, or 3 letters and 12 digits."
            ),
            "format",
        )
    return Checked(kind, number)


def _passport_foreign(kind: str, number: str, override: bool) -> Checked:
    if not _PASSPORT_FOREIGN.fullmatch(number) and not override:
        raise _refused(
            _(
                "A passport number has 5 to 9 letters and digits. If this one is right, give a reason."
            ),
            "format",
        )
    return Checked(kind, number)


def _hm_permit(kind: str, number: str, _override: bool) -> Checked:
    if not _HM_PERMIT.fullmatch(number):
        raise _refused(_("A travel permit is H or M with 8 or 10 digits."), "format")
    return Checked(kind, number)


def _warns(pattern: re.Pattern[str]) -> Callable[[str, str, bool], Checked]:
    def check_softly(kind: str, number: str, _override: bool) -> Checked:
        usual = pattern.fullmatch(number)
        warning = _("This number looks unusual for the document. Please compare once more.")
        return Checked(kind, number, warnings=() if usual else (warning,))

    return check_softly


def _household(kind: str, number: str, _override: bool) -> Checked:
    """A household register carries the child's citizen number; it is for those under 16."""
    try:
        checked = _resident(kind, number, True)
    except Refused as refusal:
        return Checked(kind, number, warnings=(refusal.text,))
    if checked.birth_date and age_on(checked.birth_date, clock.today()) < _UNDER_16:
        return checked
    warning = _("A household register counts for guests under 16 only.")
    return Checked(kind, number, checked.sex, checked.birth_date, (warning,))


def _any(kind: str, number: str, _override: bool) -> Checked:
    return Checked(kind, number)


_CHECKS: dict[str, Callable[[str, str, bool], Checked]] = {
    DocumentKind.RESIDENT_ID: _resident,
    # A temporary card carries the same citizen number as the card it stands for.
    DocumentKind.TEMPORARY_ID: _resident,
    DocumentKind.HOUSEHOLD_BOOK: _household,
    DocumentKind.HMT_RESIDENCE: _hmt_residence,
    DocumentKind.FOREIGNER_PR: _foreigner_pr,
    DocumentKind.PASSPORT_CN: _warns(_PASSPORT_CN),
    DocumentKind.PASSPORT_FOREIGN: _passport_foreign,
    DocumentKind.HM_PERMIT: _hm_permit,
    DocumentKind.TW_PERMIT: _warns(_TW_PERMIT),
}
