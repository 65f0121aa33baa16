"""People at the counter: documents that pass, and a whole check-in in one call."""

from datetime import timedelta
from decimal import Decimal
from itertools import count
from typing import Any
from uuid import uuid4

from stdnum.cn import ric

from frontdesk import services
from frontdesk.models import CheckIn
from frontdesk.services import Deposit, PersonRegistered
from hotel.staff.models import User
from hotel.stays.models import Stay
from hotel.web import clock

_numbers = count(1)


def resident_id(born: str = "19900101", *, woman: bool = False) -> str:
    """A resident ID nobody else has, with its check digit."""
    body = f"430100{born}{next(_numbers) * 2 + (0 if woman else 1):03d}"
    return body + ric.calc_check_digit(f"{body}0")


def born_years_ago(years: int) -> str:
    return f"{clock.today() - timedelta(days=years * 366):%Y%m%d}"


def resident(
    guest_id: int | None = None, *, born: str = "19900101", **more: Any
) -> PersonRegistered:
    """Somebody with a resident ID."""
    return PersonRegistered(guest_id=guest_id, kind="resident_id", number=resident_id(born), **more)


def newcomer(name_zh: str = "许念", **more: Any) -> PersonRegistered:
    return resident(facts={"name_zh": name_zh}, **more)


def foreigner(guest_id: int | None = None, **more: Any) -> PersonRegistered:
    """Somebody with a passport and all that is asked about it."""
    facts = {
        "surname_latin": "KOWALSKA",
        "given_latin": "MARTA",
        "sex": "F",
        "birth_date": clock.today() - timedelta(days=12000),
        "nationality": "POL",
    }
    given: dict[str, Any] = {
        "kind": "passport_foreign",
        "number": f"EN{next(_numbers):06d}",
        "valid_until": clock.today() + timedelta(days=900),
        "visa": "L 12345678",
        "entry_date": clock.today(),
        "entry_port": "Shanghai Pudong",
        "facts": facts,
        **more,
    }
    return PersonRegistered(guest_id=guest_id, **given)


def arrive(by: User, stay: Stay, **changed: Any) -> CheckIn:
    """Check a stay in as the counter does."""
    given: dict[str, Any] = {
        "form_token": uuid4(),
        "persons": [resident(stay.guest_id)],
        "deposit": Deposit(Decimal(600), "cash"),
        **changed,
    }
    return services.check_in(stay.pk, by=by, **given)
