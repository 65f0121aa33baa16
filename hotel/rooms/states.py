"""Which way a room may go from where it is (handbook B1.2), and who may push it."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hotel.rooms.enums import Cleanliness
from hotel.rooms.models import Room
from hotel.staff.models import User
from hotel.web.refusals import Forbidden, Refused

MOVES: dict[str, tuple[str, ...]] = {
    Cleanliness.DIRTY: (Cleanliness.CLEANING,),
    Cleanliness.CLEANING: (Cleanliness.CLEAN, Cleanliness.DIRTY),
    Cleanliness.CLEAN: (Cleanliness.INSPECTED, Cleanliness.DIRTY),
    Cleanliness.INSPECTED: (Cleanliness.DIRTY,),
}


def check_move(room: Room, to: str) -> None:
    """Raise `Refused`, naming the legal moves, when cleanliness may not become `to`."""
    legal = MOVES[room.cleanliness]
    if to in legal:
        return
    raise Refused(
        _("Room %(room)s is %(now)s. From there it may only become: %(legal)s."),
        field="cleanliness",
        code="illegal_move",
        params={
            "room": room.number,
            "now": room.get_cleanliness_display(),
            "legal": _(", ").join(str(Cleanliness(state).label) for state in legal),
        },
    )


def check_person(room: Room, to: str, by: User | None, reason: str) -> None:
    """Raise when this person may not make this move. The house itself (`by` None) may make any."""
    if by is None:
        return
    if not by.has_perm(_permission_for(room, to)):
        raise Forbidden(
            _("Your role may not make a room %(state)s.") % {"state": Cleanliness(to).label}
        )
    if to == Cleanliness.INSPECTED and room.last_cleaned_by_id == by.pk:
        raise Forbidden(_("You cleaned this room; somebody else must inspect it."))
    if to == Cleanliness.CLEANING and room.dnd:
        raise Refused(_("Room %(room)s asks not to be disturbed.") % {"room": room.number})
    if _is_failed_inspection(room, to) and not reason.strip():
        raise Refused(_("Say why the room is dirty again."), field="reason")


def _permission_for(room: Room, to: str) -> str:
    if to == Cleanliness.INSPECTED or _is_failed_inspection(room, to):
        return "rooms.inspect_room"
    if to == Cleanliness.DIRTY and room.is_clean:
        return "rooms.flag_room"  # the guest asks for service: anybody at the desk or on the floor
    return "rooms.clean_room"


def _is_failed_inspection(room: Room, to: str) -> bool:
    return to == Cleanliness.DIRTY and room.is_clean and room.occupancy == "vacant"


@dataclass(frozen=True)
class Offer:
    """A move this person may make now; `asks` when it needs a reason."""

    to: str
    label: str
    asks: bool


def offered(room: Room, viewer: User) -> list[Offer]:
    """The moves the room's panel offers to a viewer, the way forward first."""
    return [
        Offer(to, str(_WORDS[to]), _is_failed_inspection(room, to))
        for to in MOVES[room.cleanliness]
        if viewer.has_perm(_permission_for(room, to))
        and not (to == Cleanliness.INSPECTED and room.last_cleaned_by_id == viewer.pk)
        and not (to == Cleanliness.CLEANING and room.dnd)
    ]


_WORDS: dict[str, Any] = {
    Cleanliness.CLEANING: gettext_lazy("Start cleaning"),
    Cleanliness.CLEAN: gettext_lazy("Cleaning finished"),
    Cleanliness.INSPECTED: gettext_lazy("Inspection passed"),
    Cleanliness.DIRTY: gettext_lazy("Mark dirty"),
}
