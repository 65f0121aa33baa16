"""What is said aloud when money changes hands 唱收唱付."""

from django.utils.translation import gettext as _

from hotel.cashier.models import Line
from hotel.web.show import money


def said(line: Line) -> str:
    """What was done, for saying aloud 唱收唱付."""
    kind, amount = line.get_kind_display(), money(abs(line.amount))
    if line.tendered is None:
        return _("%(kind)s %(amount)s is posted.") % {"kind": kind, "amount": amount}
    return _("Received %(tendered)s, %(kind)s %(amount)s, change %(change)s.") % {
        "tendered": money(line.tendered),
        "kind": kind,
        "amount": amount,
        "change": money(line.change),
    }
