"""May this guest be let into this room now (handbook B1.1, B1.2)?"""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from hotel.staff.models import User
from hotel.stays.models import Stay
from hotel.web.refusals import Forbidden, Refused

if TYPE_CHECKING:
    from hotel.rooms.models import Room

READY = ("VI", "VC")


def check_ready(stay: Stay, room: "Room", *, by: User, override_reason: str = "") -> None:
    """A vacant clean room lets anybody in, a VIP's must be inspected.

    `override_reason` is why a supervisor lets a VIP into a clean room that nobody inspected.
    """
    if room.code not in READY:
        raise Refused(
            _("Room %(room)s is %(code)s: nobody can move in yet.")
            % {"room": room.number, "code": room.code},
            field="room",
            code="not_ready",
        )
    if not stay.guest.vip_level or room.code == "VI":
        return
    if not override_reason.strip():
        raise Refused(
            _("Room %(room)s has not been inspected; a VIP's room must be.")
            % {"room": room.number},
            field="room",
            code="not_inspected",
        )
    if not by.has_perm("stays.let_vip_into_uninspected"):
        raise Forbidden(
            _("Only a supervisor may let a VIP into a room that nobody inspected."), field="room"
        )
