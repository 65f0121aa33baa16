from housekeeping.views.acts import (
    fail,
    finish,
    inspect,
    pass_,
    put_back,
    resume,
    skip,
    start,
)
from housekeeping.views.board import add, assign, block, board, extend, release, room
from housekeeping.views.departing import ask, ask_again, clear, go, report, waive
from housekeeping.views.mine import my_rooms

__all__ = [
    "add",
    "ask",
    "ask_again",
    "assign",
    "block",
    "board",
    "clear",
    "extend",
    "fail",
    "finish",
    "go",
    "inspect",
    "my_rooms",
    "pass_",
    "put_back",
    "release",
    "report",
    "resume",
    "room",
    "skip",
    "start",
    "waive",
]
