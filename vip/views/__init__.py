"""The VIP pages: overview, notice form, visit, and the reception notice on paper."""

from vip.views.acts import (
    announce,
    approve,
    arrival,
    arrived,
    cancel,
    close,
    departure,
    guest_back,
    guest_out,
    let_in,
    level,
    postpone,
    reject,
    remind,
    resume,
    room,
    submit,
)
from vip.views.care import care_call, care_calls
from vip.views.debrief import complete_debrief, debrief, keep_preference, owe
from vip.views.door import gate, ring_gate, run_sheet, undo_gate
from vip.views.gifts import approve_amenities, deliver, occasions, prepare, replenish
from vip.views.log import visit_log
from vip.views.notice import beside, copy_last, edit, guest_search, new, save_draft
from vip.views.overview import overview
from vip.views.party import (
    add_member,
    add_room,
    arrange,
    call_off,
    change_member,
    line_up,
    member_search,
    release_room,
    remove_member,
)
from vip.views.preview import preview
from vip.views.registering import registration
from vip.views.seeing import board
from vip.views.shared import addresses, calendar, revoke, share, wall, wall_shared
from vip.views.statistics import statistics, statistics_csv, statistics_xlsx
from vip.views.visit import paper, visit
from vip.views.waking import (
    wake_answered,
    wake_send_up,
    wake_unanswered,
    wake_ups,
    wake_woken,
)

__all__ = [
    "add_member",
    "add_room",
    "addresses",
    "announce",
    "approve",
    "approve_amenities",
    "arrange",
    "arrival",
    "arrived",
    "beside",
    "board",
    "calendar",
    "call_off",
    "cancel",
    "care_call",
    "care_calls",
    "change_member",
    "close",
    "complete_debrief",
    "copy_last",
    "debrief",
    "deliver",
    "departure",
    "edit",
    "gate",
    "guest_back",
    "guest_out",
    "guest_search",
    "keep_preference",
    "let_in",
    "level",
    "line_up",
    "member_search",
    "new",
    "occasions",
    "overview",
    "owe",
    "paper",
    "postpone",
    "prepare",
    "preview",
    "registration",
    "reject",
    "release_room",
    "remind",
    "remove_member",
    "replenish",
    "resume",
    "revoke",
    "ring_gate",
    "room",
    "run_sheet",
    "save_draft",
    "share",
    "statistics",
    "statistics_csv",
    "statistics_xlsx",
    "submit",
    "undo_gate",
    "visit",
    "visit_log",
    "wake_answered",
    "wake_send_up",
    "wake_unanswered",
    "wake_ups",
    "wake_woken",
    "wall",
    "wall_shared",
]
