"""The page of all rooms: three queries, whatever the size of the house."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import QueryDict
from django.utils.http import urlencode

from hotel.rooms import selectors
from hotel.rooms.forms import CODES, FilterForm
from hotel.rooms.models import Room


@dataclass(frozen=True)
class Board:
    """Floors with their rooms, how many there are of each code, and what is filtered."""

    floors: list[tuple[int, list[Room]]]
    counts: list[tuple[str, int, str]]
    total: int
    shown: int
    form: FilterForm
    chosen: Mapping[str, Any]
    due_back: set[int]

    @property
    def query(self) -> str:
        """The filters as the end of an address, `?code=VD`, or nothing."""
        return f"?{urlencode(self.chosen)}" if self.chosen else ""


def board(asked: QueryDict) -> Board:
    everything = list(selectors.rooms())
    types = list(selectors.types())
    floors = sorted({room.floor for room in everything})
    form = FilterForm(asked, floors=floors, types=types)
    chosen = form.chosen
    here = [room for room in everything if _fits(room, chosen)]
    code = chosen.get("code")
    rooms = [room for room in here if code is None or room.code == code]
    counted = Counter(room.code for room in here)
    return Board(
        floors=[(floor, list(group)) for floor, group in groupby(rooms, lambda room: room.floor)],
        counts=[(each, counted[each], _without_code(chosen, each)) for each in CODES],
        total=len(here),
        shown=len(rooms),
        form=form,
        chosen=chosen,
        due_back=set(selectors.blocks_due_for_release().values_list("room_id", flat=True)),
    )


def _fits(room: Room, chosen: Mapping[str, Any]) -> bool:
    return chosen.get("floor") in (None, room.floor) and chosen.get("type") in (
        None,
        room.room_type.code,
    )


def _without_code(chosen: Mapping[str, Any], code: str) -> str:
    """The address that shows this code, or all again where it is shown already."""
    rest = {name: value for name, value in chosen.items() if name != "code"}
    return urlencode(rest if chosen.get("code") == code else {**rest, "code": code})
