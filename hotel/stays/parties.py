"""How many people a room takes."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hotel.web.refusals import Refused

if TYPE_CHECKING:
    from hotel.rooms.models import RoomType


def check(room_type: "RoomType", adults: int, children: int) -> None:
    """Raise `Refused` beside the field when the room type is too small for the party."""
    if adults < 1:
        raise Refused(_("At least one adult stays in a room."), field="adults")
    if adults > room_type.max_adults:
        raise Refused(
            ngettext(
                "%(type)s takes at most %(most)s adult.",
                "%(type)s takes at most %(most)s adults.",
                room_type.max_adults,
            )
            % {"type": room_type, "most": room_type.max_adults},
            field="adults",
        )
    if children < 0 or children > room_type.max_children:
        raise Refused(
            ngettext(
                "%(type)s takes at most %(most)s child.",
                "%(type)s takes at most %(most)s children.",
                room_type.max_children,
            )
            % {"type": room_type, "most": room_type.max_children},
            field="children",
        )
