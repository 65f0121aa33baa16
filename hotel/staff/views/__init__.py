"""The pages of staff: the door, the desk's lock, one's own page, the roster."""

from hotel.staff.views.desk import active, lock, unlock
from hotel.staff.views.door import client_ip, language, locked_out, sign_in, sign_out
from hotel.staff.views.home import badges, home
from hotel.staff.views.me import me, set_password, set_quick_code, set_taste
from hotel.staff.views.roster import put_on_duty, roster, take_off_duty

__all__ = [
    "active",
    "badges",
    "client_ip",
    "home",
    "language",
    "lock",
    "locked_out",
    "me",
    "put_on_duty",
    "roster",
    "set_password",
    "set_quick_code",
    "set_taste",
    "sign_in",
    "sign_out",
    "take_off_duty",
    "unlock",
]
