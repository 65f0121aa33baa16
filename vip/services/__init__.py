"""Everything people do to VIP visits. Each function is one act: one transaction, one journal entry."""

from vip.services.announcing import all_acknowledged, announce, remind, take_notice
from vip.services.approving import watch_approvals
from vip.services.arrivals import ring_gate, undo_gate
from vip.services.care import Answers, adopt_call, answer_call, decline_call, miss_call
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
from vip.services.collecting import hand_in_log
from vip.services.confirming import adopt_arrival, adopt_departure
from vip.services.debrief import (
    complete_debrief,
    keep_right,
    make_debrief,
    owe,
    remember_preference,
)
from vip.services.decisions import approve, reject
from vip.services.door import let_in
from vip.services.gifts import (
    approve_amenities,
    deliver_amenity,
    follow_task,
    prepare_amenity,
    replenish_amenity,
)
from vip.services.guest import follow_stay, record_arrival
from vip.services.lining import change_line_up
from vip.services.notice import edit_notice, write_notice
from vip.services.outings import follow_outing, record_guest_back, record_guest_out
from vip.services.party import (
    add_member,
    add_room,
    change_member,
    follow_party_room,
    release_room,
    remove_member,
)
from vip.services.programme import arrange, call_off
from vip.services.reminding import remind_team
from vip.services.replanning import fresh_plan, replan
from vip.services.sharing import revoke, share
from vip.services.signing import keep_signature
from vip.services.submitting import submit
from vip.services.waking import wake_answered, wake_send_up, wake_unanswered, wake_woken

__all__ = [
    "Answers",
    "add_member",
    "add_room",
    "adopt_arrival",
    "adopt_call",
    "adopt_departure",
    "all_acknowledged",
    "announce",
    "answer_call",
    "approve",
    "approve_amenities",
    "arrange",
    "call_off",
    "cancel",
    "change_arrival",
    "change_departure",
    "change_level",
    "change_line_up",
    "change_member",
    "change_room",
    "close",
    "complete_debrief",
    "decline_call",
    "deliver_amenity",
    "edit_notice",
    "follow_outing",
    "follow_party_room",
    "follow_stay",
    "follow_task",
    "fresh_plan",
    "hand_in_log",
    "keep_right",
    "keep_signature",
    "let_in",
    "make_debrief",
    "miss_call",
    "owe",
    "postpone",
    "prepare_amenity",
    "record_arrival",
    "record_guest_back",
    "record_guest_out",
    "reject",
    "release_room",
    "remember_preference",
    "remind",
    "remind_team",
    "remove_member",
    "replan",
    "replenish_amenity",
    "resume",
    "revoke",
    "ring_gate",
    "share",
    "submit",
    "take_notice",
    "undo_gate",
    "wake_answered",
    "wake_send_up",
    "wake_unanswered",
    "wake_woken",
    "watch_approvals",
    "write_notice",
]
