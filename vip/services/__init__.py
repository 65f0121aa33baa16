"""Everything people do to VIP visits. Each function is one act: one transaction, one journal entry."""

from vip.services.announcing import all_acknowledged, announce, remind, take_notice
from vip.services.changes import (
    cancel,
    change_arrival,
    change_departure,
    change_level,
    change_room,
    close,
    postpone,
    resume,
)
from vip.services.decisions import approve, reject
from vip.services.guest import (
    follow_outing,
    follow_stay,
    record_arrival,
    record_guest_back,
    record_guest_out,
)
from vip.services.notice import edit_notice, submit, write_notice
from vip.services.replanning import fresh_plan, replan

__all__ = [
    "all_acknowledged",
    "announce",
    "approve",
    "cancel",
    "change_arrival",
    "change_departure",
    "change_level",
    "change_room",
    "close",
    "edit_notice",
    "follow_outing",
    "follow_stay",
    "fresh_plan",
    "postpone",
    "record_arrival",
    "record_guest_back",
    "record_guest_out",
    "reject",
    "remind",
    "replan",
    "resume",
    "submit",
    "take_notice",
    "write_notice",
]
