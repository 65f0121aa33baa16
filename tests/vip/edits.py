"""Every kind of edit that a visit meets, as chance makes them.

Each edit is a service that somebody presses, at the VIP desk or at the front desk below it. What the
house refuses raises `Refused` and changed nothing.
"""

from datetime import timedelta
from typing import Any

from hypothesis import strategies as st

from hotel.web import clock
from tests.vip.conftest import Desk, in_days
from tests.vip.edit_acts import ACTS
from vip.models import Visit

Edit = tuple[str, Any]
Start = tuple[str, str, int]

# The visit that is edited: source, level, days until the arrival.
VISITS: tuple[Start, ...] = (
    ("A", "V2", 3),
    ("A", "V1", 3),
    ("B", "V2", 0),
    ("C", "V3", 2),
    ("C", "V4", 3),
    ("D", "V3", 0),
)
_any = st.integers(0, 40)

# Kind of edit by group, with what it is made of.
GROUPS: dict[str, dict[str, st.SearchStrategy[Any]]] = {
    "level": {"level": st.sampled_from(["V1", "V2", "V3", "V4"])},
    "date": {
        "dates": st.tuples(st.integers(1, 4), st.integers(1, 4)),
        "departure": st.integers(1, 24 * 6),
        "desk_departure": st.integers(1, 7),
    },
    "arrival time": {
        "arrival": st.integers(1, 24 * 6),
        "news": st.tuples(
            st.sampled_from(["flight", "contact"]),
            st.sampled_from(["sure", "rough"]),
            st.integers(1, 90),
        ),
        "desk_eta": st.integers(12, 23),
        "gate": st.booleans(),
        "arrive": st.none(),
    },
    "room": {"room": st.sampled_from(["806", "906"]), "desk_room": st.booleans()},
    "further rooms": {
        "add_room": st.sampled_from(["suite", "king"]),
        "give_back": st.integers(2, 4),
        "further_room": st.sampled_from(["801", "802"]),
        "further_arrives": st.integers(2, 3),
        "further_out": st.integers(2, 3),
        "further_back": st.integers(2, 3),
    },
    "party": {
        "persons": st.integers(1, 4),
        "member": st.sampled_from(["", "花生过敏"]),
        "restrict": st.sampled_from(["", "不吃香菜"]),
        "remove": st.integers(1, 6),
        "likes": st.sampled_from(["正山小种", "茉莉花茶", "百合过敏,不吃坚果"]),
    },
    "programme": {
        "wish": st.tuples(
            st.sampled_from(["dining", "bathing", "mahjong", "massage", "needs_transport"]),
            st.booleans(),
        ),
        "wake_up": st.none() | st.integers(24 * 2, 24 * 8),
        "plates": st.sampled_from([[], ["湘A8K6F2"]]),
        "meal": st.lists(st.integers(1, 60), max_size=2),
        "arrange": st.sampled_from(["meal", "massage", "meeting", "car", "flight"]),
        "call_off": st.integers(1, 6),
        "occasions": st.sampled_from([[], ["birthday"], ["recovery", "honeymoon"]]),
        "discretion": st.booleans(),
    },
    "orders": {
        "clear": st.none(),
        "prepare": _any,
        "deliver": _any,
        "replenish": _any,
    },
    "work": {
        "finish": _any,
        "fail": _any,
        "not_needed": _any,
        "reopen": _any,
        "care": st.sampled_from(["answer", "decline", "miss"]),
        "owe": st.none(),
        "out": st.none(),
        "back": st.none(),
        "wait": st.integers(1, 30),
    },
    "cancellation": {"cancel": st.booleans(), "desk_cancel": st.none()},
    "postponement": {"postpone": st.none(), "resume": st.integers(24, 24 * 5)},
}
# A cancelled visit meets no more edits; the rest is tried alike.
_rare = [name for name in GROUPS if name != "cancellation"] * 3 + ["cancellation"]


@st.composite
def edits(draw: Any) -> Edit:
    kinds = GROUPS[draw(st.sampled_from(_rare))]
    kind = draw(st.sampled_from(sorted(kinds)))
    return kind, draw(kinds[kind])


FURTHER_IN: tuple[Edit, ...] = (("further_room", "801"), ("further_arrives", 2))
# What can only follow on something else, told with it.
STORIES: tuple[list[Edit], ...] = (
    [("postpone", None), ("resume", 60)],
    [("member", "花生过敏"), ("remove", 1)],
    [("arrange", "car"), ("call_off", 1)],
    [("arrive", None), ("out", None), ("wait", 1), ("back", None)],
    [("add_room", "king"), *FURTHER_IN, ("further_out", 2), ("wait", 1), ("further_back", 2)],
    [("arrive", None), ("add_room", "king"), *FURTHER_IN, ("out", None), ("further_out", 2)],
    [("dates", (3, 1)), ("occasions", ["birthday"]), ("clear", None)],
    [("wake_up", 24 * 4)],
    [("add_room", "king"), ("give_back", 2)],
)


@st.composite
def sequences(draw: Any, longest: int) -> list[Edit]:
    """Edits in any order, here and there a story."""
    parts = draw(
        st.lists(edits().map(_alone) | st.sampled_from(STORIES), min_size=1, max_size=longest)
    )
    return [edit for part in parts for edit in part]


def _alone(edit: Edit) -> list[Edit]:
    return [edit]


def announced(desk: Desk, source: str, level: str, days: int) -> Visit:
    """The visit as the departments first hear of it, expected at three, or within the hour."""
    soon = clock.now() + timedelta(minutes=40 if source != "D" else 0)
    return desk.announced(
        source,
        level,
        plates=["湘A8K6F2"],
        arrival_at=in_days(days, 15) if days else soon,
        departure_at=in_days(days + 2, 12),
    )


def apply(desk: Desk, visit: Visit, kind: str, value: Any) -> None:
    ACTS[kind](desk, visit, value, desk.cast.general_manager)
