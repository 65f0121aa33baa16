"""Everything that happens at the counter. Each act takes the person as `by`."""

from frontdesk.persons import PersonRegistered
from frontdesk.services.arriving import Deposit, check_in, walk_in
from frontdesk.services.day import close_day
from frontdesk.services.invoices import hand_over_invoice, issue_invoice, request_invoice
from frontdesk.services.keys import issue_key, lose_key, return_key
from frontdesk.services.leaving import check_out, post_dues
from frontdesk.services.registering import register_person, submit_registration

__all__ = [
    "Deposit",
    "PersonRegistered",
    "check_in",
    "check_out",
    "close_day",
    "hand_over_invoice",
    "issue_invoice",
    "issue_key",
    "lose_key",
    "post_dues",
    "register_person",
    "request_invoice",
    "return_key",
    "submit_registration",
    "walk_in",
]
