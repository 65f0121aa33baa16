"""The pages of work: the boards, an item's panel, and one address for every act."""

from hotel.work.views.acting import (
    accept,
    assign,
    fail,
    finish,
    hold,
    not_applicable,
    release,
    reopen,
    start,
)
from hotel.work.views.boards import board, boards
from hotel.work.views.panel import item, picture

__all__ = [
    "accept",
    "assign",
    "board",
    "boards",
    "fail",
    "finish",
    "hold",
    "item",
    "not_applicable",
    "picture",
    "release",
    "reopen",
    "start",
]
