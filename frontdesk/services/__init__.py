"""Everything that happens at the counter. Each act takes the person as `by`."""

from frontdesk.services.invoices import hand_over_invoice, issue_invoice, request_invoice
from frontdesk.services.leaving import check_out, post_dues

__all__ = [
    "check_out",
    "hand_over_invoice",
    "issue_invoice",
    "post_dues",
    "request_invoice",
]
