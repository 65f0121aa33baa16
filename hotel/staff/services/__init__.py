"""Every change to people and duties. Each is one transaction and one journal entry."""

from hotel.staff.services.duties import put_on_duty, take_off_duty
from hotel.staff.services.keys import QUICK_CODE, lift_lockout, set_password, set_quick_code
from hotel.staff.services.naming import rename
from hotel.staff.services.people import change_person, hire, let_go, take_back
from hotel.staff.services.taste import set_own_taste

__all__ = [
    "QUICK_CODE",
    "change_person",
    "hire",
    "let_go",
    "lift_lockout",
    "put_on_duty",
    "rename",
    "set_own_taste",
    "set_password",
    "set_quick_code",
    "take_back",
    "take_off_duty",
]
