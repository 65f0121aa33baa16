"""Everything that happens at the counter. Each act takes the person as `by`."""

from frontdesk.persons import PersonRegistered
from frontdesk.services.arriving import check_in, walk_in
from frontdesk.services.day import close_day
from frontdesk.services.group import Member, Outcome, check_in_group
from frontdesk.services.handing_over import Deposit
from frontdesk.services.invoices import hand_over_invoice, issue_invoice, request_invoice
from frontdesk.services.keys import issue_key, lose_key, return_key
from frontdesk.services.leaving import check_out, post_dues
from frontdesk.services.registering import RESIDENT_WITHIN, register_person, submit_registration
from frontdesk.services.signing import note_signature

__all__ = [
    "RESIDENT_WITHIN",
    "Deposit",
    "Member",
    "Outcome",
    "PersonRegistered",
    "check_in",
    "check_in_group",
    "check_out",
    "close_day",
    "hand_over_invoice",
    "issue_invoice",
    "issue_key",
    "lose_key",
    "note_signature",
    "post_dues",
    "register_person",
    "request_invoice",
    "return_key",
    "submit_registration",
    "walk_in",
]
