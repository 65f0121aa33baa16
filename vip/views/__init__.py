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
    level,
    postpone,
    reject,
    remind,
    resume,
    room,
    submit,
)
from vip.views.notice import beside, copy_last, edit, guest_search, new, save_draft
from vip.views.overview import overview
from vip.views.visit import paper, visit

__all__ = [
    "announce",
    "approve",
    "arrival",
    "arrived",
    "beside",
    "cancel",
    "close",
    "copy_last",
    "departure",
    "edit",
    "guest_back",
    "guest_out",
    "guest_search",
    "level",
    "new",
    "overview",
    "paper",
    "postpone",
    "reject",
    "remind",
    "resume",
    "room",
    "save_draft",
    "submit",
    "visit",
]
