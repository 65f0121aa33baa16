"""Upward, in the same transaction: whoever counts rooms for sale is told when their number changes."""

from collections.abc import Callable
from datetime import date

# A room type's id, the first night it concerns, and the night after the last; None is "from then on".
Recount = Callable[[int, date, date | None], None]

_counters: list[Recount] = []


def on_change(recount: Recount) -> Recount:
    """Have `recount(room_type_id, first_night, until)` called inside each transaction that adds,
    retypes, blocks or releases a room. May raise `Refused`: the whole act is undone then.
    """
    if recount not in _counters:
        _counters.append(recount)
    return recount


def changed(room_type_id: int, first_night: date, until: date | None) -> None:
    for recount in _counters:
        recount(room_type_id, first_night, until)
