"""Guests for tests: made through the services, invented numbers only."""

from typing import Any

from stdnum.cn import ric

from hotel.guests import services
from hotel.guests.models import Guest
from hotel.staff.models import User

# A region's own code: real cards always carry a district's, so this number was never issued.
CANARY_PHONE = "13900007731"


def resident_id(serial: int = 1, born: str = "19870412", region: str = "430100") -> str:
    body = f"{region}{born}{serial:03d}"
    return body + ric.calc_check_digit(f"{body}0")


CANARY_ID = resident_id(773)


def register(by: User, name_zh: str = "沈砚秋", **facts: Any) -> Guest:
    return services.register_guest(by=by, name_zh=name_zh, **facts)
