"""Everything that changes a complaint: one transaction and one journal entry each."""

from complaints.services.ending import close, follow_up, reopen, withdraw
from complaints.services.handling import (
    acknowledge,
    add_option,
    answer_option,
    escalate,
    hand_over,
    note,
    record_facts,
)
from complaints.services.promising import contacted, promise
from complaints.services.registering import Weighed, register_complaint, weigh
from complaints.services.resolving import compensate, resolve
from complaints.services.watching import watch

__all__ = [
    "Weighed",
    "acknowledge",
    "add_option",
    "answer_option",
    "close",
    "compensate",
    "contacted",
    "escalate",
    "follow_up",
    "hand_over",
    "note",
    "promise",
    "record_facts",
    "register_complaint",
    "reopen",
    "resolve",
    "watch",
    "weigh",
    "withdraw",
]
