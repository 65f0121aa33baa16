"""Rooms on the home page: how many are ready, and blocks whose time is over."""

from collections.abc import Iterable

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from hotel.rooms import selectors
from hotel.rooms.enums import Block, Cleanliness, Occupancy
from hotel.rooms.models import Room
from hotel.staff.models import User
from hotel.web.today import LATE, SHOWN, Figure, Figures, Line, Source, register, register_figures

_VACANT = Q(occupancy=Occupancy.VACANT, block=Block.NONE)
_CLEAN = Q(cleanliness__in=(Cleanliness.CLEAN, Cleanliness.INSPECTED))


def figures(user: User) -> Iterable[Figure]:
    """Ready, dirty and occupied rooms; out of order ones are no part of the house (B1.2)."""
    found = Room.objects.aggregate(
        ready=Count("pk", filter=_VACANT & _CLEAN),
        dirty=Count("pk", filter=_VACANT & ~_CLEAN),
        let=Count("pk", filter=Q(occupancy=Occupancy.OCCUPIED)),
        for_sale=Count("pk", filter=~Q(block=Block.OUT_OF_ORDER)),
    )
    path = reverse("rooms:rooms")
    share = 100 * found["let"] / found["for_sale"] if found["for_sale"] else 0
    yield Figure(pgettext("figure", "Rooms ready"), str(found["ready"]), path)
    yield Figure(pgettext("figure", "Vacant, dirty"), str(found["dirty"]), f"{path}?code=VD")
    yield Figure(pgettext("figure", "Occupancy"), f"{share:.0f} %")


def blocks_to_release(user: User) -> Iterable[Line]:
    for block in selectors.blocks_due_for_release()[:SHOWN]:
        yield Line(
            kind=LATE,
            text=_("Block is over: put the room back"),
            path=reverse("rooms:room", args=[block.room_id]),
            at=block.period.upper,
            detail=block.reason,
            room=block.room.number,
        )


register_figures(Figures("rooms", "rooms.see_figures", figures, sort=20))
register(
    Source(
        "blocks",
        gettext_lazy("Room blocks"),
        "rooms.release_block",
        blocks_to_release,
        more="rooms:rooms",
        sort=40,
    )
)
